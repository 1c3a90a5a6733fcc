import type {
  Claim,
  ClaimOwner,
  ClaimWord,
  Meaning,
  SheetMapping,
  UnreadCell,
  Verdict,
} from '../../../../main/contract/claims.ts';
import type { GivenMapping } from '../../../../main/contract/methods/claims.ts';
import type { Party } from '../../../../main/contract/parties.ts';
import type { OwnershipKey } from '../../../../main/domain/duties/ownership.ts';
import type { Option } from '../../../components/field/field.tsx';

/** What a column can be read as, as a reader says it. */
export const MEANING_OPTIONS: readonly Option<Meaning>[] = [
  { value: 'control', label: 'Control id', group: 'The control' },
  { value: 'title', label: 'Text or question', group: 'The control' },
  { value: 'label', label: 'Number of the row', group: 'The control' },
  { value: 'owner', label: 'Owner, in a word', group: 'Who owns it' },
  { value: 'inherited', label: 'Can be inherited: yes, partial, no', group: 'Who owns it' },
  { value: 'vendor', label: 'Vendor: mark or text', group: 'Who owns it' },
  { value: 'customer', label: 'Customer (us): mark or text', group: 'Who owns it' },
  { value: 'other', label: 'Third party: mark or text', group: 'Who owns it' },
  { value: 'shared', label: 'Shared: mark or text', group: 'Who owns it' },
  { value: 'not-applicable', label: 'Not applicable: mark', group: 'Who owns it' },
  { value: 'vendor-text', label: 'What the vendor does', group: 'Descriptions' },
  { value: 'customer-text', label: 'What the customer does', group: 'Descriptions' },
  { value: 'other-text', label: 'What the third party does', group: 'Descriptions' },
  { value: 'text', label: 'How it is divided', group: 'Descriptions' },
  { value: 'answer', label: 'Answer: yes, no, n/a', group: 'Beside it' },
  { value: 'status', label: 'Status, in a word', group: 'Beside it' },
  { value: 'status-mark', label: 'Status: mark', group: 'Beside it' },
  { value: 'note', label: 'Keep as a note', group: 'Beside it' },
  { value: 'ignore', label: 'Leave aside', group: 'Beside it' },
  { value: 'unknown', label: 'Not known', group: 'Beside it' },
];

type GivenSheet = GivenMapping[number];

/** What was found out of a sheet, as a person would give it. */
export const asGiven = (sheet: SheetMapping): GivenSheet => ({
  sheet: sheet.sheet,
  matrix: sheet.matrix,
  headerRow: sheet.headerRow,
  headerRows: Math.max(1, sheet.headerRows),
  scheme: sheet.scheme,
  columns: sheet.columns.map(({ column, meaning }) => ({ column, meaning })),
  words: sheet.words.map(({ word, means }) => ({
    word,
    means: means === 'not-applicable' ? means : [...means],
  })),
});

/** The corrections so far with one sheet changed; sheets that nobody touched stay recognised. */
export function withSheet(
  given: GivenMapping,
  sheet: SheetMapping,
  change: Partial<GivenSheet>,
): GivenMapping {
  const known = given.find((entry) => entry.sheet === sheet.sheet);
  const changed = { ...(known ?? asGiven(sheet)), ...change };
  return [...given.filter((entry) => entry.sheet !== sheet.sheet), changed];
}
export const withMeaning = (
  given: GivenMapping,
  sheet: SheetMapping,
  column: number,
  meaning: Meaning,
): GivenMapping => {
  const columns = (given.find((entry) => entry.sheet === sheet.sheet) ?? asGiven(sheet)).columns;
  return withSheet(given, sheet, {
    columns: [...columns.filter((entry) => entry.column !== column), { column, meaning }],
  });
};
/** Another row of headings: what the columns meant under the old one no longer counts. */
export const withHeaderRow = (given: GivenMapping, sheet: SheetMapping, headerRow: number): GivenMapping =>
  withSheet(given, sheet, { matrix: true, headerRow, headerRows: 1, columns: [] });
export function withWord(
  given: GivenMapping,
  sheet: SheetMapping,
  word: string,
  means: ClaimWord | null,
): GivenMapping {
  const { words } = given.find((entry) => entry.sheet === sheet.sheet) ?? asGiven(sheet);
  const others = words.filter((entry) => entry.word !== word);
  return withSheet(given, sheet, {
    words:
      means === null ? others : [...others, { word, means: means === 'not-applicable' ? means : [...means] }],
  });
}

/** What a word can be said to mean. */
export const WORD_MEANINGS = {
  vendor: { label: 'The vendor', means: ['vendor'] },
  customer: { label: 'The customer (us)', means: ['customer'] },
  both: { label: 'Vendor and customer', means: ['vendor', 'customer'] },
  other: { label: 'A third party', means: ['other'] },
  'vendor-other': { label: 'Vendor and third party', means: ['vendor', 'other'] },
  all: { label: 'All three', means: ['vendor', 'customer', 'other'] },
  na: { label: 'Not applicable', means: 'not-applicable' },
  nothing: { label: 'Says nothing', means: [] },
} as const satisfies Readonly<Record<string, { readonly label: string; readonly means: ClaimWord }>>;
export type WordMeaning = keyof typeof WORD_MEANINGS;

export interface OpenWord {
  readonly sheet: string;
  readonly word: string;
  readonly cells: number;
  readonly first: string;
}
/** Words that nobody gave a meaning to, once each, the most frequent first. */
export function openWords(unread: readonly UnreadCell[]): readonly OpenWord[] {
  const words = new Map<string, OpenWord>();
  for (const { sheet, value, cell, isWord } of unread) {
    if (!isWord || value.length > 300) continue;
    const word = value.trim();
    const key = JSON.stringify([sheet, word.toLowerCase()]);
    const known = words.get(key);
    words.set(key, {
      sheet,
      word: known?.word ?? word,
      first: known?.first ?? cell,
      cells: (known?.cells ?? 0) + 1,
    });
  }
  return [...words.values()].sort((a, b) => b.cells - a.cells);
}

/** How the verdicts are called and shown; the order is that of the list. */
export const VERDICT_WORDS: Readonly<
  Record<Verdict, { readonly label: string; readonly tone: 'bad' | 'warn' | 'good' | 'plain' }>
> = {
  disagree: { label: 'Disagree', tone: 'bad' },
  'not-recorded': { label: 'Not recorded', tone: 'warn' },
  agree: { label: 'Agree', tone: 'good' },
  silent: { label: 'Silent', tone: 'plain' },
  untied: { label: 'Not compared', tone: 'plain' },
};

/** The colours and letters of claimed owners: the customer of the matrix is the organisation. */
export function ownerKeys(
  { owners, notApplicable }: Pick<Claim, 'owners' | 'notApplicable'>,
  vendor: Pick<Party, 'kind'> | null,
): readonly OwnershipKey[] {
  if (owners.length === 0) return [notApplicable ? 'not-applicable' : 'unanswered'];
  const kind = vendor?.kind ?? 'third-party';
  const keys: Readonly<Record<ClaimOwner, OwnershipKey>> = {
    vendor: kind,
    customer: 'organisation',
    // Beneath a third party stands a provider; beneath a provider, a third party.
    other: kind === 'provider' ? 'third-party' : 'provider',
  };
  return owners.map((owner) => keys[owner]);
}
export function ownerWords(
  { owners, notApplicable }: Pick<Claim, 'owners' | 'notApplicable'>,
  names: { readonly vendor: string; readonly organisation: string },
): string {
  if (owners.length === 0) return notApplicable ? 'Not applicable' : 'Names nobody';
  const words: Readonly<Record<ClaimOwner, string>> = {
    vendor: names.vendor,
    customer: names.organisation,
    other: `a third party of ${names.vendor}`,
  };
  return owners.map((owner) => words[owner]).join(' + ');
}

const MOST_TEXT = 10_000;
/** What the vendor says that it does, over all rows on a control; null where it says nothing. */
export function vendorText(claims: readonly Claim[]): string | null {
  const texts = new Set(
    claims.flatMap(
      ({ vendorText: own, text, owners }) => own ?? (owners.includes('vendor') ? (text ?? []) : []),
    ),
  );
  return texts.size === 0 ? null : [...texts].join('\n\n').slice(0, MOST_TEXT);
}

export interface ClaimGroup {
  readonly claim: Claim;
  /** Ids of the rows: the first and the last where there are several. */
  readonly labels: string;
  readonly place: string;
}
/** What a row is about that names no control: of several tasks at a service each. The title of a control is the same in all its rows. */
export const taskOf = ({ framework, title }: Claim): string | null => (framework === null ? title : null);
/** Rows of a control that say the very same are shown once; what is said to customers comes first. */
export function groupClaims(claims: readonly Claim[]): readonly ClaimGroup[] {
  const groups = new Map<string, Claim[]>();
  for (const claim of claims) {
    const { cell: _cell, part: _part, label: _label, title: _title, ...said } = claim;
    const key = JSON.stringify([said, taskOf(claim)]);
    groups.set(key, [...(groups.get(key) ?? []), claim]);
  }
  return [...groups.values()]
    .flatMap(([claim, ...more]): ClaimGroup[] => {
      if (!claim) return [];
      const last = more.at(-1);
      const short = (label: string) => label.slice(0, 80);
      return [
        {
          claim,
          labels: last
            ? `${short(claim.label)} to ${short(last.label)}, ${more.length + 1} rows`
            : short(claim.label),
          place: `${claim.sheet}!${claim.cell}${last ? ` to ${last.cell}` : ''}`,
        },
      ];
    })
    .sort((a, b) => Number(a.claim.speaks === 'own-system') - Number(b.claim.speaks === 'own-system'));
}
