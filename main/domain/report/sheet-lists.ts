import type { FindingResult } from '../../contract/findings.ts';
import { toolName } from '../evidence/finding-tool.ts';
import { sentence, signOffWordsInDocument } from '../signatures/key-words.ts';
import { capital } from '../words/capital.ts';
import { leavesOut } from './audience.ts';
import { reportLists } from './desk.ts';
import { raciSheet } from './raci.ts';
import { type Report, signOffStanding } from './report.ts';
import { type ListCell, type ListColumn, textColumn } from './report-list.ts';

/** A list with a sheet of its own. Its rows can be walked again. */
export interface SheetList {
  readonly name: string;
  readonly holds: string;
  readonly columns: readonly ListColumn[];
  readonly rows: Iterable<readonly ListCell[]>;
  /** How many rows there are. */
  readonly length: number;
  /** A record of what machines found, which nobody fills in. */
  readonly isRecord: boolean;
}

const RESULTS: Readonly<Record<FindingResult, string>> = {
  fail: 'Failed',
  manual: 'To be checked by hand',
  suppressed: 'Suppressed',
  pass: 'Passed',
};
/** The lists of a report that have sheets of their own: who is responsible and accountable, those of the desk, sign-offs, findings; the last two not in an extract. */
export function sheetLists(report: Report): readonly SheetList[] {
  const lists: SheetList[] = leavesOut(report, 'roles') ? [] : [raciList(report)];
  lists.push(
    ...reportLists(report.desk()).map(
      ({ name, holds, columns, rows }): SheetList => ({
        name,
        holds,
        columns,
        rows,
        length: rows.length,
        isRecord: false,
      }),
    ),
  );
  if (report.meta.extract === null && !leavesOut(report, 'signOffs')) lists.push(signOffList(report));
  if (report.findings) lists.push(findingList(report.findings));
  return lists;
}

const raciList = (report: Report): SheetList => ({
  name: 'RACI',
  holds: 'Who is responsible and accountable (R/A) for each duty, by party',
  ...raciSheet(report),
  length: report.counts.rows,
  isRecord: true,
});

const signOffList = ({ signOffs }: Report): SheetList => ({
  name: 'Sign-offs',
  holds: 'Who signed what, over which digest, and what changed since',
  columns: [
    { header: 'By whom', width: 26, kind: 'key' },
    textColumn('Role', 24),
    textColumn('What', 26),
    { header: 'Signed at (UTC)', width: 17, kind: 'instant' },
    textColumn('Statement', 60),
    textColumn('Signature', 44),
    textColumn('Since then', 34),
    textColumn('Digest', 36),
  ],
  rows: signOffs.map((entry) => [
    entry.name,
    entry.role,
    entry.subject === null ? `${entry.label}, as a whole` : entry.label,
    entry.signedAt,
    entry.statement,
    sentence(signOffWordsInDocument(entry)),
    signOffStanding(entry),
    entry.digest,
  ]),
  length: signOffs.length,
  isRecord: false,
});

const findingList = ({ count, rows }: NonNullable<Report['findings']>): SheetList => ({
  name: 'Findings',
  holds: 'What scanners found last, failed checks first, and the duties that it bears on',
  columns: [
    { header: 'Evidence', width: 10, kind: 'text', leads: true },
    textColumn('Result', 14),
    textColumn('Severity', 13),
    textColumn('Check', 30),
    textColumn('Title', 50),
    textColumn('Resource', 50),
    textColumn('Account', 15),
    textColumn('Region', 14),
    textColumn('Observed at', 22),
    textColumn('Scanner', 13),
    textColumn('Duties', 44),
  ],
  rows: {
    *[Symbol.iterator]() {
      for (const { evidence, severity, refs, ...finding } of rows())
        yield [
          `E-${evidence}`,
          RESULTS[finding.result],
          severity === null ? null : capital(severity),
          finding.check,
          finding.title,
          finding.resource,
          finding.account,
          finding.region,
          finding.observedAt,
          toolName(finding),
          refs.join('\n') || null,
        ];
    },
  },
  length: count,
  isRecord: true,
});
