import type { PortfolioFilter } from '../../../main/contract/portfolio.ts';

/** What a number opened: the duties or gaps that it counts, under the words that say which. */
export interface Look {
  readonly at: 'duties' | 'gaps';
  readonly title: string;
  readonly of: LookOf;
}
/** Which of them, as `portfolio.duties` and `portfolio.gaps` are asked. */
export interface LookOf {
  readonly unit?: string;
  readonly publication?: string;
  readonly workbook?: string;
  readonly text?: string;
  readonly service?: string;
  readonly duty?: string;
  readonly owner?: string;
  readonly status?: string;
  readonly severity?: string;
  readonly party?: string;
  readonly partyKind?: string;
  /** Null: where nobody is named. */
  readonly person?: string | null;
  readonly answered?: boolean;
  readonly todo?: boolean;
  readonly deviating?: boolean;
  readonly piece?: number;
  readonly dueBefore?: string;
}

export interface PortfolioSearch
  extends Pick<PortfolioFilter, 'unit' | 'workbook' | 'text' | 'framework' | 'until' | 'since'> {
  /** The list of the report that is shown; its first one otherwise. */
  readonly list?: string;
  readonly look?: Look;
}
export type PortfolioPatch = { readonly [K in keyof PortfolioSearch]?: PortfolioSearch[K] | undefined };

const TEXTS = ['unit', 'workbook', 'text', 'framework', 'list'] as const;
const DAYS = ['until', 'since'] as const;
const LOOK_TEXTS = [
  'unit',
  'publication',
  'workbook',
  'text',
  'service',
  'duty',
  'owner',
  'status',
  'severity',
];
const LOOK_FLAGS = ['answered', 'todo', 'deviating'];

/** The address of the screen; what is no value of it is left out. */
export function portfolioSearch(raw: Record<string, unknown>): PortfolioSearch {
  const look = lookIn(raw.look);
  return {
    ...picked(raw, TEXTS, isText),
    ...picked(raw, DAYS, isDay),
    ...(look === null ? {} : { look }),
  };
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '' && value.length <= 500;
const isDay = (value: unknown): boolean => typeof value === 'string' && /^2\d{3}-\d\d-\d\d$/.test(value);

const picked = (
  raw: Record<string, unknown>,
  keys: readonly string[],
  fits: (value: unknown) => boolean,
): Record<string, never> =>
  Object.fromEntries(keys.flatMap((key) => (fits(raw[key]) ? [[key, raw[key] as never]] : [])));

function lookIn(raw: unknown): Look | null {
  if (typeof raw !== 'object' || raw === null) return null;
  const { at, title, of } = raw as Record<string, unknown>;
  if ((at !== 'duties' && at !== 'gaps') || typeof title !== 'string') return null;
  if (typeof of !== 'object' || of === null) return null;
  const given = of as Record<string, unknown>;
  return {
    at,
    title,
    of: {
      ...picked(given, [...LOOK_TEXTS, 'party', 'partyKind'], isText),
      ...picked(given, ['person'], (value) => value === null || isText(value)),
      ...picked(given, LOOK_FLAGS, (value) => value === true),
      ...picked(given, ['piece'], (value) => Number.isInteger(value) && Number(value) > 0),
      ...picked(given, ['dueBefore'], isDay),
    },
  };
}
