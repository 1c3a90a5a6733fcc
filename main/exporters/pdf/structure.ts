import type { Content, Words } from './content.ts';
import {
  type PdfRef,
  pdfString,
  type RawDocument,
  RawValue,
  reserveObject,
  writeObject,
} from './raw-document.ts';

export interface TagOptions {
  readonly alt?: string;
  /** Of a table's head cell: what it heads. */
  readonly scope?: 'Column' | 'Row';
  readonly span?: number;
  /** Rows of a table that a cell stands in. */
  readonly rows?: number;
  /** x1 y1 x2 y2 from the bottom left, for figures. */
  readonly box?: readonly [number, number, number, number];
  readonly title?: string;
}
/** The one type of ours that PDF 1.7 does not have, and what it is to a reader of that. */
const ROLES = { Title: 'P' } as const;

interface Element {
  readonly id: number;
  readonly parent: number;
  readonly type: string;
  readonly options: TagOptions;
  readonly kids: string[];
  /** What is read of it; null where its words for readers stand beside it. */
  readonly words: Words | null;
  page: PdfRef | null;
}
/** An element that holds text or drawing, possibly on several pages. */
export type Leaf = Element;

/**
 * The structure tree of a tagged PDF. An element is written as soon as it is complete, so a long table leaves nothing
 * behind in memory but the numbers of its rows.
 */
export class Structure {
  readonly #doc: RawDocument;
  readonly #open: Element[] = [];
  readonly #root: Element;
  #leaves: number[] = [];

  constructor(doc: RawDocument) {
    this.#doc = doc;
    doc.getStructParentTree().limits = false;
    doc.getStructTreeRoot().data.RoleMap = ROLES;
    this.#root = this.#make('Document', doc.getStructTreeRoot().id, {});
    this.#open.push(this.#root);
  }
  #make(type: string, parent: number, options: TagOptions): Element {
    const words = type === 'Figure' ? null : { open: false };
    return { id: reserveObject(this.#doc), parent, type, options, kids: [], words, page: null };
  }
  get #top(): Element {
    return this.#open.at(-1) ?? this.#root;
  }
  open(type: string, options: TagOptions = {}): void {
    const element = this.#make(type, this.#top.id, options);
    this.#top.kids.push(`${element.id} 0 R`);
    this.#open.push(element);
  }
  close(): void {
    const element = this.#open.pop();
    if (element) this.#write(element);
  }
  /** Wraps what `draw` puts on the current page: one element with one run of content. */
  leaf(content: Content, type: string, options: TagOptions, draw: () => void): void {
    const leaf = this.openLeaf(type, options);
    this.mark(content, leaf, draw);
    this.closeLeaf(leaf);
  }
  openLeaf(type: string, options: TagOptions = {}): Leaf {
    const element = this.#make(type, this.#top.id, options);
    this.#top.kids.push(`${element.id} 0 R`);
    return element;
  }
  mark(content: Content, leaf: Leaf, draw: () => void): void {
    const number = this.#leaves.push(leaf.id) - 1;
    const page = this.#doc.page.dictionary;
    leaf.page ??= page;
    leaf.kids.push(leaf.page === page ? String(number) : `<</Type/MCR/Pg ${page} /MCID ${number}>>`);
    content.op(`/${leaf.type} <</MCID ${number}>> BDC`);
    content.saying(leaf.words, draw);
    content.op('EMC');
  }
  closeLeaf(leaf: Leaf): void {
    this.#write(leaf);
  }
  /** A leaf inside a leaf, such as a link in a cell; the outer one may be closed before or after it. */
  openLeafIn(outer: Leaf, type: string): Leaf {
    const element = { ...this.#make(type, outer.id, {}), words: outer.words };
    outer.kids.push(`${element.id} 0 R`);
    return element;
  }
  /** Ties an annotation, by the number of its object, to the text of a leaf; returns the annotation's StructParent. */
  tie(leaf: Leaf, annotation: number): number {
    const key = this.#doc.createStructParentTreeNextKey();
    this.#doc.getStructParentTree().add(key, new RawValue(`${leaf.id} 0 R`));
    leaf.kids.push(`<</Type/OBJR/Obj ${annotation} 0 R/Pg ${this.#doc.page.dictionary}>>`);
    return key;
  }
  /** What repeats on every page or only decorates: readers skip it. `running` is for lines that stand at the edge of a page. */
  artifact(content: Content, draw: () => void, running?: 'Header' | 'Footer'): void {
    content.op(running ? `/Artifact <</Type/Pagination/Subtype/${running}>> BDC` : '/Artifact BMC');
    draw();
    content.op('EMC');
  }
  /** Ties the page's runs of content to their elements. */
  finishPage(): void {
    const key = this.#doc.createStructParentTreeNextKey();
    this.#doc.page.dictionary.data.StructParents = key;
    const parents = this.#leaves.map((id) => `${id} 0 R`).join(' ');
    this.#doc.getStructParentTree().add(key, new RawValue(`[${parents}]`));
    this.#leaves = [];
  }
  /** Begins the next part of the document. */
  part(title: string): void {
    while (this.#open.length > 1) this.close();
    this.open('Sect', { title });
  }
  /** Moves the last `count` parts to `at`: the contents are drawn last and read second. */
  moveLastParts(count: number, at: number): void {
    const { kids } = this.#root;
    kids.splice(at, 0, ...kids.splice(kids.length - count, count));
  }
  finish(): void {
    while (this.#open.length > 0) this.close();
    this.#doc.getStructTreeRoot().data.K = [new RawValue(`${this.#root.id} 0 R`)];
  }
  #write({ id, parent, type, options, kids, page }: Element): void {
    const { alt, scope, span, rows, box, title } = options;
    let body = `<</S/${type}/P ${parent} 0 R/K[${kids.join(' ')}]`;
    if (page) body += `/Pg ${page}`;
    if (alt !== undefined) body += `/Alt${pdfString(alt)}`;
    if (title !== undefined) body += `/T${pdfString(title)}`;
    if (box) body += `/A<</O/Layout/Placement/Block/BBox[${box.map((n) => n.toFixed(1)).join(' ')}]>>`;
    else if (scope || span || rows)
      body += `/A<</O/Table${scope ? `/Scope/${scope}` : ''}${span ? `/ColSpan ${span}` : ''}${rows ? `/RowSpan ${rows}` : ''}>>`;
    writeObject(this.#doc, id, `${body}>>`);
  }
}
