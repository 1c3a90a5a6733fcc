import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { Settings } from '../../main/contract/app.ts';
import { useClient } from '../host/context.tsx';

export type Theme = Settings['theme'];
interface ThemeSwitch {
  readonly theme: Theme;
  setTheme(theme: Theme): void;
}
const ThemeContext = createContext<ThemeSwitch>({ theme: 'system', setTheme: () => undefined });
export const useTheme = (): ThemeSwitch => useContext(ThemeContext);

/** Light, dark, or as the system says. Kept in the program's settings, and copied here so that no wrong theme flashes up. */
const COPY = 'demarc-theme';

export function ThemeProvider(props: { readonly children: ReactNode }) {
  const client = useClient();
  const [theme, setTheme] = useState<Theme>(() => asTheme(localStorage.getItem(COPY)));
  useEffect(() => {
    client.call('app.settings', {}).then(
      (settings) => setTheme(settings.theme),
      () => undefined,
    );
  }, [client]);
  useEffect(() => {
    localStorage.setItem(COPY, theme);
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
  const value = useMemo<ThemeSwitch>(
    () => ({
      theme,
      setTheme: (next) => {
        setTheme(next);
        client.call('app.saveSettings', { theme: next }).catch(() => undefined);
      },
    }),
    [client, theme],
  );
  return <ThemeContext value={value}>{props.children}</ThemeContext>;
}

const asTheme = (text: string | null): Theme => (text === 'light' || text === 'dark' ? text : 'system');
