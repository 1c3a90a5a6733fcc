import type { Catalogue, CatalogueService, Misconception, Responsibility } from '../contract/catalogue.ts';
import { reasonOf } from '../domain/controls/inheritance.ts';
import { dutyTexts, isAsked, suggestedOwner } from '../domain/duties/suggestion.ts';

/** A rule that keeps a class of errors out of the data; `find` says one sentence for each breach. */
export interface CatalogueRule {
  readonly id: string;
  /** Why it must hold. */
  readonly why: string;
  find(catalogue: Catalogue): readonly string[];
}

/** One responsibility on one service, as the catalogue suggests it. */
interface Cell {
  readonly service: CatalogueService;
  readonly duty: Responsibility;
  readonly asked: boolean;
  readonly owner: ReturnType<typeof suggestedOwner>;
}

/** Every cell of one responsibility. */
function cellsOf({ services, responsibilities }: Catalogue, id: string): readonly Cell[] {
  const duty = responsibilities.find((entry) => entry.id === id);
  if (!duty) throw new Error(`A rule of the catalogue speaks of ${id}, which is not in it.`);
  return services.map((service) => ({
    service,
    duty,
    asked: isAsked(duty, service),
    owner: suggestedOwner(duty, service),
  }));
}
const allCells = (catalogue: Catalogue): readonly Cell[] =>
  catalogue.responsibilities
    .filter(({ scope }) => scope !== 'organisation')
    .flatMap(({ id }) => cellsOf(catalogue, id))
    .filter(({ asked }) => asked);

const at = ({ service, duty }: Cell) => `service ${service.id}, ${duty.id}`;
const ownTexts = ({ service, duty }: Cell) =>
  service.duties.find(({ responsibility }) => responsibility === duty.id);
const ownOwner = ({ service, duty }: Cell) =>
  service.overrides.find(({ responsibility }) => responsibility === duty.id);

const ownGuidance = ({ service, duty }: Cell) =>
  service.guidance.find(({ responsibility }) => responsibility === duty.id);
/** Whether the entry says anything of its own about it, so that the words of its model do not stand alone. */
const hasOwnWords = (cell: Cell) => ownTexts(cell) !== undefined || ownGuidance(cell) !== undefined;

const INSTANCE_WORDS = /\b(?:instances?|nodes?)\b/i;
/** Without instances of their own, and yet about those of others. */
const ABOUT_INSTANCES = new Set(['ebs']);
/** Words that are the name of a service and an everyday word as well. */
const EVERYDAY = new Set(['Config', 'Backup', 'Health', 'Batch', 'Connect', 'Location', 'Signer', 'Shield']);

/** Where changes, or some of them, are handled in one Region for all: AWS's paper on fault isolation boundaries, with the Region as an entry may name it. */
const ONE_CONTROL_PLANE: Readonly<Record<string, RegExp>> = {
  acm: /us-east-1/,
  'application-recovery-controller': /US West \(Oregon\)/,
  'cloud-wan': /US West \(Oregon\)/,
  cloudfront: /US East \(N\. Virginia\)/,
  'elastic-load-balancing': /US East \(N\. Virginia\)/,
  'global-accelerator': /US West \(Oregon\)/,
  iam: /US East \(N\. Virginia\)/,
  organizations: /US East \(N\. Virginia\)/,
  'route-53': /US East \(N\. Virginia\)/,
  s3: /US East \(N\. Virginia\)/,
  shield: /US East \(N\. Virginia\)/,
  waf: /US East \(N\. Virginia\)/,
};

export const RULES: readonly CatalogueRule[] = [
  {
    id: 'retention-without-data',
    why: 'what keeps no content has nothing to classify, to retain or to delete',
    find: (catalogue) =>
      ['data-classification', 'retention-deletion'].flatMap((id) =>
        cellsOf(catalogue, id)
          .filter(({ asked, service }) => asked && !service.traits.includes('content'))
          .map((cell) => `${at(cell)} is asked, and nothing is kept there`),
      ),
  },
  {
    id: 'recovery-without-backup',
    why: 'where nothing is backed up, the entry has to say itself what is brought back',
    find(catalogue) {
      const backedUp = new Set(
        cellsOf(catalogue, 'backup-configuration')
          .filter(({ asked }) => asked)
          .map(({ service }) => service.id),
      );
      return cellsOf(catalogue, 'disaster-recovery')
        .filter((cell) => cell.asked && cell.owner !== 'aws' && !backedUp.has(cell.service.id))
        .filter((cell) => !ownTexts(cell) && !ownOwner(cell))
        .map((cell) => `${at(cell)} is asked of the customer, backup-configuration is not asked`);
    },
  },
  {
    id: 'backup-by-itself',
    why: 'few managed platforms back up unasked: whoever says that AWS runs backups says what it takes and for how long',
    find: (catalogue) =>
      cellsOf(catalogue, 'backup-configuration')
        .filter(({ service, owner }) => service.model === 'paas' && owner === 'shared')
        .filter((cell) => !hasOwnWords(cell))
        .map((cell) => `${at(cell)}: shared, in the words of the model only`),
  },
  {
    id: 'choice-without-a-key',
    why: 'where no key can be chosen and nothing is switched on, encryption leaves the customer nothing to decide',
    find(catalogue) {
      const keys = new Map(
        cellsOf(catalogue, 'key-management').map(({ service, owner }) => [service.id, owner]),
      );
      return cellsOf(catalogue, 'encryption-at-rest')
        .filter(({ owner }) => owner === 'shared' || owner === 'customer')
        .filter((cell) => ['na', 'aws'].includes(keys.get(cell.service.id) ?? '') && !ownTexts(cell))
        .map((cell) => `${at(cell)}: ${cell.owner}, and no key can be chosen`);
    },
  },
  {
    id: 'integrity-without-content',
    why: 'what keeps no content has none to guard, unless the entry says what is checked on its way',
    find: (catalogue) =>
      cellsOf(catalogue, 'data-integrity')
        .filter(
          ({ asked, owner, service }) => asked && owner !== 'aws' && !service.traits.includes('content'),
        )
        .filter((cell) => !ownTexts(cell))
        .map((cell) => `${at(cell)} is asked, and nothing is kept there`),
  },
  {
    id: 'window-of-the-customer',
    why: 'who sets the window of a restart, and whose workload must stand it, has a part',
    find: (catalogue) =>
      ['guest-os-patching', 'runtime-engine-patching'].flatMap((id) =>
        cellsOf(catalogue, id)
          .filter(({ owner }) => owner === 'aws')
          .filter((cell) => /(?<!without a customer )\bwindow\b/.test(ownTexts(cell)?.provider ?? ''))
          .map((cell) => `${at(cell)}: AWS alone, in a window`),
      ),
  },
  {
    id: 'agent-of-a-tool',
    why: 'software of a tool that runs on the customer’s own machines is not patched by AWS alone',
    find(catalogue) {
      const onOwnMachines = new Set(
        cellsOf(catalogue, 'image-supply-chain')
          .filter(({ asked, service }) => asked && service.model === 'tool')
          .filter((cell) => /\b(?:agents?|collectors?)\b/i.test(ownOwner(cell)?.why ?? ''))
          .map(({ service }) => service.id),
      );
      return cellsOf(catalogue, 'runtime-engine-patching')
        .filter(({ owner, service }) => owner === 'aws' && onOwnMachines.has(service.id))
        .map((cell) => `${at(cell)}: AWS alone, and agents run on machines of the customer`);
    },
  },
  {
    id: 'one-control-plane',
    why: 'recovery must not need a change that only one Region can make, so the entry names that Region',
    find: (catalogue) =>
      cellsOf(catalogue, 'disaster-recovery').flatMap((cell) => {
        const region = ONE_CONTROL_PLANE[cell.service.id];
        if (region === undefined) return [];
        const texts = ownTexts(cell);
        const said = [ownOwner(cell)?.why, texts?.provider, texts?.customer].join(' ');
        if (cell.owner === 'aws' || !cell.asked)
          return [`${at(cell)}: ${cell.owner}, though changes hang on one Region`];
        return region.test(said) ? [] : [`${at(cell)} does not name the Region of its control plane`];
      }),
  },
  {
    id: 'text-of-the-wrong-side',
    why: 'who has no part has no text',
    find: (catalogue) =>
      allCells(catalogue).flatMap((cell) => {
        const texts = ownTexts(cell);
        if (!texts) return [];
        // Equipment on the customer's premises: its facility rows tell both sides wherever the line runs.
        if (cell.owner === 'aws' && texts.customer !== null && cell.duty.scope === 'service')
          return [`${at(cell)}: a text of the customer under AWS`];
        if (cell.owner === 'customer' && texts.customer === null)
          return [`${at(cell)}: only a text of AWS under the customer`];
        return [];
      }),
  },
  {
    id: 'instance-words',
    why: 'a service without instances has none to scan, patch or rebuild',
    find: (catalogue) =>
      allCells(catalogue)
        .filter(({ service, owner }) => !service.traits.includes('instances') && owner !== 'aws')
        .flatMap((cell) => {
          const { customer } = dutyTexts(cell.duty, cell.service);
          return customer !== null && INSTANCE_WORDS.test(customer) && !ABOUT_INSTANCES.has(cell.service.id)
            ? [`${at(cell)}: "${customer}"`]
            : [];
        }),
  },
  {
    id: 'product-in-a-misconception',
    why: 'a belief about one product is told about that product only',
    find({ responsibilities, services }) {
      const names = services.flatMap(({ name, aliases }) => [
        name.replace(/ \(.*$/, ''),
        name.replace(/^(?:Amazon|AWS) /, '').replace(/ \(.*$/, ''),
        ...aliases,
      ]);
      const products = [...new Set(names)].filter((name) => !EVERYDAY.has(name) && /^[A-Z]/.test(name));
      const named = ({ belief, correction }: Pick<Misconception, 'belief' | 'correction'>) => {
        const text = ` ${`${belief} ${correction}`.replaceAll(/[^A-Za-z0-9-]/g, ' ')} `;
        return products.filter((name) => text.includes(` ${name} `));
      };
      return responsibilities.flatMap(({ id, scope, misconception }) =>
        misconception && scope === 'service'
          ? named(misconception).map((name) => `responsibility ${id}: its misconception names ${name}`)
          : [],
      );
    },
  },
  {
    id: 'exposure',
    why: 'whatever can be opened to everyone is asked about, and nothing else',
    find: (catalogue) =>
      cellsOf(catalogue, 'public-exposure')
        .filter(({ asked, service }) => asked !== service.traits.includes('can-be-public'))
        .map((cell) => `${at(cell)} is ${cell.asked ? '' : 'not '}asked, against its traits`),
  },
  {
    id: 'floods',
    why: 'whatever the internet reaches is asked about, and nothing else',
    find: (catalogue) =>
      cellsOf(catalogue, 'ddos-web-protection')
        .filter(({ asked, service }) => asked !== service.traits.includes('internet-endpoint'))
        .map((cell) => `${at(cell)} is ${cell.asked ? '' : 'not '}asked, against its traits`),
  },
  {
    id: 'passed-dates',
    why: 'a date that has passed has changed the state',
    find: ({ services, asOf }) =>
      services.flatMap(({ id, lifecycle: { state, date, dateKind } }) => {
        if (date === undefined || date > asOf) return [];
        if (state === 'active') return [`service ${id}: ${date} has passed, and it stands as active`];
        return dateKind === 'end-of-support' && state !== 'end-of-support'
          ? [`service ${id}: its support ended on ${date}, and it stands as ${state}`]
          : [];
      }),
  },
  {
    id: 'lifecycle-without-a-page',
    why: 'the page on which a closing or an end rests is one of those that were read',
    find: ({ services }) =>
      services
        .filter(
          ({ lifecycle, sources }) =>
            lifecycle.source && !sources.some(({ url }) => url === lifecycle.source?.url),
        )
        .map(({ id, lifecycle }) => `service ${id}: ${lifecycle.source?.url} is not among its sources`),
  },
  {
    id: 'end-in-a-note',
    why: 'what has a day on which it ends is not merely closed to newcomers',
    find: ({ services }) =>
      services
        .filter(({ lifecycle }) => lifecycle.state === 'closed-to-new')
        .filter(({ lifecycle }) => /\bends?\b[^.]*\d{4}-\d{2}-\d{2}/.test(lifecycle.note ?? ''))
        .map(({ id, lifecycle }) => `service ${id}: "${lifecycle.note}", and it stands as closed`),
  },
  {
    id: 'announced-without-a-word',
    why: 'the day of an announcement stands only where the page of the service names no day of its own, which is said',
    find: ({ services }) =>
      services
        .filter(({ lifecycle }) => lifecycle.dateKind === 'announced' && lifecycle.note === undefined)
        .map(
          ({ id, lifecycle }) =>
            `service ${id}: ${lifecycle.date} is that of an announcement, without a word`,
        ),
  },
  {
    id: 'inheritable-without-provider',
    why: 'what can be inherited whole is the provider’s by every duty that bears on it',
    find: ({ frameworks, responsibilities }) => {
      const owners = new Map(
        responsibilities.map(({ id, defaults }) => [id, Object.values(defaults).map(({ owner }) => owner)]),
      );
      const provided = (duty: string) =>
        owners.get(duty)?.every((owner) => owner === 'aws' || owner === 'na') === true;
      return frameworks.flatMap(({ id, controls }) =>
        controls.flatMap((control) =>
          [control, ...(control.parts ?? [])].flatMap((part) => {
            const { inherit, duties, without, why } = { ...control, ...part };
            if (inherit !== 'wholly') return [];
            if (duties.length === 0)
              return without === 'provider'
                ? []
                : [`${id}, ${part.id}: inherited wholly, and nobody says by whom`];
            // Under some models a duty is the customer's, and does not arise under others: that deserves a word.
            const own = duties.find((duty) => !provided(duty));
            return own === undefined || why !== undefined
              ? []
              : [`${id}, ${part.id}: inherited wholly, yet ${own} is not always the provider’s`];
          }),
        ),
      );
    },
  },
  {
    id: 'part-outside-control',
    why: 'what bears on a part of a control bears on the control',
    find: ({ frameworks }) =>
      frameworks.flatMap(({ id, controls }) =>
        controls.flatMap(({ duties, parts = [] }) =>
          parts.flatMap((part) =>
            (part.duties ?? [])
              .filter((duty) => !duties.includes(duty))
              .map((duty) => `${id}, ${part.id}: ${duty} bears on it, and not on its control`),
          ),
        ),
      ),
  },
  {
    id: 'partly-without-a-reason',
    why: 'what is inherited in part says what AWS’s part is, by itself or by its duties',
    find: ({ frameworks, responsibilities }) => {
      const known = new Map(responsibilities.map((duty) => [duty.id, duty]));
      return frameworks.flatMap(({ id, controls }) =>
        controls
          .filter(({ inherit }) => inherit === 'partly')
          .filter(
            (control) =>
              reasonOf(
                control,
                control.duties.flatMap((duty) => known.get(duty) ?? []),
              ) === null,
          )
          .map((control) => `${id}, ${control.id}: inherited in part, and nobody says what of it is AWS’s`),
      );
    },
  },
  {
    id: 'policy-is-a-document',
    why: 'a policy that is not inherited is a document of the organisation, which no service and no part of AWS’s makes',
    find: ({ frameworks, responsibilities }) => {
      const known = new Map(responsibilities.map((duty) => [duty.id, duty]));
      const writes = (id: string) => {
        const duty = known.get(id);
        return duty?.scope === 'organisation' && duty.defaults.iaas.owner === 'customer';
      };
      return frameworks.flatMap(({ id, controls }) =>
        controls
          .filter(({ title, inherit }) => title === 'Policy and Procedures' && inherit === 'not')
          .flatMap((control) =>
            control.duties
              .filter((duty) => !writes(duty))
              .map((duty) => `${id}, ${control.id}: ${duty} writes no policy`),
          ),
      );
    },
  },
];
