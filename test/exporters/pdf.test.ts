import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RegisterRow } from '../../main/contract/assignments.ts';
import { kindsById } from '../../main/domain/duties/ownership.ts';
import { gapGroups } from '../../main/domain/report/gap-groups.ts';
import { reportOutlook } from '../../main/domain/report/outlook.ts';
import { listOf, rowsInLists } from '../../main/domain/report/register-lists.ts';
import type { Report } from '../../main/domain/report/report.ts';
import { writePdf } from '../../main/exporters/pdf/write-pdf.ts';
import { reconcilePdf } from '../../main/exporters/reconcile/pdf.ts';
import { pdfText } from '../support/pdf-tools.ts';
import { findProgram } from '../support/programs.ts';
import { sampleReport } from '../support/sample-report.ts';
import { SCRIPT_TEXTS } from '../support/scripts.ts';

const folder = mkdtempSync(join(tmpdir(), 'demarc-pdf-'));
const job = { signal: new AbortController().signal, progress: () => undefined };
const SAMPLE = { services: 3, seed: 3 };
const report = sampleReport(SAMPLE);
const path = join(folder, 'sample.pdf');
let warnings: string[] = [];
const progress: { readonly done: number; readonly total: number | null }[] = [];
let raw: string | undefined;
/** The text of the file in the order in which it stands there, as another program reads it. */
const rawText = (): string => (raw ??= bare(pdfText(path, '-raw')));

beforeAll(async () => {
  ({ warnings } = await writePdf(report, path, {
    ...job,
    progress: (done, total) => {
      progress.push({ done, total });
    },
  }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A report with some rows changed. */
function withRows(change: (row: RegisterRow, index: number) => RegisterRow | null): Report {
  return {
    ...report,
    *rows() {
      let index = 0;
      for (const row of report.rows()) {
        const changed = change(row, index);
        if (changed) yield changed;
        index += 1;
      }
    },
  };
}
const bare = (text: string) => text.normalize('NFC').replace(/\p{DI}|\p{Z}|\s/gu, '');

describe('the finished file', () => {
  it('holds every row, note and piece of evidence', async () => {
    const result = await reconcilePdf(path, report);
    expect(result.problems).toEqual([]);
    expect(result.found).toEqual({
      rows: report.counts.rows,
      notes: report.counts.notes,
      evidence: report.evidence.length,
    });
  });
  it('is the same, byte for byte, for the same report', async () => {
    const again = join(folder, 'again.pdf');
    await writePdf(sampleReport(SAMPLE), again, job);
    expect(readFileSync(again).equals(readFileSync(path))).toBe(true);
  });
  it.skipIf(findProgram('poppler') === null)(
    'lists who signed, over which digest, and what changed since',
    () => {
      const text = rawText();
      for (const { name, digest, statement } of report.signOffs)
        for (const part of [name, digest, statement]) expect(text).toContain(bare(part));
      expect(text).toContain(bare('3 duties changed since, by Rahel Obi'));
      expect(text).toContain(
        bare('Signed with the key abcd abcd abcd abcd, which calls itself Ingrid Aalto.'),
      );
      expect(text).toContain(bare('Recorded as signed by Rahel Obi, without a key.'));
    },
  );
  it('has nothing to say where every character is printed', () => expect(warnings).toEqual([]));
  it.skipIf(findProgram('poppler') === null)('says so on its own page', () => {
    expect(rawText()).toContain(bare('None: every character of the workbook is printed'));
  });
  it.skipIf(findProgram('qpdf') === null)('is a valid PDF for qpdf', () => {
    const check = spawnSync('qpdf', ['--check', path], { encoding: 'utf8' });
    expect(check.stdout + check.stderr).toContain('No syntax or stream encoding errors');
    expect(check.status).toBe(0);
  });
});

describe.skipIf(findProgram('poppler') === null)('the text as another reader sees it', () => {
  it('has every row with its texts and its note, in order', () => {
    const text = rawText();
    const kinds = kindsById(report.parties);
    let at = 0;
    for (const row of rowsInLists(report.rows(), kinds)) {
      // Under the heading of its subject a row that needs no more than a line has the rest of its ref.
      const ref = listOf(row, kinds) === 'worked' ? row.ref : `/${row.responsibility}`;
      const parts = [ref, ...row.shares.map((share) => share.text), row.note];
      for (const part of parts) {
        if (part === null) continue;
        const wanted = bare(part);
        const found = text.indexOf(wanted, at);
        expect(found, `${row.ref}: ${part}`).toBeGreaterThanOrEqual(at);
        at = found + wanted.length;
      }
    }
  });
  it('has every hash and every gap', () => {
    const text = rawText();
    for (const evidence of report.evidence) if (evidence.sha256) expect(text).toContain(evidence.sha256);
    const all = text.slice(text.indexOf(bare('What is wrong or missing')));
    for (const { finding, places, rule } of gapGroups(report, report.gaps)) {
      expect(all).toContain(bare(finding));
      // Duties without an answer are counted here: the register names them.
      const isOpen = rule === 'unanswered' && finding === 'No answer yet.';
      for (const { label, duties } of places)
        if (isOpen) expect(all).toContain(bare(`${label} ${duties.length}`));
        else
          for (const name of [label, ...duties.map((duty) => duty.name ?? '')])
            expect(all).toContain(bare(name));
    }
  });
  it('numbers its pages, and its contents tell the right ones', () => {
    const pages = pdfText(path, '-layout').split('\f').slice(0, -1);
    for (const [index, page] of pages.entries())
      if (index > 0) expect(page).toMatch(new RegExp(`Page ${index + 1} of ${pages.length}\\b`));
    // The contents may stand in two columns.
    const entries = [...(pages[1] ?? '').matchAll(/(\S(?: ?\S)*) {2,}(\d+)(?= {2,}|$)/gm)];
    expect(entries.length).toBeGreaterThan(20);
    for (const [, title = '', number] of entries) expect(pages[Number(number) - 1]).toContain(title);
  });
});

describe('reading back finds', () => {
  const cases: [what: string, written: Report, problem: RegExp][] = [
    [
      'a row left out',
      withRows((row, index) => (index === 20 ? null : row)),
      /^shop-front\/.* is missing from the file/,
    ],
    [
      'a note left out',
      withRows((row) => (row.note?.startsWith('+1') ? { ...row, note: null } : row)),
      /note of .* is missing/,
    ],
    [
      'a note cut short',
      withRows((row) => (row.note?.startsWith('+1') ? { ...row, note: '+1 approved' } : row)),
      /note of .* differs/,
    ],
    [
      'a duty text that differs',
      withRows((row, index) =>
        index === 30 ? { ...row, shares: row.shares.map((share) => ({ ...share, text: 'Else.' })) } : row,
      ),
      /duty text of .* differs/,
    ],
    [
      'another hash',
      {
        ...report,
        evidence: report.evidence.map((e) => (e.number === 2 ? { ...e, sha256: 'f'.repeat(64) } : e)),
      },
      /hash of E-2 differs/,
    ],
    ['evidence left out', { ...report, evidence: report.evidence.slice(1) }, /E-2 stands in the file where/],
  ];
  it.each(cases)('%s', async (_, written, problem) => {
    const other = join(folder, 'other.pdf');
    await writePdf(written, other, job);
    const result = await reconcilePdf(other, report);
    expect(result.ok).toBe(false);
    expect(result.problems.join('\n')).toMatch(problem);
  });
  it('a file that was cut off, in words', async () => {
    const cut = join(folder, 'cut.pdf');
    copyFileSync(path, cut);
    truncateSync(cut, Math.floor(statSync(cut).size / 2));
    const result = await reconcilePdf(cut, report);
    expect(result.ok).toBe(false);
    expect(result.problems[0]).toContain('cannot be read back');
  });
});

describe('hard cases', () => {
  it('a note longer than a page goes on over pages, and nothing of it is lost', async () => {
    const note = Array.from({ length: 900 }, (_, n) => `Sentence ${n} of a long note.`).join(' ');
    const long = withRows((row, index) => (index === 25 ? { ...row, note } : { ...row, note: null }));
    const file = join(folder, 'long.pdf');
    await writePdf({ ...long, counts: { ...report.counts, notes: 1 } }, file, job);
    const result = await reconcilePdf(file, { ...long, counts: { ...report.counts, notes: 1 } });
    expect(result.problems).toEqual([]);
  });
  it('texts that end, begin or consist of what PDF treats specially', async () => {
    const texts = [
      '(',
      '\\',
      ')))\\(((',
      'a\rb\r\nc',
      '\u00a0x\u2028y',
      'a\u0085b',
      '→ ≥ 14 ✓',
      '½ № €',
      'a'.repeat(3000),
      '',
    ];
    const special = withRows((row, index) => {
      const text = texts[index] ?? null;
      return { ...row, note: text, shares: row.shares.map((share) => ({ ...share, text })) };
    });
    const counts = { ...report.counts, notes: texts.length };
    const file = join(folder, 'special.pdf');
    const { warnings } = await writePdf({ ...special, counts }, file, job);
    expect(warnings).toEqual([]);
    expect((await reconcilePdf(file, { ...special, counts })).problems).toEqual([]);
  });
  it('texts in every script, in every cell that holds one', async () => {
    const texts = Object.values(SCRIPT_TEXTS);
    const written = withRows((row, index) => ({
      ...row,
      note: texts[index % texts.length] ?? null,
      shares: row.shares.map((share) => ({ ...share, text: `${texts[(index * 7 + 3) % texts.length]}` })),
    }));
    const counts = { ...report.counts, notes: report.counts.rows };
    const file = join(folder, 'scripts.pdf');
    const { warnings } = await writePdf({ ...written, counts }, file, job);
    expect(warnings).toEqual([]);
    expect((await reconcilePdf(file, { ...written, counts })).problems).toEqual([]);
    const other = withRows((row, index) => ({ ...row, note: texts[(index + 1) % texts.length] ?? null }));
    const { problems } = await reconcilePdf(file, { ...other, counts });
    expect(problems.join('\n')).toMatch(/The note of .* differs/);
  });
  it('a note of evidence that is cut is cut between two characters, so that none counts as missing', async () => {
    const [first, ...more] = report.evidence;
    if (first === undefined) throw new Error('the sample has evidence');
    const text = `${'a'.repeat(1999)}${'\u{1f510}'.repeat(50)}`;
    const file = join(folder, 'cut.pdf');
    const { warnings } = await writePdf({ ...report, evidence: [{ ...first, text }, ...more] }, file, job);
    expect(warnings).toEqual([]);
  });
  it('a workbook with nothing in it is still a document', async () => {
    const empty: Report = {
      ...report,
      people: [],
      services: [],
      matrix: { ...report.matrix, subjects: [], cells: [] },
      evidence: [],
      gaps: [],
      frameworks: [],
      counts: { services: 0, rows: 0, answered: 0, notes: 0, evidence: 0, gaps: 0, people: 0 },
      summary: {
        asked: 0,
        answered: 0,
        parked: 0,
        ownership: [],
        byDomain: [],
        status: [],
        gaps: [],
        withoutPerson: 0,
      },
      rows: () => [],
    };
    const file = join(folder, 'empty.pdf');
    await writePdf(empty, file, job);
    expect(await reconcilePdf(file, empty)).toMatchObject({ ok: true, found: { rows: 0 } });
  });
  it.skipIf(findProgram('poppler') === null)(
    'the page for whoever decides says of everything that it does not show how much of it stands where',
    async () => {
      const accepted = withRows((row) => ({ ...row, status: 'risk-accepted' }));
      const [signed] = report.signOffs;
      if (signed === undefined) throw new Error('the sample has sign-offs');
      const signOffs = Array.from({ length: 9 }, () => signed);
      const outlook = reportOutlook(accepted);
      expect(outlook.accepted.length).toBeGreaterThan(9);
      const file = join(folder, 'outlook.pdf');
      const [person] = report.people;
      if (person === undefined) throw new Error('the sample has people');
      const signers = Array.from({ length: 15 }, (_, at) => ({
        ...person,
        id: `person-${at}`,
        name: `Signer Number ${String.fromCodePoint(65 + at)}`,
        assignments: 1,
      }));
      await writePdf({ ...accepted, signOffs, people: [...report.people, ...signers] }, file, job);
      const text = pdfText(file).replace(/\s+/g, ' ');
      expect(text).toContain(`${outlook.accepted.length - 8} more accepted risks stand in the register.`);
      expect(text).toContain('1 more sign-off stands in the chapter “Sign-offs in the workbook”.');
      // Whoever is named for a duty has a line to sign on.
      const toSign = text.slice(text.lastIndexOf('I have read this record of who owns which security duty'));
      for (const { name } of signers) expect(toSign).toContain(name);
    },
  );
  it.skipIf(findProgram('poppler') === null)(
    'more services than anybody turns pages for are told in a sentence, not drawn one by one',
    async () => {
      const services = report.matrix.subjects.filter(({ kind }) => kind === 'service');
      const pages = async (count: number) => {
        const subjects = Array.from({ length: count }, (_, at) => ({
          ...(services[at % services.length] as (typeof services)[number]),
          ref: `service-${at}`,
        }));
        const file = join(folder, `many-${count}.pdf`);
        await writePdf(
          {
            ...report,
            gaps: [],
            frameworks: [],
            matrix: { ...report.matrix, subjects, cells: [] },
            rows: () => [],
          },
          file,
          job,
        );
        return pdfText(file);
      };
      const told = 'pictures are drawn for up to 1,000';
      expect(bare(await pages(1_001))).toContain(bare(`The workbook has 1,001 services in use; ${told}`));
      expect(bare(await pages(30))).not.toContain(bare(told));
    },
  );
  it('a cancelled export stops and leaves no file', async () => {
    const controller = new AbortController();
    const file = join(folder, 'cancelled.pdf');
    const running = writePdf(report, file, {
      signal: controller.signal,
      progress: (done) => {
        if (done >= 100) controller.abort();
      },
    });
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(existsSync(file)).toBe(false);
  });
  it('reports its progress up to the last row', () => {
    const seen = progress.map(({ done }) => done);
    expect(new Set(progress.map(({ total }) => total))).toEqual(new Set([report.counts.rows]));
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(report.counts.rows);
  });
});
