import type { ControlParagraph, ControlText } from '../../contract/control-texts.ts';
import { DemarcError, invalidInput } from '../../contract/errors.ts';
import { fromControlToken, toControlToken } from '../../domain/controls/control-spelling.ts';
import { numeral } from '../../domain/words/counted.ts';
import { asList, asObject, asObjects, asText, type Loose, propOf } from '../oscal/values.ts';
import { MAX_CONTROLS, MAX_DEPTH, MAX_PROBLEMS, MAX_TEXT } from './limits.ts';
import { type Param, readProse } from './prose.ts';

/** Parts that are shown, and where. Assessment procedures are another document, and are left alone. */
const SHOWN: ReadonlyMap<string | null, 'statement' | 'guidance' | 'examples'> = new Map([
  ['statement', 'statement'],
  ['guidance', 'guidance'],
  ['overview', 'guidance'],
  ['example', 'examples'],
]);
const TOKEN = /^[\p{L}_][\p{L}\p{N}.\-_]*$/u;

/** Walks a catalogue: groups in groups, controls in controls. */
export class ControlReader {
  readonly controls: ControlText[] = [];
  readonly unplaced: { readonly place: string; readonly why: string }[] = [];
  readonly #name: string;
  readonly #signal: AbortSignal | undefined;
  readonly #params = new Map<string, Param>();
  readonly #seen = new Set<string>();

  /** `name` is what messages call the file. */
  constructor(name: string, signal?: AbortSignal) {
    this.#name = name;
    this.#signal = signal;
  }

  read(catalogue: Loose): void {
    // A control may insert a parameter of another one, so they are all known before the first text is read.
    this.#walk(catalogue, 0, (object) => this.#takeParams(object));
    this.#walk(catalogue, 0, (object, isControl) => {
      if (isControl) this.#takeControl(object);
    });
  }

  #walk(object: Loose, depth: number, visit: (object: Loose, isControl: boolean) => void): void {
    if (depth > MAX_DEPTH) {
      this.#problem(placeOf(object), `it lies more than ${MAX_DEPTH} groups deep`);
      return;
    }
    for (const group of asObjects(object.groups)) {
      visit(group, false);
      this.#walk(group, depth + 1, visit);
    }
    for (const control of asObjects(object.controls)) {
      visit(control, true);
      this.#walk(control, depth + 1, visit);
    }
    if (depth === 0) visit(object, false);
  }

  #takeParams(object: Loose): void {
    for (const param of asObjects(object.params)) {
      const id = asText(param.id);
      if (id === null) continue;
      const select = asObject(param.select);
      this.#params.set(id, {
        label: asText(param.label),
        values: asList(param.values).flatMap((value) => asText(value) ?? []),
        choices: asList(select?.choice).flatMap((choice) => asText(choice) ?? []),
        severalChoices: select?.['how-many'] === 'one-or-more',
      });
    }
  }

  #takeControl(object: Loose): void {
    if (this.#signal?.aborted)
      throw new DemarcError('CANCELLED', `Reading ${this.#name} was cancelled. Nothing was changed.`);
    if (this.controls.length >= MAX_CONTROLS)
      throw invalidInput(
        `${this.#name} holds more than ${numeral(MAX_CONTROLS)} controls, which no framework has. Check that it is the file you meant.`,
      );
    const id = asText(object.id);
    if (id === null || id.length > 60 || !TOKEN.test(id)) {
      this.#problem(placeOf(object), 'it has no id that could be one of a control');
      return;
    }
    const token = toControlToken(id);
    if (this.#seen.has(token)) {
      this.#problem(id, 'its id is there a second time; the first one was taken');
      return;
    }
    const parts = { statement: [], guidance: [], examples: [] } as Record<
      'statement' | 'guidance' | 'examples',
      ControlParagraph[]
    >;
    let length = 0;
    const put = (list: ControlParagraph[], part: Loose, depth: number) => {
      const text = typeof part.prose === 'string' ? readProse(part.prose, this.#params) : '';
      length += text.length;
      if (length > MAX_TEXT) return;
      const label = propOf(part, 'label', true) ?? propOf(part, 'label');
      const above = list.length;
      if (text !== '' || (label !== null && depth > 0)) list.push({ label, depth, text });
      const deeper = list.length > above || depth > 0 ? depth + 1 : depth;
      if (depth >= MAX_DEPTH) this.#problem(id, `an item lies more than ${MAX_DEPTH} deep`);
      else for (const inner of asObjects(part.parts)) put(list, inner, deeper);
    };
    for (const part of asObjects(object.parts)) {
      const where = SHOWN.get(asText(part.name));
      if (where) put(parts[where], part, 0);
    }
    if (length > MAX_TEXT) {
      this.#problem(id, `its text is longer than ${numeral(MAX_TEXT)} characters`);
      return;
    }
    this.#seen.add(token);
    this.controls.push({
      token,
      title: asText(object.title) ?? fromControlToken(token),
      withdrawn: withdrawnWords(object),
      ...parts,
      related: linked(object, ['related']),
    });
  }

  #problem(place: string, why: string): void {
    if (this.unplaced.length < MAX_PROBLEMS) this.unplaced.push({ place, why });
  }
}

const placeOf = (object: Loose): string =>
  (asText(object.id) ?? asText(object.title) ?? 'a control without id').slice(0, 80);

/** Controls that a link of one of these kinds leads to. */
const linked = (object: Loose, kinds: readonly string[]): readonly string[] => [
  ...new Set(
    asObjects(object.links).flatMap(({ rel, href }) => {
      const target = asText(href);
      return kinds.includes(String(rel)) && target !== null && /^#[A-Za-z_][\w.-]{0,59}$/.test(target)
        ? [toControlToken(target.slice(1))]
        : [];
    }),
  ),
];

/** A control, or one item of its statement as the printed standard names it: `ac-2_smt.k` gives `AC-2k`. */
function placeWords(token: string): string {
  const [control = token, item] = token.split('_smt');
  return `${fromControlToken(control)}${item?.replace(/^\./, '') ?? ''}`;
}

function withdrawnWords(object: Loose): string | null {
  if (propOf(object, 'status')?.toLowerCase() !== 'withdrawn') return null;
  const into = (kinds: readonly string[]) => linked(object, kinds).map(placeWords).join(', ');
  const incorporated = into(['incorporated-into']);
  const moved = into(['moved-to']);
  if (incorporated !== '') return `Withdrawn: incorporated into ${incorporated}.`;
  return moved === '' ? 'Withdrawn.' : `Withdrawn: moved to ${moved}.`;
}
