import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DocumentModel } from '../../main/domain/report/document.ts';
import { srgbProfile } from '../../main/exporters/pdf/srgb.ts';
import { writeDocumentPdf } from '../../main/exporters/pdf/write-document.ts';
import { writePdf } from '../../main/exporters/pdf/write-pdf.ts';
import { LAW_WORKBOOKS, SHORT, withFewControls, withLawReport } from '../support/law-workbooks.ts';
import { BREAKS } from '../support/pdf/break-file.ts';
import { type Check, PdfLook } from '../support/pdf/look.ts';
import { FOR_A_PERSON, MATTERHORN } from '../support/pdf/matterhorn.ts';
import { PdfObjects } from '../support/pdf/objects.ts';
import { PDF_A2 } from '../support/pdf/pdf-a2.ts';
import { CLEAR_PNG, SMALL_JPEG } from '../support/pictures.ts';
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

/** Of a report that has a part of each kind and is short. */
const ROWS = [...sampleReport({ services: 1 }).rows()].slice(0, 20);
const FEW = { gaps: [], frameworks: [], rows: () => ROWS };

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
const TEXTS = Object.values(SCRIPT_TEXTS).map((text) =>
  Array.from({ length: Math.ceil(160 / text.length) }, () => text).join(' '),
);
const MINUTES: DocumentModel = {
  subject: 'A test',
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
  mark: 'Confidential',
};
let written: PdfObjects | undefined;
/** Written and taken apart once. */
function minutes(): PdfObjects {
  if (written) return written;
  const path = join(folder, 'minutes.pdf');
  writeDocumentPdf(MINUTES, path, FACTS);
  written = PdfObjects.read(path);
  return written;
}

describe.skipIf(findProgram('qpdf') === null)('PDF/UA-1 and PDF/A-2a', () => {
  it.each(LAW_WORKBOOKS)('are met by the report: %s', async (which) => {
    const path = join(folder, 'report.pdf');
    await withLawReport(which, (report) => writePdf(withFewControls(report), path, job), 2, SHORT);
    expectConforming(path);
  });
  it.each([
    ['a PNG that is half transparent', CLEAR_PNG, 'image/png', 2],
    ['a JPEG', SMALL_JPEG, 'image/jpeg', 8],
  ] as const)('are met with %s on the cover', async (_, file, mediaType, edge) => {
    const path = join(folder, 'logo.pdf');
    const logo = { mediaType, width: edge, height: edge, sha256: '', data: file.toString('base64') };
    // What stands behind the cover is looked at in the reports above.
    await writePdf({ ...sampleReport({ services: 1 }), ...FEW, logo }, path, job);
    expectConforming(path);
  });
  it('are met by minutes in every script', () => {
    minutes();
    expectConforming(join(folder, 'minutes.pdf'));
  });
  it('say the text of an element in its order and with its spaces, in every script, wherever its lines end', () => {
    const look = new PdfLook(minutes());
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
    await writePdf({ ...sampleReport({ services: 1 }), ...FEW }, path, job);
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

describe('the colour profile', () => {
  const icc = srgbProfile();
  const numbers = (tag: string, from = 8): number[] => {
    for (let at = 132; at < 132 + icc.readUInt32BE(128) * 12; at += 12)
      if (icc.toString('latin1', at, at + 4) === tag) {
        const [start, length] = [icc.readUInt32BE(at + 4), icc.readUInt32BE(at + 8)];
        return Array.from(
          { length: (length - from) / 4 },
          (_, index) => icc.readInt32BE(start + from + index * 4) / 65536,
        );
      }
    throw new Error(`The profile has no ${tag}.`);
  };
  it('is white where red, green and blue are full, and grey stays grey', () => {
    const sum = [0, 1, 2].map((axis) =>
      ['rXYZ', 'gXYZ', 'bXYZ'].reduce((all, tag) => all + (numbers(tag)[axis] ?? 0), 0),
    );
    for (const [axis, white] of numbers('wtpt').entries()) expect(sum[axis]).toBeCloseTo(white, 3);
    expect(numbers('rTRC', 12)).toEqual(numbers('bTRC', 12));
  });
  it('has a curve without a step, from nothing to all', () => {
    const [g = 0, a = 0, b = 0, c = 0, d = 0] = numbers('gTRC', 12);
    expect((a * d + b) ** g).toBeCloseTo(c * d, 4);
    expect((a + b) ** g).toBeCloseTo(1, 4);
  });
  it('undoes the step from the white of a screen (D65) to that of the profile', () => {
    const chad = numbers('chad');
    const screen = [0.95047, 1, 1.08883];
    for (const [row, white] of numbers('wtpt').entries())
      expect(screen.reduce((all, part, column) => all + part * (chad[row * 3 + column] ?? 0), 0)).toBeCloseTo(
        white,
        3,
      );
  });
});
