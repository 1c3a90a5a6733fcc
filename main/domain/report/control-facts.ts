import type { RegisterRow, Status } from '../../contract/assignments.ts';
import type { PartyKind } from '../../contract/parties.ts';
import { countOwners, type OwnerKey, type OwnershipCount, ownerKeyOf } from '../duties/owner-class.ts';
import { statusOf } from '../duties/status.ts';

/** What the register says of the duties behind a control, over every service in which they are asked. */
export interface ControlFacts {
  /** Rows of the register. */
  readonly rows: number;
  readonly owners: readonly OwnershipCount[];
  /** How many rows have each status; a duty without a part of the customer's side has none. */
  readonly statuses: ReadonlyMap<Status, number>;
  /** Numbers of the evidence linked to any of them, in order. */
  readonly evidence: readonly number[];
}
interface DutyFacts {
  readonly owners: OwnerKey[];
  readonly statuses: Status[];
  readonly evidence: Set<number>;
}

/** Walks the register once; the function it gives tells the facts of any set of duties, by their ids. */
export function controlFacts(
  rows: Iterable<RegisterRow>,
  kinds: ReadonlyMap<string, PartyKind>,
): (responsibilities: readonly string[]) => ControlFacts {
  const duties = new Map<string, DutyFacts>();
  for (const row of rows) {
    let facts = duties.get(row.responsibility);
    if (!facts) {
      facts = { owners: [], statuses: [], evidence: new Set() };
      duties.set(row.responsibility, facts);
    }
    facts.owners.push(ownerKeyOf(row.ownership, kinds));
    const status = statusOf(row, kinds);
    if (status !== null) facts.statuses.push(status);
    for (const number of row.evidence) facts.evidence.add(number);
  }
  return (responsibilities) => {
    const found = [...new Set(responsibilities)].flatMap((id) => duties.get(id) ?? []);
    const owners = found.flatMap((duty) => duty.owners);
    const statuses = new Map<Status, number>();
    for (const status of found.flatMap((duty) => duty.statuses))
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    const evidence = new Set(found.flatMap((duty) => [...duty.evidence]));
    return {
      rows: owners.length,
      owners: countOwners(owners),
      statuses,
      evidence: [...evidence].sort((a, b) => a - b),
    };
  };
}

/** `12 of 15 implemented`, and how many risks were accepted. */
export function controlStatusWords({ statuses }: Pick<ControlFacts, 'statuses'>): string {
  const all = [...statuses.values()].reduce((sum, count) => sum + count, 0);
  if (all === 0) return '';
  const accepted = statuses.get('risk-accepted') ?? 0;
  const done = `${statuses.get('implemented') ?? 0} of ${all} implemented`;
  return accepted === 0 ? done : `${done}, ${accepted} risk accepted`;
}

/** Controls of a framework in runs of neighbours in one group on which the same duties bear, so that those are said once. */
export function controlRuns<
  C extends { readonly group: string; readonly responsibilities: readonly string[] },
>(controls: readonly C[]): readonly (readonly C[])[] {
  const runs: C[][] = [];
  const keyOf = ({ group, responsibilities }: C) => [group, ...responsibilities].join('\n');
  for (const control of controls) {
    const [first] = runs.at(-1) ?? [];
    if (first && keyOf(first) === keyOf(control)) runs.at(-1)?.push(control);
    else runs.push([control]);
  }
  return runs;
}
