import { join } from 'node:path';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { AUDIENCE_IDS } from '../../main/contract/audience.ts';
import { raciDuties, raciSheet } from '../../main/domain/report/raci.ts';
import type { Report } from '../../main/domain/report/report.ts';
import { writePdf } from '../../main/exporters/pdf/write-pdf.ts';
import { reconcileXlsx } from '../../main/exporters/reconcile/xlsx.ts';
import { writeXlsx } from '../../main/exporters/xlsx/write-xlsx.ts';
import { LAW_WORKBOOKS, SHORT, withFewControls, withLawReport } from '../support/law-workbooks.ts';
import { pdfText } from '../support/pdf-tools.ts';
import { findProgram } from '../support/programs.ts';
import { sampleReport } from '../support/sample-report.ts';
import { temporaryFolder } from '../support/temp.ts';

const job = { signal: new AbortController().signal, progress: () => undefined };
const numbers = (text: string) =>
  [...text.matchAll(/ ([\d,]+)(?=[,;.]|$)/g)].map(([, n]) => Number(n?.replace(',', '')));

describe.each(LAW_WORKBOOKS)('who is responsible and accountable in the %s workbook', (which) => {
  it('stands in a row for each duty of the register, under the party that has the part, with the person', async () => {
    await withLawReport(which, async (report) => {
      const path = join(temporaryFolder(), 'raci.xlsx');
      await writeXlsx(report, path);
      const [head = [], ...found] = await readSheet(path, 'RACI');
      const people = new Map(report.people.map(({ id, name }) => [id, name]));
      const names = new Map(report.parties.map(({ id, name }) => [id, name]));
      const kinds = new Map(report.parties.map(({ id, kind }) => [id, kind]));
      const rows = [...report.rows()];
      expect(found.map(([ref]) => ref)).toEqual(rows.map(({ ref }) => ref));
      for (const [at, { shares }] of rows.entries()) {
        const cells = head.flatMap((title, column) => {
          const cell = String(found[at]?.[column] ?? '');
          return cell.startsWith('R/A') ? [`${String(title)}: ${cell}`] : [];
        });
        const wanted = shares.map(({ party, person }) =>
          person !== null
            ? `${names.get(party)}: R/A ${people.get(person)}`
            : `${names.get(party)}: R/A${kinds.get(party) === 'provider' ? '' : ', nobody named'}`,
        );
        expect(cells.toSorted()).toEqual(wanted.toSorted());
      }
    });
  });
  it('is counted duty by duty: every part of a row once', async () => {
    await withLawReport(which, async (report) => {
      const rows = [...report.rows()];
      const kinds = new Map(report.parties.map((party) => [party.id, party.kind]));
      for (const { id, parties, others } of raciDuties(report)) {
        const its = rows.filter(({ responsibility }) => responsibility === id);
        const sum = parties.flatMap((words) => numbers(words)).reduce((all, n) => all + n, 0);
        expect(sum, id).toBe(its.reduce((all, { shares }) => all + shares.length, 0));
        // As in the rows: whoever has a part is named or said to be nobody, and of a provider nobody is missed.
        const unnamed = its.flatMap(({ shares }) =>
          shares.flatMap(({ party, person }) => (person === null ? [party] : [])),
        );
        const owing = unnamed.filter((party) => kinds.get(party) !== 'provider').length;
        const said = [...parties.join('; ').matchAll(/nobody named ([\d,]+)/g)].map(([, n = '']) =>
          Number(n.replace(',', '')),
        );
        const counted = said.reduce((all, n) => all + n, 0);
        expect(counted, id).toBeGreaterThanOrEqual(owing);
        expect(counted, id).toBeLessThanOrEqual(unnamed.length);
        const bare = its.filter(({ shares }) => shares.length === 0).length;
        expect(
          others.reduce((all, words) => all + Number.parseInt(words, 10), 0),
          id,
        ).toBe(bare);
      }
    });
  });
});

const named = (base: Report, name: string): Report => ({
  ...base,
  parties: base.parties.map((party) => ({ ...party, name })),
});

describe('the sheet', () => {
  it('has no two columns of one name, whatever parties are called, and is read back whole', async () => {
    const report = named(sampleReport({ services: 3 }), 'Duty');
    const headers = raciSheet(report).columns.map(({ header }) => header.toLowerCase());
    expect(new Set(headers).size).toBe(headers.length);
    const path = join(temporaryFolder(), 'raci.xlsx');
    await writeXlsx(report, path);
    expect((await reconcileXlsx(path, report)).problems).toEqual([]);
  });
});

describe.skipIf(findProgram('poppler') === null)('the chapter', () => {
  it.each(AUDIENCE_IDS)('for %s names whom they are told of', async (audience) => {
    const look = async (example: Report) => {
      const report = withFewControls(example);
      const prepared = { ...report.meta.prepared, audience };
      const path = join(temporaryFolder(), 'raci.pdf');
      await writePdf({ ...report, meta: { ...report.meta, prepared } }, path, job);
      const text = pdfText(path).replace(/\s+/g, ' ');
      const [, chapter = ''] = text.split('R/A stands where a party has a part of a duty');
      expect(chapter === '').toBe(audience === 'public');
      if (chapter === '') return;
      for (const { parties } of raciDuties(report))
        for (const party of parties)
          expect(chapter.replaceAll(/\s/g, '')).toContain(party.replaceAll(/\s/g, ''));
    };
    await withLawReport('example', look, undefined, SHORT);
  });
});
