import { createContext, Fragment, type ReactNode, useContext, useEffect, useMemo } from 'react';
import type { Settings } from '../../main/contract/app.ts';
import { useClient } from '../host/context.tsx';
import { useDemarcQuery, useQueryCache } from '../host/queries.ts';
import { writeDatesIn } from '../lib/format.ts';

export type Appearance = Pick<Settings, 'theme' | 'density' | 'dates'>;
interface AppearanceSwitch extends Appearance {
  change(part: Partial<Appearance>): void;
}
const FIRST: Appearance = { theme: 'system', density: 'comfortable', dates: 'system' };
const AppearanceContext = createContext<AppearanceSwitch>({ ...FIRST, change: () => undefined });

/** Theme, density and the language of dates, and how to change one of them. */
export const useAppearance = (): AppearanceSwitch => useContext(AppearanceContext);

/** Puts the look on the page before its first paint, so that nothing wrong flashes up. */
export function applyAppearance({ theme, density, dates }: Appearance): void {
  const { dataset } = document.documentElement;
  if (theme === 'system') delete dataset.theme;
  else dataset.theme = theme;
  if (density === 'comfortable') delete dataset.density;
  else dataset.density = density;
  writeDatesIn(dates === 'system' ? null : dates);
}

/** The look that the program's settings ask for; it changes at once, in every window. */
export function AppearanceProvider(props: { readonly children: ReactNode }) {
  const client = useClient();
  const cache = useQueryCache();
  const { theme, density, dates } = useDemarcQuery('app.settings', {}).data ?? FIRST;
  // While rendering: what is drawn below must be written in the language that was just chosen.
  useMemo(() => writeDatesIn(dates === 'system' ? null : dates), [dates]);
  useEffect(() => applyAppearance({ theme, density, dates }), [theme, density, dates]);
  const value = useMemo<AppearanceSwitch>(
    () => ({
      theme,
      density,
      dates,
      change: (part) => {
        cache.patch('app.settings', {}, (old) => ({ ...old, ...part }));
        client.call('app.saveSettings', part).catch(() => cache.refresh('app.settings', {}));
      },
    }),
    [client, cache, theme, density, dates],
  );
  return <AppearanceContext value={value}>{props.children}</AppearanceContext>;
}

/** Dates are written by plain functions all over the screens: another language draws what is in here again. */
export function WithDates(props: { readonly children: ReactNode }) {
  const { dates } = useAppearance();
  return <Fragment key={dates}>{props.children}</Fragment>;
}
