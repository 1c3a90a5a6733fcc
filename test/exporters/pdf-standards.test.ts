import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MinutesDocument } from '../../main/domain/minutes/document.ts';
import { writeMinutesPdf } from '../../main/exporters/pdf/write-minutes.ts';
import { writePdf } from '../../main/exporters/pdf/write-pdf.ts';
import { LAW_WORKBOOKS, withLawReport } from '../support/law-workbooks.ts';
import { BREAKS } from '../support/pdf/break-file.ts';
import { type Check, PdfLook } from '../support/pdf/look.ts';
import { FOR_A_PERSON, MATTERHORN } from '../support/pdf/matterhorn.ts';
import { PdfObjects } from '../support/pdf/objects.ts';
import { PDF_A2 } from '../support/pdf/pdf-a2.ts';
import { findCommand, findProgram } from '../support/programs.ts';
import { sampleReport } from '../support/sample-report.ts';
import { SCRIPT_TEXTS } from '../support/scripts.ts';
import { temporaryFolder } from '../support/temp.ts';

const folder = temporaryFolder();

const job = { signal: new AbortController().signal, progress: () => undefined };
const CHECKS: readonly Check[] = [...MATTERHORN, ...PDF_A2];
function found(look: PdfLook): string[] {
  return CHECKS.flatMap(({ number, says, wrong }) => {
    const all = [...wrong(look)];
    return all.length === 0 ? [] : [`${number} ${says}: ${all.slice(0, 3).join('; ')} (${all.length})`];
  });
}

/** veraPDF, where somebody has installed it: no package of ours or of Debian's brings it. */
const VERAPDF = findCommand('verapdf');
function expectConforming(path: string): void {
  expect(found(new PdfLook(PdfObjects.read(path)))).toEqual([]);
  if (VERAPDF === null) return;
  for (const flavour of ['2a', 'ua1']) {
    const run = spawnSync(VERAPDF, ['--flavour', flavour, '--format', 'text', path], { encoding: 'utf8' });
    expect(run.stdout).toMatch(/^PASS /);
  }
}

const FACTS = {
  organisation: 'Müller & Söhne <GmbH>',
  createdAt: new Date('2026-11-25T00:00:00.000Z'),
  appVersion: 'test',
  digest: '0'.repeat(64),
};
/** Long enough for several lines each, as a paragraph, a fact and a row. */
const TEXTS = Object.values(SCRIPT_TEXTS).map((text) => Array.from({ length: 4 }, () => text).join(' '));
const MINUTES: MinutesDocument = {
  title: 'Minutes & notes',
  subtitle: 'Acme, 25 Nov 2026',
  blocks: [
    { kind: 'facts', facts: TEXTS.map((text, index) => [`Fact ${index}`, text] as const) },
    { kind: 'heading', text: 'Notes' },
    {
      kind: 'table',
      name: 'Notes',
      columns: [
        { title: 'No.', width: 20 },
        { title: 'Note', width: 80 },
      ],
      rows: TEXTS.map((text, index) => [String(index), text]),
    },
    { kind: 'heading', text: 'Others' },
    ...TEXTS.map((text) => ({ kind: 'paragraph' as const, text })),
  ],
  source: 'The end.',
};
function minutes(): string {
  const path = join(folder, 'minutes.pdf');
  writeMinutesPdf(MINUTES, path, FACTS);
  return path;
}

describe.skipIf(findProgram('qpdf') === null)('PDF/UA-1 and PDF/A-2a', () => {
  it.each(LAW_WORKBOOKS)('are met by the report: %s', async (which) => {
    const path = join(folder, 'report.pdf');
    await withLawReport(which, (report) => writePdf(report, path, job));
    expectConforming(path);
  });
  it('are met by minutes in every script', () => {
    expectConforming(minutes());
  });
  it('say the text of an element in its order and with its spaces, in every script, wherever its lines end', () => {
    const look = new PdfLook(PdfObjects.read(minutes()));
    const pages = new Map(look.pages.map((page) => [page.ref, page]));
    const texts = look.elements
      .filter(({ role }) => role === 'P')
      .map(({ content }) =>
        content
          .map(({ page, number }) => {
            const at = pages.get(page);
            const piece = at?.tagged.find((one) => one.number === number);
            return at && piece ? look.textOf(at, piece.shown) : '';
          })
          .join(''),
      );
    const bare = (text: string) => text.normalize('NFC').replace(/\p{DI}/gu, '');
    for (const text of TEXTS) expect(texts.map(bare)).toContain(bare(text));
  });
});

describe.skipIf(findProgram('qpdf') === null)('the checks of the standards', () => {
  let whole: PdfObjects;
  beforeAll(async () => {
    const path = join(folder, 'report.pdf');
    await writePdf(sampleReport({ services: 1 }), path, job);
    whole = PdfObjects.read(path);
  });
  it.each(CHECKS.map((check) => [check.number, check] as const))(
    'find what breaks %s',
    (number, { wrong }) => {
      const broken = whole.copy();
      const change = Object.entries(BREAKS).find(
        ([known]) => number === known || number.startsWith(`${known} `),
      );
      change?.[1](broken);
      expect([...wrong(new PdfLook(broken))]).not.toEqual([]);
    },
  );
  it('and what is left to a person are all conditions of the Matterhorn Protocol, each once', () => {
    const machine = MATTERHORN.flatMap(({ number }) =>
      number === '11-001 to 11-006'
        ? [1, 2, 3, 4, 5, 6].map((n) => `11-00${n}`)
        : [...number.matchAll(/\d\d-\d{3}/g)].map(([one]) => one),
    );
    const all = [...machine, ...FOR_A_PERSON.split(' ')];
    expect(new Set(all).size).toBe(all.length);
    expect(machine.length).toBe(87);
  });
});
