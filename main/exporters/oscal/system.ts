import type { Evidence } from '../../contract/evidence.ts';
import { WORKBOOK_SUBJECT } from '../../contract/ids.ts';
import type { Party } from '../../contract/parties.ts';
import { REPORTS_RESPONSIBILITY } from '../../domain/evidence/provider-coverage.ts';
import { editionWords } from '../../domain/providers/origin-words.ts';
import { listed } from '../../domain/words/listed.ts';
import { aboutSubject } from './component-definition.ts';
import type { Context } from './document.ts';
import { NAMED_OWNER, ROLE_OF } from './duty.ts';
import { block, type JsonObject, lean, line, ownProp } from './json.ts';

/** A provider with what proves its part: reports on it, and evidence of its foundations. */
export interface Reported {
  readonly party: Party;
  readonly reports: readonly Evidence[];
  /** Whether they have a service in use, or the provider's foundations, in their scope. */
  covers(subject: string): boolean;
}

/** Providers that own something here and for whose part there is evidence that counts. */
export function reportedOf(context: Context): readonly Reported[] {
  const { evidence, selection, parties } = context;
  const owning = new Set(selection.bearing.flatMap(({ shares }) => shares.map(({ party }) => party)));
  return [...parties.values()]
    .filter(({ id, kind }) => kind === 'provider' && owning.has(id))
    .flatMap((party) => {
      const reports = evidence.filter(
        ({ providerReport, replacedBy, links }) =>
          replacedBy === null &&
          (providerReport?.party === party.id || links.some((ref) => ref.startsWith(`${party.id}/`))),
      );
      if (reports.length === 0) return [];
      const covers = scopeOf(reports, party.id, context.input.catalogueIds);
      return [{ party, reports, covers }];
    });
}

/**
 * A report covers the services in its scope; one on all of them, and what proves that the provider makes its reports available,
 * also what it does for all alike. Other evidence of its foundations speaks of these only. The gap rule counts in the same way.
 */
function scopeOf(
  reports: readonly Evidence[],
  provider: string,
  catalogueIds: ReadonlyMap<string, string>,
): (subject: string) => boolean {
  const services = new Set<string>();
  let all = false;
  let foundations = false;
  for (const { providerReport, links } of reports) {
    if (providerReport?.party === provider && providerReport.services === null) all = true;
    for (const id of (providerReport?.party === provider ? providerReport.services : null) ?? [])
      services.add(id);
    if (links.includes(`${provider}/${REPORTS_RESPONSIBILITY}`)) all = true;
    if (links.some((ref) => ref.startsWith(`${provider}/`))) foundations = true;
  }
  return (subject) =>
    all || (subject === provider ? foundations : services.has(catalogueIds.get(subject) ?? ''));
}

/** What a plan says of the system: its name, its data and its boundary, as far as the workbook records them. */
export function systemCharacteristics({ input, name }: Context): JsonObject {
  const { meta, services, environments } = input.report;
  const classes = [...new Set(services.flatMap(({ dataClassification }) => dataClassification ?? []))].sort();
  const places = environments.map(({ name, account, regions }) =>
    [name, account === null ? null : `account ${account}`, regions === null ? null : `Regions ${regions}`]
      .filter((part) => part !== null)
      .join(', '),
  );
  return {
    'system-ids': [{ 'identifier-type': 'http://ietf.org/rfc/rfc4122', id: name('system') }],
    'system-name': line(meta.title),
    description: block(meta.scopeNote, `The system of ${line(meta.organisation)} that was assessed.`),
    'system-information': {
      'information-types': [
        {
          uuid: name('information-type'),
          title: 'Data of the services in use',
          description: line(
            classes.length === 0
              ? 'The workbook records no classification of the data.'
              : `Classifications recorded for the services: ${classes.join(', ')}.`,
          ),
        },
      ],
    },
    status: {
      state: 'operational',
      remarks:
        'Taken from the services being in use; the workbook records no state of the system as a whole.',
    },
    'authorization-boundary': {
      description: line(
        `${services.length} services in use${places.length === 0 ? '' : ` in these environments: ${places.join('; ')}`}.`,
      ),
    },
  };
}

/**
 * Components: every subject, and the parties beside providers that do something. A leveraged authorisation is written for a provider whose
 * own workbook is inherited from, where the day of its authorisation is recorded, which OSCAL wants; what proves another provider's part
 * is linked to what it covers.
 */
export function systemImplementation(context: Context, reported: readonly Reported[]): JsonObject {
  const { name, selection } = context;
  const byParty = new Map(reported.map((entry) => [entry.party.id, entry]));
  const owners = new Map<string, Set<string>>();
  for (const row of selection.bearing)
    for (const { party } of row.shares) {
      const set = owners.get(row.subject);
      if (set) set.add(party);
      else owners.set(row.subject, new Set([party]));
    }
  const foundations = new Set(
    context.subjects.flatMap(({ ref, kind }) => (kind === 'provider' ? [ref] : [])),
  );
  return lean({
    'leveraged-authorizations': leveraged(context),
    remarks: unauthorised(context),
    users: [{ uuid: name('user'), title: 'Named owner of duties', 'role-ids': [NAMED_OWNER] }],
    components: [
      ...(context.subjects.some(({ kind }) => kind === 'organisation') ? [] : [thisSystem(context)]),
      ...context.subjects.map((subject) => {
        const about = aboutSubject(context, subject.ref);
        const parties =
          subject.kind === 'provider' ? [subject.ref] : [...(owners.get(subject.ref) ?? [])].sort();
        const above =
          subject.kind === 'organisation'
            ? []
            : parties
                .flatMap((party) => byParty.get(party) ?? [])
                .filter(({ covers }) => covers(subject.ref));
        // What a provider runs lies outside the system, whether or not there is a report on it.
        const external =
          (subject.kind === 'service' || subject.kind === 'provider') &&
          parties.some((party) => context.parties.get(party)?.kind === 'provider');
        const { props, ...rest } = about;
        return lean({
          uuid: context.component(subject.ref),
          ...rest,
          props: [
            ...(Array.isArray(props) ? (props as readonly JsonObject[]) : []),
            ...(subject.kind === 'common' ? pointOf(context, subject.ref) : []),
            ...leveragedBy(context, subject.ref),
            ...(external ? [{ name: 'implementation-point', value: 'external' }] : []),
          ],
          links: [
            ...(subject.kind === 'service'
              ? parties
                  .filter((party) => foundations.has(party))
                  .map((party) => ({ href: `#${context.component(party)}`, rel: 'depends-on' }))
              : []),
            ...[...new Set(above.flatMap(({ reports }) => reports.map(({ number }) => number)))].map(
              (number) => ({
                href: `#${context.resource(number)}`,
                rel: 'evidence',
              }),
            ),
          ],
          status: { state: 'operational' },
        });
      }),
      ...context.partyComponents.map((party) => aboutParty(context, party)),
    ],
  });
}

/** The providers whose workbooks are inherited from, as far as the document tells of them. */
const inheritedFrom = (context: Context) =>
  (context.input.report.providers ?? []).filter(({ party }) => context.subjectOf(party) !== undefined);

const authorisation = (context: Context, party: string): string =>
  context.name('leveraged-authorization', party);

/** One leveraged authorisation for each of them whose day is known. */
const leveraged = (context: Context): readonly JsonObject[] =>
  inheritedFrom(context).flatMap(({ party, edition, authorisedOn }) =>
    authorisedOn === null
      ? []
      : [
          {
            uuid: authorisation(context, party),
            title: line(edition.title),
            'party-uuid': context.uuidOf.party(party),
            'date-authorized': authorisedOn,
            remarks: block(
              `Inherited from ${editionWords(edition)}, digest of its state ${edition.digest ?? 'not known'}.`,
            ),
          },
        ],
  );

/** Why there is no leveraged authorisation for the others; none where there are no others. */
function unauthorised(context: Context): string | undefined {
  const titles = inheritedFrom(context)
    .filter(({ authorisedOn }) => authorisedOn === null)
    .map(({ edition }) => editionWords(edition));
  return titles.length === 0
    ? undefined
    : block(
        `No leveraged authorisation is written for ${listed(titles)}: the workbook does not record the day of its authorisation, which OSCAL requires.`,
      );
}

/** Under which authorisation a component is leveraged. */
const leveragedBy = (context: Context, subject: string): readonly JsonObject[] =>
  inheritedFrom(context).some(({ party, authorisedOn }) => party === subject && authorisedOn !== null)
    ? [{ name: 'leveraged-authorization-uuid', value: authorisation(context, subject) }]
    : [];

/** A party that answers for many services is inside or outside of the organisation, whoever has a part in what it answers. */
const pointOf = (context: Context, party: string): readonly JsonObject[] =>
  context.parties.get(party)?.kind === 'internal-provider'
    ? [{ name: 'implementation-point', value: 'internal' }]
    : [{ name: 'implementation-point', value: 'external' }];

/** A plan has its own system among its components also where nothing is told of it as a whole. */
const thisSystem = (context: Context): JsonObject => ({
  uuid: context.component(WORKBOOK_SUBJECT),
  ...aboutSubject(context, WORKBOOK_SUBJECT),
  status: { state: 'operational' },
});

/** A platform team or a vendor: what is inherited from it stands with it, and not with the system that inherits. */
const aboutParty = (context: Context, { id, name, kind }: Party): JsonObject => {
  const inside = kind === 'internal-provider';
  return {
    uuid: context.partyComponent(id),
    type: 'service',
    title: line(name),
    description: inside
      ? 'A platform team inside the organisation, and what it does for the assessed system.'
      : 'A third party, and what it does for the assessed system.',
    props: [ownProp('party', id), { name: 'implementation-point', value: inside ? 'internal' : 'external' }],
    'responsible-roles': [{ 'role-id': ROLE_OF[kind], 'party-uuids': [context.uuidOf.party(id)] }],
    status: { state: 'operational' },
  };
};
