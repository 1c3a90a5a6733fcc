import { useState } from 'react';
import type { RegisterRow } from '../../../main/contract/assignments.ts';
import { type Line as LineOf, lineAt } from '../../components/data-table/group-lines.ts';
import type { Selecting } from '../../components/data-table/selection.ts';
import type { Picks } from '../../components/data-table/use-picks.ts';
import { usePrintable } from '../../components/print/printing.ts';
import type { Register } from './use-register.ts';

export type Line = LineOf<RegisterRow>;
type Between = (from: number, to: number) => readonly string[] | Promise<readonly string[]>;

/** The register line by line, the heads of its groups among them. */
export function useLines(register: Register): {
  rowOn(line: number): RegisterRow | undefined;
  lineOn(line: number): Line | undefined;
  readonly between: Between;
} {
  const { groups } = register;
  /** Every row, read before the screen is printed. */
  const [whole, setWhole] = useState<readonly RegisterRow[] | null>(null);
  usePrintable(async () => setWhole(await register.rows()));
  const rowOn = (line: number): RegisterRow | undefined => {
    const place = lineAt(groups, line);
    return 'row' in place ? register.row(place.row) : undefined;
  };
  const lineOn = (line: number): Line | undefined => {
    const place = lineAt(groups, line);
    if ('group' in place) return { kind: 'group', group: place.group };
    const row = register.row(place.row) ?? whole?.[place.row];
    return row && { kind: 'row', row };
  };
  /** Refs from one line to another; those not loaded are read first. */
  const between: Between = (from, to) => {
    const [first, last] = from < to ? [from, to] : [to, from];
    const places: number[] = [];
    for (let line = first; line <= last; line += 1) {
      const place = lineAt(groups, line);
      if ('row' in place) places.push(place.row);
    }
    const loaded = places.flatMap((place) => register.row(place)?.ref ?? []);
    if (loaded.length === places.length) return loaded;
    return register.refs().then((refs) => places.flatMap((place) => refs[place] ?? []));
  };
  return { rowOn, lineOn, between };
}

/** Selecting rows by their lines. */
export const selectingOf = (of: {
  readonly keys: ReadonlySet<string>;
  readonly picks: Picks<number>;
  readonly rowOn: (line: number) => RegisterRow | undefined;
  readonly between: Between;
  readonly onAll: () => void;
}): Selecting<Line> => {
  const { keys, picks } = of;
  return {
    isSelected: (line) => line.kind === 'row' && keys.has(line.row.ref),
    label: (line) => (line.kind === 'row' ? `Select ${line.row.ref}` : ''),
    count: keys.size,
    click: picks.click,
    toggle: (line) => {
      const row = of.rowOn(line);
      if (row) picks.toggle(row.ref, line);
    },
    extend: (from, to) => picks.extend(from, to, of.between),
    all: of.onAll,
    clear: picks.clear,
    release: picks.release,
  };
};
