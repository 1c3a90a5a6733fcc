import type { HistoryChange, HistoryPart } from '../../contract/history.ts';
import type { HistoryKind } from '../../contract/ways.ts';
import { cadenceWords } from '../due/cadence.ts';
import { decodeOwnership, ownershipWords, partiesOf } from '../duties/ownership.ts';
import { type Row, type RowImage, type Tables, tableOf } from '../merge/rows.ts';
import { ruleOf } from '../merge/table-rules.ts';
import { fieldWords, SILENT, type Words } from '../merge/words.ts';
import { capital } from '../words/capital.ts';

/** Codes of who owned a duty before and after an entry, as `encodeOwnership` writes them. */
export interface OwnersMoved {
  readonly before: string;
  readonly after: string;
}
export interface PartsInput {
  readonly rows: readonly RowImage[];
  readonly owners: (ref: string) => OwnersMoved;
  readonly words: Words;
  /** Records as they are now, or were last, by which rows that an entry gives in part are named. */
  readonly tables: Tables;
}

/** Tables whose rows belong to a duty, and are told of with it. */
const OF_DUTY = new Set(['assignment', 'share', 'evidence_link', 'finding_place', 'review_cadence']);
const REVIEW = new Set(['review', 'review_text', 'rev']);

/** The duty that a row belongs to, as its ref; null for other records. */
export function dutyOf({ table, before, after }: RowImage): string | null {
  if (!OF_DUTY.has(table)) return null;
  const { subject, responsibility } = after ?? before ?? {};
  // The time between the reviews of a domain or of the whole workbook is of no one duty.
  return subject === '*' ? null : `${subject}/${responsibility}`;
}

/** Tables of numbered records that belong to a duty, a service or the whole workbook by columns beside their key. */
export const OF_PLACE: ReadonlySet<string> = new Set(['action', 'decision', 'proposal', 'sign_off']);
/** Tables of what a party's answer covers, which is told of with both. */
const OF_PARTY = new Set(['common_reach', 'common_exception']);

/** The services, providers and duties (as refs) that a row change speaks of, before it and after it. */
export interface SpokenOf {
  readonly subjects: readonly string[];
  readonly duties: readonly string[];
}

/** What a row change speaks of, whether its rows are told of with a duty or alone. Rows of `OF_PLACE` have to be whole. */
export function spokenOf({ table, before, after }: RowImage): SpokenOf {
  const subjects: string[] = [];
  const duties: string[] = [];
  for (const row of [after, before]) {
    if (row === null) continue;
    const refs = table === 'service_in_use' ? [row.ref] : [row.subject, OF_PARTY.has(table) && row.party];
    for (const ref of refs) {
      // What is said of the whole workbook is said of no one part of it.
      if (typeof ref !== 'string' || ref === '' || ref === '*') continue;
      addNew(subjects, ref);
      if (typeof row.responsibility === 'string') addNew(duties, `${ref}/${row.responsibility}`);
    }
  }
  return { subjects, duties };
}
const addNew = (list: string[], entry: string): void => {
  if (!list.includes(entry)) list.push(entry);
};

/** What a row change is about. A change of the review alone is one of the review. */
export function kindOf({ table, before, after }: RowImage): HistoryKind {
  if (table !== 'assignment' || before === null || after === null) return ruleOf(table).group;
  const columns = Object.keys(after).filter((column) => column !== 'subject' && column !== 'responsibility');
  return columns.every((column) => REVIEW.has(column)) ? 'review' : 'answers';
}

/** What an entry did, record by record, in the order in which it touched them; what nobody reads as a fact is left out. */
export function partsOf(input: PartsInput): readonly HistoryPart[] {
  const byDuty = new Map<string, RowImage[]>();
  const parts: (HistoryPart | string)[] = [];
  for (const image of input.rows) {
    // Nobody reads it: it only keeps digests from being guessed back.
    if (image.table === 'blinding') continue;
    const ref = dutyOf(image);
    if (ref === null) {
      const part = recordPart(image, input);
      if (part) parts.push(part);
      continue;
    }
    const own = byDuty.get(ref);
    if (own) own.push(image);
    else {
      byDuty.set(ref, [image]);
      parts.push(ref);
    }
  }
  return parts.flatMap((part) =>
    typeof part === 'string' ? dutyPart(part, byDuty.get(part) ?? [], input) : [part],
  );
}

/** Records whose number alone says nothing to whoever reads it later. */
const SAYS_LITTLE: ReadonlySet<string> = new Set(['decision', 'proposal']);

function recordPart(image: RowImage, { words, tables }: PartsInput): HistoryPart | null {
  const { table, before, after } = image;
  const known = keyed(tables, table, after ?? before ?? {});
  const row: Row = { ...known, ...before, ...after };
  const columns = Object.keys(after ?? before ?? {}).filter(
    (column) => !SILENT.has(column) && after?.[column] !== before?.[column],
  );
  const place = named(words.place(table, row), ruleOf(table).word);
  const part = {
    kind: kindOf(image),
    ref: null,
    name: SAYS_LITTLE.has(table) ? `${place}: ${words.summary(table, row)}` : place,
    subject: null,
  };
  if (before === null) return { ...part, act: 'added', changes: [], all: 0 };
  if (after === null) return { ...part, act: 'removed', changes: [], all: 0 };
  const changes = columns.flatMap((column): HistoryChange[] => {
    const change = {
      field: column,
      label: fieldWords(column),
      before: words.value(table, before, column),
      after: words.value(table, after, column),
    };
    return change.before === change.after ? [] : [change];
  });
  return changes.length === 0 ? null : { ...part, act: 'changed', changes, all: changes.length };
}

/** `Person Tomás Okafor`; a name that begins with its own word is left as it is. */
const named = (name: string, word: string): string =>
  name.toLowerCase().startsWith(word) || /^(E-\d|The assessment)/.test(name)
    ? name
    : `${capital(word)} ${name}`;

/** The record of a row by its key; tables of which rows are told of alone have one key column. */
const keyed = (tables: Tables, table: string, row: Row): Row => {
  const [key] = Object.values(row);
  return tableOf(tables, table).get(String(key ?? '')) ?? {};
};

function dutyPart(ref: string, images: readonly RowImage[], input: PartsInput): HistoryPart[] {
  const { words, owners } = input;
  const changes: HistoryChange[] = [];
  const add = (field: string, label: string, before: string | null, after: string | null) => {
    if (before !== after) changes.push({ field, label, before, after });
  };
  const record = images.find(({ table }) => table === 'assignment');
  const moved = owners(ref);
  add('owners', 'Owner', ownersWords(moved.before, words), ownersWords(moved.after, words));
  if (record) recordChanges(record, words, add);
  for (const image of images) {
    if (image.table === 'share') shareChanges(image, words, add);
    if (image.table === 'evidence_link') {
      const row = image.after ?? image.before ?? {};
      const title = words.summary('evidence_link', row);
      add(`evidence:${row.number}`, 'Evidence', image.before ? title : null, image.after ? title : null);
    }
    if (image.table === 'finding_place') {
      const row = image.after ?? image.before ?? {};
      const title = words.summary('finding_place', row);
      add(`finding:${row.finding}`, 'Finding', image.before ? title : null, image.after ? title : null);
    }
    if (image.table === 'review_cadence')
      add('cadence', 'Time between reviews', everyWords(image.before), everyWords(image.after));
  }
  if (changes.length === 0) return [];
  const [subject = '', duty = ''] = ref.split('/');
  const kinds = new Set(images.map(kindOf));
  return [
    {
      kind: kinds.has('answers') ? 'answers' : ([...kinds][0] ?? 'answers'),
      ref,
      name: words.name('custom_responsibility', duty),
      subject: words.subject(subject),
      act: record?.before === null ? 'added' : record?.after === null ? 'removed' : 'changed',
      changes,
      all: changes.length,
    },
  ];
}

type Add = (field: string, label: string, before: string | null, after: string | null) => void;

/** Columns of a record that are told of otherwise. */
const TOLD_ELSEWHERE = new Set(['subject', 'responsibility']);
const LABELS: Readonly<Record<string, string>> = {
  not_applicable: 'Reason for not applicable',
  review_text: 'Words of the review',
  asked_anyway: 'Asked although the catalogue does not',
  own_part: 'Own part beside what is held',
};
/** What a record that nobody touched says: a record that comes or goes is told of only where it says otherwise. */
const UNTOUCHED: Row = {
  status: 'not-started',
  review: 'draft',
  parked: 0,
  confirm_later: 0,
  asked_anyway: 0,
  own_part: 0,
};

function recordChanges({ before, after }: RowImage, words: Words, add: Add): void {
  for (const column of Object.keys(after ?? before ?? {})) {
    if (TOLD_ELSEWHERE.has(column)) continue;
    if (column === 'basis' && before && after && !('answered_at' in after))
      add('basis', 'What the catalogue proposes', null, 'Confirmed');
    if (SILENT.has(column)) continue;
    const label = LABELS[column] ?? fieldWords(column);
    const value = (row: Row | null): string | null => words.value('assignment', row ?? UNTOUCHED, column);
    add(column, label, value(before), value(after));
  }
}

function shareChanges({ before, after }: RowImage, words: Words, add: Add): void {
  const party = String((after ?? before)?.party ?? '');
  const name = words.name('party', party);
  const value = (row: Row | null, column: string) => words.value('share', row, column);
  add(`text:${party}`, `What ${name} does`, value(before, 'text'), value(after, 'text'));
  add(`person:${party}`, `Person of ${name}`, value(before, 'person'), value(after, 'person'));
}

const everyWords = (row: Row | null): string | null =>
  row === null ? null : capital(cadenceWords(Number(row.months)));

function ownersWords(code: string, words: Words): string | null {
  if (code === '') return null;
  const ownership = decodeOwnership(code);
  return ownershipWords(
    ownership,
    new Map(partiesOf(ownership).map((party) => [party, words.name('party', party)])),
  );
}
