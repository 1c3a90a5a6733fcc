import type { CatalogueIndex } from '../../main/catalogue/lookup.ts';
import type {
  Control,
  DutyTexts,
  OwnerClass,
  Responsibility,
  ServiceModel,
} from '../../main/contract/catalogue.ts';
import { type BearingDuty, ownerOfControl } from '../../main/domain/controls/inheritance.ts';
import { dutyTexts, isAsked, suggestedOwner } from '../../main/domain/duties/suggestion.ts';
import type { MatrixRow, PublishedMatrix } from './matrix.ts';

export type Side = Exclude<OwnerClass, 'na'>;
export type Verdict = 'same' | 'half' | 'opposite' | 'na' | 'uncovered';
/** One row of a published matrix beside what the catalogue suggests. */
export interface Compared {
  readonly matrix: string;
  /** The control, or the service and the duty. */
  readonly place: string;
  /** The control alone with its framework, by which rows of several matrices meet; null for a row about a duty. */
  readonly control: string | null;
  readonly they: Side | 'na';
  readonly we: OwnerClass | null;
  readonly verdict: Verdict;
  /** The row names a part of a duty that is shared here, and the half of its side says that part. */
  readonly inHalf: boolean;
  /** Why it is seen otherwise here, from the catalogue's data. */
  readonly why: string | null;
  /** Duties that bear on it, or a reason why there are none. */
  readonly covered: boolean;
  /** How far the control can be inherited was taken from this very matrix: that they agree proves nothing. */
  readonly taken: boolean;
  /** What the duties say by themselves, without the word on inheritance; null where none bears on it, or it is about a duty. */
  readonly dutiesSay: Side | null;
  /** The same by their owners alone: that AWS helps with a duty of the customer's gives it no part there. */
  readonly ownersSay: Side | null;
}

/** Services whose suggestions are folded for a row on a control: those of the Quick Start, or those of the model that the row speaks of. */
const SETS: Readonly<Record<'all' | ServiceModel, readonly string[]>> = {
  all: [
    'ec2',
    'ebs',
    'vpc',
    's3',
    'rds',
    'elastic-load-balancing',
    'iam',
    'cloudtrail',
    'kms',
    'cloudwatch',
    'config',
  ],
  iaas: ['ec2', 'ebs', 'vpc'],
  container: ['eks', 'ecs-ec2', 'vpc', 'iam', 'cloudtrail', 'kms'],
  paas: ['rds'],
  serverless: ['lambda', 's3', 'dynamodb', 'iam', 'cloudtrail', 'kms'],
  saas: ['workmail'],
  tool: ['iam', 'cloudtrail', 'kms', 'config'],
};

const SIDES = {
  aws: 'aws',
  inheritable: 'aws',
  customer: 'customer',
  'customer-only': 'customer',
  shared: 'shared',
  partial: 'shared',
  na: 'na',
} as const satisfies Record<MatrixRow['says'], Side | 'na'>;

/** Every row of a matrix that can be scored, beside what the catalogue suggests. */
export function compareMatrix(matrix: PublishedMatrix, catalogue: CatalogueIndex): readonly Compared[] {
  const framework =
    matrix.framework ?? (matrix.sourceFramework === 'NIST SP 800-171 Rev. 2' ? 'nist-800-171-r2' : null);
  return together(matrix.rows.filter(({ score }) => score !== false)).flatMap((row) => {
    if (row.duty) return onDuty(matrix, row, catalogue);
    return framework === null ? [] : onControl(matrix, row, framework, catalogue);
  });
}

/** Several rows of one matrix about one duty of one service are its parts: what they say together is what it says. */
function together(rows: readonly MatrixRow[]): readonly MatrixRow[] {
  const byCell = Map.groupBy(rows, (row) => (row.duty ? [row.service, row.duty, row.model].join(' ') : row));
  return [...byCell.values()].flatMap((parts) => {
    const [first] = parts;
    if (!first) return [];
    const says = new Set(parts.map((part) => part.says));
    return says.size === 1 ? first : { ...first, says: 'shared' as const };
  });
}

function onControl(
  matrix: PublishedMatrix,
  row: MatrixRow,
  framework: string,
  catalogue: CatalogueIndex,
): readonly Compared[] {
  const control = catalogue
    .framework(framework)
    ?.controls.find(({ id }) => id === row.control || id === row.sourceId);
  if (!control) return [];
  const we = controlOwner(control, catalogue, row.model ?? 'all');
  const place = row.model ? `${control.id} (${row.model})` : control.id;
  const covered = control.duties.length > 0 || control.without !== undefined;
  const bearing = control.duties.flatMap((id) => bearingOf(id, catalogue, row.model ?? 'all'));
  return [
    {
      ...judged(row, place, we),
      matrix: matrix.file,
      why: control.why ?? null,
      covered,
      taken: matrix.file.startsWith(control.basis.replace('csa-ownership', 'csa-ccm')),
      control: `${framework} ${control.id}`,
      dutiesSay: ownerOfControl('wholly', bearing),
      ownersSay: ownerOfControl(
        'wholly',
        bearing.map((duty) => ({ ...duty, helped: false })),
      ),
    },
  ];
}

/** Whose a control is over the services of a set. Without a duty the inheritance alone says it. */
export function controlOwner(
  { inherit, duties }: Control,
  catalogue: CatalogueIndex,
  set: keyof typeof SETS,
): Side {
  const bearing = duties.flatMap((id) => bearingOf(id, catalogue, set));
  return (
    ownerOfControl(inherit, bearing) ??
    (inherit === 'wholly' ? 'aws' : inherit === 'not' ? 'customer' : 'shared')
  );
}

function bearingOf(id: string, catalogue: CatalogueIndex, set: keyof typeof SETS): readonly BearingDuty[] {
  const duty = catalogue.responsibility(id);
  if (!duty) return [];
  const places =
    duty.scope === 'service' ? SETS[set].map((service) => serviceOf(service, catalogue)) : [null];
  return places.flatMap((service) => {
    const owner = suggestedOwner(duty, service);
    return owner === 'na' || !isAsked(duty, service)
      ? []
      : [{ owner, helped: dutyTexts(duty, service).provider !== null }];
  });
}

function serviceOf(id: string, catalogue: CatalogueIndex) {
  const service = catalogue.service(id);
  if (!service)
    throw new Error(`The comparison speaks of the service ${id}, which the catalogue does not have.`);
  return service;
}

function onDuty(matrix: PublishedMatrix, row: MatrixRow, catalogue: CatalogueIndex): readonly Compared[] {
  const service = row.service ? catalogue.service(row.service) : null;
  if (row.service && !service) return [];
  // A duty that was split is both of its parts.
  const parts = catalogue.catalogue.retired.find(({ id }) => id === row.duty)?.into;
  const duties = catalogue.responsibilities.filter(({ id }) => id === row.duty || parts?.includes(id));
  const verdicts = duties.map((duty) => {
    const at = duty.scope === 'organisation' ? null : (service ?? null);
    const we = suggestedOwner(duty, at, row.model ?? null);
    const half = halfOf(row, dutyTexts(duty, at, row.model ?? null));
    return {
      ...judged(row, `${row.service ?? 'any'} / ${duty.id}`, we, half),
      matrix: matrix.file,
      why: whyOf(duty, service ?? null, catalogue),
      covered: true,
      taken: matrix.independent === 'no',
      control: null,
      dutiesSay: null,
      ownersSay: null,
    };
  });
  // Of a duty that was split the part that agrees least speaks for both.
  const order: readonly Verdict[] = ['uncovered', 'opposite', 'half', 'na', 'same'];
  return verdicts.sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict)).slice(0, 1);
}

function whyOf(
  duty: Responsibility,
  service: ReturnType<CatalogueIndex['service']> | null,
  catalogue: CatalogueIndex,
) {
  const own = service?.overrides.find(({ responsibility }) => responsibility === duty.id)?.why;
  if (own) return own;
  const contested = catalogue.contested.find(
    ({ responsibilities, services, models }) =>
      responsibilities.includes(duty.id) &&
      (services.length === 0 || (service != null && services.includes(service.id))) &&
      (models.length === 0 || (service != null && models.includes(service.model))),
  );
  return contested?.text ?? null;
}

/** Whether our half on the side that the row names says the part that it speaks of. */
function halfOf({ says, inHalf }: MatrixRow, { provider, customer }: DutyTexts): boolean {
  const half = { aws: provider, customer, shared: null, na: null }[SIDES[says]];
  return inHalf !== undefined && half?.includes(inHalf) === true;
}

function judged(
  row: MatrixRow,
  place: string,
  we: OwnerClass | null,
  ourHalfSaysIt = false,
): Pick<Compared, 'place' | 'they' | 'we' | 'verdict' | 'inHalf'> {
  const they = SIDES[row.says];
  // A row on one part of a duty contradicts no shared duty whose half on that side holds the part.
  const inHalf = ourHalfSaysIt && we === 'shared';
  // CSA: "shared, each for its own part" leaves the customer's part whole, and that is what is recorded here.
  const alike = we === they || (row.kind === 'independent' && they === 'shared' && we === 'customer');
  const verdict: Verdict =
    we === null
      ? 'uncovered'
      : alike || inHalf
        ? 'same'
        : we === 'na' || they === 'na'
          ? 'na'
          : we === 'shared' || they === 'shared'
            ? 'half'
            : 'opposite';
  return { place, they, we, verdict, inHalf };
}
