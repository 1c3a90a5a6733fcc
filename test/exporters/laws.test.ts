import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import type { RegisterRow } from '../../main/contract/assignments.ts';
import type { PartyKind } from '../../main/contract/parties.ts';
import { kindsById } from '../../main/domain/duties/ownership.ts';
import type { Report } from '../../main/domain/report/report.ts';
import { writeCsv } from '../../main/exporters/csv.ts';
import { writePdf } from '../../main/exporters/pdf/write-pdf.ts';
import { writeXlsx } from '../../main/exporters/xlsx/write-xlsx.ts';
import { temporaryFolder } from '../support/core.ts';
import { LAW_WORKBOOKS, withLawReport } from '../support/law-workbooks.ts';
import { pdfText } from '../support/pdf-tools.ts';
import { findProgram } from '../support/programs.ts';

// What no document may say, whatever the workbook holds. Each law is worked out here from the rows alone, by another way than the
// exporters', and held against what other readers find in the files.

const kindOf = (report: Report) => {
  const kinds = kindsById(report.parties);
  return (party: string): PartyKind => kinds.get(party) ?? 'third-party';
};
/** The class of a row, in the plainest way to say it. */
function classOf({ notApplicable, shares }: RegisterRow, kind: (party: string) => PartyKind): string {
  if (notApplicable !== null) return 'Not applicable';
  const provided = shares.filter(({ party }) => kind(party) === 'provider').length;
  if (shares.length === 0) return 'Unanswered';
  if (provided === shares.length) return 'Provider';
  if (provided > 0) return 'Shared with the provider';
  return shares.length > 1 ? 'Several, customer’s side' : LABELS[kind(shares[0]?.party ?? '')];
}
const LABELS: Readonly<Record<PartyKind, string>> = {
  provider: 'Provider',
  organisation: 'Organisation',
  'internal-provider': 'Internal provider',
  'third-party': 'Third party',
  client: 'Client',
};
const count = <T>(items: readonly T[]): ReadonlyMap<T, number> => {
  const counts = new Map<T, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
};
type Records = readonly Readonly<Record<string, string | null>>[];
const recordsOf = (rows: readonly (readonly unknown[])[]): Records => {
  const [head = [], ...body] = rows;
  return body.map((row) =>
    Object.fromEntries(
      head.map((name, at) => [String(name), row[at] == null || row[at] === '' ? null : String(row[at])]),
    ),
  );
};

/** The register as another reader finds it, held against the rows. */
function holdRegister(
  found: Records,
  rows: readonly RegisterRow[],
  kind: (party: string) => PartyKind,
): void {
  expect(found.map((record) => record.Ref)).toEqual(rows.map(({ ref }) => ref));
  for (const [at, row] of rows.entries()) {
    const record = found[at];
    const owned = row.notApplicable === null && row.shares.some(({ party }) => kind(party) !== 'provider');
    expect(record?.Status === null, `${row.ref}: a status only where the customer has a part`).toBe(!owned);
    expect(record?.['Known misconception'], row.ref).toBe(row.misconception ? 'Yes' : null);
  }
}

/** Services of the large workbook: with so many there is each kind of row that it has with more. */
const LARGE = 8;

describe.each(LAW_WORKBOOKS)('the %s workbook', (which) => {
  test('Excel and CSV: one count, one class, one status, one flag', async () => {
    const look = async (report: Report) => {
      const folder = temporaryFolder();
      const path = join(folder, 'book.xlsx');
      await writeXlsx(report, path);
      const rows = [...report.rows()];
      const kind = kindOf(report);
      const found = recordsOf(await readSheet(path, 'Register'));
      holdRegister(found, rows, kind);

      const summary = await readSheet(path, 'Summary');
      const figures = (label: string) => summary.filter(([first]) => first === label);
      const classes = count(rows.map((row) => classOf(row, kind)));
      let shares = 0;
      for (const label of [
        'Provider',
        'Shared with the provider',
        'Several, customer’s side',
        ...Object.values(LABELS).slice(1),
        'Not applicable',
        'Unanswered',
      ]) {
        const [line] = figures(label);
        expect(line?.[1], label).toBe(classes.get(label) ?? 0);
        shares += Number(line?.[2]);
      }
      expect(shares).toBeCloseTo(1, 9);
      const statuses = count(found.map((record) => record.Status));
      for (const label of ['Not started', 'In progress', 'Implemented', 'Risk accepted'])
        expect(figures(label)[0]?.[1], label).toBe(statuses.get(label) ?? 0);

      const controls = recordsOf(await readSheet(path, 'Frameworks'));
      const shared = count(
        rows
          .filter((row) => classOf(row, kind) === 'Shared with the provider')
          .map((row) => row.responsibility),
      );
      const names = new Map(report.responsibilities.map(({ id, name }) => [name, id]));
      for (const record of controls) {
        const duties = (record.Responsibilities ?? '').split('\n').flatMap((name) => names.get(name) ?? []);
        const wanted = duties.reduce((sum, id) => sum + (shared.get(id) ?? 0), 0);
        expect(Number(record['Shared with the provider'] ?? 0), `${record.Framework} ${record.Control}`).toBe(
          wanted,
        );
      }

      const flagged = rows.filter((row) => row.misconception).length;
      const marks = (await readSheet(path, 'Matrix'))
        .slice(4)
        .flat()
        .filter((cell) => /^[A-Z+?]+!$/.test(String(cell ?? '')));
      expect(marks.length > 0).toBe(flagged > 0);
      expect(marks.length).toBeGreaterThanOrEqual(
        rows.filter((row) => row.misconception && row.subjectKind !== 'provider').length,
      );

      const csv = join(folder, 'register.csv');
      await writeCsv(report, csv);
      const records = parse(readFileSync(csv, 'utf8'), { bom: true }) as string[][];
      holdRegister(recordsOf(records), rows, kind);
    };
    await withLawReport(which, look, LARGE);
  });

  test.skipIf(findProgram('poppler') === null)(
    'PDF: the same counts, every reason, every flag and every signer',
    async () => {
      const look = async (report: Report) => {
        const path = join(temporaryFolder(), 'report.pdf');
        await writePdf(report, path, { signal: new AbortController().signal, progress: () => undefined });
        // In the order of the content, where the words of a cell stand together.
        const text = pdfText(path, '-raw').replace(/\s+/g, ' ');
        const bare = text.replace(/\s/g, '');
        const occurrences = (words: string) => bare.split(words.replace(/\s/g, '')).length - 1;
        const rows = [...report.rows()];
        const kind = kindOf(report);
        // A reason that stands is never said to be missing.
        const missing = rows.filter(
          (row) => row.deviates && row.notApplicable === null && row.deviationReason === null,
        );
        expect(occurrences('No reason is recorded.')).toBe(missing.length);
        expect(occurrences('Rests on a known misconception: see the gaps.')).toBe(
          rows.filter((row) => row.misconception).length,
        );
        for (const [label, number] of count(rows.map((row) => classOf(row, kind))))
          expect(text).toSatisfy(
            (all: string) => new RegExp(`${label}\\s+${number.toLocaleString('en-GB')}\\s`).test(all),
            `${label}: ${number}`,
          );
        const own = new Map(
          report.services.map(({ ref, label, asked, answered }) => [ref, { label, asked, answered }]),
        );
        for (const { asked, answered } of own.values())
          expect(
            new RegExp(`\\b${answered} of ${asked} dut(y|ies)\\b`).test(text),
            `${answered} of ${asked}`,
          ).toBe(true);
        expect(bare.match(/(\d+)of(\d+)dut(y|ies)/g)?.length ?? 0).toBeGreaterThanOrEqual(own.size);
        const page = bare.slice(bare.lastIndexOf('Ihavereadthisrecord'));
        for (const { name, assignments } of report.people)
          if (assignments > 0) expect(page.includes(name.replace(/\s/g, '')), name).toBe(true);
        // Duties of one subject that follow each other name it once: `aws/physical-access, /network-backbone`.
        const unfolded = bare.replace(
          /([a-z0-9-]+)\/[a-z0-9-]+((?:,\/[a-z0-9-]+)+)/g,
          (all, subject: string, more: string) => `${all} ${more.replaceAll(',', ` ${subject}`)}`,
        );
        for (const { links } of report.evidence)
          for (const ref of links) expect(unfolded.includes(ref), ref).toBe(true);
      };
      await withLawReport(which, look, LARGE);
    },
  );
});
