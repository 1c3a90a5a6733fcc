import type { Status } from '../../contract/assignments.ts';
import type { OscalLayout } from '../../domain/oscal.ts';
import { remarksOf } from './component-definition.ts';
import type { Context } from './document.ts';
import { type Duty, dutyProps, type Half, joinedState, rolesOf, told } from './duty.ts';
import { type JsonObject, lean } from './json.ts';

/**
 * Where the implementation of a control comes from, in NIST's words, each once. In our own plan we are the customer of those we
 * inherit from; in a plan for clients, the clients are the customer: what they share with us they configure, what is theirs alone
 * they provide.
 */
export function originations(duties: readonly Duty[], layout: OscalLayout): readonly JsonObject[] {
  const forClients = layout === 'oscal-provider-ssp';
  const found = new Set<string>();
  for (const { row, halves } of duties) {
    const seats = new Set(halves.map(({ seat }) => seat));
    if (seats.has('inherited')) found.add('inherited');
    if (seats.has('own'))
      found.add(
        seats.has('inherited') && !forClients
          ? 'customer-configured'
          : row.subjectKind === 'organisation'
            ? 'organization'
            : 'system-specific',
      );
    if (seats.has('passed-on'))
      found.add(forClients && seats.size > 1 ? 'customer-configured' : 'customer-provided');
  }
  return [...found].sort().map((value) => ({ name: 'control-origination', value }));
}

/** What one component does for one control: everything that the duties of its subject say. */
export function byComponent(
  context: Context,
  token: string,
  subject: string,
  duties: readonly Duty[],
): JsonObject {
  const provider = context.layout === 'oscal-provider-ssp';
  const state = joinedState(duties);
  const reasons = duties.flatMap(({ reason }) => (reason === null ? [] : [reason]));
  const evidence = [...new Set(duties.flatMap(({ row }) => row.evidence))].sort((a, b) => a - b);
  // A client reads what is exported; what people noted for themselves is not for them.
  const remarks = provider ? undefined : remarksOf(duties);
  return lean({
    'component-uuid': context.component(subject),
    uuid: context.name('by-component', token, subject),
    description: duties.map((duty) => told(duty, ownWork(duty, provider))).join('\n\n'),
    props: [...originations(duties, context.layout), ...duties.flatMap(dutyProps)],
    links: evidence.map((number) => ({ href: `#${context.resource(number)}`, rel: 'evidence' })),
    'implementation-status': lean({
      state,
      remarks: reasons.length === 0 ? undefined : reasons.join('\n\n'),
    }),
    export: exportOf(context, token, duties),
    inherited: provider ? undefined : entries(context, 'inherited', token, duties, inheritedHalves),
    satisfied: provider ? undefined : entries(context, 'satisfied', token, duties, satisfiedHalves),
    'responsible-roles': rolesOf(
      duties.flatMap(({ halves }) => halves),
      context.uuidOf,
    ),
    remarks,
  });
}

/** Our own part where nothing is inherited: it stands in the description, because there is no obligation that it satisfies. */
const ownWork = (duty: Duty, provider: boolean): readonly Half[] =>
  provider || inheritedHalves(duty).length > 0 ? [] : duty.halves.filter(({ seat }) => seat === 'own');
const inheritedHalves = ({ halves }: Duty): readonly Half[] =>
  halves.filter(({ seat }) => seat === 'inherited');
const satisfiedHalves = (duty: Duty): readonly Half[] =>
  inheritedHalves(duty).length === 0 ? [] : duty.halves.filter(({ seat }) => seat === 'own');

function entries(
  context: Context,
  kind: 'inherited' | 'satisfied',
  token: string,
  duties: readonly Duty[],
  of: (duty: Duty) => readonly Half[],
): readonly JsonObject[] {
  return duties.flatMap((duty) =>
    of(duty).map((half) =>
      lean({
        uuid: context.name(kind, token, duty.row.ref, half.party.id),
        description: half.entry,
        'responsible-roles': rolesOf([half], context.uuidOf),
        // "Satisfied" must not claim more than the workbook does.
        remarks: kind === 'satisfied' ? NOT_YET[duty.row.status] : undefined,
      }),
    ),
  );
}

const NOT_YET: Readonly<Record<Status, string | undefined>> = {
  implemented: undefined,
  'in-progress': 'In progress.',
  'not-started': 'Not started.',
  'risk-accepted': 'The risk is accepted: no further work is planned.',
};

/**
 * What clients get and what they have to do for it. A plan for clients exports every half, since they inherit what others do;
 * our own plan only the duties in which a client has a part.
 */
function exportOf(context: Context, token: string, duties: readonly Duty[]): JsonObject | undefined {
  const forClients = context.layout === 'oscal-provider-ssp';
  const passed = duties.filter(({ halves }) => halves.some(({ seat }) => forClients || seat === 'passed-on'));
  if (passed.length === 0) return undefined;
  const provided: JsonObject[] = [];
  const responsibilities: JsonObject[] = [];
  for (const { row, halves } of passed) {
    const given = halves.filter(({ seat }) => seat !== 'passed-on');
    const offer = context.name('provided', token, row.ref);
    if (given.length > 0)
      provided.push({
        uuid: offer,
        description: given.map(({ entry }) => entry).join('\n\n'),
        'responsible-roles': rolesOf(given, context.uuidOf),
      });
    for (const half of halves.filter(({ seat }) => seat === 'passed-on'))
      responsibilities.push(
        lean({
          uuid: context.name('responsibility', token, row.ref, half.party.id),
          'provided-uuid': given.length > 0 ? offer : undefined,
          description: half.entry,
          'responsible-roles': rolesOf([half], context.uuidOf),
        }),
      );
  }
  return lean({ provided, responsibilities });
}
