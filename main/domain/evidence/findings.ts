import type { CatalogueService, Responsibility } from '../../contract/catalogue.ts';
import {
  FINDING_RESULTS,
  type Finding,
  type FindingResult,
  type UnplacedFindings,
} from '../../contract/findings.ts';
import { type AssignmentRef, assignmentRef, WORKBOOK_SUBJECT } from '../../contract/ids.ts';
import type { ServiceInUse } from '../../contract/services-in-use.ts';
import { type Recogniser, withoutBrackets } from '../recognise.ts';
import { type Named, readAccounts, readRegions } from '../services/places.ts';

// Where a finding belongs: its check leads to responsibilities, its resource to services in use, and both together to
// assignments. What leads nowhere is listed for a person to place; nothing is guessed.

export interface ProwlerCheck {
  readonly check: string;
  readonly service: string;
  /** The most direct one first. */
  readonly responsibilities: readonly string[];
}
export interface ConfigControl {
  readonly control: string;
  readonly configRules: readonly string[];
  readonly responsibilities: readonly string[];
}
export interface CheckTables {
  readonly prowler: ReadonlyMap<string, ProwlerCheck>;
  /** Prowler's short name of a service -> the name that the catalogue can recognise. */
  readonly serviceNames: ReadonlyMap<string, string>;
  /** By control id in lower case. */
  readonly controls: ReadonlyMap<string, ConfigControl>;
  /** By the name of the AWS Config rule. */
  readonly rules: ReadonlyMap<string, ConfigControl>;
}

/** What is needed of a workbook and its catalogue. */
export interface FindingContext {
  readonly tables: CheckTables;
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
}

/** Places one finding. */
export function placeFinding(finding: Finding, context: FindingContext): FindingPlace {
  const known = findCheck(finding, context.tables);
  const { services, elsewhere } = findServices(finding, context);
  const responsibilities = known?.responsibilities ?? [];
  if (responsibilities.length === 0)
    return { responsibilities, services, refs: [], unplaced: 'unknown-check' };
  // Not even what the organisation does everywhere is seen in an account that the workbook does not speak of.
  if (isForeign(finding.account, context.inUse))
    return { responsibilities, services: [], refs: [], unplaced: 'other-account' };
  const refs: AssignmentRef[] = [];
  let needsService = false;
  for (const id of responsibilities) {
    const scope = context.responsibility(id)?.scope;
    // What the provider alone does cannot be seen in the customer's account.
    if (scope === 'organisation') refs.push(assignmentRef(WORKBOOK_SUBJECT, id));
    else if (scope === 'service') {
      needsService = true;
      refs.push(...services.map((service) => assignmentRef(service, id)));
    }
  }
  const asked = refs.filter(context.isAsked);
  if (asked.length > 0) return { responsibilities, services, refs: asked, unplaced: null };
  const noService = elsewhere ? 'other-account' : 'service-not-in-use';
  const unplaced = needsService && services.length === 0 ? noService : 'not-asked';
  return { responsibilities, services, refs: [], unplaced };
}

/** By Prowler's check id; else by control id; else by the Config rule, whose deployed name has additions. */
function findCheck(
  finding: Finding,
  tables: CheckTables,
): { readonly responsibilities: readonly string[] } | undefined {
  if (finding.source === 'prowler') return tables.prowler.get(finding.check);
  const control = tables.controls.get(finding.check.toLowerCase());
  if (control) return control;
  for (const name of ruleNames(finding.rule ?? finding.check)) {
    const rule = tables.rules.get(name);
    if (rule) return rule;
  }
  return undefined;
}

/** `securityhub-<rule>-<random>` and `<rule>-conformance-pack-<random>` -> the name as written, then the rule's own. */
export function ruleNames(deployed: string): readonly string[] {
  const plain = deployed.replace(/^securityhub-/, '').replace(/-conformance-pack-[a-z0-9]+$/i, '');
  return [...new Set([deployed, plain, plain.replace(/-[a-z0-9]{6,10}$/i, '')])];
}

/**
 * The services in use behind the resource, or else behind the check; those of the same account and Region where told.
 * `elsewhere`: there are such services, in other accounts alone.
 */
function findServices(
  finding: Finding,
  context: FindingContext,
): { readonly services: readonly string[]; readonly elsewhere: boolean } {
  for (const id of catalogueIds(finding, context)) {
    const matching = matchInUse(id, context);
    if (matching.length > 0) {
      const inAccount = inAccountOf(matching, finding.account);
      const services = narrow(inAccount, finding.region, (service) => namedBy(service).regions.known).map(
        ({ ref }) => ref,
      );
      return { services, elsewhere: inAccount.length === 0 };
    }
  }
  return { services: [], elsewhere: false };
}

function catalogueIds(finding: Finding, { tables, recognise }: FindingContext): readonly string[] {
  const { resource, resourceType, service, check, source } = finding;
  const name = tables.serviceNames.get(service ?? tables.prowler.get(check)?.service ?? '');
  const control = source === 'prowler' ? null : /^([A-Za-z][A-Za-z0-9]*)\.\d+$/.exec(check)?.[1];
  return [
    resourceType?.startsWith('AWS::') ? recognise('cloudformation', resourceType) : null,
    resource ? recogniseArn(resource, recognise) : null,
    // Prowler tells kinds of one service apart in brackets: API Gateway (REST).
    name ? (recognise('billing', name) ?? recognise('billing', withoutBrackets(name))) : null,
    control ? (recognise('resource-type', control) ?? recognise('billing', control)) : null,
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

/** An account of which nothing is in use, in a workbook that says of everything in which account it is. */
function isForeign(account: string | null, inUse: readonly InUse[]): boolean {
  const wanted = digitsOf(account);
  if (!ACCOUNT.test(wanted) || inUse.length === 0) return false;
  const accounts = inUse.map((service) => namedBy(service).accounts);
  return (
    accounts.every(({ known, unknown }) => known.length > 0 && unknown.length === 0) &&
    !accounts.some(({ known }) => known.includes(wanted))
  );
}

/** As below, and never one that is in use in another account. */
function inAccountOf(services: readonly InUse[], account: string | null): readonly InUse[] {
  const wanted = digitsOf(account);
  if (!ACCOUNT.test(wanted)) return narrow(services, account, (service) => service.account ?? []);
  const same = services.filter((service) => namedBy(service).accounts.known.includes(wanted));
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
  const place = { account, region: finding.region ?? region };
  return { ...finding, ...place, id: `${finding.id}|${place.account ?? ''}|${place.region ?? ''}` };
}

const placeOf = ({ check, account, region, resource }: Finding) =>
  [check, account, region, resource].map((part) => part ?? '').join(' ');

/** Collects the ids that findings of one import share though they speak of different places: files whose ids were blacked out. */
export class SharedIds {
  readonly shared = new Set<string>();
  private readonly places = new Map<string, string>();

  add(finding: Finding): void {
    const place = placeOf(finding);
    const known = this.places.get(finding.id);
    if (known === undefined) this.places.set(finding.id, place);
    else if (known !== place) this.shared.add(finding.id);
  }
}

/** The id that tells a finding apart: its own, or with its place where others share it. */
export const distinctId = (finding: Finding, shared: ReadonlySet<string>): string =>
  shared.has(finding.id) ? `${finding.id} ${placeOf(finding)}` : finding.id;

/** What the findings of one or more files come to, for each assignment and for each check that leads nowhere. */
export class FindingTally {
  private readonly byRef = new Map<AssignmentRef, Record<FindingResult, number>>();
  private readonly left = new Map<string, { -readonly [K in keyof UnplacedFindings]: UnplacedFindings[K] }>();

  add({ check, title, result, account }: Finding, { refs, unplaced }: FindingPlace): void {
    for (const ref of refs) this.countsOf(ref)[result] += 1;
    if (unplaced === null) return;
    const place = unplaced === 'other-account' && account !== null ? { account } : {};
    this.addLeft({ check, title, why: unplaced, ...place, findings: 1 });
  }

  /** Takes in what another one counted. */
  merge(other: FindingTally): void {
    for (const [ref, counts] of other.byRef) {
      const own = this.countsOf(ref);
      for (const result of FINDING_RESULTS) own[result] += counts[result];
    }
    for (const entry of other.left.values()) this.addLeft(entry);
  }

  results(ref: AssignmentRef): Readonly<Record<FindingResult, number>> | undefined {
    return this.byRef.get(ref);
  }

  /** By check and reason, the most frequent first. */
  unplaced(): readonly UnplacedFindings[] {
    return [...this.left.values()].sort(
      (a, b) => b.findings - a.findings || (a.check < b.check ? -1 : a.check > b.check ? 1 : 0),
    );
  }

  private countsOf(ref: AssignmentRef): Record<FindingResult, number> {
    let counts = this.byRef.get(ref);
    if (!counts) {
      counts = { pass: 0, fail: 0, manual: 0, suppressed: 0 };
      this.byRef.set(ref, counts);
    }
    return counts;
  }

  private addLeft(entry: UnplacedFindings): void {
    const key = `${entry.why} ${entry.account ?? ''} ${entry.check}`;
    const own = this.left.get(key);
    if (own) own.findings += entry.findings;
    else this.left.set(key, { ...entry });
  }
}
