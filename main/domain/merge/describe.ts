import {
  type ConflictSide,
  MERGE_GROUPS,
  type MergeChange,
  type MergeConflict,
  type MergeGroup,
  type Renamed,
  type Said,
} from '../../contract/merge.ts';
import type { Asked } from './ask.ts';
import type { MergeOutcome } from './merge.ts';
import { byText, type Row, type Tables, tableOf } from './rows.ts';
import { ruleOf, sameRow } from './table-rules.ts';
import { type CatalogueNames, fieldWords, SILENT, type Words, wordsFor } from './words.ts';

/** Who last said something about a column of a row, by the change log of a side. */
export type SaidOf = (table: string, key: string, column: string | null) => Said;
export const NOBODY: Said = { who: null, at: null };

/** Everything that is different between my side and the result, in words, group by group. */
export function describeChanges(
  outcome: MergeOutcome,
  catalogue: CatalogueNames,
  said: SaidOf,
): readonly MergeChange[] {
  const was = wordsFor(outcome.mine, catalogue);
  const is = wordsFor(outcome.result, catalogue);
  const changes: MergeChange[] = [...ownerChanges(outcome, was, is, said)];
  for (const [table, rows] of outcome.result)
    for (const [key, row] of rows) {
      const before = tableOf(outcome.mine, table).get(key);
      if (before && sameRow(before, row)) continue;
      changes.push(...changesOf(table, key, before, row, { was, is, said, outcome }));
    }
  for (const [table, rows] of outcome.mine)
    for (const [key, row] of rows)
      if (!tableOf(outcome.result, table).has(key))
        changes.push(...changesOf(table, key, row, undefined, { was, is, said, outcome }));
  return inReadingOrder(changes);
}

type Placed = Pick<MergeChange, 'group' | 'ref' | 'place'>;
/** By group and place; within a place as they come. */
const inReadingOrder = <T extends Placed>(list: readonly T[]): readonly T[] =>
  [...list].sort(
    (a, b) =>
      MERGE_GROUPS.indexOf(a.group) - MERGE_GROUPS.indexOf(b.group) ||
      byText(a.ref ?? a.place, b.ref ?? b.place),
  );

interface Telling {
  readonly was: Words;
  readonly is: Words;
  readonly said: SaidOf;
  readonly outcome: MergeOutcome;
}

function changesOf(
  table: string,
  key: string,
  before: Row | undefined,
  after: Row | undefined,
  { was, is, said, outcome }: Telling,
): MergeChange[] {
  const row = after ?? before;
  if (!row || table === 'merge') return [];
  const shown = after ? is : was;
  const entry = {
    group: ruleOf(table).group,
    ref: shown.ref(table, row),
    place: shown.place(table, row),
    resolved: false,
  };
  const isPart = table === 'assignment' || table === 'share';
  if ((!before || !after) && !isPart) {
    const word = ruleOf(table).word;
    return [
      {
        ...entry,
        kind: after ? 'added' : 'gone',
        field: `${word.charAt(0).toUpperCase()}${word.slice(1)}`,
        before: before ? was.summary(table, before) : null,
        after: after ? is.summary(table, after) : null,
        said: said(table, key, null),
      },
    ];
  }
  // The owner stands for the coming and going of shares; the answer of a service that went has gone with it.
  if (table === 'share' && !after) return [];
  if (table === 'assignment' && !after && !isKnown(outcome.result, String(row.subject))) return [];
  const columns = Object.keys(row).filter(
    (column) => !SILENT.has(column) && (before?.[column] ?? null) !== (after?.[column] ?? null),
  );
  return columns.flatMap((column): MergeChange[] => {
    if (isPart && ['subject', 'responsibility', 'party', 'not_applicable'].includes(column)) return [];
    const told = {
      before: was.value(table, before ?? null, column),
      after: is.value(table, after ?? null, column),
    };
    const blank = column === 'status' ? 'Not started' : column === 'review' ? 'Draft' : null;
    if (told.before === told.after || (!before && told.after === blank)) return [];
    return [
      {
        ...entry,
        ...told,
        kind:
          told.before === null || (!before && isPart) ? 'added' : told.after === null ? 'gone' : 'changed',
        field: table === 'share' ? shareField(column, shown, row) : fieldWords(column),
        said: said(table, key, column),
      },
    ];
  });
}

const shareField = (column: string, words: Words, row: Row): string => {
  const party = words.name('party', String(row.party));
  return column === 'text' ? `What ${party} does` : `Named for ${party}`;
};

/** The owner follows from the shares together, so it is told once for each answer. */
function ownerChanges(outcome: MergeOutcome, was: Words, is: Words, said: SaidOf): MergeChange[] {
  const mayDiffer = ownersThatMayDiffer(outcome);
  const refs = new Set(
    [outcome.mine, outcome.result].flatMap((state) => [...tableOf(state, 'assignment').keys()]),
  );
  return [...refs].filter(mayDiffer).flatMap((ref): MergeChange[] => {
    const row =
      tableOf(outcome.result, 'assignment').get(ref) ?? tableOf(outcome.mine, 'assignment').get(ref);
    const told = { before: was.owners(ref), after: is.owners(ref) };
    if (!row || told.before === told.after) return [];
    if (!tableOf(outcome.result, 'assignment').has(ref) && !isKnown(outcome.result, String(row.subject)))
      return [];
    return [
      {
        ...told,
        group: 'answers',
        kind: told.before === null ? 'added' : told.after === null ? 'gone' : 'changed',
        ref,
        place: is.place('assignment', row),
        field: 'Owner',
        said: said('assignment', ref, 'answered_at'),
        resolved: false,
      },
    ];
  });
}

/** Whether an owner may be told otherwise afterwards: by who has a part, in which place, under which name, or whether it applies. */
function ownersThatMayDiffer({ mine, result }: MergeOutcome): (ref: string) => boolean {
  const both = [
    [mine, result],
    [result, mine],
  ] as const;
  const differs = new Set<string>();
  for (const [state, other] of both) {
    for (const [id, { name }] of tableOf(state, 'party'))
      if (tableOf(other, 'party').get(id)?.name !== name) return () => true;
    for (const [key, row] of tableOf(state, 'share')) {
      const same = tableOf(other, 'share').get(key);
      if (same === undefined || same.ord !== row.ord) differs.add(`${row.subject}/${row.responsibility}`);
    }
  }
  const reason = (state: Tables, ref: string) => tableOf(state, 'assignment').get(ref)?.not_applicable;
  return (ref) => differs.has(ref) || reason(mine, ref) !== reason(result, ref);
}

const isKnown = (tables: Tables, subject: string): boolean =>
  subject === 'workbook' ||
  tableOf(tables, 'service_in_use').has(subject) ||
  tableOf(tables, 'party').has(subject);

/** How many changes each group has, in the order of the groups; those without any are left out. */
export const countGroups = (
  changes: readonly MergeChange[],
): readonly { readonly group: MergeGroup; readonly changes: number }[] =>
  MERGE_GROUPS.flatMap((group) => {
    const count = changes.filter((change) => change.group === group).length;
    return count === 0 ? [] : [{ group, changes: count }];
  });

/** A question in words, with who said what. */
export function describeConflicts(
  asked: readonly Asked[],
  outcome: Pick<MergeOutcome, 'base' | 'mine' | 'theirs'>,
  catalogue: CatalogueNames,
  saidOf: { readonly mine: SaidOf; readonly theirs: SaidOf },
): readonly MergeConflict[] {
  const words = {
    base: wordsFor(outcome.base, catalogue),
    mine: wordsFor(outcome.mine, catalogue),
    theirs: wordsFor(outcome.theirs, catalogue),
  };
  const conflicts = asked.map((question): MergeConflict => {
    const { table, field, row: key } = question;
    // One owner on both sides: then it is the reasons that differ.
    const alike = () => words.mine.owners(key) === words.theirs.owners(key);
    const worded = (side: keyof typeof words): string | null => {
      const row = question[side];
      if (table === 'assignment' && field === 'owners') {
        const owners = words[side].owners(key);
        const reason = alike() ? (row?.deviation_reason ?? null) : null;
        return reason === null ? owners : `${owners ?? 'No owner'}\nBecause: ${reason}`;
      }
      if (table === 'assignment' && field === 'row') return words[side].answer(key);
      if (table === 'service_in_use' && row) return serviceWords(outcome[side], words[side], key, row, field);
      return words[side].value(table, row, field);
    };
    const told = (side: 'mine' | 'theirs'): ConflictSide => ({
      text: worded(side),
      ...saidOf[side](
        table,
        key,
        field === 'row' || field === 'owners' ? null : (field.split('+')[0] ?? null),
      ),
    });
    const [shown, row] =
      question.mine !== null
        ? ([words.mine, question.mine] as const)
        : question.theirs !== null
          ? ([words.theirs, question.theirs] as const)
          : ([words.base, question.base ?? {}] as const);
    return {
      key: question.key,
      kind: question.kind,
      group: ruleOf(table).group,
      ref: shown.ref(table, row),
      place: shown.place(table, row),
      field: conflictField(question, shown, row),
      base: worded('base'),
      mine: told('mine'),
      theirs: told('theirs'),
      both: question.both,
    };
  });
  return inReadingOrder(conflicts);
}

function conflictField({ table, field, kind }: Asked, words: Words, row: Row): string {
  if (table === 'evidence_link') return 'Evidence';
  if (kind === 'accepted') return 'Accepted answer';
  if (field === 'row') {
    const { word } = ruleOf(table);
    return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
  }
  return table === 'share' ? shareField(field, words, row) : fieldWords(field);
}

function serviceWords(tables: Tables, words: Words, ref: string, row: Row, field: string): string | null {
  if (field !== 'row') return words.value('service_in_use', row, field);
  const answers = [...tableOf(tables, 'assignment').values()].filter(({ subject }) => subject === ref);
  const answered = answers.filter(
    (answer) => words.owners(`${ref}/${answer.responsibility}`) !== null,
  ).length;
  return `${words.summary('service_in_use', row)}, ${answered} ${answered === 1 ? 'answer' : 'answers'}`;
}

/** Records that are called otherwise since, for people to know. */
export function describeRenames(outcome: MergeOutcome, catalogue: CatalogueNames): readonly Renamed[] {
  const words = wordsFor(outcome.result, catalogue);
  return (['mine', 'theirs'] as const).flatMap((side) =>
    Object.entries(outcome.renames[side]).flatMap(([table, names]) =>
      table === 'merge'
        ? []
        : Object.entries(names).map(([from, to]): Renamed => {
            const row = tableOf(outcome[side], table).get(to);
            const shown = (key: string) => (table === 'evidence' ? `E-${key}` : key);
            return {
              side,
              what: ruleOf(table).word,
              from: shown(from),
              to: shown(to),
              title: row ? words.summary(table, row) : '',
            };
          }),
    ),
  );
}
