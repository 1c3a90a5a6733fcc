import type { RegisterRow } from '../contract/assignments.ts';
import { isAnswered } from '../domain/duties/ownership.ts';
import type { ReportFramework } from '../domain/report/report.ts';
import type { Place, RowOf } from './tables.ts';

type Bare<N extends 'duty' | 'position' | 'load' | 'control'> = Omit<RowOf<N>, keyof Place>;

/** How parties and people are called in what is published. */
export interface Names {
  readonly party: (id: string) => string;
  readonly kind: (id: string) => string;
  readonly person: (id: string | null) => string;
}

/** What is counted while the register goes by, to be written after it. */
export interface Tallies {
  take(row: RegisterRow, duty: Bare<'duty'>, names: Names): void;
  positions(): Iterable<Bare<'position'>>;
  loads(): Iterable<Bare<'load'>>;
  controls(): Iterable<Bare<'control'>>;
}

/** A count that only one walk changes. */
type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Counts = Record<'duties' | 'answered' | 'implemented' | 'evidenced' | 'not_applicable', number>;
const NOTHING: Counts = { duties: 0, answered: 0, implemented: 0, evidenced: 0, not_applicable: 0 };

/** Counts positions, loads and controls of one register. */
export function createTallies(frameworks: readonly ReportFramework[]): Tallies {
  const positions = new Map<string, Mutable<Bare<'position'>> & { readonly reasons: Map<string, number> }>();
  const loads = new Map<string, Mutable<Bare<'load'>>>();
  const byDuty = new Map<string, Counts>();
  return {
    take(row, duty, names) {
      countFor(byDuty, row, duty);
      if (!isAnswered(row.ownership)) return;
      // A common control is counted where it holds.
      if (row.subjectKind !== 'common') countPosition(positions, duty);
      countLoads(loads, row, duty, names);
    },
    *positions() {
      for (const { reasons, ...position } of positions.values()) {
        const [first] = [...reasons].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
        yield { ...position, reason: first?.[0] ?? null };
      }
    },
    loads: () => loads.values(),
    *controls() {
      for (const { id, name, version, controls } of frameworks)
        for (const { id: control, title, responsibilities } of controls) {
          const sums = { ...NOTHING };
          for (const responsibility of responsibilities)
            for (const [key, count] of Object.entries(byDuty.get(responsibility) ?? NOTHING))
              sums[key as keyof Counts] += count;
          yield {
            framework: id,
            control,
            framework_name: name,
            framework_version: version,
            title,
            ...sums,
            responsibilities: JSON.stringify(responsibilities),
          };
        }
    },
  };
}

function countFor(byDuty: Map<string, Counts>, row: RegisterRow, { duty, status }: Bare<'duty'>): void {
  const counts = byDuty.get(duty) ?? { ...NOTHING };
  byDuty.set(duty, counts);
  counts.duties += 1;
  if (!isAnswered(row.ownership)) return;
  counts.answered += 1;
  if (row.ownership.kind === 'not-applicable') counts.not_applicable += 1;
  // Where a provider alone has a part there is nothing for the customer's side to implement.
  else if (status === 'implemented' || status === '') counts.implemented += 1;
  if (row.evidence.length > 0) counts.evidenced += 1;
}

function countPosition(
  positions: Map<string, Mutable<Bare<'position'>> & { readonly reasons: Map<string, number> }>,
  { service, service_name, domain_name, duty, duty_name, owner, deviates, reason }: Bare<'duty'>,
): void {
  const key = JSON.stringify([service, duty, owner]);
  const found = positions.get(key) ?? {
    service,
    duty,
    owner,
    service_name,
    domain_name,
    duty_name,
    duties: 0,
    deviating: 0,
    reason: null,
    reasons: new Map<string, number>(),
  };
  positions.set(key, found);
  found.duties += 1;
  found.deviating += deviates;
  if (reason !== null) found.reasons.set(reason, (found.reasons.get(reason) ?? 0) + 1);
}

function countLoads(
  loads: Map<string, Mutable<Bare<'load'>>>,
  row: RegisterRow,
  { status, due_on }: Bare<'duty'>,
  names: Names,
): void {
  // Two clients are one Client elsewhere, and the duty is one.
  const counted = new Set<string>();
  for (const { party, person } of row.shares) {
    const bare = {
      party: names.party(party),
      party_kind: names.kind(party),
      person: names.person(person),
      status,
      due_on: due_on ?? '',
    };
    const key = JSON.stringify(Object.values(bare));
    if (counted.has(key)) continue;
    counted.add(key);
    const found = loads.get(key) ?? { ...bare, duties: 0 };
    loads.set(key, found);
    found.duties += 1;
  }
}
