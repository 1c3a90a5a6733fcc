import { OWNER_KEYS, type OwnerKey, ownerKeyOf } from '../../domain/duties/owner-class.ts';
import { kindsById, type OwnershipKey, ownershipKeys } from '../../domain/duties/ownership.ts';
import { leavesOut } from '../../domain/report/audience.ts';
import { countDuties, OWNER_GROUPS } from '../../domain/report/duty-counts.ts';
import type { Report } from '../../domain/report/report.ts';
import type { FixedColumn } from '../../domain/sheets/register-cells.ts';
import { ownerChoices } from '../owner-choices.ts';
import { partiesInRegister, registerColumns } from '../register-columns.ts';
import { columnLetters } from './cells.ts';
import { criteriaFor, criterionFor } from './criteria.ts';
import type { DefinedName } from './package-writer.ts';

/** The hidden sheet that says what the formulas count. */
export const COUNTS = 'Counts';
/** Columns of that sheet, from 1. */
export const COUNTS_COLUMNS = { owner: 1, criterion: 2, domain: 4, duty: 6, groups: 8, day: 14 } as const;
/** More different answers than these are not counted by formulas: each is compared with every row of the register. */
const MOST_ANSWERS = 100;

/** An answer of the register, the class it is counted in, and what it is drawn with. */
export interface CountedAnswer {
  readonly words: string;
  readonly criterion: string | null;
  readonly key: OwnerKey;
  readonly look: readonly OwnershipKey[];
}
/** A text of a column of the register, with its criterion. */
export interface CountedText {
  readonly id: string;
  readonly text: string;
  readonly criterion: string;
}

/**
 * How the formulas of the file count the register: by answers that stand sorted by class on a hidden sheet, so that each class is a
 * run of cells with a name. A formula is null where nothing can be counted so, and the plain number stands there instead.
 */
export interface Counting {
  readonly answers: readonly CountedAnswer[];
  readonly domains: readonly CountedText[];
  readonly duties: readonly CountedText[];
  readonly names: readonly DefinedName[];
  /** Runs of answers that are drawn alike: their name, and what they are drawn with. */
  readonly looks: readonly { readonly name: string; readonly look: readonly OwnershipKey[] }[];
  /** Rows of the register, or of a domain of it. */
  rows(domain?: string): string | null;
  /** Those of a class; also null where no answer is of that class. */
  owned(key: OwnerKey, domain?: string): string | null;
  /** Rows of a column that say a text. */
  saying(column: 'status', text: string): string | null;
  /** Rows that ask one duty, by the place of a group of owners. */
  asked(duty: string, group: number): string | null;
  /** The cell where that count stands. */
  place(duty: string, group: number): string | null;
}

const NAMED: Readonly<Partial<Record<FixedColumn, string>>> = {
  ref: 'Register_Ref',
  domain: 'Register_Domain',
  responsibility: 'Register_Duty',
  ownership: 'Register_Owner',
  status: 'Register_Status',
};
const nameOfClass = (key: OwnerKey): string => `Owners_${key.replaceAll('-', '_')}`;
const nameOfGroup = (group: number): string => `Owners_of_group_${group + 1}`;
const cell = (column: number, row: number): string => `${COUNTS}!$${columnLetters(column)}$${row}`;

/** What the formulas of a report's file count by; `firstRow` is that of the first entry of the register. */
export function countingOf(report: Report, firstRow: number): Counting {
  const answers = countedAnswers(report);
  const canTell = answers.every(({ criterion }) => criterion !== null);
  const domains = countedTexts(
    report.summary.byDomain.map(({ domain, name }) => ({ id: domain, text: name })),
  );
  const asked = countDuties(report);
  const duties = countedTexts(
    report.responsibilities.filter(({ id }) => asked.has(id)).map(({ id, name }) => ({ id, text: name })),
  );
  const runs = runsOf(answers);
  const has = (keys: readonly OwnerKey[]) => canTell && answers.some(({ key }) => keys.includes(key));
  const criterionOf = (texts: readonly CountedText[], column: number, id: string) => {
    const at = texts.findIndex((text) => text.id === id);
    return at < 0 ? null : cell(column, at + 2);
  };
  const dutyRows = new Map(duties.map(({ id }, index) => [id, index + 2]));
  return {
    answers,
    domains,
    duties,
    names: [...registerNames(report, firstRow), ...(canTell ? runs.criteria : []), ...runs.words],
    looks: runs.looks,
    rows(domain) {
      if (domain === undefined) return 'COUNTA(Register_Ref)';
      const criterion = criterionOf(domains, COUNTS_COLUMNS.domain + 1, domain);
      return criterion && `COUNTIF(Register_Domain,${criterion})`;
    },
    owned(key, domain) {
      if (!has([key])) return null;
      if (domain === undefined) return `SUMPRODUCT(COUNTIF(Register_Owner,${nameOfClass(key)}))`;
      const criterion = criterionOf(domains, COUNTS_COLUMNS.domain + 1, domain);
      return (
        criterion && `SUMPRODUCT(COUNTIFS(Register_Domain,${criterion},Register_Owner,${nameOfClass(key)}))`
      );
    },
    saying: (_, text) => {
      if (leavesOut(report, 'status')) return null;
      const criterion = criterionFor(text);
      return criterion && `COUNTIF(Register_Status,"${criterion.replaceAll('"', '""')}")`;
    },
    asked(duty, group) {
      const row = dutyRows.get(duty);
      if (row === undefined || !has(OWNER_GROUPS[group]?.keys ?? [])) return null;
      return `SUMPRODUCT(COUNTIFS(Register_Duty,${cell(COUNTS_COLUMNS.duty + 1, row)},Register_Owner,${nameOfGroup(group)}))`;
    },
    place(duty, group) {
      const row = dutyRows.get(duty);
      return row === undefined || !canTell ? null : cell(COUNTS_COLUMNS.groups + group, row);
    },
  };
}

/** Every answer that the register offers or holds, sorted by class and by what it is drawn with. */
function countedAnswers(report: Report): readonly CountedAnswer[] {
  const kinds = kindsById(report.parties);
  const choices = ownerChoices(report, partiesInRegister(report));
  const criteria = choices.length > MOST_ANSWERS ? null : criteriaFor(choices.map(({ words }) => words));
  return choices
    .map(({ words, ownership }, index) => ({
      words,
      criterion: criteria?.[index] ?? null,
      key: ownerKeyOf(ownership, kinds),
      look: ownershipKeys(ownership, kinds),
    }))
    .sort(
      (a, b) =>
        OWNER_KEYS.indexOf(a.key) - OWNER_KEYS.indexOf(b.key) ||
        (a.look.join() < b.look.join() ? -1 : a.look.join() > b.look.join() ? 1 : 0),
    );
}

function countedTexts(texts: readonly { readonly id: string; readonly text: string }[]): CountedText[] {
  const criteria = criteriaFor(texts.map(({ text }) => text));
  return criteria === null ? [] : texts.map((entry, at) => ({ ...entry, criterion: criteria[at] ?? '' }));
}

const registerNames = (report: Report, first: number): DefinedName[] =>
  registerColumns(report).flatMap(({ id }, index) => {
    const name = NAMED[id as FixedColumn];
    const letters = columnLetters(index + 1);
    const last = first + Math.max(0, report.counts.rows - 1);
    return name === undefined ? [] : [{ name, area: `Register!$${letters}$${first}:$${letters}$${last}` }];
  });

/** Names for runs of the sorted answers: the criteria of each class and group, the words of each look. */
function runsOf(answers: readonly CountedAnswer[]) {
  const area = (column: number, belongs: (answer: CountedAnswer) => boolean): string | null => {
    const first = answers.findIndex(belongs);
    const last = answers.findLastIndex(belongs);
    return first < 0 ? null : `${cell(column, first + 2)}:$${columnLetters(column)}$${last + 2}`;
  };
  const named = (name: string, found: string | null): DefinedName[] =>
    found === null ? [] : [{ name, area: found }];
  const { owner, criterion } = COUNTS_COLUMNS;
  const looks = [...new Set(answers.map(({ key, look }) => `${key} ${look.join()}`))].map((code, index) => ({
    name: `Owners_like_${index + 1}`,
    code,
    look: answers.find(({ key, look }) => `${key} ${look.join()}` === code)?.look ?? [],
  }));
  return {
    looks,
    criteria: [
      ...OWNER_KEYS.flatMap((key) =>
        named(
          nameOfClass(key),
          area(criterion, (each) => each.key === key),
        ),
      ),
      ...OWNER_GROUPS.flatMap(({ keys }, group) =>
        named(
          nameOfGroup(group),
          area(criterion, (each) => keys.includes(each.key)),
        ),
      ),
    ],
    words: [
      ...named(
        'Owners',
        area(owner, () => true),
      ),
      ...looks.flatMap(({ name, code }) =>
        named(
          name,
          area(owner, ({ key, look }) => `${key} ${look.join()}` === code),
        ),
      ),
      { name: 'Judged_as_of', area: cell(COUNTS_COLUMNS.day, 2) },
    ],
  };
}
