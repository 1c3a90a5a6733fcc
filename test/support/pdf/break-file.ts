import type { Dictionary, PdfObjects } from './objects.ts';

type Break = (pdf: PdfObjects) => void;

const first = (pdf: PdfObjects, test: (dictionary: Dictionary) => boolean): Dictionary => {
  for (const { dictionary } of pdf.dictionaries()) if (test(dictionary)) return dictionary;
  throw new Error('The document has nothing to break.');
};
const element = (pdf: PdfObjects, type: string): Dictionary =>
  first(pdf, (one) => one['/S'] === `/${type}` && one['/P'] !== undefined);
const typed = (pdf: PdfObjects, key: string, value: string): Dictionary =>
  first(pdf, (one) => one[key] === value);

/** Changes the bytes of a stream. */
function rewrite(pdf: PdfObjects, ref: unknown, change: (bytes: string) => string): void {
  const stream = pdf.stored1(String(ref))?.stream;
  if (!stream) throw new Error('There is no such stream.');
  const before = Buffer.from(stream.data, 'base64').toString('latin1');
  const after = change(before);
  if (after === before) throw new Error('The stream has nothing to break.');
  stream.data = Buffer.from(after, 'latin1').toString('base64');
}
const onPage = (change: (content: string) => string) => (pdf: PdfObjects) =>
  rewrite(pdf, pdf.dictionary(pdf.pages[0])['/Contents'], change);
const append = (operators: string) => onPage((content) => `${content}\n${operators}\n`);
const inElement = (operators: string) =>
  onPage((content) => content.replace(/\/P <<\/MCID \d+>> BDC\n/, `$&${operators}\n`));
const inMetadata = (from: string, to: string) => (pdf: PdfObjects) =>
  rewrite(pdf, pdf.root['/Metadata'], (text) => text.replaceAll(from, to));
/** Changes what the first codes of each font stand for. */
const inFonts = (to: string) => (pdf: PdfObjects) => {
  for (const { dictionary } of pdf.dictionaries())
    if (dictionary['/ToUnicode'] !== undefined)
      rewrite(pdf, dictionary['/ToUnicode'], (table) =>
        table.replace(/\[[^\]]*/, (list) => list.replace(/<[^>]*>/g, to)),
      );
};
const without =
  (find: (pdf: PdfObjects) => Dictionary, key: string): Break =>
  (pdf) => {
    const dictionary = find(pdf);
    if (dictionary[key] === undefined) throw new Error(`There is no ${key} to take away.`);
    delete dictionary[key];
  };
const withEntry =
  (find: (pdf: PdfObjects) => Dictionary, key: string, value: Dictionary[string]): Break =>
  (pdf) => {
    find(pdf)[key] = value;
  };

const root = (pdf: PdfObjects): Dictionary => pdf.root;
const part = (key: string) => (pdf: PdfObjects) => pdf.dictionary(pdf.root[key]);
const tree = part('/StructTreeRoot');
const info = (pdf: PdfObjects) => pdf.dictionary(pdf.trailer['/Info']);
const link = (pdf: PdfObjects) => typed(pdf, '/Subtype', '/Link');
const drawing = (pdf: PdfObjects) => typed(pdf, '/Subtype', '/Form');
const font = (pdf: PdfObjects) => typed(pdf, '/Subtype', '/CIDFontType2');
const any = (type: string) => (pdf: PdfObjects) => element(pdf, type);

/** For each check, by its number, a change that it must find. */
export const BREAKS: Readonly<Record<string, Break>> = {
  '01-003': inElement('/Artifact BMC EMC'),
  '01-004': append('/Artifact BMC /P <</MCID 0>> BDC EMC EMC'),
  '01-005': append('0 0 1 1 re f'),
  '01-007': withEntry(part('/MarkInfo'), '/Suspects', true),
  '02-001': without(tree, '/RoleMap'),
  '02-003': withEntry(tree, '/RoleMap', { '/Title': '/Other', '/Other': '/Title' }),
  '02-004': withEntry(tree, '/RoleMap', { '/Title': '/P', '/TD': '/P' }),
  '06-001': inMetadata('x:xmpmeta', 'x:other'),
  '06-002': inMetadata('<pdfuaid:part>1<', '<pdfuaid:part>2<'),
  '06-003': inMetadata('dc:title>', 'dc:name>'),
  '07-001': without(part('/ViewerPreferences'), '/DisplayDocTitle'),
  '07-002': withEntry(part('/ViewerPreferences'), '/DisplayDocTitle', false),
  '09-004': withEntry(any('TD'), '/S', '/P'),
  '09-006': withEntry(any('TOCI'), '/S', '/P'),
  '10-001': inFonts('<>'),
  '11-001 to 11-006': without(root, '/Lang'),
  '13-004': without(any('Figure'), '/Alt'),
  '14-002': (pdf) => {
    for (const { dictionary } of pdf.dictionaries()) if (dictionary['/S'] === '/H1') dictionary['/S'] = '/H2';
  },
  '14-003': withEntry(any('H2'), '/S', '/H4'),
  '15-003': without(any('TH'), '/A'),
  '28-004 and 28-012': without(link, '/Contents'),
  '28-008 and 28-009': (pdf) => {
    for (const page of pdf.pages) pdf.dictionary(page)['/Tabs'] = '/R';
  },
  '28-011': withEntry(any('Link'), '/S', '/Span'),
  '30-001': withEntry(drawing, '/Ref', {}),
  '30-002': (pdf) => {
    for (const { ref, dictionary } of pdf.dictionaries())
      if (dictionary['/Subtype'] === '/Form')
        rewrite(pdf, ref, (content) => `/P <</MCID 0>> BDC ${content} EMC`);
  },
  '31-004 and 31-005': without(font, '/CIDToGIDMap'),
  '31-009': without((pdf) => typed(pdf, '/Type', '/FontDescriptor'), '/FontFile2'),
  '31-011': append('/Artifact BMC BT /F2 8 Tf <fffe> Tj ET EMC'),
  '31-016': (pdf) => {
    for (const { dictionary } of pdf.dictionaries())
      if (dictionary['/W'] !== undefined)
        dictionary['/W'] = pdf
          .list(dictionary['/W'])
          .map((one) => (Array.isArray(one) ? one.map((width) => Number(width) + 2) : one));
  },
  '31-027': without((pdf) => typed(pdf, '/Subtype', '/Type0'), '/ToUnicode'),
  '31-028 and 31-029': inFonts('<feff>'),
  '31-030': append('/Artifact BMC BT /F2 8 Tf <0000> Tj ET EMC'),
  '09-005': withEntry(any('P'), '/S', '/L'),
  '6.1.2': (pdf) => {
    pdf.raw = `\n${pdf.raw}`;
  },
  '6.1.3': without((pdf) => pdf.trailer, '/ID'),
  '6.1.7': withEntry(drawing, '/F', 'u:elsewhere.bin'),
  '6.1.13': withEntry(any('Figure'), '/Alt', `u:${'word '.repeat(7000)}`),
  '6.2.2': append('/Name gs'),
  '6.2.3 and 6.2.4': without(root, '/OutputIntents'),
  '6.2.5, 6.2.8 to 6.2.10': withEntry(drawing, '/Group', { '/S': '/Transparency' }),
  '6.2.11': inFonts('<e000>'),
  '6.3': withEntry(link, '/F', 6),
  '6.4 and 6.5': withEntry(root, '/OpenAction', { '/S': '/GoTo' }),
  '6.6.2': inMetadata('<pdfaSchema:prefix>pdfuaid<', '<pdfaSchema:prefix>other<'),
  '6.6.2.3 (Info)': withEntry(info, '/Title', 'u:Another title'),
  '6.6.4': inMetadata('<pdfaid:conformance>A<', '<pdfaid:conformance>B<'),
  '6.7.2 and 6.7.3': withEntry(part('/MarkInfo'), '/Marked', false),
  '6.7.4': without(root, '/Lang'),
  '6.8 to 6.11': withEntry(root, '/Requirements', []),
  '6.7.1 (ISO 32000-1, 14.8.2.5)': inElement('BT /F2 8 Tf <0001> Tj ET BT /F2 8 Tf <0001> Tj ET'),
};
