import { IconButton } from '../../components/button/button.tsx';
import { Menu } from '../../components/menu/menu.tsx';
import { useAction } from '../../components/shortcuts/shortcuts.tsx';
import { type Appearance, useAppearance } from '../appearance.tsx';

const THEMES = [
  { theme: 'system', label: 'As the system', icon: 'system' },
  { theme: 'light', label: 'Light', icon: 'sun' },
  { theme: 'dark', label: 'Dark', icon: 'moon' },
] as const;

export function ThemeMenu() {
  const { theme, density, change } = useAppearance();
  useAction(
    density === 'compact' ? 'Comfortable density' : 'Compact density',
    () => change({ density: density === 'compact' ? 'comfortable' : 'compact' }),
    { group: 'Everywhere' },
  );
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
          run: () => change({ theme: entry.theme }),
        })),
      ]}
    />
  );
}

function useThemeAction(label: string, theme: Appearance['theme']): void {
  const { change } = useAppearance();
  useAction(label, () => change({ theme }), { group: 'Everywhere' });
}
