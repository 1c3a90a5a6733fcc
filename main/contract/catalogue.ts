import type { Severity } from './gaps.ts';
import type { PartyKind } from './parties.ts';

/** Who the catalogue proposes: the provider (`aws`), whoever takes the customer's side, both, or nobody. */
export const OWNER_CLASSES = ['aws', 'customer', 'shared', 'na'] as const;
export type OwnerClass = (typeof OWNER_CLASSES)[number];
export const SERVICE_MODELS = ['iaas', 'container', 'paas', 'serverless', 'saas', 'tool'] as const;
export type ServiceModel = (typeof SERVICE_MODELS)[number];
/** Where a responsibility is asked: for each service in use, once per provider, or once per workbook. */
export const SCOPES = ['service', 'provider', 'organisation'] as const;
export type Scope = (typeof SCOPES)[number];
/** What duties are asked of: those of each scope, and a party whose answers hold in many services. */
export type SubjectKind = Scope | 'common';

export interface DutyTexts {
  /** What the provider does; null where it has no part. */
  readonly provider: string | null;
  readonly customer: string | null;
}
export interface Domain {
  readonly id: string;
  readonly name: string;
  readonly order: number;
  readonly summary: string;
}
export interface Misconception {
  readonly whenOwner: OwnerClass;
  /** As it is said of any service: names no product. */
  readonly belief: string;
  readonly correction: string;
  /** As it is said of some: of the services listed, or of those of a model. The first that fits holds. */
  readonly cases?: readonly {
    readonly services?: readonly string[];
    readonly models?: readonly ServiceModel[];
    readonly belief: string;
    readonly correction: string;
  }[];
  /** 1 AWS will secure everything, 2 no expertise is needed, 3 backups are AWS's; absent for the catalogue's own. */
  readonly family?: 1 | 2 | 3;
}
/** A party that house rules name; in a workbook it is the one with that id, else with that name. */
export interface HouseParty {
  readonly id: string;
  readonly name: string;
  readonly kind: PartyKind;
}
/** What house rules say of a duty where they hold: on the services, under the models and in the environments named, if any are. */
export interface HouseDefault {
  readonly services?: readonly string[];
  readonly models?: readonly ServiceModel[];
  readonly environments?: readonly string[];
  /** Absent where only who takes the customer's part is another. */
  readonly owner?: OwnerClass;
  /** Who takes the parts of the sides that they stand on. */
  readonly parties: readonly HouseParty[];
  readonly why: string;
  readonly provider?: string;
  readonly customer?: string;
}
export interface Responsibility {
  readonly id: string;
  readonly domain: string;
  readonly scope: Scope;
  readonly name: string;
  readonly question: string;
  readonly kind: 'of' | 'in' | 'shared';
  readonly awsClass: 'inherited' | 'shared' | 'customer-specific';
  /** Whether AWS names the control when it explains its classes, or we placed it by analogy. */
  readonly classBasis: 'aws-listed' | 'inferred';
  readonly defaults: Readonly<Record<ServiceModel, { readonly owner: OwnerClass; readonly why: string }>>;
  readonly duties: DutyTexts;
  readonly dutiesByModel: Readonly<Partial<Record<ServiceModel, DutyTexts>>>;
  /** Catalogue ids of services that help. */
  readonly tools: readonly string[];
  readonly evidenceSuggestions: readonly string[];
  readonly misconception?: Misconception;
  /** Framework id -> why none of its controls is linked, where one would be expected. */
  readonly withoutControl?: Readonly<Record<string, string>>;
  /** True for one that a workbook or its house rules added. */
  readonly custom?: boolean;
  /** The house rules that it comes from. */
  readonly source?: string;
  /** What house rules say of it: the first that holds counts. */
  readonly house?: { readonly source: string; readonly defaults: readonly HouseDefault[] };
}
/** A responsibility of an earlier edition that was split. Its answer is carried to each part, to be confirmed. */
export interface RetiredResponsibility
  extends Pick<Responsibility, 'id' | 'domain' | 'scope' | 'name' | 'question' | 'duties'> {
  /** What was suggested of it, against which its answers are still seen. */
  readonly suggested: { readonly owner: OwnerClass; readonly why: string };
  readonly into: readonly string[];
}
export interface Lifecycle {
  readonly state: 'active' | 'closed-to-new' | 'end-of-support';
  readonly date?: string;
  readonly dateKind?: 'closed' | 'announced' | 'end-of-support';
  readonly note?: string;
  readonly source?: { readonly title: string; readonly url: string };
}
/** What a page that an entry rests on is about. An entry counts as read when the first three are. */
export const SOURCE_SUBJECTS = [
  'security',
  'data-protection',
  'resilience',
  'infrastructure',
  'keys',
  'updates',
  'logging',
  'lifecycle',
  'other',
] as const;
export type SourceSubject = (typeof SOURCE_SUBJECTS)[number];
/** A page that was read whole for an entry. */
export interface Source {
  readonly about: SourceSubject;
  readonly title: string;
  readonly url: string;
  /** Which edition of the page: the revision of the copy that was read. */
  readonly edition: string;
  /** ISO date. */
  readonly readOn: string;
}
/**
 * Facts about a service that rules of the catalogue are built on: its users or workload are reached from the internet; a
 * resource can be opened to everyone or to other accounts; the customer sees instances, nodes or devices; it keeps customer
 * content.
 */
export const SERVICE_TRAITS = ['internet-endpoint', 'can-be-public', 'instances', 'content'] as const;
export type ServiceTrait = (typeof SERVICE_TRAITS)[number];
export interface ServiceOverride {
  readonly responsibility: string;
  readonly owner: OwnerClass;
  readonly why: string;
}
export interface CatalogueService {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly family?: string;
  readonly category: string;
  readonly model: ServiceModel;
  readonly notes: string;
  readonly awsPrefix: string;
  readonly otherPrefixes: readonly string[];
  readonly cfnNamespaces: readonly string[];
  readonly terraformPrefixes: readonly string[];
  readonly variantOf?: string;
  readonly variantWhen?: string;
  readonly lifecycle: Lifecycle;
  readonly overrides: readonly ServiceOverride[];
  readonly guidance: readonly { readonly responsibility: string; readonly text: string }[];
  readonly duties: readonly (DutyTexts & { readonly responsibility: string })[];
  readonly traits: readonly ServiceTrait[];
  /** The pages that were read for it. */
  readonly sources: readonly Source[];
  /** Subjects on which AWS has no page for this service. */
  readonly noPage?: readonly { readonly about: SourceSubject; readonly why: string }[];
  readonly custom?: boolean;
  /** The house rules that it comes from. */
  readonly source?: string;
  /** Who takes the provider's part, where house rules say so: the service is another cloud's. */
  readonly provider?: HouseParty;
  /** The environments in which it is looked at, where house rules speak of one of them. */
  readonly environments?: readonly string[];
}
/** A choice of the catalogue that can be argued, and how to treat it in the room. */
export interface Contested {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** What to ask or show the assessor; null where the choice needs no treatment. */
  readonly ask: string | null;
  /** The assignments it bears on: every listed responsibility, on the listed services and models (empty = all). */
  readonly responsibilities: readonly string[];
  readonly services: readonly string[];
  readonly models: readonly ServiceModel[];
}
/** How far a customer may inherit a control from the provider, whatever the duties linked to it say. */
export const INHERITANCE = ['wholly', 'partly', 'not'] as const;
export type Inheritance = (typeof INHERITANCE)[number];
/** Why the model has no duty for a control. */
export const WITHOUT_DUTY = {
  organisation: 'The organisation’s own practice, not about a cloud service.',
  provider: 'The provider’s alone, and nothing that a customer decides or sees.',
  'not-cloud': 'About something that a workload in the cloud does not have.',
  developer: 'About building products or acquiring systems, before anything runs.',
  oversight: 'The part of the assessor, regulator or authorising official.',
  'privacy-programme': 'The privacy programme of the organisation.',
  'card-specific': 'About payment devices, issuers or card brands.',
  withdrawn: 'Withdrawn; its successors hold the duties.',
  definition: 'A heading; its parts hold the duties.',
} as const;
export type WithoutDuty = keyof typeof WITHOUT_DUTY;
/** What is said of a control. */
export interface ControlFacts {
  /** Responsibilities that bear on it, the most direct first; never a claim that it is met. Empty only with `without`. */
  readonly duties: readonly string[];
  readonly without?: WithoutDuty;
  readonly inherit: Inheritance;
}
export interface ControlPart {
  readonly id: string;
  readonly duties?: readonly string[];
  readonly without?: WithoutDuty;
  readonly inherit?: Inheritance;
}
/**
 * A part of AWS that stands apart, with accounts, identities and Regions of its own, and what is otherwise there. The commercial
 * partition is not listed: all else in the catalogue is said of it.
 */
export interface Partition {
  readonly id: string;
  readonly name: string;
  /** How the names of its Regions begin. */
  readonly regionPrefix: string;
  readonly source: Omit<Source, 'about'>;
  readonly differences: readonly {
    readonly responsibilities: readonly string[];
    readonly text: string;
    readonly ask: string | null;
  }[];
}
/** One statement that an assessment of a control determines, such as `AC.L2-3.1.1[a]`. */
export interface ControlObjective {
  readonly id: string;
  readonly text: string;
}
export interface Control extends ControlFacts {
  readonly id: string;
  readonly oscalId: string;
  readonly title: string;
  readonly group: string;
  /** What the inheritance rests on: a key of the framework's `bases`. */
  readonly basis: string;
  /** Why it is seen otherwise here than in a published matrix, or what deserves a word. */
  readonly why?: string;
  /** Lettered parts, such as `AC-1(a)`; what a part does not say of itself is as in the control. */
  readonly parts?: readonly ControlPart[];
  /** Ids of the publisher's questions about it. */
  readonly questions?: readonly string[];
  /** What its assessment determines, statement by statement, where the licence lets them be passed on. */
  readonly objectives?: readonly ControlObjective[];
  /** Its own words, where the framework's licence lets them be passed on. */
  readonly text?: string;
  /** Ids of the controls of an earlier edition whose place it takes. */
  readonly formerly?: readonly string[];
}
export interface Framework {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly publisher: string;
  readonly titleKind: string;
  readonly licence: { readonly kind: string; readonly mayShipText: boolean; readonly note: string };
  readonly subsetOf?: string;
  /** What the statements on inheritance rest on, by the key that controls name. */
  readonly bases: Readonly<
    Record<
      string,
      {
        readonly title: string;
        readonly url?: string;
        readonly edition?: string;
        readonly readOn?: string;
      }
    >
  >;
  readonly controls: readonly Control[];
}
/**
 * How a resource type or a billing line leads to a service where the services' own prefixes do not say enough. All values
 * are catalogue ids. Keys of the first two are prefixes (the longest wins), of the others whole words.
 */
export interface Matching {
  /** CloudFormation types, such as `AWS::Serverless::Api`. */
  readonly cloudFormation: Readonly<Record<string, string>>;
  /** `service:type` as in ARNs and Resource Explorer, such as `ec2:subnet`. */
  readonly resourceTypes: Readonly<Record<string, string>>;
  /** The entry meant by an IAM prefix that several services have. */
  readonly servicePrefixes: Readonly<Record<string, string>>;
  /** Labels of Cost Explorer and full billing names, such as `EC2-ELB`. */
  readonly billing: Readonly<Record<string, string>>;
  /** Ends of billing names that carry a product in front. */
  readonly billingEndings: Readonly<Record<string, string>>;
}
export interface Catalogue {
  readonly version: string;
  readonly asOf: string;
  readonly domains: readonly Domain[];
  readonly responsibilities: readonly Responsibility[];
  readonly retired: readonly RetiredResponsibility[];
  readonly services: readonly CatalogueService[];
  readonly contested: readonly Contested[];
  readonly partitions: readonly Partition[];
  readonly frameworks: readonly Framework[];
  readonly matching: Matching;
  /** The house rules that stand over it, if any do. */
  readonly house?: HouseRulesOver;
}
/** Which house rules stand over a catalogue, and what of them concerns it as a whole. */
export interface HouseRulesOver {
  readonly name: string;
  readonly edition: string;
  /** SHA-256 of their text. */
  readonly digest: string;
  /** Ids of environments of which they speak. */
  readonly environments: readonly string[];
  /** By gap rule. */
  readonly severities: ReadonlyMap<string, Severity>;
}

/** One line of the catalogue's service list. */
export interface CatalogueEntry {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly category: string;
  readonly model: ServiceModel;
  readonly lifecycle: Lifecycle;
  readonly notes: string;
  readonly questions: number;
  readonly variantOf?: string;
  readonly variantWhen?: string;
  readonly custom?: boolean;
}
/** A responsibility as the catalogue sees it on one service. */
export interface CatalogueDuty {
  readonly responsibility: string;
  readonly name: string;
  readonly domain: string;
  readonly question: string;
  readonly asked: boolean;
  readonly owner: OwnerClass;
  readonly why: string;
  readonly basis: 'service' | 'model';
  readonly duties: DutyTexts;
  readonly guidance: string | null;
  readonly cautions: readonly string[];
}
export interface CatalogueServiceDetail {
  readonly service: CatalogueService;
  readonly variants: readonly CatalogueEntry[];
  readonly duties: readonly CatalogueDuty[];
}
export interface FrameworkSummary {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly publisher: string;
  readonly controls: number;
  readonly linked: number;
}
