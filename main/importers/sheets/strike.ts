import { type Attributes, attributeOf } from './xml.ts';

/** Whether all of a text is struck through, or some of it. */
export type Struck = 'whole' | 'part';

/** Whether an element such as `<strike val="0"/>` says yes. */
export function isOn(attributes: Attributes): boolean {
  const given = attributeOf(attributes, 'val');
  return given !== '0' && given !== 'false';
}

/** Follows the runs of one text as its XML goes by. ECMA-376 part 1, 18.4.4. */
export class RunsStruck {
  #run = false;
  #struck = false;
  #plain = false;

  open(name: string, attributes: Attributes): void {
    if (name === 'r') this.#run = false;
    else if (name === 'strike') this.#run = isOn(attributes);
  }

  text(piece: string): void {
    if (piece.trim() === '') return;
    if (this.#run) this.#struck = true;
    else this.#plain = true;
  }

  /** Null where nothing is, as far as runs say. */
  get struck(): Struck | null {
    return this.#struck ? (this.#plain ? 'part' : 'whole') : null;
  }
}
