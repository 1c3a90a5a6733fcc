import type { RegisterRow } from '../../contract/assignments.ts';
import { isOwned } from '../duties/status.ts';
import type { FrameworkAnnex } from '../report/report.ts';
import { counted, numeral } from '../words/counted.ts';
import { fewNames } from '../words/few-names.ts';
import { controlRow, type Gathered } from './gather.ts';
import { shareKey } from './lines.ts';
import type { FactSource, SheetTemplate, Side } from './template.ts';

/** Duties by name with how many rows each, the most first. */
function byDuty(rows: readonly Pick<RegisterRow, 'responsibilityName'>[]): string {
  const counts = new Map<string, number>();
  for (const { responsibilityName: name } of rows) counts.set(name, (counts.get(name) ?? 0) + 1);
  return fewNames(
    [...counts].sort((a, b) => b[1] - a[1]).map(([name, n]) => (n === 1 ? name : `${name} (${n})`)),
  );
}

/** What it means when nobody on a side has a part in any answer. */
const ABSENT: Readonly<Record<Side, string>> = {
  upstream: 'No provider or vendor has a part in any answer, so nothing is said of them.',
  self: 'The provider of this layout has no part in any answer, so nothing is said of it.',
  downstream:
    "No customer of this layout's provider has a part in any answer, so nothing is passed on to one.",
};

/** What of a workbook is in no cell of a layout; sentences. */
export interface LeftOut {
  /** Bears on what the tables mean: stands in the file as well. */
  readonly told: readonly string[];
  /** How far the work on it is, and what people noted for themselves: for whoever writes the file, never in it. */
  readonly internal: readonly string[];
}

const has = (sheets: readonly SheetTemplate[], ...sources: readonly FactSource[]): boolean =>
  sheets.some(
    (sheet) =>
      sheet.kind !== 'notes' &&
      sheet.columns.some(({ fill }) => fill.from !== undefined && sources.includes(fill.from)),
  );

/** Says, counted and by name, what of this workbook is in no cell of the tables. `held`: keys of the lines that are. */
export function leftOutOf(
  gathered: Gathered,
  annex: FrameworkAnnex | null,
  sheets: readonly SheetTemplate[],
  held: ReadonlySet<string>,
): LeftOut {
  const sentences: string[] = [];
  const { rows, report } = gathered;
  const linked = new Set(annex?.controls.flatMap((control) => control.responsibilities) ?? []);
  const lost = (row: RegisterRow): readonly string[] =>
    row.shares.map((share) => shareKey(row.ref, share.party)).filter((key) => !held.has(key));

  const { needs } = gathered.seat;
  if (needs !== undefined && ![...gathered.duties.values()].some((duty) => duty.facts.words.has(needs)))
    sentences.push(ABSENT[needs]);
  if (annex !== null) {
    const apart = rows.filter(
      (row) =>
        !linked.has(row.responsibility) &&
        (row.shares.length === 0 ? !held.has(row.ref) : lost(row).length > 0),
    );
    if (apart.length > 0)
      sentences.push(
        `${counted(apart.length, 'register row bears', 'register rows bear')} on no control of ${annex.name} ${annex.version}: ${byDuty(apart)}.`,
      );
    if (sheets.some(({ kind }) => !['notes', 'lines', 'parties'].includes(kind)))
      sentences.push(...controlSentences(gathered, annex));
  }
  const within = annex === null ? rows : rows.filter((row) => linked.has(row.responsibility));
  const silent = within.filter((row) => lost(row).length > 0);
  if (silent.length > 0)
    sentences.push(
      `What a party does is in no cell for ${counted(silent.length, 'register row', 'register rows')}, because the layout leaves that text out: ${byDuty(silent)}.`,
    );
  const open = within.filter((row) => row.ownership.kind === 'unanswered' && !held.has(row.ref));
  if (open.length > 0)
    sentences.push(
      `${counted(open.length, 'duty without an answer is', 'duties without an answer are')} not named in it: ${byDuty(open)}.`,
    );
  const reasons = within.filter((row) => row.ownership.kind === 'not-applicable' && !held.has(row.ref));
  if (reasons.length > 0)
    sentences.push(
      `${counted(reasons.length, 'duty that does not apply is', 'duties that do not apply are')} not in it, nor the reason: ${byDuty(reasons)}.`,
    );
  sentences.push(...withoutColumn(rows, report.evidence.length, sheets));
  return { told: sentences, internal: keptInside(rows, sheets) };
}

function controlSentences(gathered: Gathered, annex: FrameworkAnnex): readonly string[] {
  const unasked: string[] = [];
  const open: string[] = [];
  for (const control of annex.controls) {
    const { facts } = controlRow(control, gathered);
    if (facts.has('unasked')) unasked.push(control.id);
    if (facts.has('open')) open.push(control.id);
  }
  const of = `of ${numeral(annex.controls.length)} controls`;
  return [
    ...(unasked.length > 0
      ? [
          `No duty of this workbook bears on ${numeral(unasked.length)} ${of}; nothing is claimed for them: ${fewNames(unasked)}.`,
        ]
      : []),
    ...(open.length > 0
      ? [
          `Some duty is still without an answer for ${numeral(open.length)} ${of}. What is open stands beside them: ${fewNames(open)}.`,
        ]
      : []),
  ];
}

function withoutColumn(
  rows: readonly RegisterRow[],
  evidence: number,
  sheets: readonly SheetTemplate[],
): readonly string[] {
  const sentences: string[] = [];
  const say = (count: number, one: string, many: string, rest: string) => {
    if (count > 0) sentences.push(`${counted(count, one, many)} ${rest}`);
  };
  const linked = rows.filter((row) => row.evidence.length > 0).length;
  if (!has(sheets, 'evidence', 'evidence-places'))
    say(linked, 'row has', 'rows have', 'evidence that no column of this layout can name in full.');
  say(
    evidence,
    'piece of evidence itself is',
    'pieces of evidence themselves are',
    'not in the file: titles, periods and hashes are in the Excel export.',
  );
  return sentences;
}

function keptInside(rows: readonly RegisterRow[], sheets: readonly SheetTemplate[]): readonly string[] {
  const sentences: string[] = [];
  const say = (count: number, one: string, many: string, rest: string) => {
    if (count > 0) sentences.push(`${counted(count, one, many)} ${rest}`);
  };
  if (!has(sheets, 'people'))
    say(
      rows.filter((row) => row.shares.some((share) => share.person !== null)).length,
      'row names',
      'rows name',
      'a person, and the layout has no column for people.',
    );
  say(rows.filter((row) => row.note !== null).length, 'note is', 'notes are', 'not in it.');
  say(
    rows.filter((row) => row.deviationReason !== null).length,
    'reason for deviating from a suggestion is',
    'reasons for deviating from a suggestion are',
    'not in it.',
  );
  say(rows.filter((row) => row.dueOn !== null).length, 'due date is', 'due dates are', 'not in it.');
  say(
    rows.filter((row) => row.confirmLater).length,
    'answer was accepted in bulk and still waits',
    'answers were accepted in bulk and still wait',
    'to be confirmed; the layout shows them like any other.',
  );
  say(
    rows.filter((row) => isOwned(row) && row.status === 'risk-accepted').length,
    'row has its risk accepted',
    'rows have their risk accepted',
    'instead of being implemented; where the layout has no word for it, it counts as not implemented.',
  );
  return sentences;
}
