import { cellAddress, readAddress } from '../../domain/sheets/cell-address.ts';
import type { Relation } from './package.ts';
import { type Attributes, attributeOf } from './xml.ts';

/** A cell that leads somewhere, by a link of its own or by a formula; areas count by their first cell. */
export interface CellLink {
  readonly cell: string;
  /** The address as it stands there, or the formula where that works it out; never followed. */
  readonly target: string;
  /** Leads to another place of the same file. */
  readonly inside: boolean;
}
/** A link as a sheet has it: its address lies in the relations of the sheet, by their id. */
export interface RawLink {
  readonly cell: string;
  readonly relation: string | null;
  readonly target: string;
}

/** `<hyperlink ref="B2" r:id="rId1" location="A1"/>`. ECMA-376 part 1, 18.3.1.47. Null for what is at no cell. */
export function linkOf(attributes: Attributes): RawLink | null {
  const place = readAddress((attributes.ref ?? '').split(':')[0] ?? '');
  if (!place) return null;
  return {
    cell: cellAddress(place.row, place.column),
    relation: attributeOf(attributes, 'id') ?? null,
    target: attributes.location ?? '',
  };
}

const FUNCTION = 'HYPERLINK(';

/** Where a formula leads: the address that it gives as a text, else the formula itself; null where it links nothing. */
export function linkInFormula(formula: string): string | null {
  const at = formula.toUpperCase().indexOf(FUNCTION);
  if (at < 0) return null;
  const rest = formula.slice(at + FUNCTION.length).trimStart();
  if (!rest.startsWith('"')) return `=${formula}`;
  const [first = '', ...more] = rest.slice(1).replaceAll('""', '\u0000').split('"');
  const after = more[0]?.trimStart() ?? '';
  return after.startsWith(',') || after.startsWith(')') ? first.replaceAll('\u0000', '"') : `=${formula}`;
}

/** Puts the addresses in that lie in the relations. */
export function resolveLinks(links: readonly RawLink[], relations: readonly Relation[]): readonly CellLink[] {
  const targets = new Map(relations.map(({ id, target }) => [id, target]));
  return links.map(({ cell, relation, target }) => {
    const outside = relation === null ? undefined : targets.get(relation);
    if (outside === undefined)
      return { cell, target, inside: !target.startsWith('=') && !target.includes(':') };
    const whole = target === '' ? outside : `${outside}#${target}`;
    return { cell, target: whole, inside: outside === '' || outside.startsWith('#') };
  });
}
