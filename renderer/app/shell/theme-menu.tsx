import { IconButton } from '../../components/button/button.tsx';
import { Menu } from '../../components/menu/menu.tsx';
import { useAction } from '../../components/shortcuts/shortcuts.tsx';
import { type Theme, useTheme } from '../theme.tsx';

const THEMES = [
  { theme: 'system', label: 'As the system', icon: 'system' },
  { theme: 'light', label: 'Light', icon: 'sun' },
  { theme: 'dark', label: 'Dark', icon: 'moon' },
] as const;

export function ThemeMenu() {
  const { theme, setTheme } = useTheme();
  useThemeAction('Light theme', 'light');
  useThemeAction('Dark theme', 'dark');
  useThemeAction('Theme as the system', 'system');
  return (
    <Menu
      trigger={(props) => (
        <IconButton
          {...props}
          icon={THEMES.find((entry) => entry.theme === theme)?.icon ?? 'system'}
          label="Theme"
        />
      )}
      groups={[
        THEMES.map((entry) => ({
          id: entry.theme,
          label: entry.label,
          icon: entry.icon,
          checked: entry.theme === theme,
          run: () => setTheme(entry.theme),
        })),
      ]}
    />
  );
}

function useThemeAction(label: string, theme: Theme): void {
  const { setTheme } = useTheme();
  useAction(label, () => setTheme(theme), { group: 'Everywhere' });
}
