import type { Evidence } from '../../contract/evidence.ts';
import type { Matrix } from '../../contract/matrix.ts';
import type { Party } from '../../contract/parties.ts';
import type { FillLook } from '../../domain/layouts/gather.ts';
import type { OscalInput, OscalLayout, OscalVersion } from '../../domain/layouts/oscal.ts';
import type { Report, ReportPerson } from '../../domain/report/report.ts';
import { type Duty, readDuty } from './duty.ts';
import type { JsonObject } from './json.ts';
import { type Namer, namerFor, remembered } from './names.ts';
import { ROWS_A_WORD, type Selection } from './selection.ts';

/** Everything that the parts of one document look at. */
export interface Context {
  readonly input: OscalInput;
  readonly layout: OscalLayout;
  readonly version: OscalVersion;
  readonly selection: Selection;
  readonly name: Namer;
  readonly parties: ReadonlyMap<string, Party>;
  /** What the document speaks of. A plan for clients names nothing that has no part in what they get. */
  readonly subjects: Matrix['subjects'];
  /** Of the whole workbook, by ref. */
  readonly subjectOf: (ref: string) => Matrix['subjects'][number] | undefined;
  readonly serviceOf: (ref: string) => Report['services'][number] | undefined;
  readonly people: readonly ReportPerson[];
  /** Parties that the document names: all, or in a plan for clients those with a part in it, so that no client reads of another. */
  readonly named: readonly Party[];
  readonly evidence: readonly Evidence[];
  /** Place of a row in the register, by ref. */
  readonly order: ReadonlyMap<string, number>;
  readonly uuidOf: { readonly party: (id: string) => string; readonly person: (id: string) => string };
  readonly component: (subject: string) => string;
  /** Component of a party: of a provider what it does for all alike, of others one of their own. */
  readonly partyComponent: (party: string) => string;
  /** Parties other than providers that have a component of their own in a plan, in the order of the workbook. */
  readonly partyComponents: readonly Party[];
  readonly resource: (evidence: number) => string;
  /** Rows in OSCAL's words; each is read once. */
  readonly duty: (ref: string) => Duty | undefined;
}

export interface OscalDocument {
  /** Name of the root member. */
  readonly root: 'component-definition' | 'system-security-plan';
  readonly body: JsonObject;
  /** What is counted while it is written: entries of which list, how many, and what they are called. */
  readonly steps: { readonly list: string; readonly count: number; readonly label: string };
  /** What of this workbook is not in it. */
  readonly leftOut: readonly string[];
}

/** Reads every row that bears on a control; `look` hears how many are read. */
export function contextOf(
  input: OscalInput,
  layout: OscalLayout,
  version: OscalVersion,
  selection: Selection,
  look?: FillLook,
): Context {
  const { report } = input;
  const name = namerFor(input.workbook);
  const parties = new Map(report.parties.map((party) => [party.id, party]));
  const acting = new Set(selection.bearing.flatMap(({ shares }) => shares.map(({ party }) => party)));
  const told = layout === 'oscal-provider-ssp' ? selection.bearing : null;
  const subjects = new Set(told?.map(({ subject }) => subject));
  const people = new Set(told?.flatMap(({ shares }) => shares.map(({ person }) => person)));
  const sharing = new Set(told?.flatMap(({ shares }) => shares.map(({ party }) => party)));
  const employers = new Set(report.people.filter(({ id }) => people.has(id)).map((person) => person.party));
  const evidence = new Set(told?.flatMap((row) => row.evidence));
  const entries = new Map(report.matrix.subjects.map((entry) => [entry.ref, entry]));
  const services = new Map(report.services.map((service) => [service.ref, service]));
  const duties = new Map<string, Duty>();
  for (const row of selection.bearing) {
    duties.set(row.ref, readDuty(row, parties));
    if (duties.size % ROWS_A_WORD === 0) look?.(duties.size, selection.bearing.length, 'rows read');
  }
  return {
    input,
    layout,
    version,
    selection,
    name,
    parties,
    subjects: report.matrix.subjects.filter(({ ref }) => told === null || subjects.has(ref)),
    subjectOf: (ref) => entries.get(ref),
    serviceOf: (ref) => services.get(ref),
    people: report.people.filter(({ id }) => told === null || people.has(id)),
    named: report.parties.filter(
      ({ id, kind }) => told === null || kind === 'organisation' || sharing.has(id) || employers.has(id),
    ),
    evidence: report.evidence.filter(({ number }) => told === null || evidence.has(number)),
    order: new Map(selection.rows.map(({ ref }, at) => [ref, at])),
    // A plan names each of them thousands of times.
    uuidOf: { party: remembered((id) => name('party', id)), person: remembered((id) => name('person', id)) },
    component: remembered((subject) => name('component', subject)),
    // A provider is a subject of its own, under its id; so is who answers for many services.
    partyComponent: (party) =>
      entries.has(party) ? name('component', party) : name('component', 'party', party),
    // A plan for clients tells what they get, not who of us does it.
    partyComponents:
      told !== null
        ? []
        : report.parties.filter(
            ({ id, kind }) =>
              acting.has(id) && !entries.has(id) && (kind === 'internal-provider' || kind === 'third-party'),
          ),
    resource: (evidence) => name('evidence', String(evidence)),
    duty: (ref) => duties.get(ref),
  };
}
