import type { IconName } from '../../components/icon/icon.tsx';

/** The screens of a workbook, in the order of the work. */
export const SCREENS = [
  { id: 'overview', label: 'Overview', icon: 'overview', to: '/w/$workbook/overview', keys: 'g v' },
  { id: 'scope', label: 'Scope', icon: 'scope', to: '/w/$workbook/scope', keys: 'g o' },
  { id: 'services', label: 'Services', icon: 'services', to: '/w/$workbook/services', keys: 'g s' },
  { id: 'walk', label: 'Walk-through', icon: 'walk', to: '/w/$workbook/walk/{-$subject}', keys: 'g w' },
  { id: 'workshop', label: 'Workshop', icon: 'present', to: '/w/$workbook/workshop', keys: 'g r' },
  { id: 'matrix', label: 'Matrix', icon: 'matrix', to: '/w/$workbook/matrix', keys: 'g m' },
  { id: 'evidence', label: 'Evidence', icon: 'evidence', to: '/w/$workbook/evidence', keys: 'g e' },
  { id: 'gaps', label: 'Gaps', icon: 'flag', to: '/w/$workbook/gaps', keys: 'g a' },
  { id: 'compare', label: 'Changes', icon: 'compare', to: '/w/$workbook/compare', keys: 'g c' },
  { id: 'history', label: 'History', icon: 'history', to: '/w/$workbook/history', keys: 'g h' },
  { id: 'review', label: 'Review', icon: 'sign', to: '/w/$workbook/review', keys: 'g i' },
  { id: 'import', label: 'Import', icon: 'import', to: '/w/$workbook/import', keys: 'g f' },
  { id: 'export', label: 'Export', icon: 'export', to: '/w/$workbook/export', keys: 'g x' },
] as const satisfies readonly {
  readonly id: string;
  readonly label: string;
  readonly icon: IconName;
  readonly to: string;
  readonly keys: string;
}[];
export type Screen = (typeof SCREENS)[number];

/** Whether a path shows the presenter view, which has the window to itself. */
export const isPresenting = (path: string): boolean => path.split('/')[3] === 'present';

/** The screen that a path shows: `/w/w1/walk/orders-db` is the walk-through. */
export function screenOf(path: string): Screen | undefined {
  const segment = path.split('/')[3];
  return SCREENS.find((screen) => screen.id === segment);
}
