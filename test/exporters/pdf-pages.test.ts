import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RegisterRow } from '../../main/contract/assignments.ts';
import { PAPERS, type Paper } from '../../main/contract/exports.ts';
import { kindsById } from '../../main/domain/duties/ownership.ts';
import { listOf } from '../../main/domain/report/register-lists.ts';
import type { Report } from '../../main/domain/report/report.ts';
import { writePdf } from '../../main/exporters/pdf/write-pdf.ts';
import { reconcilePdf } from '../../main/exporters/reconcile/pdf.ts';
import { PdfFile } from '../../main/exporters/reconcile/pdf-file.ts';
import { LAW_WORKBOOKS, type LawWorkbook, withLawReport } from '../support/law-workbooks.ts';
import { pdfText } from '../support/pdf-tools.ts';
import { findProgram } from '../support/programs.ts';
import { sampleReport } from '../support/sample-report.ts';
import { temporaryFolder } from '../support/temp.ts';

interface FoundLink {
  readonly words: string;
  /** Index of the page that it leads to; -1 where it leads nowhere. */
  readonly page: number;
}
/** Every link of a document, followed by hand from its annotation to the page that it leads to. */
function linksOf(path: string): readonly FoundLink[] {
  const file = new PdfFile(path);
  try {
    const pages = file.pages();
    return pages.flatMap((page) => {
      const listed = /\/Annots \[([^\][]*)\]/.exec(file.object(page))?.[1] ?? '';
      return [...listed.matchAll(/(\d+) 0 R/g)].map(([, id]) => {
        const annotation = file.object(Number(id));
        const named = /\/Dest (\d+) 0 R/.exec(annotation)?.[1];
        const destination = named === undefined ? annotation : file.object(Number(named));
        const target = /\[(\d+) 0 R \/XYZ null [\d.]+ null\]/.exec(destination)?.[1];
        return {
          words: /\/Contents\(((?:[^()\\]|\\.)*)\)/.exec(annotation)?.[1] ?? '',
          page: pages.indexOf(Number(target)),
        };
      });
    });
  } finally {
    file.close();
  }
}

/** Pages of the example: 433 rows, 374 controls, who is responsible for 73 duties. */
const PAGES: Readonly<Record<Paper, number>> = { a4: 36, letter: 40 };

const job = { signal: new AbortController().signal, progress: () => undefined };

/** Services of the large workbook: each of them is mentioned as the next. */
const LARGE = 6;

/** Of all tests here: what one has written is looked at by others. */
const place = temporaryFolder();
let count = 0;

async function written(report: Report, paper: Paper = 'a4'): Promise<string> {
  count += 1;
  const path = join(place, `report-${count}.pdf`);
  await writePdf(report, path, { ...job, paper });
  return path;
}

const known = new Map<string, string>();
/** The document of one of the workbooks of the laws as it is, written once for each paper. */
async function documentOf(which: LawWorkbook, report: Report, paper: Paper = 'a4'): Promise<string> {
  const name = `${which} ${paper}`;
  const path = known.get(name) ?? (await written(report, paper));
  known.set(name, path);
  return path;
}

/** The same rows with nothing remarked about any. */
const plain = (row: RegisterRow): RegisterRow => ({
  ...row,
  note: null,
  reviewText: null,
  deviates: false,
  deviationReason: null,
  misconception: undefined,
  parked: false,
});

/** The smallest letters of all pages, in points. */
function leastSize(path: string): number {
  const file = new PdfFile(path);
  try {
    const sizes = file.pages().flatMap((page) => {
      const content = file.stream(file.reference(file.object(page), 'Contents')).toString('latin1');
      return [...content.matchAll(/\/\S+ ([\d.]+) Tf/g)].map(([, size]) => Number(size));
    });
    return Math.min(...sizes);
  } finally {
    file.close();
  }
}

/** How many rows of the register begin on each page, by the marks of their refs. */
function rowsPerPage(path: string): readonly number[] {
  const file = new PdfFile(path);
  try {
    return file.pages().map((page) => {
      const content = file.stream(file.reference(file.object(page), 'Contents')).toString('latin1');
      return content.split('/DemarcRef BMC').length - 1;
    });
  } finally {
    file.close();
  }
}

describe('pages that are read', () => {
  it.each(PAPERS)('of the example are no more than anybody turns, on %s paper', async (paper) => {
    await withLawReport('example', async (report) => {
      const path = await documentOf('example', report, paper);
      const counts = rowsPerPage(path);
      expect(leastSize(path)).toBeGreaterThanOrEqual(7.5);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(report.counts.rows);
      expect(counts.length).toBeLessThanOrEqual(PAGES[paper]);
    });
  });
  it('hold at least 25 rows of the register where nothing is remarked', async () => {
    await withLawReport('example', async (report) => {
      const rows = [...report.rows()].map(plain);
      const path = await written({ ...report, evidence: [], gaps: [], rows: () => rows });
      const register = rowsPerPage(path).filter((count) => count > 0);
      expect(register.reduce((sum, count) => sum + count, 0)).toBe(rows.length);
      // The first page begins with a chapter's title and the last one ends with the register.
      const full = register.slice(1, -1);
      expect(full.reduce((sum, count) => sum + count, 0) / full.length).toBeGreaterThanOrEqual(25);
    });
  });
});

describe.skipIf(findProgram('poppler') === null).each(LAW_WORKBOOKS)(
  'the links of the %s workbook',
  (which) => {
    it('lead from each mention to its place', async () => {
      const look = async (report: Report) => {
        const path = await documentOf(which, report);
        const links = linksOf(path);
        expect(links.filter(({ page }) => page < 0)).toEqual([]);
        const marks = (name: string) => {
          const file = new PdfFile(path);
          const found = file.pages().map((page) =>
            file
              .stream(file.reference(file.object(page), 'Contents'))
              .toString('latin1')
              .includes(`/${name} BMC`),
          );
          file.close();
          return found;
        };
        const [registers, evidence] = [marks('DemarcRef'), marks('DemarcEvidence')];
        const pages = pdfText(path, '-raw')
          .split('\f')
          .map((page) => page.replace(/\s/g, ''));
        // Under the heading of its subject a row that needs no more than a line has the rest of its ref.
        const kinds = kindsById(report.parties);
        const refs = new Map(
          [...report.rows()].map((row) => [
            row.ref,
            listOf(row, kinds) === 'worked' ? row.ref : `/${row.responsibility}`,
          ]),
        );
        const followed = { duties: 0, evidence: 0, gaps: 0 };
        for (const { words, page } of links) {
          const plain = words.replace(/,$/, '');
          const shown = refs.get(plain);
          if (shown !== undefined) {
            followed.duties += 1;
            expect(registers[page], `${plain} leads to the register`).toBe(true);
            expect(pages[page], plain).toContain(shown);
          } else if (/^E-\d+$/.test(plain)) {
            followed.evidence += 1;
            expect(evidence[page], `${plain} leads to the evidence`).toBe(true);
            expect(pages[page], plain).toContain(plain);
          } else if (/^\d+ gaps?$/.test(plain)) followed.gaps += 1;
        }
        const rows = [...report.rows()];
        // What is the same of neighbours is said once.
        const proofs = report.frameworks
          .flatMap(({ chosen, controls }) =>
            chosen ? controls.filter(({ responsibilities }) => responsibilities.length > 0) : [],
          )
          .filter((control, index, all) => {
            const before = all[index - 1];
            return (
              before?.group !== control.group ||
              before.responsibilities.join() !== control.responsibilities.join()
            );
          })
          .map(({ responsibilities }) => rows.filter((row) => responsibilities.includes(row.responsibility)))
          .map((behind) => new Set(behind.flatMap(({ evidence: numbers }) => numbers)).size);
        expect(followed.evidence).toBe(
          rows.reduce((sum, row) => sum + row.evidence.length, 0) +
            Math.min(8, report.evidence.filter(({ providerReport }) => providerReport !== null).length) +
            proofs.reduce((sum, size) => sum + size, 0),
        );
        const pointed = new Set(
          report.gaps.flatMap(({ ref, rule }) => (ref && rule !== 'unanswered' ? [ref] : [])),
        );
        expect(followed.gaps).toBe(
          rows.filter((row) => pointed.has(row.ref) && listOf(row, kinds) !== 'open').length,
        );
        // Long names of duties break over two lines, and each of those is a link of its own.
        expect(followed.duties > 0).toBe(
          report.evidence.some(({ links: supported }) => supported.length > 0),
        );
      };
      await withLawReport(which, look, LARGE);
    });
  },
);

/** Edges that most printers leave white, in points. */
const PRINTERS_EDGE = 18;

/** Counts the words of a document, each of which must stand on its page. */
function wordsInPlace(path: string, paper: Paper): number {
  const edges = { a4: ['595.28', '841.89'], letter: ['612', '792'] }[paper].map(Number);
  let words = 0;
  for (const page of pdfText(path, '-bbox').split('<page ').slice(1)) {
    const [width = 0, height = 0] = [...page.matchAll(/(?:width|height)="([\d.]+)"/g)].map(([, n]) =>
      Number(n),
    );
    expect([width, height].sort((a, b) => a - b)).toEqual(edges.map((edge) => expect.closeTo(edge, 1)));
    for (const [, ...box] of page.matchAll(
      /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">/g,
    )) {
      const [left = 0, top = 0, right = 0, bottom = 0] = box.map(Number);
      words += 1;
      expect(Math.min(left, top, width - right, height - bottom)).toBeGreaterThan(PRINTERS_EDGE);
    }
  }
  return words;
}

describe.skipIf(findProgram('poppler') === null).each(PAPERS)('on %s paper', (paper) => {
  it('everything stands on the page, and nothing is missing', async () => {
    await withLawReport('example', async (report) => {
      const path = await documentOf('example', report, paper);
      expect((await reconcilePdf(path, report)).problems).toEqual([]);
      expect(wordsInPlace(path, paper)).toBeGreaterThan(5_000);
    });
  });
  it('so it does with the longest names, and with more parties than a page names', {
    tags: 'long',
  }, async () => {
    const sample = sampleReport({ services: 1, seed: 3 });
    const long = 'The longest name of a thing '.repeat(10).slice(0, 199);
    const vendors = Array.from({ length: 60 }, (_, at) => ({
      id: `vendor-${at}`,
      name: `Vendor ${at}${at % 3 === 0 ? ` ${long.slice(0, 180).trim()}` : ''}`,
      kind: 'third-party' as const,
      order: 100 + at,
    }));
    const report: Report = {
      ...sample,
      parties: [...sample.parties, ...vendors],
      people: sample.people.map((person) => ({ ...person, name: long, role: long })),
      meta: {
        ...sample.meta,
        title: `${long}.`,
        organisation: long,
        leadAssessor: long,
        scopeNote: long.repeat(20),
      },
    };
    const path = await written(report, paper);
    expect((await reconcilePdf(path, report)).problems).toEqual([]);
    wordsInPlace(path, paper);
    const pages = pdfText(path);
    const text = pages.replace(/\s+/g, ' ');
    const [cover = ''] = pages.split('\f');
    expect(cover.replace(/\s+/g, ' ')).toContain(`${long}.`);
    expect(text).toContain('None: every character of the workbook is printed as it was written.');
    expect(text).toMatch(/… and \d+ more, which the register names\./);
    expect(vendors.filter(({ name }) => !text.includes(`${name} (third party)`))).toEqual([]);
  });
});
