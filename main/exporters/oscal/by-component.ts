import type { Status } from '../../contract/assignments.ts';
import type { FromCommon } from '../../contract/common-controls.ts';
import { isHeld } from '../../domain/answers/held.ts';
import type { OscalLayout } from '../../domain/layouts/oscal.ts';
import { originWords } from '../../domain/providers/origin-words.ts';
import type { Context } from './document.ts';
import { type Duty, dutyProps, type Half, joinedState, rolesOf, told } from './duty.ts';
import { type JsonObject, lean, line } from './json.ts';

/** Duties of one subject about one control, each with the halves that its own component carries. */
export interface AtHome {
  readonly duty: Duty;
  readonly halves: readonly Half[];
  /** Halves that are held from a common control, whose component tells of them. */
  readonly held: readonly Half[];
}
/** What a party with a component of its own does for one control, wherever it does it. */
export interface Away {
  readonly party: string;
  readonly parts: readonly { readonly duty: Duty; readonly half: Half }[];
}

const givesToOthers = ({ kind }: Half['party']): boolean =>
  kind === 'internal-provider' || kind === 'third-party';

/** Whether a half is what a common control says, of which the document tells. */
const isHeldHalf = (context: Context, { row }: Duty, { party }: Half): boolean =>
  givesToOthers(party) && isHeld(row.common?.how) && context.duty(row.common?.ref ?? '') !== undefined;

/**
 * Whose component carries a half. What AWS does for a service stands with the service, which is AWS's; the organisation's own and its
 * clients' with what they are about. A platform team and a vendor have components of their own, and so has a provider where the duty
 * is one of the organisation: no system inherits from itself.
 */
const isAway = ({ row }: Duty, { party }: Half): boolean =>
  // What it answers once for many services stands with its own component.
  (givesToOthers(party) && party.id !== row.subject) ||
  (party.kind === 'provider' && row.subjectKind === 'organisation');

/** Splits the duties of a control into what stays with each subject and what stands with the party that does it. */
export function placed(
  context: Context,
  duties: readonly Duty[],
): {
  readonly home: readonly AtHome[];
  readonly away: readonly Away[];
} {
  const away = new Map<string, { duty: Duty; half: Half }[]>();
  const home = duties.map((duty): AtHome => {
    const held = duty.halves.filter((half) => isHeldHalf(context, duty, half));
    for (const half of duty.halves) {
      if (held.includes(half) || !isAway(duty, half)) continue;
      const parts = away.get(half.party.id) ?? [];
      away.set(half.party.id, [...parts, { duty, half }]);
    }
    return { duty, halves: duty.halves.filter((half) => !isAway(duty, half)), held };
  });
  return { home, away: [...away].map(([party, parts]) => ({ party, parts })) };
}

/**
 * Where the implementation of a control comes from, in NIST's words, each once. In our own plan we are the customer of those we
 * inherit from; in a plan for clients, the clients are the customer: what they share with us they configure, what is theirs alone
 * they provide.
 */
export function originations(duties: readonly AtHome[], layout: OscalLayout): readonly JsonObject[] {
  const forClients = layout === 'oscal-provider-ssp';
  const found = new Set<string>();
  for (const { duty, halves, held } of duties) {
    const seats = new Set([...halves, ...held].map(({ seat }) => seat));
    if (seats.has('inherited')) found.add('inherited');
    if (seats.has('own'))
      found.add(
        seats.has('inherited') && !forClients
          ? 'customer-configured'
          : duty.row.subjectKind === 'organisation'
            ? 'organization'
            : 'system-specific',
      );
    if (seats.has('passed-on'))
      found.add(forClients && seats.size > 1 ? 'customer-configured' : 'customer-provided');
  }
  return [...found].sort().map((value) => ({ name: 'control-origination', value }));
}

/** Why a part that is done does not make the control implemented. */
const LEFT_OPEN =
  'This control cannot be inherited whole, and nothing is recorded of what is left to whoever inherits it.';

/**
 * What the component of a subject does for one control. `whole` is false where the control cannot be inherited whole and only its
 * givers have a part: then nothing is called implemented. `beside` is what the subject, a provider, does elsewhere as well. A duty that
 * nobody decided has no state.
 */
export function byComponent(
  context: Context,
  token: string,
  subject: string,
  parts: readonly AtHome[],
  { whole, beside }: { readonly whole: boolean; readonly beside?: Away | undefined },
): JsonObject {
  const provider = context.layout === 'oscal-provider-ssp';
  const duties = parts.map(({ duty }) => duty);
  const joined = joinedState(duties);
  const capped = joined === 'implemented' && !whole;
  const reasons = duties.flatMap(({ reason }) => (reason === null ? [] : [reason]));
  if (capped) reasons.push(LEFT_OPEN);
  const evidence = [...new Set(duties.flatMap(({ row }) => row.evidence))].sort((a, b) => a - b);
  const others = provider ? [] : duties.flatMap(({ remarks }) => (remarks === null ? [] : [remarks]));
  // Without a state the reasons have no other place; a client reads what is exported, and nothing that people noted for themselves.
  const remarks = [...(joined === null ? reasons : []), ...others];
  return lean({
    'component-uuid': context.component(subject),
    uuid: context.name('by-component', token, subject),
    description: [
      ...parts.map((part) => told(part.duty, ownWork(part, provider))),
      ...(beside ? textsOf(beside) : []),
    ].join('\n\n'),
    props: [...originations(parts, context.layout), ...duties.flatMap(dutyProps)],
    links: evidence.map((number) => ({ href: `#${context.resource(number)}`, rel: 'evidence' })),
    'implementation-status':
      joined === null
        ? undefined
        : lean({
            state: capped ? 'partial' : joined,
            remarks: reasons.length === 0 ? undefined : reasons.join('\n\n'),
          }),
    export: exportOf(context, token, duties),
    inherited: provider
      ? undefined
      : [
          ...entries(context, 'inherited', token, parts, inheritedHalves),
          ...parts.flatMap((part) => heldEntries(context, token, part)),
          ...(beside ? inheritedFrom(context, token, beside) : []),
        ],
    satisfied: provider ? undefined : entries(context, 'satisfied', token, parts, satisfiedHalves),
    'responsible-roles': rolesOf(
      (provider ? duties : parts).flatMap(({ halves }) => halves),
      context.uuidOf,
    ),
    remarks: remarks.length === 0 ? undefined : remarks.join('\n\n'),
  });
}

/** From which workbooks it comes, where it was answered in another one. */
const wayOf = (common: FromCommon | undefined): string =>
  common?.inherited ? `, inherited from ${line(originWords(common.inherited.origins))}` : '';

/** What a service inherits from a common control, which provides it once for all. */
const heldEntries = (context: Context, token: string, { duty, held }: AtHome): readonly JsonObject[] =>
  held.map((half) => ({
    uuid: context.name('inherited', token, duty.row.ref, half.party.id),
    'provided-uuid': context.name('provided', token, duty.row.common?.ref ?? ''),
    description: `${line(duty.row.responsibilityName)}: held from ${line(half.party.name)}, which answers it once for many services${wayOf(duty.row.common)}.`,
    'responsible-roles': rolesOf([half], context.uuidOf),
  }));

const textOf = ({ duty, half }: Away['parts'][number]): string =>
  `${line(duty.row.subjectLabel)}, ${half.entry}`;
const textsOf = ({ parts }: Away): readonly string[] => parts.map(textOf);
const inheritedFrom = (context: Context, token: string, { party, parts }: Away): readonly JsonObject[] =>
  parts.map((part) => ({
    uuid: context.name('inherited', token, part.duty.row.ref, party),
    description: textOf(part),
    'responsible-roles': rolesOf([part.half], context.uuidOf),
  }));

/** What is inherited from a party with a component of its own, each entry with what it is done for. */
export function byParty(context: Context, token: string, away: Away): JsonObject {
  const { party, parts } = away;
  return lean({
    'component-uuid': context.partyComponent(party),
    uuid: context.name('by-component', token, 'party', party),
    description: textsOf(away).join('\n\n'),
    props: [{ name: 'control-origination', value: 'inherited' }],
    inherited: inheritedFrom(context, token, away),
    'responsible-roles': rolesOf(
      parts.map(({ half }) => half),
      context.uuidOf,
    ),
  });
}

/** Our own part where nothing is inherited beside it: it stands in the description, because there is no obligation that it satisfies. */
const ownWork = (part: AtHome, provider: boolean): readonly Half[] =>
  provider || inheritsSome(part) ? [] : part.halves.filter(({ seat }) => seat === 'own');
const inheritedHalves = ({ halves }: AtHome): readonly Half[] =>
  halves.filter(({ seat }) => seat === 'inherited');
const inheritsSome = (part: AtHome): boolean => part.held.length + inheritedHalves(part).length > 0;
const satisfiedHalves = (part: AtHome): readonly Half[] =>
  !inheritsSome(part) ? [] : part.halves.filter(({ seat }) => seat === 'own');

function entries(
  context: Context,
  kind: 'inherited' | 'satisfied',
  token: string,
  parts: readonly AtHome[],
  of: (part: AtHome) => readonly Half[],
): readonly JsonObject[] {
  return parts.flatMap((part) =>
    of(part).map((half) =>
      lean({
        uuid: context.name(kind, token, part.duty.row.ref, half.party.id),
        description: half.entry,
        'responsible-roles': rolesOf([half], context.uuidOf),
        // "Satisfied" must not claim more than the workbook does.
        remarks: kind === 'satisfied' ? NOT_YET[part.duty.row.status] : undefined,
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
 * our own plan only the duties in which a client has a part, and what is answered once for many services.
 */
function exportOf(context: Context, token: string, duties: readonly Duty[]): JsonObject | undefined {
  const forClients = context.layout === 'oscal-provider-ssp';
  const passed = duties.filter(
    ({ row, halves }) =>
      row.subjectKind === 'common' || halves.some(({ seat }) => forClients || seat === 'passed-on'),
  );
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
