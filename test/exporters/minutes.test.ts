import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { MinutesDocument } from '../../main/domain/minutes/document.ts';
import { writeMinutesDocx } from '../../main/exporters/minutes/docx.ts';
import { minutesMarkdown } from '../../main/exporters/minutes/markdown.ts';
import { writeMinutesPdf } from '../../main/exporters/pdf/write-minutes.ts';
import { reconcileMinutesDocx } from '../../main/exporters/reconcile/minutes-docx.ts';
import { reconcileMinutesMarkdown } from '../../main/exporters/reconcile/minutes-markdown.ts';
import { reconcileMinutesPdf } from '../../main/exporters/reconcile/minutes-pdf.ts';
import { unpack } from '../support/pack.ts';
import { pdfText } from '../support/pdf-tools.ts';
import { findProgram } from '../support/programs.ts';
import { temporaryFolder } from '../support/temp.ts';

/** Texts that have gone wrong in one format or another: layout, breaks, blanks at the edges, control characters, other scripts. */
const TEXTS = [
  '# heading\n\n- list\n1. one\n> quote\n===\n+ plus',
  ' | cell | \\| ',
  'back\\slash\\',
  '**bold**: _x_ ~~y~~ <br> &lt; [a](b) `c`',
  'bell \u0007, turned \u202e, half \ud800',
  'tab\there, two  blanks',
  '\u4f50\u85e4 \u05e9\u05dc\u05d5\u05dd \u{1f510}',
  'word '.repeat(2500).trim(),
];
const document = (texts: readonly string[]): MinutesDocument => ({
  title: texts[3] ?? '',
  subtitle: texts[2] ?? '',
  blocks: [
    { kind: 'facts', facts: texts.slice(0, 7).map((text, index) => [`Fact ${index}`, text] as const) },
    { kind: 'heading', text: 'A table' },
    {
      kind: 'table',
      name: 'A table',
      columns: [
        { title: 'One', width: 20 },
        { title: 'Two', width: 60 },
        { title: 'Three', width: 20 },
      ],
      rows: texts.map((text, index) => [index % 2 === 0 ? '' : text.slice(0, 40), text, text.slice(0, 200)]),
    },
    ...texts.map((text) => ({ kind: 'paragraph' as const, text })),
  ],
  source: 'The end.',
  mark: 'TLP:AMBER & more',
});
const FACTS = {
  organisation: 'Acme',
  createdAt: new Date('2026-11-25T00:00:00.000Z'),
  appVersion: 'test',
  digest: '0'.repeat(64),
};

test.skipIf(findProgram('poppler') === null)(
  'a cell that names a meeting and its day runs left to right in the PDF, also where the name runs the other way',
  () => {
    const path = join(temporaryFolder(), 'minutes.pdf');
    const columns = [
      { title: 'No.', width: 10 },
      { title: 'Meeting', width: 90, composed: true },
    ] as const;
    const rows = [['1', 'اجتماع المراجعة, 25 Nov 2026\nملاحظة 12']];
    const minutes: MinutesDocument = {
      title: 'Minutes: مراجعة',
      subtitle: 'سجل, Acme',
      blocks: [{ kind: 'table', name: 'Meetings', columns, rows }],
      source: 'The end.',
      mark: null,
    };
    writeMinutesPdf(minutes, path, FACTS);
    expect(reconcileMinutesPdf(path, minutes)).toEqual([]);
    const words = [...pdfText(path, '-bbox').matchAll(/xMin="([\d.]+)"[^>]*>([^<]*)</g)];
    const left = (word: string) => Number(words.find(([, , text]) => text === word)?.[1]);
    const number = Number(words.find(([, , text]) => text === 'No.')?.[1]);
    expect(left('25')).toBeLessThan(left('Nov'));
    expect(left('Nov')).toBeLessThan(left('2026'));
    expect(left('2026') - number).toBeLessThan(200);
    expect(left('Acme') - number).toBeLessThan(100);
    // What somebody wrote below it stays in its own direction, at the right edge.
    expect(left('12') - number).toBeGreaterThan(400);
  },
);

test.each(['pdf', 'docx', 'md'] as const)(
  '%s keeps every text, and says which one is missing or altered',
  async (format) => {
    const path = join(temporaryFolder(), `minutes.${format}`);
    const whole = document(TEXTS);
    if (format === 'pdf') writeMinutesPdf(whole, path, FACTS);
    else if (format === 'docx')
      await writeMinutesDocx(whole, path, { modified: FACTS.createdAt.toISOString() });
    else writeFileSync(path, minutesMarkdown(whole));
    const read = { pdf: reconcileMinutesPdf, docx: reconcileMinutesDocx, md: reconcileMinutesMarkdown }[
      format
    ];
    expect(await read(path, whole)).toEqual([]);
    // Every page bears the mark; a text without pages bears it where it says what it is from.
    if (format === 'docx')
      expect((await unpack(path)).get('word/header1.xml')?.toString()).toContain('TLP:AMBER &amp; more');
    if (format === 'pdf' && findProgram('poppler') !== null)
      for (const page of pdfText(path).split('\f').slice(0, -1)) expect(page).toContain('TLP:AMBER & more');
    const altered = TEXTS.map((text, index) => (index === 5 ? 'tab\there, two  blank' : text));
    expect((await read(path, document(altered))).join(' ')).toMatch(/two {2}blank/);
    expect(await read(path, document([...TEXTS, 'One more']))).not.toEqual([]);
    expect(await read(path, document(TEXTS.slice(0, -1)))).not.toEqual([]);
    writeFileSync(path, readFileSync(path).subarray(0, 500));
    expect(await read(path, whole)).not.toEqual([]);
  },
);
