import type { Misconception } from '../contract/catalogue.ts';
import { dutyTexts } from '../domain/duties/suggestion.ts';
import { CONTROL_RULES } from './control-rules.ts';
import { allCells, at, type CatalogueRule, cellsOf, hasOwnWords, ownOwner, ownTexts } from './rule-cells.ts';
import { ANSWERS_PLAIN_HTTP, HAS_CLIENTS, ONE_CONTROL_PLANE, OPTIONS } from './service-facts.ts';

const INSTANCE_WORDS = /\b(?:instances?|nodes?)\b/i;
/** Without instances of their own, and yet about those of others. */
const ABOUT_INSTANCES = new Set(['ebs']);
/** Words that are the name of a service and an everyday word as well. */
const EVERYDAY = new Set(['Config', 'Backup', 'Health', 'Batch', 'Connect', 'Location', 'Signer', 'Shield']);

/** What every entry and every control keeps to. */
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
        .filter(({ asked, service, owner }) => asked && service.model === 'paas' && owner !== 'aws')
        .filter((cell) => !hasOwnWords(cell))
        .map((cell) => `${at(cell)}: ${cell.owner}, in the words of the model only`),
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
        name.replace(/ \(.*$/s, ''),
        name.replace(/^(?:Amazon|AWS) /, '').replace(/ \(.*$/s, ''),
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
        .filter(({ lifecycle }) => (lifecycle.note ?? '').split('.').some(endsOnADay))
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
    id: 'plain-http',
    why: 'clear requests are refused only where an endpoint answers them',
    find: (catalogue) =>
      cellsOf(catalogue, 'encryption-in-transit')
        .filter(({ asked, owner }) => asked && owner !== 'aws')
        .filter((cell) => !ownTexts(cell) && !ANSWERS_PLAIN_HTTP.has(cell.service.id))
        .filter(({ duty, service }) => /plain HTTP/.test(dutyTexts(duty, service).customer ?? ''))
        .map((cell) => `${at(cell)}: plain HTTP is denied, and its endpoints answer none`),
  },
  {
    id: 'option-that-is-none',
    why: 'a window, an automatic upgrade or a zone is chosen only where the resources take such a choice',
    find: (catalogue) =>
      OPTIONS.flatMap(({ words, duty: id, takenBy }) =>
        cellsOf(catalogue, id)
          .filter((cell) => cell.asked && cell.owner !== 'aws')
          .filter((cell) => !ownTexts(cell) && !takenBy.has(cell.service.id))
          .filter(({ duty, service }) => dutyTexts(duty, service).customer?.includes(words))
          .map((cell) => `${at(cell)}: speaks of ${words}, which it does not take`),
      ),
  },
  {
    id: 'client-on-own-machines',
    why: 'software of a service that people install on their own machines is not patched by AWS alone',
    find: (catalogue) =>
      cellsOf(catalogue, 'runtime-engine-patching')
        .filter(({ service, owner }) => HAS_CLIENTS.has(service.id) && owner === 'aws')
        .map((cell) => `${at(cell)}: AWS alone, and its clients run on machines of the customer`),
  },
  {
    id: 'host-under-a-hypervisor',
    why: 'whoever runs the hypervisor under an appliance patches it',
    find(catalogue) {
      const patched = new Map(
        cellsOf(catalogue, 'host-os-patching').map((cell) => [cell.service.id, cell.asked]),
      );
      return cellsOf(catalogue, 'hypervisor-isolation')
        .filter((cell) => cell.asked && /hypervisor/.test(ownOwner(cell)?.why ?? ''))
        .filter(({ service }) => patched.get(service.id) !== true)
        .map((cell) => `${at(cell)}: its hypervisor is the customer’s, and nobody is asked who patches it`);
    },
  },
  ...CONTROL_RULES,
];

/** Whether a sentence has a day behind the word that something ends. */
function endsOnADay(sentence: string): boolean {
  const [, ...behind] = sentence.split(/\bends?\b/);
  return /\d{4}-\d{2}-\d{2}/.test(behind.join(' '));
}
