import type { Check, PdfLook } from './look.ts';
import type { Value } from './objects.ts';

/** Operators of ISO 32000-1, annex A, that the documents use; DeviceRGB and patterns are their only colours. */
const OPERATORS = new Set(
  'BDC BMC BT Do EMC ET J Q RG S TJ TL T* Td Tf Tj Tm Tr cm cs d f j l m q re rg scn w'
    .split(' ')
    .concat("'"),
);
const DATE = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z/;

function* values(value: Value): Generator<Value> {
  yield value;
  if (value !== null && typeof value === 'object')
    for (const [key, inner] of Object.entries(value)) {
      if (!Array.isArray(value)) yield key;
      yield* values(inner);
    }
}
/** A text of the metadata with its signs. */
function said(metadata: string, property: string): string | null {
  const found = new RegExp(`<${property}>(?:<rdf:\\w+><rdf:li[^>]*>)?([^<]*)`).exec(metadata)?.[1];
  return found?.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&') ?? null;
}
function profile({ pdf }: PdfLook): Buffer {
  const intent = pdf.dictionary(pdf.list(pdf.root['/OutputIntents'])[0]);
  return intent['/S'] === '/GTS_PDFA1' ? pdf.bytes(intent['/DestOutputProfile']) : Buffer.alloc(0);
}

/** The clauses of ISO 19005-2 (level A) that a program can hold a file against, as far as what the documents hold can break them. */
export const PDF_A2: readonly Check[] = [
  {
    number: '6.1.2',
    says: 'the file begins otherwise',
    wrong: ({ pdf }) => (/^%PDF-1\.[0-7]\n%[\x80-\xff]{4}/.test(pdf.raw) ? [] : [pdf.raw.slice(0, 16)]),
  },
  {
    number: '6.1.3',
    says: 'the trailer has no identifier, the file is encrypted, or something follows its end',
    *wrong({ pdf }) {
      if (pdf.list(pdf.trailer['/ID']).length !== 2) yield 'ID';
      if (pdf.trailer['/Encrypt'] !== undefined) yield 'Encrypt';
      if (!/%%EOF\r?\n?$/.test(pdf.raw)) yield 'after %%EOF';
    },
  },
  {
    number: '6.1.7',
    says: 'a stream lies outside the file, or is compressed by LZW or encrypted',
    *wrong({ pdf }) {
      for (const [ref, { stream }] of Object.entries(pdf.stored))
        if (stream && ['/F', '/FFilter', '/FDecodeParms'].some((key) => stream.dict[key] !== undefined))
          yield ref;
      if (/\/(LZWDecode|LZW|Crypt)\b/.test(pdf.raw)) yield 'a filter';
    },
  },
  {
    number: '6.1.13',
    says: 'something is larger than every reader takes',
    *wrong({ pdf, pages }) {
      for (const [ref, { value, stream }] of Object.entries(pdf.stored))
        for (const one of values(stream?.dict ?? value ?? null)) {
          if (typeof one === 'number' && Math.abs(one) > 2_147_483_647) yield `${ref}: ${one}`;
          if (typeof one !== 'string') continue;
          const text = one.slice(2);
          // Written with two bytes a character where one is not of ASCII.
          const length =
            one.startsWith('u:') && !/^[\0-\x7f]*$/.test(text) ? text.length * 2 + 2 : text.length;
          if (one.startsWith('/') ? Buffer.byteLength(one) > 128 : length > 32_767) yield `${ref}: ${length}`;
        }
      for (const { ref, depth, dictionary } of pages) {
        const [, , width, height] = pdf.list(dictionary['/MediaBox']).map(Number);
        if (depth.most > 28 || depth.open !== 0) yield `states on ${ref}`;
        if ([width, height].some((side = 0) => side < 3 || side > 14_400)) yield `size of ${ref}`;
      }
      if (Object.keys(pdf.stored).length > 8_388_607) yield 'objects';
    },
  },
  {
    number: '6.2.2',
    says: 'a page holds an operator that is not known, or a mark that is not closed',
    *wrong({ pages }) {
      for (const { ref, operators, open } of pages) {
        for (const op of operators) if (!OPERATORS.has(op)) yield `${op} on ${ref}`;
        if (open !== 0) yield `${open} marks on ${ref}`;
      }
    },
  },
  {
    number: '6.2.3 and 6.2.4',
    says: 'nothing says which red, green and blue are meant',
    *wrong(look) {
      const icc = profile(look);
      if (icc.length < 128 || icc.readUInt32BE(0) !== icc.length) yield 'length';
      else if (
        icc.toString('latin1', 12, 20) !== 'mntrRGB ' ||
        icc.toString('latin1', 36, 40) !== 'acsp' ||
        (icc[8] ?? 9) > 4
      )
        yield 'kind';
    },
  },
  {
    number: '6.2.5, 6.2.8 to 6.2.10',
    says: 'the file has graphics states, transparency or PostScript, which no check here knows, or a picture other than of plain points in colours that the profile tells',
    *wrong({ pdf }) {
      for (const { ref, dictionary } of pdf.dictionaries()) {
        if (dictionary['/Subtype'] === '/PS') yield ref;
        const plain =
          ['/DeviceRGB', '/DeviceGray'].includes(String(dictionary['/ColorSpace'])) &&
          // What qpdf unpacks has no filter any more.
          ['/FlateDecode', '/DCTDecode', 'undefined'].includes(String(dictionary['/Filter'])) &&
          dictionary['/BitsPerComponent'] === 8 &&
          dictionary['/Interpolate'] === false;
        if (dictionary['/Subtype'] === '/Image' && !plain) yield ref;
        for (const key of ['/ExtGState', '/Group', '/SMask', '/Mask', '/OPI', '/Alternates', '/Shading'])
          if (dictionary[key] !== undefined) yield `${key} in ${ref}`;
      }
    },
  },
  {
    number: '6.2.11',
    says: 'a character of a page stands for nothing, or for what only one maker knows, without a text beside it',
    *wrong({ pages }) {
      for (const page of pages)
        for (const { font, codes } of page.shown)
          for (const code of codes) {
            const text = page.fonts.get(font)?.unicode?.get(code) ?? '';
            if (text === '' || /[\ue000-\uf8ff]|\p{Co}/u.test(text)) yield `${font} ${code} on ${page.ref}`;
          }
    },
  },
  {
    number: '6.3',
    says: 'a link is hidden, or does not print',
    *wrong({ pages }) {
      for (const { ref, annotations } of pages)
        for (const { '/F': flags } of annotations) {
          const bits = Number(flags ?? 0);
          // Print, without Invisible, Hidden, NoView and ToggleNoView.
          if ((bits & 4) === 0 || (bits & (1 | 2 | 32 | 256)) !== 0) yield `${bits} on ${ref}`;
        }
    },
  },
  {
    number: '6.4 and 6.5',
    says: 'the file has a form, or does something by itself',
    *wrong({ pdf }) {
      for (const { ref, dictionary } of pdf.dictionaries())
        for (const key of [
          '/AA',
          '/OpenAction',
          '/JS',
          '/JavaScript',
          '/AcroForm',
          '/XFA',
          '/NeedsRendering',
        ])
          if (dictionary[key] !== undefined) yield `${key} in ${ref}`;
      for (const { ref, dictionary } of pdf.dictionaries())
        if (dictionary['/Type'] === '/Action' || dictionary['/S'] === '/Launch') yield ref;
    },
  },
  {
    number: '6.6.2',
    says: 'the metadata is compressed, is no packet, or has a property that nothing describes',
    *wrong({ pdf, metadata }) {
      const dictionary = pdf.dictionary(pdf.root['/Metadata']);
      if (dictionary['/Type'] !== '/Metadata' || dictionary['/Subtype'] !== '/XML' || dictionary['/Filter'])
        yield 'stream';
      if (!/^<\?xpacket begin="\ufeff" id="[^"]+"\?>/.test(metadata)) yield 'packet';
      const known = new Set([
        'dc',
        'xmp',
        'pdf',
        'pdfaid',
        'rdf',
        'x',
        'pdfaExtension',
        'pdfaSchema',
        'pdfaProperty',
      ]);
      for (const [, prefix = ''] of metadata.matchAll(/<pdfaSchema:prefix>(\w+)</g)) known.add(prefix);
      for (const [, prefix = ''] of metadata.matchAll(/<\/?(\w+):/g)) if (!known.has(prefix)) yield prefix;
    },
  },
  {
    number: '6.6.2.3 (Info)',
    says: 'the metadata and the document information differ',
    *wrong({ pdf, metadata }) {
      const info = pdf.dictionary(pdf.trailer['/Info']);
      const pairs = {
        Title: 'dc:title',
        Author: 'dc:creator',
        Subject: 'dc:description',
        Producer: 'pdf:Producer',
        Creator: 'xmp:CreatorTool',
      };
      for (const [key, property] of Object.entries(pairs))
        if ((pdf.text(info[`/${key}`]) ?? '') !== said(metadata, property)) yield key;
      for (const [key, property] of [
        ['CreationDate', 'xmp:CreateDate'],
        ['ModDate', 'xmp:ModifyDate'],
      ] as const)
        if (
          (pdf.text(info[`/${key}`]) ?? '').replace(DATE, '$1-$2-$3T$4:$5:$6Z') !== said(metadata, property)
        )
          yield key;
    },
  },
  {
    number: '6.6.4',
    says: 'the metadata does not claim PDF/A-2a',
    *wrong({ metadata }) {
      if (said(metadata, 'pdfaid:part') !== '2') yield 'part';
      if (said(metadata, 'pdfaid:conformance') !== 'A') yield 'conformance';
    },
  },
  {
    number: '6.7.2 and 6.7.3',
    says: 'the file is not marked as tagged, or has no structure',
    *wrong({ pdf, elements }) {
      if (pdf.dictionary(pdf.root['/MarkInfo'])['/Marked'] !== true) yield 'Marked';
      if (elements[0]?.role !== 'Document') yield 'StructTreeRoot';
    },
  },
  {
    number: '6.7.4',
    says: 'the file does not say its language',
    wrong: ({ pdf }) => (pdf.text(pdf.root['/Lang']) ? [] : ['Lang']),
  },
  {
    number: '6.8 to 6.11',
    says: 'the file has other files in it, layers, other ways of being shown, or asks something of its reader',
    *wrong({ pdf }) {
      for (const key of ['/OCProperties', '/Requirements', '/AF', '/Collection', '/Perms'])
        if (pdf.root[key] !== undefined) yield key;
      for (const key of ['/EmbeddedFiles', '/AlternatePresentations'])
        if (pdf.dictionary(pdf.root['/Names'])[key] !== undefined) yield key;
      for (const { ref, dictionary } of pdf.dictionaries())
        if (dictionary['/EF'] !== undefined || dictionary['/PresSteps'] !== undefined) yield ref;
    },
  },
  {
    number: '6.7.1 (ISO 32000-1, 14.8.2.5)',
    says: 'two pieces of text of one element have no space between them',
    *wrong(look) {
      const spoken = new Map(
        look.elements.flatMap((element) =>
          element.content.map((one) => [`${one.page} ${one.number}`, element] as const),
        ),
      );
      for (const page of look.pages)
        for (const { number, shown } of page.tagged) {
          const element = spoken.get(`${page.ref} ${number}`);
          // What has words for its reader beside it is read by those.
          if (!element || element.role === 'Figure' || element.dictionary['/Alt'] !== undefined) continue;
          const objects = Map.groupBy(shown, ({ object }) => object);
          const texts = [...objects.values()]
            .map((pieces) => look.textOf(page, pieces))
            .filter((text) => text !== '');
          for (const [index, text] of texts.entries())
            if (index > 0 && !text.startsWith(' ') && !texts[index - 1]?.endsWith(' '))
              yield `“${texts[index - 1]?.slice(-12)}” “${text.slice(0, 12)}” on ${page.ref}`;
        }
    },
  },
];
