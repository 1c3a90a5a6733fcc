import type {
  Assignment,
  ReviewState,
  RiskAcceptance,
  Share,
  Status,
  Waits,
} from '../../contract/assignments.ts';
import type { Evidence } from '../../contract/evidence.ts';
import { assignmentRef } from '../../contract/ids.ts';
import type { Party, Person } from '../../contract/parties.ts';
import type { ServiceInUse } from '../../contract/services-in-use.ts';
import type { Logo } from '../../contract/workbook.ts';

/** What is written into the frozen JSON; a later shape gets a later number. */
export const FROZEN_FORMAT = 1;

/** The plain state of a workbook: what is true in it, without how it came to be so. Every list is in canonical order. */
export interface FrozenState {
  readonly format: typeof FROZEN_FORMAT;
  readonly title: string;
  readonly organisation: string;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
  readonly scopeNote: string | null;
  readonly reviewOn: string | null;
  /** How the assessment is led, measured and marked; absent from a state that was frozen before these were part of it. */
  readonly leadAssessor?: string | null;
  readonly frameworks?: readonly { readonly id: string; readonly name: string }[];
  readonly classification?: string | null;
  readonly distribution?: string | null;
  readonly logo?: FrozenLogo | null;
  /** Left out where there are none, so that a state from before there were house rules is the same to the byte. */
  readonly houseRules?: FrozenHouseRules;
  readonly parties: readonly Pick<Party, 'id' | 'name' | 'kind'>[];
  readonly people: readonly Person[];
  readonly environments: readonly { readonly id: string; readonly name: string }[];
  readonly services: readonly FrozenService[];
  readonly assignments: readonly FrozenAssignment[];
  readonly evidence: readonly FrozenEvidence[];
}
/** The picture on the covers, by its hash. */
export type FrozenLogo = Pick<Logo, 'mediaType' | 'width' | 'height' | 'sha256'>;
/** House rules by what tells one edition from another. */
export interface FrozenHouseRules {
  readonly name: string;
  readonly edition: string;
  readonly sha256: string;
}
export interface FrozenService
  extends Pick<
    ServiceInUse,
    | 'ref'
    | 'label'
    | 'catalogueId'
    | 'model'
    | 'account'
    | 'region'
    | 'dataClassification'
    | 'lead'
    | 'notes'
    | 'reviewOn'
  > {
  readonly serviceName: string;
  /** The first of its environments, and the others, which are left out where there are none: a state of before is the same to the byte. */
  readonly environment: string | null;
  readonly alsoIn?: readonly string[];
  /** Left out where there are none, so that a state from before there were tags is the same to the byte. */
  readonly tags?: readonly string[];
}
export interface FrozenAssignment {
  readonly ref: string;
  readonly subject: string;
  /** Name of the duty, so that a state is readable without the catalogue that it came from. */
  readonly duty: string;
  readonly shares: readonly Share[];
  readonly notApplicable: string | null;
  readonly deviationReason: string | null;
  readonly status: Status;
  /** What stands behind an accepted risk; left out where nothing was said, so that an earlier state is the same to the byte. */
  readonly risk?: RiskAcceptance;
  readonly dueOn: string | null;
  readonly note: string | null;
  readonly parked: boolean;
  /** What it waits for while it is parked; left out where nothing was said, as above. */
  readonly waits?: Waits;
  readonly review: ReviewState;
}
export type FrozenEvidence = Pick<
  Evidence,
  | 'number'
  | 'kind'
  | 'title'
  | 'sha256'
  | 'url'
  | 'text'
  | 'coversFrom'
  | 'coversTo'
  | 'expires'
  | 'collectedAt'
  | 'links'
>;

export interface StateParts {
  readonly workbook: Pick<
    FrozenState,
    'title' | 'organisation' | 'periodFrom' | 'periodTo' | 'scopeNote' | 'reviewOn'
  > & {
    readonly leadAssessor: string | null;
    readonly frameworks: readonly string[];
    readonly classification: string | null;
    readonly distribution: string | null;
  };
  readonly logo: Logo | null;
  readonly houseRules: FrozenHouseRules | null;
  readonly parties: readonly Party[];
  readonly people: readonly Person[];
  readonly environments: readonly { readonly id: string; readonly name: string }[];
  readonly services: readonly ServiceInUse[];
  readonly assignments: Iterable<Assignment>;
  readonly evidence: readonly Evidence[];
  serviceName(catalogueId: string): string;
  dutyName(responsibility: string): string;
  frameworkName(id: string): string;
}

// By code unit: the same everywhere, whatever the language of the machine.
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const sorted = <T>(list: Iterable<T>, key: (item: T) => string): T[] =>
  [...list].sort((a, b) => byText(key(a), key(b)));

/**
 * Puts the parts of a workbook into their one canonical form: the same truth gives the same JSON, byte for byte, in
 * whatever order it was recorded. Records in which nothing is said are left out.
 */
export function freeze(parts: StateParts): FrozenState {
  const { title, organisation, periodFrom, periodTo, scopeNote, reviewOn } = parts.workbook;
  const { leadAssessor, frameworks, classification, distribution } = parts.workbook;
  const assignments: FrozenAssignment[] = [];
  for (const record of parts.assignments) {
    if (saysNothing(record)) continue;
    assignments.push({
      ref: assignmentRef(record.subject, record.responsibility),
      subject: record.subject,
      duty: parts.dutyName(record.responsibility),
      shares: sorted(record.shares, (share) => share.party).map(({ party, text, person }) => ({
        party,
        text,
        person,
      })),
      notApplicable: record.notApplicable,
      deviationReason: record.deviationReason,
      status: record.status,
      ...(record.risk === null ? {} : { risk: record.risk }),
      dueOn: record.dueOn,
      note: record.note,
      parked: record.parked,
      ...(record.parked && record.waits !== null ? { waits: record.waits } : {}),
      review: record.review,
    });
  }
  return {
    format: FROZEN_FORMAT,
    title,
    organisation,
    periodFrom,
    periodTo,
    scopeNote,
    reviewOn,
    leadAssessor,
    frameworks: sorted(frameworks, (id) => id).map((id) => ({ id, name: parts.frameworkName(id) })),
    classification,
    distribution,
    logo: logoOf(parts.logo),
    ...houseRulesOf(parts.houseRules),
    parties: sorted(parts.parties, ({ id }) => id).map(({ id, name, kind }) => ({ id, name, kind })),
    people: sorted(parts.people, ({ id }) => id).map(({ id, name, party, role, email }) => ({
      id,
      name,
      party,
      role,
      email,
    })),
    environments: sorted(parts.environments, ({ id }) => id).map(({ id, name }) => ({ id, name })),
    services: sorted(parts.services, ({ ref }) => ref).map((service) => ({
      ref: service.ref,
      label: service.label,
      catalogueId: service.catalogueId,
      serviceName: parts.serviceName(service.catalogueId),
      model: service.model,
      ...placed(service),
      account: service.account,
      region: service.region,
      dataClassification: service.dataClassification,
      lead: service.lead,
      notes: service.notes,
      reviewOn: service.reviewOn,
      ...(service.tags.length > 0 ? { tags: service.tags } : {}),
    })),
    assignments: sorted(assignments, ({ ref }) => ref),
    evidence: [...parts.evidence]
      .sort((a, b) => a.number - b.number)
      .map((piece) => ({
        number: piece.number,
        kind: piece.kind,
        title: piece.title,
        sha256: piece.sha256,
        url: piece.url,
        text: piece.text,
        coversFrom: piece.coversFrom,
        coversTo: piece.coversTo,
        expires: piece.expires,
        collectedAt: piece.collectedAt,
        links: [...piece.links].sort(byText),
      })),
  };
}

const placed = ({ environments }: ServiceInUse): Pick<FrozenService, 'environment' | 'alsoIn'> => {
  const [environment = null, ...alsoIn] = sorted(environments, (id) => id);
  return { environment, ...(alsoIn.length > 0 ? { alsoIn } : {}) };
};

const logoOf = (logo: Logo | null): FrozenLogo | null =>
  logo && { mediaType: logo.mediaType, width: logo.width, height: logo.height, sha256: logo.sha256 };

const houseRulesOf = (rules: FrozenHouseRules | null): Pick<FrozenState, 'houseRules'> =>
  rules === null ? {} : { houseRules: { name: rules.name, edition: rules.edition, sha256: rules.sha256 } };

/** A record exists as soon as somebody parked it or hung evidence on it, also after that was taken back. */
const saysNothing = (record: Assignment): boolean =>
  record.shares.length === 0 &&
  record.notApplicable === null &&
  record.deviationReason === null &&
  record.status === 'not-started' &&
  record.dueOn === null &&
  record.note === null &&
  !record.parked &&
  record.review === 'draft';

/** How many of the assignments in a state have an answer. */
export const countAnswered = (state: FrozenState): number =>
  state.assignments.filter((record) => record.notApplicable !== null || record.shares.length > 0).length;
