import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import type { Finding, FindingResult } from '../../main/contract/findings.ts';
import { readFindingsBook } from '../../main/importers/findings/findings-book.ts';
import { readFindings } from '../../main/importers/findings/read-findings.ts';
import { temporaryFolder } from '../support/temp.ts';
import { type SheetPlan, writeBook } from '../support/vendor-books.ts';
import { readAll, toBytes } from './findings-support.ts';

// What people say of findings beside what a scanner wrote: in columns and on sheets of their own, by striking rows through, and in Security Hub.

const folder = temporaryFolder();
async function readBook(path: string) {
  const findings: Finding[] = [];
  const summary = await readFindingsBook(
    'book.xlsx',
    path,
    [readFileSync(path)].values() as unknown as AsyncIterable<Uint8Array>,
    (finding) => findings.push(finding),
    new AbortController().signal,
    () => {},
  );
  return { results: findings.map(({ result }) => result), notes: summary.notes };
}
/** A table of Prowler's with one column more, whose cells these are; all failed but for one that passed. */
function prowler(heading: string, cells: readonly string[]): string {
  const rows = [...cells, ''].map(
    (cell, at) => `iam_x;${at < cells.length ? 'FAIL' : 'PASS'};arn:aws:s3:::b${at};eu-west-1;${cell}`,
  );
  return [`CHECK_ID;STATUS;RESOURCE_UID;REGION;${heading}`, ...rows].join('\n');
}
const failed = (count: number): FindingResult[] => Array.from({ length: count }, () => 'fail');

test.each<[string, string[], FindingResult[], string[]]>([
  [
    'Assessor status',
    ['False positive', 'Risk accepted', 'Fixed 2026-11-25'],
    ['suppressed', 'suppressed', 'fail'],
    [
      'Failed findings count as suppressed, since somebody says beside them that they are false or accepted: assessor status (“False positive” 1, “Risk accepted” 1).',
      'Columns that are not known are not read, whatever they say of the findings: assessor status (“Fixed 2026-11-25” 1).',
    ],
  ],
  [
    'False positive?',
    ['Yes', 'No', ''],
    ['suppressed', 'fail', 'fail'],
    [
      'Failed findings count as suppressed, since somebody says beside them that they are false or accepted: false positive? (“Yes” 1).',
    ],
  ],
  [
    'Bewertung',
    ['Fehlalarm', 'Risiko akzeptiert', 'offen'],
    ['suppressed', 'suppressed', 'fail'],
    [
      'Failed findings count as suppressed, since somebody says beside them that they are false or accepted: bewertung (“Fehlalarm” 1, “Risiko akzeptiert” 1).',
      'Columns that are not known are not read, whatever they say of the findings: bewertung (“offen” 1).',
    ],
  ],
  // What is not plain changes nothing.
  ...(
    [
      ['Decision', 'Not a false positive'],
      ['Decision', 'False positive?'],
      ['Decision', 'False positive, or so they say'],
      ['Decision', 'Accepted'],
      ['Decision', 'Risk not accepted'],
      ['Remediated', 'Yes'],
      ['Exception', 'Approved'],
      ['Whatever', 'Not applicable'],
    ] as const
  ).map(([heading, cell]): [string, string[], FindingResult[], string[]] => [
    heading,
    [cell],
    ['fail'],
    [
      `Columns that are not known are not read, whatever they say of the findings: ${heading.toLowerCase()} (“${cell}” 1).`,
    ],
  ]),
  [
    'Comment',
    ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
    failed(10),
    ['Columns that are not known are not read, whatever they say of the findings: comment (10 texts).'],
  ],
  // Of two columns of one name the first is the scanner's.
  [
    'STATUS',
    ['PASS', 'False positive'],
    ['fail', 'suppressed'],
    [
      'Failed findings count as suppressed, since somebody says beside them that they are false or accepted: status (again) (“False positive” 1).',
      'Columns that are not known are not read, whatever they say of the findings: status (again) (“PASS” 1).',
    ],
  ],
  // Columns of the scanner's own, whatever stands there.
  ['NOTES', ['False positive'], ['fail'], []],
  ['RISK', ['Risk accepted'], ['fail'], []],
  ['REMEDIATION_CODE_NATIVEIAC', ['x'], ['fail'], []],
  ['Assessor status', ['', ''], failed(2), []],
])('beside findings a column %s with %j', async (heading, cells, results, notes) => {
  const { findings, summary } = await readAll('prowler.csv', prowler(heading, cells));
  expect(findings.map(({ result }) => result)).toEqual([...results, 'pass']);
  expect(summary.notes).toEqual(notes);
});

const CONTESTED_ON = 'Failed findings';
const CONTESTED_WHY =
  'stay failed though somebody says beside them that they are false or accepted, since that was only asked for, held before, is past its day, or is said otherwise as well:';

test.each<[string, readonly string[], readonly string[], 'fail' | 'suppressed']>([
  // Asked for, proposed, of before, of whoever is judged.
  ['asked for', ['Requested treatment', 'Approval'], ['Risk acceptance', 'Denied'], 'fail'],
  ['asked for, in German', ['Beantragte Ausnahme'], ['Risiko akzeptiert'], 'fail'],
  ['proposed', ['Suggested status (AI)'], ['False positive'], 'fail'],
  ['of before', ['Status last year'], ['False positive'], 'fail'],
  ['of before, by its year', ['Triage 2025', 'Triage 2026'], ['False positive', ''], 'fail'],
  ['of before, and of now', ['Previous assessment', 'Assessment 2026'], ['Risk accepted', 'Open'], 'fail'],
  [
    'of the vendor',
    ['Vendor response', 'Assessor verdict'],
    ['False positive', 'Rejected - true positive'],
    'fail',
  ],
  ['of the vendor alone', ['Antwort des Herstellers'], ['Fehlalarm'], 'fail'],
  // Said otherwise.
  ['contested', ['Triage', 'Review'], ['False positive', 'Disagree'], 'fail'],
  ['said at first', ['Initial assessment', 'Final assessment'], ['False positive', 'Confirmed'], 'fail'],
  ['said by a tool', ['Tool verdict', 'Verdict'], ['False positive', 'To be seen'], 'fail'],
  ['said by whom it is about', ['Auditee response', 'Note'], ['False positive', 'x'], 'fail'],
  ['not verified', ['Team says', 'Verified?'], ['False positive', 'No'], 'fail'],
  ['verified', ['Team says', 'Verified?'], ['False positive', 'Yes'], 'suppressed'],
  ['to be mended', ['Triage', 'Remediation'], ['False positive', 'Fix by Q1'], 'fail'],
  ['to be seen again', ['Disposition', 'Review by'], ['Risk accepted', '06/30/2025'], 'fail'],
  ['of a quarter', ['Disposition', 'Valid to'], ['Risk accepted', 'Q2 2025'], 'fail'],
  ['to the end of a year', ['Disposition', 'Acceptance expires'], ['Risk accepted', 'end of 2025'], 'fail'],
  ['of a short year', ['Exception', 'Expires'], ['Risk accepted', '30-Jun-25'], 'fail'],
  ['of a short year, in America', ['Exception', 'Expires'], ['Risk accepted', '6/30/25'], 'fail'],
  ['of a short year, in German', ['Ausnahme', 'Gültig bis'], ['Risiko akzeptiert', '30.06.25'], 'fail'],
  ['of a day in one number', ['Exception', 'Expires'], ['Risk accepted', '20250630'], 'fail'],
  ['of a short year ahead', ['Exception', 'Expires'], ['Risk accepted', '30-Jun-27'], 'suppressed'],
  ['of a year ahead', ['Disposition', 'Valid to'], ['Risk accepted', 'Q2 2098'], 'suppressed'],
  ['of an open port', ['Disposition', 'Port'], ['False positive', 'Open'], 'suppressed'],
  ['of an author', ['Author verdict', 'Note'], ['False positive', 'x'], 'suppressed'],
  ['open all the same', ['Triage', 'Assessor status'], ['False positive', 'Open'], 'fail'],
  ['not approved', ['Decision', 'Approved'], ['Risk accepted', 'No'], 'fail'],
  ['not approved yet', ['Decision', 'Approval'], ['Risk accepted', 'Pending'], 'fail'],
  // Past its day.
  ['past', ['Exception', 'Exception valid until'], ['Risk accepted', '2026-11-30'], 'fail'],
  ['past, within a text', ['Bewertung', 'Begründung'], ['Risiko akzeptiert', 'bis 2025-01-01'], 'fail'],
  ['expired', ['Exception', 'Expiry date'], ['Risk accepted', '30.06.2025'], 'fail'],
  // Neighbours that go on being read.
  ['of now', ['Triage 2025', 'Triage 2026'], ['Open', 'False positive'], 'suppressed'],
  [
    'of the assessor against the vendor',
    ['Vendor response', 'Assessor verdict'],
    ['Open', 'False positive'],
    'suppressed',
  ],
  ['approved', ['Decision', 'Approved'], ['Risk accepted', 'Yes'], 'suppressed'],
  ['not past', ['Exception', 'Exception valid until'], ['Risk accepted', '2026-12-01'], 'suppressed'],
  ['of a day that may be two', ['Exception', 'Valid until'], ['Risk accepted', '01/12/2026'], 'suppressed'],
  ['past, of a day that may be two', ['Exception', 'Valid until'], ['Risk accepted', '05/06/2026'], 'fail'],
  ['to the end of a month', ['Exception', 'Valid until'], ['Risk accepted', '11/2026'], 'fail'],
  ['to the end of a month, in ISO', ['Exception', 'Valid until'], ['Risk accepted', '2026-11'], 'fail'],
  ['to the end of this month', ['Exception', 'Valid until'], ['Risk accepted', '12/2026'], 'suppressed'],
  ['to the end of a quarter', ['Exception', 'Expires'], ['Risk accepted', 'end of Q3 2026'], 'fail'],
  [
    'to a later quarter',
    ['Exception', 'Expires'],
    ['Risk accepted', 'Q3 2026, extended to Q3 2099'],
    'suppressed',
  ],
  ['to the end of this quarter', ['Exception', 'Expires'], ['Risk accepted', 'Q4/2026'], 'suppressed'],
  ['of a day that is none', ['Exception', 'Expires'], ['Risk accepted', 'never'], 'suppressed'],
  ['past, whichever day it is', ['Exception', 'Valid until'], ['Risk accepted', '05/06/2025'], 'fail'],
  ['due before', ['Triage', 'Due date'], ['False positive', '2025-01-01'], 'suppressed'],
  ['confirmed', ['Triage', 'Review'], ['False positive', 'Confirmed'], 'suppressed'],
  ['explained', ['Triage', 'Comment'], ['False positive', 'Open bucket by design'], 'suppressed'],
  ['with a ticket', ['Triage', 'Ticket status', 'Owner'], ['Risk accepted', 'Done', 'Ann'], 'suppressed'],
  ['said twice', ['False positive', 'Risk accepted'], ['No', 'Yes'], 'suppressed'],
])('what is said beside a failed finding, %s', async (_, headings, cells, result) => {
  const read = async (asOf?: string) => {
    const text = `CHECK_ID;STATUS;RESOURCE_UID;REGION;TIMESTAMP;${headings.join(';')}\niam_x;FAIL;arn:aws:s3:::a;eu-west-1;2026-12-01 08:00:00;${cells.join(';')}\n`;
    const findings: Finding[] = [];
    const take = (finding: Finding) => findings.push(finding);
    const summary = await readFindings('p.csv', [toBytes(text)], take, undefined, undefined, undefined, asOf);
    return { findings, notes: summary.notes.join('\n') };
  };
  const { findings, notes } = await read('2026-12-01');
  expect(findings).toMatchObject([{ result }]);
  expect(notes.includes(CONTESTED_WHY)).toBe(result === 'fail');
  // Every word is told, whatever it decided.
  for (const cell of cells.filter((text) => text !== '' && text !== 'No'))
    expect(notes).toContain(`“${cell}” 1`);
  // Without a day, that of the finding.
  expect((await read()).findings).toEqual(findings);
});

test('what says of a finding that passed that it is false is told, and changes nothing', async () => {
  const text =
    'Control ID,Resource ID,Compliance Status,Record State,Decision\nS3.8,arn:aws:s3:::a,PASSED,ACTIVE,False positive\n';
  const { findings, summary } = await readAll('hub.csv', text);
  expect(findings).toMatchObject([{ result: 'pass' }]);
  expect(summary.notes).toEqual([expect.stringContaining('decision (“False positive” 1)')]);
});

const HEAD = ['CHECK_ID', 'STATUS', 'RESOURCE_UID'];
const sheet = (name: string, state?: SheetPlan['state']): SheetPlan => ({
  name,
  rows: [HEAD, ['iam_x', 'FAIL', `arn:aws:s3:::${name.length}`]],
  ...(state && { state }),
});

test.each<[string, SheetPlan[], FindingResult[], (string | RegExp)[]]>([
  ['one', [sheet('Findings')], ['fail'], []],
  [
    'several',
    [sheet('Open'), sheet('False positives'), sheet('Fixed'), sheet('Accepted risks')],
    ['fail', 'suppressed', 'fail', 'suppressed'],
    [
      '1 failed finding counts as suppressed, since the sheet "False positives" says so by its name.',
      '1 failed finding counts as suppressed, since the sheet "Accepted risks" says so by its name.',
      'Its findings are on several sheets, all of which are read: "Open" (1), "False positives" (1), "Fixed" (1), "Accepted risks" (1).',
    ],
  ],
  [
    'a hidden one before it',
    [sheet('Example', 'hidden'), sheet('Findings')],
    ['fail'],
    ['What it holds beside its findings was not read: the hidden sheet "Example" (1 finding, 1 failed).'],
  ],
  [
    'none but a hidden one',
    [{ name: 'Summary', rows: [['Scan of spring']] }, sheet('Raw', 'veryHidden')],
    ['fail'],
    [
      'Its findings are on the sheet "Raw", which is hidden.',
      'What it holds beside its findings was not read: the sheet "Summary".',
    ],
  ],
  [
    'what somebody picked out of a scan that is hidden',
    [
      sheet('False positives'),
      {
        name: 'Raw',
        state: 'hidden',
        rows: [HEAD, ['iam_x', 'FAIL', 'a'], ['iam_x', 'FAIL', 'b'], ['iam_x', 'PASS', 'c']],
      },
    ],
    ['suppressed'],
    [
      '1 failed finding counts as suppressed, since the sheet "False positives" says so by its name.',
      'A hidden sheet has more failed findings (2) than all that are shown (1), so that what is shown may be part of a scan. Show it, or give it by itself, if it is the scan.',
      'What it holds beside its findings was not read: the hidden sheet "Raw" (3 findings, 2 failed).',
    ],
  ],
  [
    'one of false positives of which somebody denies one',
    [
      {
        name: 'False positives',
        rows: [
          [...HEAD, 'Verdict'],
          ['iam_x', 'FAIL', 'a', 'Rejected - true positive'],
          ['iam_x', 'FAIL', 'b', ''],
        ],
      },
    ],
    ['fail', 'suppressed'],
    [
      `${CONTESTED_ON} of the sheet "False positives" ${CONTESTED_WHY} verdict (“Rejected - true positive” 1).`,
      '1 failed finding counts as suppressed, since the sheet "False positives" says so by its name.',
    ],
  ],
  ['an empty one beside it', [{ name: 'eu', rows: [HEAD] }, sheet('us')], ['fail'], []],
])('sheets of findings: %s', async (_, sheets, results, notes) => {
  const read = await readBook(await writeBook(folder, 'book.xlsx', sheets));
  expect(read).toEqual({ results, notes });
});

test('an empty table is no clean scan where a hidden sheet has findings', async () => {
  const sheets: SheetPlan[] = [{ name: 'eu', rows: [HEAD] }, sheet('us', 'hidden')];
  const read = await readBook(await writeBook(folder, 'empty.xlsx', sheets));
  expect(read).toEqual({
    results: ['fail'],
    notes: ['Its findings are on the sheet "us", which is hidden.'],
  });
});

test('what is struck through is to be looked at by hand, and a cell of a row that is changes nothing', async () => {
  const book = new ExcelJS.Workbook();
  const at = book.addWorksheet('F');
  at.addRows([HEAD, ['iam_x', 'FAIL', 'a'], ['iam_x', 'FAIL', 'b'], ['iam_x', 'FAIL', 'c']]);
  for (const cell of ['A3', 'B3', 'C3', 'C4']) at.getCell(cell).font = { strike: true };
  const path = join(folder, 'struck.xlsx');
  await book.xlsx.writeFile(path);
  expect(await readBook(path)).toEqual({
    results: ['fail', 'manual', 'fail'],
    notes: [
      '1 row of the sheet "F" is struck through, which does not say why: what it says is to be looked at by hand.',
      '1 row of the sheet "F" with cells that are struck through counts as if they were not.',
    ],
  });
});

const ASFF = {
  ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/securityhub',
  GeneratorId: 'security-control/S3.8',
  AwsAccountId: '111122223333',
  Title: 'S3 block',
  Resources: [{ Type: 'AwsS3Bucket', Id: 'arn:aws:s3:::a' }],
  Compliance: { Status: 'FAILED', SecurityControlId: 'S3.8' },
  RecordState: 'ACTIVE',
};

test.each([
  ['FAILED', 'FALSE_POSITIVE', 'suppressed'],
  ['FAILED', 'BENIGN_POSITIVE', 'suppressed'],
  ['FAILED', 'TRUE_POSITIVE', 'fail'],
  ['FAILED', 'UNKNOWN', 'fail'],
  ['FAILED', undefined, 'fail'],
  ['PASSED', 'FALSE_POSITIVE', 'pass'],
])(
  'a check of Security Hub that ended as %s and was verified as %s: %s',
  async (Status, VerificationState, result) => {
    const record = { ...ASFF, Id: '1', Compliance: { ...ASFF.Compliance, Status }, VerificationState };
    expect((await readAll('hub.json', { Findings: [record] })).findings).toMatchObject([{ result }]);
    const csv = `Id,ProductArn,GeneratorId,Compliance.Status,RecordState,Resource,VerificationState\n1,${ASFF.ProductArn},${ASFF.GeneratorId},${Status},ACTIVE,arn:aws:s3:::a,${VerificationState ?? ''}\n`;
    expect((await readAll('hub.csv', csv)).findings).toMatchObject([{ result }]);
  },
);

test.each<[Record<string, string>, number]>([
  [{ 'aws/guardduty/service/additionalInfo/sample': 'true' }, 0],
  [{ 'aws/guardduty/service/additionalInfo/value': '{"sample":true}' }, 0],
  [{ 'aws/guardduty/service/additionalInfo/value': '{"sample":false}' }, 1],
  [{ 'aws/guardduty/service/additionalInfo/sample': 'false' }, 1],
  [{ 'aws/guardduty/service/count': '2' }, 1],
])('a finding of GuardDuty in Security Hub with %j', async (ProductFields, count) => {
  const record = {
    ...ASFF,
    ...{
      Id: '1',
      ProductFields,
      Compliance: undefined,
      Types: ['TTPs/UnauthorizedAccess:EC2-SSHBruteForce'],
    },
    ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/guardduty',
  };
  const { findings, summary } = await readAll('hub.json', { Findings: [record] });
  expect(findings).toHaveLength(count);
  expect(summary.archived).toBe(1 - count);
});

test.each([
  [
    'False positive',
    'suppressed',
    [
      '1 failed finding counts as suppressed, since a note of somebody says that it is false or accepted ("False positive").',
    ],
  ],
  ['Accepted risk.', 'suppressed', [expect.stringMatching(/counts as suppressed.*Accepted risk/)]],
  ['Ask the shop', 'fail', ['1 finding has a note of somebody ("Ask the shop"), which is not read.']],
])('a note "%s" in Security Hub', async (Text, result, notes) => {
  const record = { ...ASFF, Id: '1', Note: { Text, UpdatedBy: 'kim', UpdatedAt: '2026-11-20T08:00:00Z' } };
  const { findings, summary } = await readAll('hub.json', { Findings: [record] });
  expect(findings).toMatchObject([{ result }]);
  expect(summary.notes).toEqual(notes);
});

test('a finding of several resources counts for the first, and that is told', async () => {
  const Resources = [...ASFF.Resources, { Type: 'AwsS3Bucket', Id: 'arn:aws:s3:::b' }];
  const { findings, summary } = await readAll('hub.json', { Findings: [{ ...ASFF, Id: '1', Resources }] });
  expect(findings).toMatchObject([{ resource: 'arn:aws:s3:::a' }]);
  const told = [
    '1 finding names several resources ("arn:aws:s3:::b" beside the first): the first stands for all of them.',
  ];
  expect(summary.notes).toEqual(told);
  for (const cell of ['arn:aws:s3:::a; arn:aws:s3:::b', '[""arn:aws:s3:::a"",""arn:aws:s3:::b""]']) {
    const csv = `Control ID,Resource ID,Compliance Status,Record State\nS3.8,"${cell}",FAILED,ACTIVE\n`;
    const read = await readAll('hub.csv', csv);
    expect(read.findings).toMatchObject([{ resource: 'arn:aws:s3:::a' }]);
    expect(read.summary.notes).toEqual(told);
  }
});
