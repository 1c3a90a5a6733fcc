import type { Check, PdfLook, StructureElement } from './look.ts';
import type { Dictionary, Value } from './objects.ts';

/** Types of ISO 32000-1, 14.8.4, that the documents use, and the rest of them that they could. */
const STANDARD = new Set(
  (
    'Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD ' +
    'THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form'
  ).split(' '),
);
/** What stands in what: ISO 32000-1, tables 333 and 337. */
const KIDS: Readonly<Record<string, readonly string[]>> = {
  Table: ['TR', 'THead', 'TBody', 'TFoot', 'Caption'],
  THead: ['TR'],
  TBody: ['TR'],
  TFoot: ['TR'],
  TR: ['TH', 'TD'],
  TOC: ['TOC', 'TOCI', 'Caption'],
};
const PARENTS: Readonly<Record<string, readonly string[]>> = {
  TR: ['Table', 'THead', 'TBody', 'TFoot'],
  TH: ['TR'],
  TD: ['TR'],
  THead: ['Table'],
  TBody: ['Table'],
  TFoot: ['Table'],
  TOCI: ['TOC'],
};

const name = ({ written, ref }: StructureElement): string => `${written} ${ref}`;
const nesting = (look: PdfLook, types: readonly string[]): string[] =>
  look.elements.flatMap((element) => {
    const { role, parent, kids } = element;
    const allowed = KIDS[role];
    return [
      ...(types.includes(role) && allowed
        ? kids.filter((kid) => !allowed.includes(kid.role)).map((kid) => `${name(kid)} in ${name(element)}`)
        : []),
      ...(types.includes(role) && PARENTS[role]?.includes(parent?.role ?? '') === false
        ? [`${name(element)} in ${parent?.written}`]
        : []),
    ];
  });

const headings = (look: PdfLook): readonly number[] =>
  look.elements.flatMap(({ role }) => (/^H[1-6]$/.test(role) ? [Number(role[1])] : []));

function attribute(element: StructureElement, key: string): Value | undefined {
  const held = element.dictionary['/A'];
  const all = (Array.isArray(held) ? held : [held]) as (Dictionary | undefined)[];
  return all.find((one) => one?.[key] !== undefined)?.[key];
}

/** Each glyph that is shown, by its font, once. */
function* glyphs({ pages }: PdfLook) {
  const seen = new Set<string>();
  for (const page of pages)
    for (const { font, codes } of page.shown)
      for (const code of codes) {
        const face = page.fonts.get(font);
        const key = `${face?.ref} ${code}`;
        if (seen.has(key)) continue;
        seen.add(key);
        yield { face, code, where: `${font} ${code}` };
      }
}

/** The conditions of the Matterhorn Protocol 1.1 that a program can find, as far as what the documents hold can meet them. */
export const MATTERHORN: readonly Check[] = [
  {
    number: '01-003',
    says: 'an artifact stands inside tagged content',
    wrong: ({ pages }) => pages.flatMap(({ nested }) => nested.filter((one) => one === 'artifact in tagged')),
  },
  {
    number: '01-004',
    says: 'tagged content stands inside an artifact',
    wrong: ({ pages }) => pages.flatMap(({ nested }) => nested.filter((one) => one === 'tagged in artifact')),
  },
  {
    number: '01-005',
    says: 'content is neither an artifact nor belongs to an element',
    *wrong({ pdf, pages, elements }) {
      const owned = new Map<string, string>();
      for (const element of elements)
        for (const { page, number } of element.content) owned.set(`${page} ${number}`, element.ref);
      const numbers = pdf.list(
        pdf.dictionary(pdf.dictionary(pdf.root['/StructTreeRoot'])['/ParentTree'])['/Nums'],
      );
      const parents = new Map(numbers.map((key, index) => [key, numbers[index + 1]]));
      for (const { ref, dictionary, painted, tagged } of pages) {
        for (const { op, inside } of painted) if (inside === null) yield `${op} on ${ref}`;
        const listed = pdf.list(parents.get(dictionary['/StructParents'] ?? null));
        for (const { number } of tagged) {
          const owner = owned.get(`${ref} ${number}`);
          if (owner === undefined || listed[number] !== owner) yield `number ${number} on ${ref}`;
        }
      }
    },
  },
  {
    number: '01-007',
    says: 'the file is suspected to be tagged wrongly',
    wrong: ({ pdf }) => (pdf.dictionary(pdf.root['/MarkInfo'])['/Suspects'] === true ? ['Suspects'] : []),
  },
  {
    number: '02-001',
    says: 'a type of the file’s own is not mapped to a standard one',
    wrong: ({ elements }) => elements.filter(({ role }) => !STANDARD.has(role)).map(name),
  },
  {
    number: '02-003',
    says: 'the role map goes in a circle',
    *wrong({ roles }) {
      for (const from of Object.keys(roles)) {
        const seen = new Set<Value>();
        for (let at: Value | undefined = from; at !== undefined; at = roles[String(at)]) {
          if (seen.has(at)) yield from;
          if (seen.has(at)) break;
          seen.add(at);
        }
      }
    },
  },
  {
    number: '02-004',
    says: 'a standard type is mapped to another',
    wrong: ({ roles }) => Object.keys(roles).filter((role) => STANDARD.has(role.slice(1))),
  },
  {
    number: '06-001',
    says: 'there is no XMP metadata',
    wrong: ({ metadata }) => (metadata.includes('<x:xmpmeta') ? [] : ['Metadata']),
  },
  {
    number: '06-002',
    says: 'the metadata has no PDF/UA identifier',
    wrong: ({ metadata }) =>
      metadata.includes('xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"') &&
      metadata.includes('<pdfuaid:part>1</pdfuaid:part>')
        ? []
        : ['pdfuaid:part'],
  },
  {
    number: '06-003',
    says: 'the metadata has no title',
    wrong: ({ metadata }) => (/<dc:title><rdf:Alt><rdf:li [^>]*>[^<]/.test(metadata) ? [] : ['dc:title']),
  },
  {
    number: '07-001',
    says: 'nothing says whether the title is shown',
    wrong: ({ pdf }) =>
      pdf.dictionary(pdf.root['/ViewerPreferences'])['/DisplayDocTitle'] === undefined ? ['missing'] : [],
  },
  {
    number: '07-002',
    says: 'the file’s name is shown for its title',
    wrong: ({ pdf }) =>
      pdf.dictionary(pdf.root['/ViewerPreferences'])['/DisplayDocTitle'] === false ? ['false'] : [],
  },
  {
    number: '09-004',
    says: 'elements of a table stand in others than ISO 32000-1 has them, or its rows differ in cells',
    *wrong(look) {
      yield* nesting(look, ['Table', 'THead', 'TBody', 'TFoot', 'TR', 'TH', 'TD']);
      for (const table of look.elements.filter(({ role }) => role === 'Table')) {
        const rows = table.kids.filter(({ role }) => role === 'TR');
        const span = (cell: StructureElement, key: string) => Number(attribute(cell, key) ?? 1);
        // A cell over several rows counts in each of them.
        const widths = rows.map(() => 0);
        for (const [at, { kids }] of rows.entries())
          for (const cell of kids)
            for (let row = at; row < at + span(cell, '/RowSpan'); row += 1)
              widths[row] = (widths[row] ?? 0) + span(cell, '/ColSpan');
        if (new Set(widths).size > 1) yield `${name(table)}: ${[...new Set(widths)].join(', ')} cells`;
      }
    },
  },
  {
    number: '09-006',
    says: 'elements of the contents stand in others than ISO 32000-1 has them',
    wrong: (look) => nesting(look, ['TOC', 'TOCI']),
  },
  {
    number: '10-001',
    says: 'a character has no text',
    *wrong(look) {
      for (const { face, code, where } of glyphs(look)) if (!face?.unicode?.get(code)) yield where;
    },
  },
  {
    number: '11-001 to 11-006',
    says: 'the language of page content, alternative texts, bookmarks, links or metadata cannot be found out',
    wrong: ({ pdf }) =>
      /^[a-z]{2,3}(-[A-Za-z\d]{2,8})*$/.test(pdf.text(pdf.root['/Lang']) ?? '') ? [] : ['Lang'],
  },
  {
    number: '13-004',
    says: 'a figure has no words for who cannot see it',
    wrong: ({ pdf, elements }) =>
      elements.filter(({ role, dictionary }) => role === 'Figure' && !pdf.text(dictionary['/Alt'])).map(name),
  },
  {
    number: '14-002',
    says: 'the first heading is not H1',
    wrong: (look) =>
      headings(look)[0] === 1 || headings(look).length === 0 ? [] : [`H${headings(look)[0]}`],
  },
  {
    number: '14-003',
    says: 'a level of heading is left out',
    wrong: (look) =>
      headings(look).flatMap((level, index, all) => {
        const before = all[index - 1] ?? level;
        return level > before + 1 ? [`H${level} after H${before}`] : [];
      }),
  },
  {
    number: '15-003',
    says: 'a head cell of a table does not say what it heads',
    wrong: ({ elements }) =>
      elements
        .filter((one) => one.role === 'TH' && !/^\/(Row|Column|Both)$/.test(String(attribute(one, '/Scope'))))
        .map(name),
  },
  {
    number: '28-004 and 28-012',
    says: 'a link has no words of its own',
    wrong: ({ pdf, pages }) =>
      pages.flatMap(({ ref, annotations }) =>
        annotations.filter((one) => !pdf.text(one['/Contents'])).map(() => `a link on ${ref}`),
      ),
  },
  {
    number: '28-008 and 28-009',
    says: 'a page with links is not gone through by its structure',
    wrong: ({ pages }) =>
      pages
        .filter((page) => page.annotations.length > 0 && page.dictionary['/Tabs'] !== '/S')
        .map(({ ref }) => ref),
  },
  {
    number: '28-011',
    says: 'a link does not belong to a Link element',
    *wrong({ pdf, pages, elements }) {
      const owners = new Map(elements.flatMap((one) => one.objects.map((object) => [object, one] as const)));
      const numbers = pdf.list(
        pdf.dictionary(pdf.dictionary(pdf.root['/StructTreeRoot'])['/ParentTree'])['/Nums'],
      );
      const parents = new Map(numbers.map((key, index) => [key, numbers[index + 1]]));
      for (const { dictionary } of pages)
        for (const link of pdf.list(dictionary['/Annots']).map(String)) {
          const owner = owners.get(link);
          const named = parents.get(pdf.dictionary(link)['/StructParent'] ?? null);
          if (owner?.role !== 'Link' || named !== owner.ref) yield link;
        }
    },
  },
  {
    number: '30-001',
    says: 'a drawing stands in another file',
    *wrong({ pdf }) {
      for (const { ref, dictionary } of pdf.dictionaries())
        if (dictionary['/Subtype'] === '/Form' && dictionary['/Ref'] !== undefined) yield ref;
    },
  },
  {
    number: '30-002',
    says: 'a drawing that stands in several places holds tagged content',
    *wrong({ pdf }) {
      for (const { ref, dictionary } of pdf.dictionaries())
        if (dictionary['/Subtype'] === '/Form' && pdf.bytes(ref).includes('MCID')) yield ref;
    },
  },
  {
    number: '31-004 and 31-005',
    says: 'a font does not say which glyph a code is',
    wrong: ({ fonts }) =>
      fonts.filter((font) => font.descendant.glyphMap !== '/Identity').map(({ ref }) => ref),
  },
  {
    number: '31-009',
    says: 'a font is not embedded',
    wrong: ({ fonts }) => fonts.filter(({ program }) => program === null).map(({ ref }) => ref),
  },
  {
    number: '31-011',
    says: 'a glyph is shown that the embedded font has not',
    *wrong(look) {
      for (const { face, code, where } of glyphs(look)) if (code >= (face?.program?.glyphs ?? 0)) yield where;
    },
  },
  {
    number: '31-016',
    says: 'a glyph is as wide in the font as the file does not say',
    *wrong(look) {
      for (const { face, code, where } of glyphs(look)) {
        const [said, drawn] = [face?.widths.get(code) ?? 1000, face?.program?.advance(code) ?? 0];
        if (Math.abs(said - drawn) > 1) yield `${where}: ${said}, ${drawn}`;
      }
    },
  },
  {
    number: '31-027',
    says: 'a font has no table from codes to text',
    wrong: ({ fonts }) => fonts.filter(({ unicode }) => unicode === null).map(({ ref }) => ref),
  },
  {
    number: '31-028 and 31-029',
    says: 'a table from codes to text names U+0000, U+FEFF or U+FFFE',
    *wrong(look) {
      for (const { face, code, where } of glyphs(look))
        if (/[\0\ufeff\ufffe]/.test(face?.unicode?.get(code) ?? '')) yield where;
    },
  },
  {
    number: '31-030',
    says: 'the glyph for what is not defined is shown',
    *wrong(look) {
      for (const { code, where } of glyphs(look)) if (code === 0) yield where;
    },
  },
  {
    number:
      '09-005 09-007 09-008 14-006 14-007 17-002 17-003 19-003 19-004 20-001 20-002 20-003 21-001 25-001 26-001 26-002 28-002 28-005 28-006 28-007 ' +
      '28-010 28-014 28-015 28-016 28-017 28-018 31-001 31-002 31-003 31-006 31-007 31-008 31-012 31-013 31-014 31-015 31-017 31-018 31-019 31-020 ' +
      '31-021 31-022 31-023 31-024 31-025 31-026',
    says: 'the file has something that no other check here knows',
    *wrong({ pdf, elements, pages, fonts }) {
      const unknown = new Set(
        'L LI Lbl LBody H Formula Note Annot Form Ruby RB RT RP Warichu WT WP'.split(' '),
      );
      for (const element of elements) if (unknown.has(element.role)) yield name(element);
      for (const { annotations } of pages)
        for (const one of annotations) if (one['/Subtype'] !== '/Link') yield String(one['/Subtype']);
      for (const { ref, type, encoding, descendant } of fonts) {
        if (type !== '/Type0' || encoding !== '/Identity-H' || descendant.type !== '/CIDFontType2')
          yield `font ${ref}`;
        if (descendant.descriptor.some((key) => /CIDSet|CharSet/.test(key))) yield `font ${ref}`;
      }
      for (const key of ['/OCProperties', '/AcroForm', '/AF', '/Collection'])
        if (pdf.root[key] !== undefined) yield key;
      if (pdf.trailer['/Encrypt'] !== undefined) yield 'Encrypt';
      for (const { ref, dictionary } of pdf.dictionaries())
        if (dictionary['/EF'] !== undefined || dictionary['/Type'] === '/MediaClip') yield ref;
    },
  },
];

/**
 * The conditions that a person finds: whether what is tagged is what it looks like, in the order in which it is read, with words that say
 * what is seen. No test of a program takes their place.
 */
export const FOR_A_PERSON =
  '01-001 01-002 01-006 02-002 03-001 03-002 03-003 04-001 05-001 05-002 05-003 06-004 08-001 08-002 09-001 09-002 09-003 11-007 12-001 13-001 13-002 13-003 13-005 ' +
  '13-006 13-007 13-008 14-001 14-004 14-005 15-001 15-002 15-004 15-005 16-001 16-002 16-003 17-001 18-001 18-002 19-001 19-002 22-001 ' +
  '24-001 28-001 28-003 28-013 29-001 31-010';
