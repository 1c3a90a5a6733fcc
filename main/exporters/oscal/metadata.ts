import { PARTY_KINDS, type PartyKind } from '../../contract/parties.ts';
import { OSCAL_PROPERTY_NS } from '../../domain/layouts/oscal.ts';
import { markOf, preparedSentence } from '../../domain/report/audience.ts';
import type { Context } from './document.ts';
import { NAMED_OWNER, ROLE_OF } from './duty.ts';
import { type JsonObject, lean, line, ownProp } from './json.ts';

const ROLE_TITLES: Readonly<Record<PartyKind, string>> = {
  provider: 'Cloud service provider',
  organisation: 'Customer',
  'internal-provider': 'Platform team inside the organisation',
  'third-party': 'Third party that works for the organisation',
  client: 'Client of the organisation',
};
const TITLES = {
  'oscal-component-definition': 'Responsibility matrix: component definition',
  'oscal-ssp': 'Responsibility matrix: system security plan',
  'oscal-provider-ssp': 'What clients inherit and have to do: system security plan',
} as const;

/** Title, versions, roles and parties. The time is that of the last change, so the same content gives the same file. */
export function metadataOf({ input, layout, version, uuidOf, people, named }: Context): JsonObject {
  const { report } = input;
  const { prepared } = report.meta;
  const { distribution } = prepared;
  const mark = markOf(prepared);
  const sentence = preparedSentence(prepared);
  const kinds = new Set(named.map(({ kind }) => kind));
  return {
    title: line(`${report.meta.title}. ${TITLES[layout]}`),
    'last-modified': input.lastModified,
    version: String(report.meta.revision),
    'oscal-version': version,
    props: [
      { name: 'change-log-head', ns: OSCAL_PROPERTY_NS, value: report.meta.digest },
      ...(mark === null ? [] : [{ name: 'marking', value: line(mark) }]),
      ...(distribution === null ? [] : [ownProp('distribution', distribution)]),
      ...(report.meta.state === null
        ? []
        : [{ name: 'state', ns: OSCAL_PROPERTY_NS, value: report.meta.state }]),
    ],
    roles: [
      ...PARTY_KINDS.filter((kind) => kinds.has(kind) || kind === 'provider' || kind === 'organisation').map(
        (kind) => ({ id: ROLE_OF[kind], title: ROLE_TITLES[kind] }),
      ),
      { id: NAMED_OWNER, title: 'Named owner of the responsibility' },
    ],
    parties: [
      ...named.map(({ id, name }) => ({
        uuid: uuidOf.party(id),
        type: 'organization',
        name: line(name),
      })),
      ...people.map(({ id, name, party, role, email }) =>
        lean({
          uuid: uuidOf.person(id),
          type: 'person',
          name: line(name),
          'email-addresses': email === null ? undefined : [line(email)],
          'member-of-organizations': [uuidOf.party(party)],
          remarks: role === null ? undefined : line(role),
        }),
      ),
    ],
    remarks: `${sentence === null ? '' : `${sentence} `}Written by Demarc from a responsibility matrix. Properties in the namespace ${OSCAL_PROPERTY_NS} are its own; those of one duty share a group. The property "owner" is undecided, not-applicable, shared, or the role of the one party that owns the duty; the customer is ${line(report.meta.organisation)}. "status" is that of the customer's part, or inherited where a provider does it all.`,
  };
}
