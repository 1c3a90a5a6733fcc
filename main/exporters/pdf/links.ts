import type { Content, Placed } from './content.ts';
import { pdfString, type RawDocument, RawValue, reserveObject, writeObject } from './raw-document.ts';
import type { Leaf, Structure } from './structure.ts';

interface Target {
  readonly id: number;
  placed: boolean;
}

/**
 * Links inside the document, by names such as `E-12` or `duty orders-db/os-patching`. A place may be linked to before it is drawn: its
 * object has a number from the first mention on and is written when the place is known.
 */
export class Links {
  readonly #doc: RawDocument;
  readonly #structure: Structure;
  readonly #targets = new Map<string, Target>();

  constructor(doc: RawDocument, structure: Structure) {
    this.#doc = doc;
    this.#structure = structure;
  }
  /** Promises that `name` will be placed: only then may it be linked to. */
  expect(name: string): void {
    if (!this.#targets.has(name)) this.#targets.set(name, { id: reserveObject(this.#doc), placed: false });
  }
  /** Whether `name` can be linked to. */
  knows(name: string): boolean {
    return this.#targets.has(name);
  }
  /** Says where on the current page `name` begins; names that nothing leads to cost nothing. */
  place(name: string, content: Content, y: number): void {
    const target = this.#targets.get(name);
    if (target === undefined || target.placed) return;
    target.placed = true;
    const top = (content.height - Math.max(0, y - 4)).toFixed(1);
    writeObject(this.#doc, target.id, `[${this.#doc.page.dictionary} /XYZ null ${top} null]`);
  }
  /** Makes `box` on the current page lead to `name`, as a part of the leaf that holds its text. */
  link(leaf: Leaf, name: string, words: string, content: Content, box: Placed): void {
    const target = this.#targets.get(name);
    if (target === undefined) return;
    this.annotate(leaf, `${target.id} 0 R`, words, content, box);
  }
  /** The same to a destination that is known already, as it is written in the file. */
  annotate(leaf: Leaf, destination: string, words: string, content: Content, { x, y, w, h }: Placed): void {
    const id = reserveObject(this.#doc);
    const key = this.#structure.tie(leaf, id);
    const rect = [x, content.height - y - h, x + w, content.height - y].map((n) => n.toFixed(2)).join(' ');
    writeObject(
      this.#doc,
      id,
      `<</Type/Annot/Subtype/Link/Rect[${rect}]/Border[0 0 0]/F 4/StructParent ${key}/Contents${pdfString(words)}/Dest ${destination}>>`,
    );
    this.#doc.page.annotations.push(new RawValue(`${id} 0 R`));
  }
  /** Writes what was promised and never placed as leading nowhere, so that the file stays whole. */
  finish(): void {
    for (const { id, placed } of this.#targets.values()) if (!placed) writeObject(this.#doc, id, 'null');
  }
}

/** The names of places. */
export const evidencePlace = (number: number): string => `E-${number}`;
export const dutyPlace = (ref: string): string => `duty ${ref}`;
export const subjectPlace = (ref: string): string => `subject ${ref}`;
/** The first gap of a duty or of a subject as a whole, in the list of gaps. */
export const gapPlace = (where: string): string => `gap ${where}`;
