import type { PageContent } from './content.ts';
import { type FontLook, lookAtFont } from './fonts.ts';
import type { Dictionary, PdfObjects, Value } from './objects.ts';

/** An element of the structure with its type after role mapping, in reading order of the tree. */
export interface StructureElement {
  readonly ref: string;
  readonly written: string;
  readonly role: string;
  readonly dictionary: Dictionary;
  readonly parent: StructureElement | null;
  readonly kids: readonly StructureElement[];
  /** Objects (annotations) that belong to it. */
  readonly objects: readonly string[];
  /** Its pieces of content: page and number. */
  readonly content: readonly { readonly page: string; readonly number: number }[];
}

export interface PageLook extends PageContent {
  readonly ref: string;
  readonly dictionary: Dictionary;
  readonly fonts: ReadonlyMap<string, FontLook>;
  readonly annotations: readonly Dictionary[];
}

/** What all checks look at, read once: pages with their content, the structure tree, fonts, and the metadata. */
export class PdfLook {
  readonly pdf: PdfObjects;
  readonly pages: readonly PageLook[];
  readonly elements: readonly StructureElement[];
  readonly fonts: readonly FontLook[];
  readonly metadata: string;
  readonly roles: Dictionary;

  constructor(pdf: PdfObjects) {
    this.pdf = pdf;
    const fonts = new Map<string, FontLook>();
    const font = (ref: string) => {
      const known = fonts.get(ref) ?? lookAtFont(pdf, ref);
      fonts.set(ref, known);
      return known;
    };
    this.pages = pdf.pages.map((ref) => {
      const dictionary = pdf.dictionary(ref);
      const named = pdf.dictionary(pdf.dictionary(dictionary['/Resources'])['/Font']);
      return {
        ...pdf.contentOf(dictionary['/Contents']),
        ref,
        dictionary,
        fonts: new Map(Object.entries(named).map(([name, at]) => [name.slice(1), font(String(at))])),
        annotations: pdf.list(dictionary['/Annots']).map((annotation) => pdf.dictionary(annotation)),
      };
    });
    this.fonts = [...fonts.values()];
    const tree = pdf.dictionary(pdf.root['/StructTreeRoot']);
    this.roles = pdf.dictionary(tree['/RoleMap']);
    this.elements = pdf.list(tree['/K']).flatMap((kid) => [...this.#descend(String(kid), null, null)]);
    this.metadata = pdf.bytes(pdf.root['/Metadata']).toString('utf8');
  }
  *#descend(ref: string, parent: StructureElement | null, page: Value): Generator<StructureElement> {
    const dictionary = this.pdf.dictionary(ref);
    const written = String(dictionary['/S']).slice(1);
    const on = dictionary['/Pg'] ?? page;
    const kids: StructureElement[] = [];
    const objects: string[] = [];
    const content: { page: string; number: number }[] = [];
    const mapped = this.roles[`/${written}`];
    const role = mapped === undefined ? written : String(mapped).slice(1);
    const element = { ref, written, role, dictionary, parent, kids, objects, content };
    yield element;
    const listed = this.pdf.follow(dictionary['/K']);
    for (const kid of Array.isArray(listed) ? listed : listed === null ? [] : [listed]) {
      const inner = this.pdf.dictionary(kid);
      if (typeof kid === 'number') content.push({ page: String(on), number: kid });
      else if (inner['/Type'] === '/MCR')
        content.push({ page: String(inner['/Pg'] ?? on), number: Number(inner['/MCID']) });
      else if (inner['/Type'] === '/OBJR') objects.push(String(inner['/Obj']));
      else
        for (const below of this.#descend(String(kid), element, on)) {
          if (below.parent === element) kids.push(below);
          yield below;
        }
    }
  }
  /** The text of shown codes as a reader that knows nothing but the tables of the fonts gives it. */
  textOf(page: PageLook, shown: PageContent['shown']): string {
    return shown
      .map(({ font, codes }) =>
        codes.map((code) => page.fonts.get(font)?.unicode?.get(code) ?? '\ufffd').join(''),
      )
      .join('');
  }
}

/** A condition of a standard under its number, and what of a document meets it not. */
export interface Check {
  readonly number: string;
  readonly says: string;
  readonly wrong: (look: PdfLook) => Iterable<string>;
}
