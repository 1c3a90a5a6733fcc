import type { CatalogueIndex } from '../catalogue/lookup.ts';
import type { RegisterRow, ReviewState, Share, Status } from '../contract/assignments.ts';
import type { Party, Person } from '../contract/parties.ts';
import { UNTOUCHED } from '../domain/answers/untouched.ts';
import { kindsById, namesById, ownershipOf } from '../domain/duties/ownership.ts';
import { toldApart } from '../domain/duties/told-apart.ts';
import { groupBy } from '../domain/group-by.ts';
import { tidyEnvironments } from '../domain/services/environments.ts';
import { placeWords } from '../domain/services/places.ts';
import type { RegisterCellNames } from '../domain/sheets/register-cells.ts';
import { withRevision } from '../workbook/at-revision.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { type EarlierRows, readEarlierRows } from '../workbook/earlier-rows.ts';
import { riskOf, waitsOf } from '../workbook/tables/assignments.ts';
import { listEnvironments } from '../workbook/tables/environments.ts';
import { listParties, listPeople } from '../workbook/tables/parties.ts';
import { environmentRows, listServices } from '../workbook/tables/services-in-use.ts';
import { readCommons } from './common-controls.ts';
import { registerRows } from './register.ts';

/** What the register looked up and said at an earlier revision. */
export interface RegisterThen {
  readonly names: RegisterCellNames;
  readonly people: readonly Person[];
  readonly parties: readonly Party[];
  /** The row as it was; the same object where nothing of it was changed since. Columns worked out from the catalogue stay as they are today. */
  row(now: RegisterRow): RegisterRow;
  /** Services that were in use then and are gone: ref -> label. */
  readonly goneServices: ReadonlyMap<string, string>;
  /** A row of a service that is gone, as far as it was answered then; `duty` is what it was asked. */
  goneRow(ref: string, duty: Pick<RegisterRow, 'responsibility' | 'responsibilityName'>): RegisterRow;
  /** Whether a subject was then of the AWS service and variant that it is of now. */
  isSameVariant(subject: string): boolean;
}

/**
 * The rows of services, as they were, on which a common control bore then or bears now: what they say hangs on records of others, so the
 * register is read as it was. Empty where the workbook has and had none.
 */
function heldThen(db: ReadDb, catalogue: CatalogueIndex, rev: number): ReadonlyMap<string, RegisterRow> {
  const now = readCommons(db);
  const { common_reach: reaches, provider_edition: editions } = readEarlierRows(db, rev, {
    common_reach: ['party', 'responsibility', 'environment', 'tag', 'subject'],
    provider_edition: ['party'],
  });
  const duties = new Set(now.byDuty.keys());
  for (const key of reaches.keys()) duties.add(key.split('/')[1] ?? '');
  const rows = new Map<string, RegisterRow>();
  if (duties.size === 0 && editions.size === 0) return rows;
  withRevision(db, rev, (then) => {
    const commons = readCommons(then);
    for (const duty of commons.byDuty.keys()) duties.add(duty);
    for (const row of registerRows(then, catalogue))
      if ((row.subjectKind === 'service' || row.common) && duties.has(row.responsibility))
        rows.set(row.ref, row);
  });
  return rows;
}

const KEYS = {
  assignment: ['subject', 'responsibility'],
  share: ['subject', 'responsibility', 'party'],
  evidence_link: ['subject', 'responsibility', 'number'],
  service_in_use: ['ref'],
  service_environment: ['subject', 'environment'],
  person: ['id'],
  party: ['id'],
  environment: ['id'],
  workbook: ['id'],
} as const;

/** Takes the change log back to `rev` as far as the register shows it. */
export function registerThen(db: ReadDb, catalogue: CatalogueIndex, rev: number): RegisterThen {
  const held = heldThen(db, catalogue, rev);
  const earlier = readEarlierRows(db, rev, KEYS);
  const parties = toldApart(
    takenBack(listParties(db), earlier.party, ({ ord, ...rest }) => ({ ...rest, order: ord })),
  );
  const people = takenBack(listPeople(db), earlier.person, (values) => values);
  const environments = takenBack(listEnvironments(db), earlier.environment, (values) => values);
  const environmentsOf = environmentsThen(db, earlier);
  const services = servicesThen(db, earlier.service_in_use, environmentsOf);
  const shares = byAssignment(earlier.share);
  const links = byAssignment(earlier.evidence_link);
  const organisation = earlier.workbook.get('1')?.values.organisation;

  const row = (now: RegisterRow): RegisterRow => {
    const whole = held.get(now.ref);
    if (whole) return whole;
    const record = earlier.assignment.get(now.ref);
    const itsShares = shares.get(now.ref);
    const itsLinks = links.get(now.ref);
    const label = labelThen(now);
    const environments = now.subjectKind === 'service' ? environmentsOf(now.subject) : undefined;
    if (!record && !itsShares && !itsLinks && label === undefined && environments === undefined) return now;
    const said = recordThen(now, record);
    const sharesThen = record && !record.existed ? [] : takeShares(now.shares, itsShares);
    return {
      ...now,
      ...said,
      shares: sharesThen,
      ownership: ownershipOf({ shares: sharesThen, notApplicable: said.notApplicable }),
      // What it was with other owners is not known here.
      misconception:
        sharesThen === now.shares && said.notApplicable === now.notApplicable && now.misconception,
      evidence: takeLinks(now.evidence, itsLinks),
      ...(label === undefined ? {} : { subjectLabel: label }),
      ...(environments === undefined ? {} : { environments }),
    };
  };
  const labelThen = ({ subject, subjectKind }: RegisterRow): string | undefined => {
    const value =
      subjectKind === 'service'
        ? earlier.service_in_use.get(subject)?.values.label
        : subjectKind === 'provider' || subjectKind === 'common'
          ? earlier.party.get(subject)?.values.name
          : organisation;
    return value === undefined || value === null ? undefined : String(value);
  };
  const inUse = new Set(
    db.all<{ ref: string }>('SELECT ref FROM service_in_use').map((service) => service.ref),
  );
  const goneServices = new Map(
    [...earlier.service_in_use].flatMap(([ref, { existed, values }]) =>
      existed && !inUse.has(ref) ? [[ref, String(values.label ?? ref)] as const] : [],
    ),
  );
  return {
    names: {
      parties: namesById(parties),
      kinds: kindsById(parties),
      people: namesById(people),
      environments: namesById(environments),
      places: placeWords(services, environments),
      provider: parties.find((party) => party.kind === 'provider')?.name ?? 'Provider',
    },
    people,
    parties,
    row,
    goneServices,
    goneRow: (ref, duty) => row(blankRow(ref, goneServices.get(ref.split('/')[0] ?? '') ?? ref, duty)),
    isSameVariant: (subject) => {
      const values = earlier.service_in_use.get(subject)?.values ?? {};
      return !('model' in values || 'catalogue_id' in values);
    },
  };
}

/** Where the services ran then, those that are gone included. */
function servicesThen(
  db: ReadDb,
  earlier: EarlierRows,
  environmentsOf: ReturnType<typeof environmentsThen>,
): Parameters<typeof placeWords>[0] {
  const now = listServices(db).map((service) => ({ ...service, id: service.ref }));
  const then = takenBack(now, earlier, ({ ref, account, region }) => ({
    ...(ref === undefined ? {} : { id: ref, ref }),
    ...(account === undefined ? {} : { account }),
    ...(region === undefined ? {} : { region }),
  }));
  return then.map((service) => ({
    ...service,
    environments: environmentsOf(service.ref) ?? service.environments ?? [],
  }));
}

/** In which environments a service stood then; undefined where nothing of that was changed since. */
function environmentsThen(
  db: ReadDb,
  earlier: Pick<Record<keyof typeof KEYS, EarlierRows>, 'service_in_use' | 'service_environment'>,
): (ref: string) => readonly string[] | undefined {
  const now = environmentRows(db);
  const changed = groupBy(earlier.service_environment, ([key]) => key.slice(0, key.indexOf('/')));
  return (ref) => {
    const row = earlier.service_in_use.get(ref)?.values ?? {};
    if (!('environment' in row) && !changed.has(ref)) return undefined;
    const first = 'environment' in row ? row.environment : (now.first.get(ref) ?? null);
    const beside = new Set(now.beside.get(ref));
    for (const [key, { existed }] of changed.get(ref) ?? []) {
      const environment = key.slice(key.indexOf('/') + 1);
      if (existed) beside.add(environment);
      else beside.delete(environment);
    }
    return tidyEnvironments([...(typeof first === 'string' ? [first] : []), ...beside]);
  };
}

/** A row of which nothing stands here any more. */
const blankRow = (
  ref: string,
  label: string,
  duty: Pick<RegisterRow, 'responsibility' | 'responsibilityName'>,
): RegisterRow => ({
  ref,
  subject: ref.split('/')[0] ?? '',
  subjectKind: 'service',
  subjectLabel: label,
  serviceName: '',
  environments: [],
  domain: '',
  domainName: '',
  ...duty,
  ownership: { kind: 'unanswered' },
  ...UNTOUCHED,
  suggested: 'na',
  deviates: false,
  evidence: [],
});

type Value = string | number | null | undefined;
const text = (value: Value): string | null => (value === null || value === undefined ? null : String(value));

/** A list with each row as it was: what came since left out, what is gone put back. */
function takenBack<T extends { readonly id: string }>(
  now: readonly T[],
  earlier: EarlierRows,
  rename: (values: Readonly<Record<string, string | number | null>>) => object,
): readonly T[] {
  const known = new Set(now.map(({ id }) => id));
  const gone = [...earlier].flatMap(([id, { existed, values }]) =>
    existed && !known.has(id) ? [rename(values) as T] : [],
  );
  const there = now.flatMap((entry): readonly T[] => {
    const then = earlier.get(entry.id);
    if (!then) return [entry];
    return then.existed ? [{ ...entry, ...defined(rename(then.values)) }] : [];
  });
  return [...there, ...gone];
}
const defined = (values: object): object =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

/** Rows of a table that hangs on assignments, by assignment and the rest of the key. */
function byAssignment(rows: EarlierRows): ReadonlyMap<string, EarlierRows> {
  const found = new Map<string, Map<string, EarlierRows extends ReadonlyMap<string, infer R> ? R : never>>();
  for (const [key, row] of rows) {
    const cut = key.lastIndexOf('/');
    const ref = key.slice(0, cut);
    const list = found.get(ref) ?? new Map();
    found.set(ref, list.set(key.slice(cut + 1), row));
  }
  return found;
}

function recordThen(now: RegisterRow, record: ReturnType<EarlierRows['get']>) {
  const values = record?.values ?? {};
  const existed = record?.existed ?? true;
  const read = (column: string, present: string | null): string | null =>
    !existed ? null : Object.hasOwn(values, column) ? text(values[column]) : present;
  const flag = (column: string, present: boolean): boolean =>
    existed && (Object.hasOwn(values, column) ? values[column] === 1 : present);
  return {
    notApplicable: read('not_applicable', now.notApplicable),
    deviationReason: read('deviation_reason', now.deviationReason),
    status: (read('status', now.status) ?? 'not-started') as Status,
    risk: riskOf({
      risk_reason: read('risk_reason', now.risk?.reason ?? null),
      risk_approver: read('risk_approver', now.risk?.approver ?? null),
      risk_approved_on: read('risk_approved_on', now.risk?.approvedOn ?? null),
      risk_expires_on: read('risk_expires_on', now.risk?.expiresOn ?? null),
    }),
    dueOn: read('due_on', now.dueOn),
    note: read('note', now.note),
    parked: flag('parked', now.parked),
    waits: waitsOf({
      parked_for: read('parked_for', now.waits?.for ?? null),
      parked_person: read('parked_person', now.waits?.person ?? null),
      parked_name: read('parked_name', now.waits?.name ?? null),
    }),
    confirmLater: flag('confirm_later', now.confirmLater),
    review: (read('review', now.review) ?? 'draft') as ReviewState,
    reviewText: read('review_text', now.reviewText),
    answeredAt: read('answered_at', now.answeredAt),
    answeredBy: read('answered_by', now.answeredBy),
    authors: now.authors,
    reviewed: now.reviewed,
  };
}

function takeShares(now: readonly Share[], earlier: EarlierRows | undefined): readonly Share[] {
  if (!earlier) return now;
  const placed: { readonly order: number; readonly share: Share }[] = [];
  for (const [order, share] of now.entries()) {
    const then = earlier.get(share.party);
    if (!then) placed.push({ order, share });
    else if (then.existed) placed.push(shareThen(then.values, order, share));
  }
  for (const [party, { existed, values }] of earlier)
    if (existed && !now.some((share) => share.party === party))
      placed.push(shareThen(values, 0, { party, text: null, person: null }));
  return placed.sort((a, b) => a.order - b.order).map(({ share }) => share);
}

function shareThen(values: Readonly<Record<string, Value>>, order: number, share: Share) {
  const read = (column: 'text' | 'person'): string | null =>
    Object.hasOwn(values, column) ? text(values[column]) : share[column];
  return {
    order: typeof values.ord === 'number' ? values.ord : order,
    share: { party: share.party, text: read('text'), person: read('person') },
  };
}

function takeLinks(now: readonly number[], earlier: EarlierRows | undefined): readonly number[] {
  if (!earlier) return now;
  const numbers = new Set(now);
  for (const [number, { existed }] of earlier) {
    if (existed) numbers.add(Number(number));
    else numbers.delete(Number(number));
  }
  return [...numbers].sort((a, b) => a - b);
}
