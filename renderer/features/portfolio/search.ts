import type { PortfolioFilter } from '../../../main/contract/portfolio.ts';

const LOOK_KINDS = [
  'duties',
  'gaps',
  'evidence',
  'actions',
  'controls',
  'workbooks',
  'publications',
] as const;
type LookKind = (typeof LOOK_KINDS)[number];
/** What a number opened: what it counts, under the words that say which. */
export interface Look {
  readonly at: LookKind;
  readonly title: string;
  readonly of: LookOf;
}
/** Which of them, as the methods of the same names are asked. */
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
  readonly since?: string;
  readonly until?: string;
  readonly framework?: string;
  readonly control?: string;
  readonly counted?: 'answered' | 'implemented' | 'evidenced';
  readonly whole?: boolean;
  readonly signed?: boolean;
  /** A publication, of whose workbook others are meant. */
  readonly beside?: string;
  readonly before?: string;
}

export interface PortfolioSearch
  extends Pick<PortfolioFilter, 'unit' | 'workbook' | 'text' | 'service' | 'framework' | 'until' | 'since'> {
  /** The list of the report that is shown; its first one otherwise. */
  readonly list?: string;
  readonly look?: Look;
  /** Columns that somebody chose, by the name of their list. */
  readonly cols?: Readonly<Record<string, string>>;
}
export type PortfolioPatch = { readonly [K in keyof PortfolioSearch]?: PortfolioSearch[K] | undefined };

const TEXTS = ['unit', 'workbook', 'text', 'service', 'framework', 'list'] as const;
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
  'beside',
];
const LOOK_FLAGS = ['answered', 'todo', 'deviating', 'whole', 'signed'];

/** The address of the screen; what is no value of it is left out. */
export function portfolioSearch(raw: Record<string, unknown>): PortfolioSearch {
  const look = lookIn(raw.look);
  return {
    ...picked(raw, TEXTS, isText),
    ...picked(raw, DAYS, isDay),
    ...(look === null ? {} : { look }),
    ...(isColumns(raw.cols) ? { cols: raw.cols } : {}),
  };
}

const isColumns = (value: unknown): value is Readonly<Record<string, string>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(isText);
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
  const kind = LOOK_KINDS.find((each) => each === at);
  if (kind === undefined || typeof title !== 'string') return null;
  if (typeof of !== 'object' || of === null) return null;
  const given = of as Record<string, unknown>;
  return {
    at: kind,
    title,
    of: {
      ...picked(given, [...LOOK_TEXTS, 'party', 'partyKind', 'framework', 'control'], isText),
      ...picked(given, ['person'], (value) => value === null || isText(value)),
      ...picked(given, LOOK_FLAGS, (value) => value === true),
      ...picked(given, ['piece'], (value) => Number.isInteger(value) && Number(value) > 0),
      ...picked(given, ['dueBefore', 'before', ...DAYS], isDay),
      ...picked(given, ['counted'], (value) =>
        ['answered', 'implemented', 'evidenced'].includes(String(value)),
      ),
    },
  };
}
