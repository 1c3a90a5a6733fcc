import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RegisterRow } from '../../main/contract/assignments.ts';
import { kindsById } from '../../main/domain/duties/ownership.ts';
import { textsOf } from '../../main/domain/report/document.ts';
import { extract } from '../../main/domain/report/extract.ts';
import { overviewDocument } from '../../main/domain/report/overview.ts';
import type { Report } from '../../main/domain/report/report.ts';
import { writeDocumentDocx } from '../../main/exporters/documents/docx.ts';
import { documentHtml } from '../../main/exporters/documents/html.ts';
import { reconcileDocumentDocx } from '../../main/exporters/reconcile/document-docx.ts';
import { type HtmlFound, python, readHtml } from '../support/html-tables.ts';
import { LAW_WORKBOOKS, SHORT, withFewControls, withLawReport } from '../support/law-workbooks.ts';
import { AS_TEXT, convert } from '../support/office.ts';
import { findProgram } from '../support/programs.ts';
import { temporaryFolder } from '../support/temp.ts';

// What the summary, the page for whoever decides and the control view say, worked out here from the rows alone.

/**
 * The report with every framework chosen that it has: what matters to a workbook is not what is looked at here. The large one is put
 * together, and its frameworks name other duties than its rows: its controls get two of its own.
 */
function withFrameworks(report: Report): Report {
  const known = report.responsibilities.map(({ id }) => id);
  const own = (at: number) => [...new Set([known[at % known.length], known[(at * 7 + 3) % known.length]])];
  return {
    ...report,
    frameworks: report.frameworks.map((framework) => ({
      ...framework,
      chosen: true,
      controls: framework.controls.map((control, at) => ({
        ...control,
        responsibilities: control.responsibilities.every((id) => known.includes(id))
          ? control.responsibilities
          : own(at).flatMap((id) => id ?? []),
      })),
    })),
  };
}
function pageOf(report: Report): HtmlFound {
  const path = join(temporaryFolder(), 'overview.html');
  writeFileSync(path, documentHtml(overviewDocument(report)));
  return readHtml(path);
}
const body = ({ tables }: HtmlFound, name: string): readonly (readonly string[])[] =>
  tables.find((table) => table.name === name)?.rows.slice(1) ?? [];
const figure = (text: string | undefined): number => Number((text ?? '').replaceAll(',', ''));

describe.skipIf(python === null).each(LAW_WORKBOOKS)('the %s workbook', (which) => {
  test('the counts are those of the rows', async () => {
    await withLawReport(which, async (report) => {
      const page = pageOf(report);
      const rows = [...report.rows()];
      const kinds = kindsById(report.parties);
      const isProvider = ({ party }: { readonly party: string }) => kinds.get(party) === 'provider';
      const owned = (row: RegisterRow) =>
        row.notApplicable === null && row.shares.some((share) => !isProvider(share));
      const owners = new Map(body(page, 'Who owns the duties').map(([name, count]) => [name, figure(count)]));
      expect([...owners.values()].reduce((sum, count) => sum + count, 0)).toBe(rows.length);
      expect(owners.get('Unanswered') ?? 0).toBe(
        rows.filter(({ ownership }) => ownership.kind === 'unanswered').length,
      );
      expect(owners.get('Provider') ?? 0).toBe(
        rows.filter(
          ({ shares, notApplicable }) =>
            notApplicable === null && shares.length > 0 && shares.every(isProvider),
        ).length,
      );
      const statuses = body(page, 'Status of the customer’s part').reduce(
        (sum, [, count]) => sum + figure(count),
        0,
      );
      expect(statuses).toBe(rows.filter(owned).length);
      expect(body(page, 'Domain by domain').reduce((sum, [, count]) => sum + figure(count), 0)).toBe(
        rows.length,
      );
      expect(body(page, 'Gaps by severity').map(([, count]) => figure(count))).toEqual(
        (['high', 'medium', 'low'] as const).map(
          (severity) => report.gaps.filter((gap) => gap.severity === severity).length,
        ),
      );
      const accepted = rows
        .filter((row) => owned(row) && row.status === 'risk-accepted')
        .map(({ ref }) => ref);
      const high = report.gaps.filter(({ severity }) => severity === 'high');
      expect(body(page, 'The gravest gaps, and accepted risks').map(([, where]) => where)).toEqual([
        ...high.map(({ ref, subject }) => ref ?? subject),
        ...accepted,
      ]);
      const { risks } = report.desk();
      if (risks.length > 0)
        expect(body(page, 'Accepted risks').map(([where, , approver]) => [where, approver])).toEqual(
          risks.map((risk) => [`${risk.service}: ${risk.duty}`, risk.approver ?? 'Nobody']),
        );
      const open = report.desk().actions.filter(({ state }) => state === 'open' || state === 'in-progress');
      expect(
        body(page, 'Open actions')
          .map(([, action]) => action?.split(':')[0])
          .sort(),
      ).toEqual(open.map(({ number }) => `A-${number}`).sort());
    });
  });

  test('every control of a chosen framework has each of its duties, with owners, status and evidence', async () => {
    await withLawReport(which, async (read) => {
      const report = withFrameworks(read);
      const page = pageOf(report);
      const rows = [...report.rows()];
      const kinds = kindsById(report.parties);
      const names = new Map(report.responsibilities.map(({ id, name }) => [id, name]));
      const asked = Map.groupBy(rows, ({ responsibility }) => responsibility);
      const named = new Set<number>();
      let lines = 0;
      for (const framework of report.frameworks) {
        const found = body(page, `${framework.name} ${framework.version}`);
        const wanted = framework.controls.flatMap(({ id, title, responsibilities }) =>
          responsibilities.map((duty, at) => [at === 0 ? `${id} ${title}` : id, duty] as const),
        );
        expect(found.map(([control, duty]) => [control, duty])).toEqual(
          wanted.map(([control, duty]) => [control, names.get(duty)]),
        );
        for (const [at, [control, duty]] of wanted.entries()) {
          const [, , owners = '', status = '', evidence = ''] = found[at] ?? [];
          const own = asked.get(duty) ?? [];
          const sum = owners.split(', ').reduce((all, part) => all + figure(/\d[\d,]*$/.exec(part)?.[0]), 0);
          expect(sum, `${control}, ${duty}`).toBe(own.length);
          const customers = own.filter(
            (row) =>
              row.notApplicable === null && row.shares.some(({ party }) => kinds.get(party) !== 'provider'),
          );
          const done = customers.filter((row) => row.status === 'implemented').length;
          expect(status.split(',')[0]).toBe(
            customers.length === 0 ? '' : `${done} of ${customers.length} implemented`,
          );
          const proofs = [...new Set(own.flatMap((row) => row.evidence))].sort((a, b) => a - b);
          expect(evidence).toBe(proofs.map((number) => `E-${number}`).join(', '));
          for (const number of proofs) named.add(number);
          lines += 1;
        }
        for (const { id, responsibilities } of framework.controls)
          if (responsibilities.length === 0) expect(page.text).toContain(id);
      }
      expect(lines > 0).toBe(
        report.frameworks.some(({ controls }) => controls.some((one) => one.responsibilities.length > 0)),
      );
      expect(body(page, 'Evidence named above').map(([number]) => number)).toEqual(
        report.evidence.filter(({ number }) => named.has(number)).map(({ number }) => `E-${number}`),
      );
      // An address leads somewhere only where the one rule for addresses lets it.
      const outside = page.hrefs.filter((href) => !href.startsWith('#'));
      expect(outside.every((href) => /^https?:\/\//.test(href))).toBe(true);
    });
  });
});

describe.skipIf(python === null).each(LAW_WORKBOOKS)('service by service, the %s workbook', (which) => {
  test('every part of every duty stands with its party and person, and nothing else is made up', async () => {
    await withLawReport(which, async (report) => {
      const page = pageOf(report);
      const people = new Map(report.people.map(({ id, name }) => [id, name]));
      const parties = new Map(report.parties.map(({ id, name }) => [id, name]));
      const kinds = new Map(report.parties.map(({ id, kind }) => [id, kind]));
      const tables = page.tables.filter(
        ({ rows }) => rows[0]?.[0] === 'Duty' && rows[0]?.at(-1) === 'Evidence',
      );
      const isOpen = (row: RegisterRow) => row.notApplicable === null && row.shares.length === 0;
      const subjects = [...Map.groupBy(report.rows(), ({ subject }) => subject).values()];
      const answered = subjects
        .map((rows) => rows.filter((row) => !isOpen(row)))
        .filter((rows) => rows.length > 0);
      expect(tables).toHaveLength(answered.length);
      for (const [at, rows] of answered.entries()) {
        const [head = [], ...lines] = tables[at]?.rows ?? [];
        expect(lines.map(([duty]) => duty)).toEqual(rows.map(({ responsibilityName }) => responsibilityName));
        for (const [line, row] of rows.entries()) {
          const cells = lines[line]?.slice(1, -2) ?? [];
          const found = cells.flatMap((text, column) => (text === '' ? [] : [[head[column + 1], text]]));
          const wanted = row.shares.map(({ party, person }) => [
            parties.get(party) ?? party,
            person !== null
              ? `R/A ${people.get(person) ?? person}`
              : kinds.get(party) === 'provider'
                ? 'R/A'
                : 'R/A, nobody named',
          ]);
          expect(found.sort(), row.ref).toEqual(wanted.sort());
        }
      }
      for (const rows of subjects) {
        const open = rows
          .filter(isOpen)
          .map(({ responsibilityName, parked }) => `${responsibilityName}${parked ? ' (parked)' : ''}`);
        if (open.length > 0) expect(page.text).toContain(`No answer yet: ${open.join('; ')}.`);
      }
      const gaps = page.tables.filter(({ name }) => name.startsWith('Gaps: '));
      const listed = new Set(subjects.map(([first]) => first?.subject));
      expect(gaps.reduce((sum, { rows }) => sum + rows.length - 1, 0)).toBe(
        report.gaps.filter(({ subject, rule }) => listed.has(subject) && rule !== 'unanswered').length,
      );
    });
  });
});

test('a part of the workbook says that it is one, and of which rows', async () => {
  await withLawReport('example', async (report) => {
    const refs = new Set([...report.rows()].slice(0, 5).map(({ ref }) => ref));
    const part = extract(report, { rows: { refs, by: ['domain Backups'] } });
    const texts = textsOf(overviewDocument(part)).join('\n');
    expect(texts).toContain(`This document holds only 5 of ${report.counts.rows} rows: domain Backups`);
    expect(textsOf(overviewDocument(report)).join('\n')).not.toContain('This document holds');
  });
});

test('a workbook without frameworks says that no control is listed', async () => {
  await withLawReport('empty', async (report) => {
    expect(textsOf(overviewDocument(report))).toContain(
      'No framework was chosen for the workbook, so no control is listed.',
    );
  });
});

test.skipIf(findProgram('libreOfficeWriter') === null)(
  'Word: another reader finds every text, and the same report gives the same bytes',
  async () => {
    const look = async (report: Report) => {
      const folder = temporaryFolder();
      const document = overviewDocument(withFewControls(report));
      const [first, second] = ['first.docx', 'second.docx'].map((name) => join(folder, name));
      for (const path of [first ?? '', second ?? ''])
        await writeDocumentDocx(document, path, { modified: '2026-11-28T00:00:00.000Z', paper: 'letter' });
      expect(await reconcileDocumentDocx(first ?? '', document)).toEqual([]);
      expect(readFileSync(first ?? '').equals(readFileSync(second ?? ''))).toBe(true);
      convert(findProgram('libreOfficeWriter') ?? '', [first ?? ''], AS_TEXT, folder);
      const found = readFileSync(join(folder, 'first.txt'), 'utf8').replace(/[\s\u200e]/g, '');
      for (const text of textsOf(document)) expect(found).toContain(text.replace(/\s/g, ''));
    };
    await withLawReport('example', look, undefined, SHORT);
  },
  120_000,
);
