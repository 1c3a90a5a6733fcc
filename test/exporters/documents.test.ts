import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DocumentModel } from '../../main/domain/report/document.ts';
import { writeDocumentDocx } from '../../main/exporters/documents/docx.ts';
import { documentHtml } from '../../main/exporters/documents/html.ts';
import { documentMarkdown } from '../../main/exporters/documents/markdown.ts';
import { writeDocumentPdf } from '../../main/exporters/pdf/write-document.ts';
import { reconcileDocumentDocx } from '../../main/exporters/reconcile/document-docx.ts';
import { reconcileDocumentHtml } from '../../main/exporters/reconcile/document-html.ts';
import { reconcileDocumentMarkdown } from '../../main/exporters/reconcile/document-markdown.ts';
import { reconcileDocumentPdf } from '../../main/exporters/reconcile/document-pdf.ts';
import { ZipReader } from '../../main/platform/zip-reader.ts';
import { python, readHtml } from '../support/html-tables.ts';
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
const document = (texts: readonly string[]): DocumentModel => ({
  title: texts[3] ?? '',
  subtitle: texts[2] ?? '',
  subject: 'A test',
  blocks: [
    { kind: 'facts', facts: texts.slice(0, 7).map((text, index) => [`Fact ${index}`, text] as const) },
    { kind: 'table', name: 'Beside it', columns: [{ title: 'Only', width: 1 }], rows: [['one']] },
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
    const minutes: DocumentModel = {
      title: 'Minutes: مراجعة',
      subtitle: 'سجل, Acme',
      subject: 'A test',
      blocks: [{ kind: 'table', name: 'Meetings', columns, rows }],
      source: 'The end.',
      mark: null,
    };
    writeDocumentPdf(minutes, path, FACTS);
    expect(reconcileDocumentPdf(path, minutes)).toEqual([]);
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

test.each(['pdf', 'docx', 'html', 'md'] as const)(
  '%s keeps every text, and says which one is missing or altered',
  async (format) => {
    const path = join(temporaryFolder(), `minutes.${format}`);
    const whole = document(TEXTS);
    if (format === 'pdf') writeDocumentPdf(whole, path, FACTS);
    else if (format === 'docx')
      await writeDocumentDocx(whole, path, { modified: FACTS.createdAt.toISOString() });
    else writeFileSync(path, format === 'html' ? documentHtml(whole) : documentMarkdown(whole));
    const read = {
      pdf: reconcileDocumentPdf,
      docx: reconcileDocumentDocx,
      html: reconcileDocumentHtml,
      md: reconcileDocumentMarkdown,
    }[format];
    expect(await read(path, whole)).toEqual([]);
    // Every page bears the mark; a text without pages bears it where it says what it is from.
    if (format === 'docx')
      expect((await unpack(path)).get('word/header1.xml')?.toString()).toContain('TLP:AMBER &amp; more');
    if (format === 'html')
      expect(readFileSync(path, 'utf8')).toContain('<p class="mark">TLP:AMBER &amp; more</p>');
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

const HOSTILE = [
  '</td></table><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '&lt;b&gt; &amp; <!-- -->',
  'https://example.test/?a=1&b=<2>',
  'javascript:alert(1)',
  'https://aws.example@evil.test/',
  '\u202Eevil\u202C',
];
test.skipIf(python === null)(
  'hostile texts stay text in HTML: another reader finds no element, no address and no handler of theirs',
  () => {
    const path = join(temporaryFolder(), 'page.html');
    writeFileSync(
      path,
      documentHtml({
        title: HOSTILE[0] ?? '',
        subtitle: HOSTILE[1] ?? '',
        subject: 'A test',
        source: HOSTILE[2] ?? '',
        mark: HOSTILE[0] ?? '',
        blocks: [
          ...HOSTILE.map((text) => ({ kind: 'heading' as const, text })),
          ...HOSTILE.map((text) => ({ kind: 'paragraph' as const, text, composed: true as const })),
          { kind: 'facts', facts: HOSTILE.map((text) => [text, text] as const) },
          {
            kind: 'table',
            name: HOSTILE[1] ?? '',
            columns: [
              { title: HOSTILE[0] ?? '', width: 1 },
              { title: HOSTILE[1] ?? '', width: 1, links: true },
            ],
            rows: HOSTILE.map((text) => [text, text]),
          },
        ],
      }),
    );
    const found = readHtml(path);
    for (const tag of ['script', 'img', 'b', 'iframe', 'form']) expect(found.tags[tag], tag).toBeUndefined();
    expect(found.on).toEqual([]);
    expect(found.hrefs.filter((href) => !href.startsWith('#'))).toEqual(['https://example.test/?a=1&b=<2>']);
    for (const text of HOSTILE.slice(0, 6)) expect(found.text).toContain(text);
    expect(found.text).not.toContain('\u202e');
  },
);

test('a name that runs from right to left is isolated in sentences of ours', async () => {
  const document: DocumentModel = {
    title: 'Minutes: \u05e9\u05dc\u05d5\u05dd, 12 Nov 2026',
    subtitle: 'Acme',
    subject: 'A test',
    blocks: [
      {
        kind: 'table',
        name: 'People',
        columns: [{ title: 'Who', width: 1, composed: true }],
        rows: [['\u05e9\u05e8\u05d4, 25 Nov 2026\n\u05d4\u05e2\u05e8\u05d4 12']],
      },
    ],
    source: 'The end.',
    mark: null,
  };
  const html = documentHtml(document);
  expect(html).toContain('<h1>Minutes: <bdi>\u05e9\u05dc\u05d5\u05dd</bdi>, 12 Nov 2026</h1>');
  expect(html).toContain(
    '<bdi>\u05e9\u05e8\u05d4</bdi>, 25 Nov 2026<br/><bdi>\u05d4\u05e2\u05e8\u05d4 12</bdi>',
  );
  const path = join(temporaryFolder(), 'page.docx');
  await writeDocumentDocx(document, path, { modified: FACTS.createdAt.toISOString() });
  expect(await reconcileDocumentDocx(path, document)).toEqual([]);
  const zip = await ZipReader.open(path);
  const xml = await zip.text('word/document.xml');
  await zip.close();
  expect(xml).toContain('\u05e9\u05e8\u05d4\u200e, 25 Nov 2026');
  expect(xml).toContain('\u05d4\u05e2\u05e8\u05d4 12<');
});
