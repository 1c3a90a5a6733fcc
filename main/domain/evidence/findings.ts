import type { CatalogueService, Responsibility } from '../../contract/catalogue.ts';
import type { Finding, FindingCandidate, UnplacedFindings } from '../../contract/findings.ts';
import { type AssignmentRef, assignmentRef, WORKBOOK_SUBJECT } from '../../contract/ids.ts';
import type { ServiceInUse } from '../../contract/services-in-use.ts';
import { type Recogniser, withoutBrackets } from '../recognise.ts';
import { mayBeShortenedTo } from '../services/account-number.ts';
import { type Named, readAccounts, readRegions } from '../services/places.ts';
import { type CheckTables, controlOf, responsibilitiesOf } from './check-tables.ts';
import { renamedId } from './finding-accounts.ts';
import { type Crosswalk, namedControls, rankDuties } from './requirements.ts';

// Where a finding belongs: its check leads to responsibilities, its resource to services in use, and both together to
// assignments. An unknown check is placed by the controls that its record names, where those about settings of this cloud agree on
// one duty. What leads nowhere is listed for a person to place, with a few duties that its controls speak for; nothing is guessed.

/** What is needed of a workbook and its catalogue. */
export interface FindingContext {
  readonly tables: CheckTables;
  readonly crosswalk: Crosswalk;
  readonly recognise: Recogniser;
  readonly service: (catalogueId: string) => CatalogueService | undefined;
  readonly responsibility: (id: string) => Responsibility | undefined;
  readonly inUse: readonly Pick<ServiceInUse, 'ref' | 'catalogueId' | 'account' | 'region'>[];
  /** Whether the workbook asks this. */
  readonly isAsked: (ref: AssignmentRef) => boolean;
}

export interface FindingPlace {
  readonly responsibilities: readonly string[];
  /** Refs of the services in use that the resource can belong to. */
  readonly services: readonly string[];
  /** Assignments that the finding bears on, the most direct first. */
  readonly refs: readonly AssignmentRef[];
  /** Why there is none. */
  readonly unplaced: UnplacedFindings['why'] | null;
  /** The control that placed an unknown check, in words; null for a check that a table knows. */
  readonly by: string | null;
  /** For a person to choose among: what the controls of an unknown check speak for most. */
  readonly candidates: readonly FindingCandidate[];
}

/** The part of the votes that a duty needs to be the one that controls agree on, and how many are shown where none has it. */
const AGREED = 0.6;
const MAX_CANDIDATES = 3;

/** Places one finding. */
export function placeFinding(finding: Finding, context: FindingContext): FindingPlace {
  const known = responsibilitiesOf(finding, context.tables);
  const { services, elsewhere, isNamed } = findServices(finding, context);
  const nowhere = { responsibilities: known ?? [], services, refs: [], by: null, candidates: [] };
  // Not even what the organisation does everywhere is seen in an account that the workbook does not speak of, by whichever check.
  if (isForeign(finding, context.inUse)) return { ...nowhere, services: [], unplaced: 'other-account' };
  if (!known || known.length === 0) return placeByControls(finding, services, context);
  const refs = known.flatMap((id) => refsOf(id, services, context));
  if (refs.length > 0) return { ...nowhere, refs, unplaced: null };
  const needsService = known.some((id) => context.responsibility(id)?.scope === 'service');
  const noService = elsewhere ? 'other-account' : isNamed ? 'service-not-in-use' : 'no-service';
  return { ...nowhere, unplaced: needsService && services.length === 0 ? noService : 'not-asked' };
}

/** The assignments of a responsibility that are asked here. What the provider alone does cannot be seen in the customer's account. */
function refsOf(
  id: string,
  services: readonly string[],
  { responsibility, isAsked }: FindingContext,
): readonly AssignmentRef[] {
  const scope = responsibility(id)?.scope;
  if (scope === 'organisation') return [assignmentRef(WORKBOOK_SUBJECT, id)].filter(isAsked);
  if (scope !== 'service') return [];
  return services.map((service) => assignmentRef(service, id)).filter(isAsked);
}

/**
 * An unknown check by the controls that its record names. Only those about settings of this cloud place it, and only on one
 * duty: what NIST, PCI DSS or ISO say of a check holds of many, so that it is a suggestion.
 */
function placeByControls(
  finding: Finding,
  services: readonly string[],
  context: FindingContext,
): FindingPlace {
  const unknown: FindingPlace = {
    responsibilities: [],
    services,
    refs: [],
    unplaced: 'unknown-check',
    by: null,
    candidates: [],
  };
  if (finding.requirements.length === 0) return unknown;
  const named = namedControls(finding.requirements);
  const isPossible = (duty: string) => refsOf(duty, services, context).length > 0;
  const [best] = rankDuties(
    named.filter(({ exact }) => exact),
    context.crosswalk,
    isPossible,
  );
  if (best && best.share >= AGREED)
    return {
      ...unknown,
      responsibilities: [best.duty],
      refs: refsOf(best.duty, services, context),
      unplaced: null,
      by: best.by,
    };
  const candidates = rankDuties(named, context.crosswalk, isPossible)
    .slice(0, MAX_CANDIDATES)
    .flatMap(({ duty, by }) => refsOf(duty, services, context).map((ref) => ({ ref, by })));
  return { ...unknown, candidates: candidates.slice(0, MAX_CANDIDATES) };
}

/**
 * The services in use behind the resource, or else behind the check; those of the same account and Region where told.
 * `elsewhere`: there are such services, in other accounts alone. `isNamed`: the finding or its check tells of which service it is.
 */
function findServices(
  finding: Finding,
  context: FindingContext,
): { readonly services: readonly string[]; readonly elsewhere: boolean; readonly isNamed: boolean } {
  const ids = catalogueIds(finding, context);
  for (const id of ids) {
    const matching = matchInUse(id, context);
    if (matching.length > 0) {
      const inAccount = inAccountOf(matching, finding);
      const services = narrow(inAccount, finding.region, (service) => namedBy(service).regions.known).map(
        ({ ref }) => ref,
      );
      return { services, elsewhere: inAccount.length === 0, isNamed: true };
    }
  }
  return { services: [], elsewhere: false, isNamed: ids.length > 0 };
}

function catalogueIds(finding: Finding, { tables, recognise }: FindingContext): readonly string[] {
  const { resource, resourceType, service, check, source } = finding;
  // "S3.2", also behind the name of its AWS Config rule, which names no service and perhaps no resource.
  const id = source === 'prowler' ? '' : (controlOf(finding, tables)?.control ?? check);
  const control = /^([A-Za-z][A-Za-z0-9]*)\.\d+$/.exec(id)?.[1];
  const named = (name: string | null | undefined): string | null => {
    if (!name) return null;
    const known = tables.serviceNames.get(name.toLowerCase().replaceAll(' ', '')) ?? name;
    // Prowler tells kinds of one service apart in brackets: API Gateway (REST).
    return recognise('billing', known) ?? recognise('billing', withoutBrackets(known));
  };
  return [
    resourceType?.startsWith('AWS::') ? recognise('cloudformation', resourceType) : null,
    resource ? recogniseArn(resource, recognise) : null,
    named(service ?? tables.prowler.get(check)?.service),
    control ? (recognise('resource-type', control) ?? named(control)) : null,
    // `AwsIamAccessKey`, as Security Hub has it.
    named(/^Aws([A-Z][a-z0-9]+)/.exec(resourceType ?? '')?.[1]),
  ].filter((id) => id !== null);
}

/** `arn:aws:ec2:eu-west-1:111122223333:subnet/subnet-1` is recognised as `ec2:subnet`. */
function recogniseArn(arn: string, recognise: Recogniser): string | null {
  const [scheme, , service, , , ...rest] = arn.split(':');
  if (scheme !== 'arn' || !service || rest.length === 0) return null;
  const type = /^\/?([A-Za-z-]+)[/:]/.exec(rest.join(':'))?.[1];
  return recognise('resource-type', type ? `${service}:${type}` : service);
}

type InUse = FindingContext['inUse'][number];

/** In use as itself; else as another way to run it; else as another service with the same prefix in ARNs. */
function matchInUse(id: string, { inUse, service }: FindingContext): readonly InUse[] {
  const baseOf = (catalogueId: string) => service(catalogueId)?.variantOf ?? catalogueId;
  const prefix = service(id)?.awsPrefix;
  const tests: readonly ((entry: InUse) => boolean)[] = [
    (entry) => entry.catalogueId === id,
    (entry) => baseOf(entry.catalogueId) === baseOf(id),
    (entry) => prefix !== undefined && service(entry.catalogueId)?.awsPrefix === prefix,
  ];
  for (const test of tests) {
    const found = inUse.filter(test);
    if (found.length > 0) return found;
  }
  return [];
}

const ACCOUNT = /^\d{12}$/;
/** People write `1111-2222-3333`. */
const digitsOf = (account: string | null): string => account?.replace(/[\s-]/g, '') ?? '';

interface NamedPlaces {
  readonly accounts: Named;
  readonly regions: Named;
}
/** Read once for each service: there may be a hundred thousand findings. */
const read = new WeakMap<InUse, NamedPlaces>();
function namedBy(service: InUse): NamedPlaces {
  const known = read.get(service);
  if (known) return known;
  const places = { accounts: readAccounts(service.account), regions: readRegions(service.region) };
  read.set(service, places);
  return places;
}

/** Whether an account may be the one that a finding names, by the digits that a spreadsheet left of it; null where it names none of AWS. */
function accountOf({ account, shortened }: Finding): ((known: string) => boolean) | null {
  if (account === null && shortened !== undefined) return (known) => mayBeShortenedTo(known, shortened);
  const wanted = digitsOf(account);
  return ACCOUNT.test(wanted) ? (known) => known === wanted : null;
}

/** An account of which nothing is in use, in a workbook that says of everything in which account it is. */
function isForeign(finding: Finding, inUse: readonly InUse[]): boolean {
  const isIts = accountOf(finding);
  if (isIts === null || inUse.length === 0) return false;
  const accounts = inUse.map((service) => namedBy(service).accounts);
  return (
    accounts.every(({ known, unknown }) => known.length > 0 && unknown.length === 0) &&
    !accounts.some(({ known }) => known.some(isIts))
  );
}

/** As below, and never one that is in use in another account. */
function inAccountOf(services: readonly InUse[], finding: Finding): readonly InUse[] {
  const isIts = accountOf(finding);
  if (isIts === null) return narrow(services, finding.account, (service) => service.account ?? []);
  const same = services.filter((service) => namedBy(service).accounts.known.some(isIts));
  return same.length > 0 ? same : services.filter((service) => namedBy(service).accounts.known.length === 0);
}

/** Those with this very value; else those that name none; else all, since the workbook may be less exact than the file. */
function narrow(
  services: readonly InUse[],
  value: string | null,
  of: (service: InUse) => string | readonly string[],
): readonly InUse[] {
  if (value === null) return services;
  const same = services.filter((service) => [of(service)].flat().includes(value));
  if (same.length > 0) return same;
  const open = services.filter((service) => of(service).length === 0);
  return open.length > 0 ? open : services;
}

/**
 * A finding that names no account, put where a person says that its file is from. Its id gets the place too, so that
 * the same file of two accounts is not taken for one scan and the next.
 */
export function locateFinding(finding: Finding, account: string | null, region: string | null): Finding {
  if (finding.account !== null || (account === null && region === null)) return finding;
  const { shortened, ...found } = finding;
  // What a spreadsheet left of its account may say that it is of another.
  if (account !== null && shortened !== undefined && !mayBeShortenedTo(account, shortened)) return finding;
  const place = { account, region: found.region ?? region };
  // Its id has what is left of the account: with the account it is that of a scan which has it whole.
  if (account !== null && shortened !== undefined && place.region === found.region)
    return { ...found, account, id: renamedId(found.id, shortened, account) };
  return {
    ...found,
    ...(account === null && shortened !== undefined ? { shortened } : {}),
    ...place,
    id: `${finding.id}|${place.account ?? ''}|${place.region ?? ''}`,
  };
}
