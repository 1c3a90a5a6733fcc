import type { RegisterRow, Share } from '../../contract/assignments.ts';
import type { PartyKind } from '../../contract/parties.ts';
import { kindsById, namesById, partiesOf } from '../duties/ownership.ts';
import type { FrameworkAnnex, Report } from '../report/report.ts';
import { type DutyFacts, dutyFacts, type Facts, factsOf } from './facts.ts';
import {
  type Line,
  type LineNames,
  linesOf,
  type NameOf,
  type SideOf,
  shareKey,
  subjectOf,
} from './lines.ts';
import type { TemplateVantage } from './template.ts';

export type AnnexControl = FrameworkAnnex['controls'][number];

/** Everything that the rows of one duty say, read once: a duty bears on many controls. */
export interface Duty {
  readonly rows: readonly RegisterRow[];
  readonly lines: readonly Line[];
  readonly facts: DutyFacts;
  readonly owners: ReadonlySet<string>;
  readonly open: number;
  /** Rows whose answer rests on a known misconception. */
  readonly flagged: number;
  readonly evidence: ReadonlySet<number>;
  /** Labels of what it is asked of. */
  readonly subjects: ReadonlySet<string>;
  readonly people: ReadonlySet<string>;
  /** The services that each provider has a share for, by ref, and the evidence of what providers do alone. */
  readonly providers: ReadonlyMap<string, ReadonlySet<string>>;
  readonly providerEvidence: ReadonlySet<number>;
}

/** A workbook read for a layout: its register by duty, and who stands on which side of the seat. */
export interface Gathered {
  readonly report: Report;
  readonly seat: TemplateVantage;
  readonly rows: readonly RegisterRow[];
  readonly duties: ReadonlyMap<string, Duty>;
  readonly kindOf: (party: string) => PartyKind;
  readonly sideOf: SideOf;
  readonly names: LineNames;
  readonly people: ReadonlyMap<string, string>;
  /** Catalogue ids of the services in use, by ref. */
  readonly services: ReadonlyMap<string, string>;
}

/** What some rows of one duty say together. */
export function readDuty(
  rows: readonly RegisterRow[],
  sideOf: SideOf,
  kindOf: (party: string) => PartyKind,
  nameOf: NameOf,
): Duty {
  const isProvider = ({ party }: { readonly party: string }) => kindOf(party) === 'provider';
  // What is linked to a shared duty may as well prove our own part of it.
  const alone = rows.filter((row) => row.shares.length > 0 && row.shares.every(isProvider));
  return {
    rows,
    lines: linesOf(rows, sideOf, nameOf),
    facts: dutyFacts(rows, sideOf, kindOf),
    owners: new Set(rows.flatMap((row) => partiesOf(row.ownership))),
    open: rows.filter((row) => row.ownership.kind === 'unanswered').length,
    flagged: rows.filter((row) => row.misconception).length,
    evidence: new Set(rows.flatMap((row) => row.evidence)),
    subjects: new Set(rows.map(subjectOf)),
    people: peopleIn(rows),
    providers: providersOf(rows, isProvider),
    providerEvidence: new Set(alone.flatMap((row) => row.evidence)),
  };
}

function providersOf(
  rows: readonly RegisterRow[],
  isProvider: (share: Share) => boolean,
): ReadonlyMap<string, ReadonlySet<string>> {
  const providers = new Map<string, Set<string>>();
  for (const row of rows)
    for (const { party } of row.shares.filter(isProvider))
      providers.set(party, (providers.get(party) ?? new Set()).add(row.subject));
  return providers;
}

/** Hears how far it is, of how much, and what is counted. */
export type FillLook = (done: number, total: number, label: string) => void;

/** Reads the register once. A party that is no longer listed counts as a third party. `look` hears how many duties are read. */
export function gather(report: Report, seat: TemplateVantage, look?: FillLook): Gathered {
  const kinds = kindsById(report.parties);
  const kindOf = (party: string) => kinds.get(party) ?? 'third-party';
  const sideOf = (party: string) => seat.seat[kindOf(party)];
  const people = namesById(report.people);
  const nameOf = (person: string) => people.get(person) ?? person;
  const rows = [...report.rows()];
  const byDuty = new Map<string, RegisterRow[]>();
  for (const row of rows) {
    const list = byDuty.get(row.responsibility);
    if (list) list.push(row);
    else byDuty.set(row.responsibility, [row]);
  }
  return {
    report,
    seat,
    rows,
    duties: new Map(
      [...byDuty].map(([id, list], done) => {
        look?.(done, byDuty.size, 'duties read');
        return [id, readDuty(list, sideOf, kindOf, nameOf)];
      }),
    ),
    kindOf,
    sideOf,
    names: {
      parties: namesById(report.parties),
      askedOf: (duty) => byDuty.get(duty)?.length ?? 0,
      isPrincipal: (party) => ['provider', 'organisation', 'client'].includes(kindOf(party)),
    },
    people,
    services: new Map(report.services.map(({ ref, catalogueId }) => [ref, catalogueId])),
  };
}

/** Everything that can be said of one control. */
export interface ControlRow {
  readonly control: AnnexControl;
  readonly duties: readonly Duty[];
  readonly facts: Facts;
  readonly lines: readonly Line[];
}

/** One control with every duty of every service that bears on it. */
export function controlRow(control: AnnexControl, gathered: Gathered): ControlRow {
  const duties = control.responsibilities.flatMap((id) => gathered.duties.get(id) ?? []);
  const facts = factsOf(
    duties.map((duty) => duty.facts),
    gathered.seat,
    control,
  );
  return {
    control,
    duties,
    facts,
    lines: duties.flatMap((duty) => duty.lines),
  };
}

/** What some duties have of a kind, each once. */
export const union = <T>(duties: readonly Duty[], of: (duty: Duty) => ReadonlySet<T>): ReadonlySet<T> =>
  new Set(duties.flatMap((duty) => [...of(duty)]));

/** `AWS + Acme`, with what is still open or unrecorded; what is left when nobody has a part. */
export function ownershipText({ duties, facts }: ControlRow, { report }: Gathered): string {
  if (facts.has('unasked')) return 'No duty recorded';
  if (facts.has('not-applicable')) return 'Not applicable';
  const owners = union(duties, (duty) => duty.owners);
  const known = new Set(report.parties.map((party) => party.id));
  const names = [
    ...report.parties.filter((party) => owners.has(party.id)).map((party) => party.name),
    ...[...owners].filter((party) => !known.has(party)),
  ].join(' + ');
  const total = (of: 'open' | 'flagged') => duties.reduce((sum, duty) => sum + duty[of], 0);
  const all = duties.reduce((sum, duty) => sum + duty.rows.length, 0);
  const counted = (count: number) => `${count === 1 ? '1 duty' : `${count} duties`} of ${all}`;
  if (names === '') return 'Unanswered';
  return [
    names,
    ...(total('open') > 0 ? [`${counted(total('open'))} unanswered`] : []),
    ...(total('flagged') > 0 ? [`${counted(total('flagged'))} resting on a known misconception`] : []),
    ...(facts.has('own-part-unrecorded') ? ['what is left to the customer is not recorded'] : []),
  ].join('; ');
}

/** Labels of what the duties are asked of, each once. */
export const servicesText = ({ duties }: ControlRow): string | null =>
  [...union(duties, (duty) => duty.subjects)].join(', ') || null;

const peopleIn = (rows: readonly Pick<RegisterRow, 'shares'>[]): ReadonlySet<string> =>
  new Set(rows.flatMap((row) => row.shares.flatMap(({ person }) => (person === null ? [] : [person]))));

const peopleNames = (ids: ReadonlySet<string>, { people }: Gathered): string | null =>
  [...ids].map((id) => people.get(id) ?? id).join(', ') || null;

/** Everybody who is named in the duties behind a control, each once; null for nobody. */
export const peopleText = ({ duties }: ControlRow, gathered: Gathered): string | null =>
  peopleNames(
    union(duties, (duty) => duty.people),
    gathered,
  );

/** The people named for what one line says. */
export function linePeople(line: Line, gathered: Gathered): string | null {
  const keys = new Set(line.keys);
  const rows = gathered.duties.get(line.duty)?.rows ?? [];
  return peopleNames(
    peopleIn(
      rows.map((row) => ({ shares: row.shares.filter(({ party }) => keys.has(shareKey(row.ref, party))) })),
    ),
    gathered,
  );
}
