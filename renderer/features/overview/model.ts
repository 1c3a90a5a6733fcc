import type { Severity } from '../../../main/contract/gaps.ts';
import type { Matrix } from '../../../main/contract/matrix.ts';
import type { Overview } from '../../../main/contract/overview.ts';
import {
  decodeOwnership,
  OWNERSHIP_STYLES,
  type OwnershipKey,
} from '../../../main/domain/duties/ownership.ts';
import type { Duty } from '../../../main/domain/pictures/demarcation.ts';
import { domainsBottomUp, measure } from '../../../main/domain/pictures/demarcation-bands.ts';

/** One stretch of a bar. */
export interface BarPart {
  readonly id: string;
  readonly value: number;
  /** Stands in the stretch where there is room, so that colour is never the only sign. */
  readonly mark: string;
  readonly title: string;
  readonly fill: { readonly own: OwnershipKey } | { readonly severity: Severity };
}
export interface Bar {
  readonly id: string;
  readonly label: string;
  readonly parts: readonly BarPart[];
  /** What stands behind the bar. */
  readonly end: string;
}

/** A number with at most one place after the point: duties that are shared count in parts. */
export const tidy = (value: number): string => String(Number(value.toFixed(1)));

/**
 * Who owns how much of each domain, from data at the top to the facilities at the bottom, as in the pictures. A shared
 * duty counts in equal parts for those who share it.
 */
export function ownershipBars(matrix: Matrix): readonly Bar[] {
  const duties = matrix.cells.flatMap(([, at, ownership]): Duty[] => {
    const duty = matrix.responsibilities[at];
    return duty
      ? [{ domain: duty.domain, responsibility: duty.id, ownership: decodeOwnership(ownership) }]
      : [];
  });
  const input = { ref: '', label: '', duties, parties: matrix.parties, domains: matrix.domains };
  return measure(input, domainsBottomUp([input]))
    .map((band) => ({
      id: band.domain,
      label: band.name,
      end: `${band.answered} of ${band.asked}`,
      parts: band.parts.map((part) => ({
        id: `${part.key} ${part.name}`,
        value: part.duties,
        mark: OWNERSHIP_STYLES[part.key].letter,
        title: `${band.name}, ${part.name}: ${tidy(part.duties)} of ${band.asked}`,
        fill: { own: part.key },
      })),
    }))
    .reverse();
}

/** The bars as a table: one column per owner that occurs, in the order of the bars. */
export function ownershipTable(bars: readonly Bar[]): {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
} {
  const columns = new Map<string, string>();
  for (const bar of bars)
    for (const part of bar.parts) columns.set(part.id, part.id.slice(part.id.indexOf(' ') + 1));
  return {
    head: ['Domain', ...columns.values(), 'Answered'],
    rows: bars.map((bar) => [
      bar.label,
      ...[...columns.keys()].map((id) => tidy(bar.parts.find((part) => part.id === id)?.value ?? 0)),
      bar.end,
    ]),
  };
}

const SEVERITIES = [
  ['high', 'High', 'H'],
  ['medium', 'Medium', 'M'],
  ['low', 'Low', 'L'],
] as const;

export const gapBars = (domains: Overview['gapDomains']): readonly Bar[] =>
  domains.map(({ domain, name, counts }) => ({
    id: domain ?? '',
    label: name,
    end: String(counts.high + counts.medium + counts.low),
    parts: SEVERITIES.flatMap(([severity, words, letter]) =>
      counts[severity] === 0
        ? []
        : [
            {
              id: severity,
              value: counts[severity],
              mark: `${letter} ${counts[severity]}`,
              title: `${name}, ${words}: ${counts[severity]}`,
              fill: { severity },
            },
          ],
    ),
  }));
