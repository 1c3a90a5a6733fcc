import type { Catalogue } from '../../contract/catalogue.ts';
import { GAP_RULES } from '../../domain/gaps/rules.ts';
import { nearest } from '../../domain/words/near-miss.ts';
import { ownersOf } from './owners.ts';
import { type Path, placeWords } from './read.ts';
import { type HouseRules, SIDES } from './schema.ts';

/** What is wrong, and the place in the file. */
export interface HouseRulesFault {
  readonly path: Path;
  readonly text: string;
}
type Fail = (path: Path, text: string) => void;

/** How many words that are not known are compared with those that are: beyond, no nearest one is named. */
const MOST_COMPARED = 40;

/** What house rules say of each other and of the shipped catalogue: ids that lead somewhere and are taken once, owners that are somebody. */
export function findHouseRuleFaults(rules: HouseRules, catalogue: Catalogue): readonly HouseRulesFault[] {
  const faults: HouseRulesFault[] = [];
  const fail: Fail = (path, text) => faults.push({ path, text: `${placeWords(path)}: ${text}` });
  const books = booksOf(rules, catalogue, fail);
  checkDuties(rules, catalogue, books, fail);
  checkDefaults(rules, catalogue, books, fail);
  for (const [at, service] of rules.services.entries()) {
    const path = ['services', at];
    const provider = rules.parties.find(({ id }) => id === service.provider);
    if (service.provider !== undefined && provider?.kind !== 'provider')
      fail(
        [...path, 'provider'],
        `"${service.provider}" is no party of the kind provider. List it under parties.`,
      );
    const seen = new Set<string>();
    for (const [n, own] of service.duties.entries()) {
      const place = [...path, 'duties', n];
      books.duty([...place, 'duty'], own.duty);
      if (seen.has(own.duty)) fail([...place, 'duty'], `"${own.duty}" stands here twice. Keep one.`);
      seen.add(own.duty);
      if (own.owner !== undefined) books.owner([...place, 'owner'], own.owner);
      if ((own.owner === undefined) !== (own.why === undefined))
        fail(place, 'an owner and why go together. Add the one that is missing.');
      if (own.owner === undefined && !own.provider && !own.customer && !own.guidance)
        fail(place, 'it says nothing of the duty. Add an owner, a text or guidance, or take it out.');
      if (catalogue.responsibilities.find(({ id }) => id === own.duty)?.scope === 'organisation')
        fail(
          [...place, 'duty'],
          `"${own.duty}" is asked once for the workbook, not of a service. Take it out.`,
        );
    }
  }
  for (const [at, framework] of rules.frameworks.entries()) {
    const seen = new Set<string>();
    for (const [n, control] of framework.controls.entries()) {
      const path = ['frameworks', at, 'controls', n];
      if (seen.has(control.id))
        fail([...path, 'id'], `the control "${control.id}" stands here twice. Keep one.`);
      seen.add(control.id);
      for (const [i, duty] of control.duties.entries()) books.duty([...path, 'duties', i], duty);
    }
  }
  for (const [at, { framework, control, duties }] of rules.mappings.entries()) {
    books.control(['mappings', at], framework, control);
    for (const [n, duty] of duties.entries()) books.duty(['mappings', at, 'duties', n], duty);
  }
  const gaps = GAP_RULES.map(({ id }) => id);
  for (const rule of Object.keys(rules.gaps))
    if (!gaps.includes(rule))
      fail(['gaps', rule], `there is no gap rule "${rule}". ${didYouMean(rule, gaps)}`);
  return faults;
}

const didYouMean = (word: string, known: readonly string[]): string => {
  const near = nearest(word, known);
  return near ? `Did you mean "${near}"?` : `There are: ${known.slice(0, 30).join(', ')}.`;
};

/** Looks ids up, and says where one leads nowhere or is taken. */
function booksOf(rules: HouseRules, catalogue: Catalogue, fail: Fail) {
  let compared = 0;
  const near = (word: string, known: Iterable<string>, where: string) => {
    compared += 1;
    const found = compared > MOST_COMPARED ? null : nearest(word, known);
    return found ? `Did you mean "${found}"?` : where;
  };
  const bookOf = (
    kind: string,
    section: 'duties' | 'services' | 'frameworks',
    shipped: readonly { readonly id: string }[],
    own: readonly { readonly id: string }[],
  ) => {
    const taken = new Set(shipped.map(({ id }) => id));
    for (const [at, { id }] of own.entries()) {
      const path = [section, at, 'id'];
      if (taken.has(id))
        fail(path, `the id "${id}" is taken by another ${kind}. Choose another, such as acme-${id}.`);
      if (id.startsWith('custom-'))
        fail(path, `ids that begin with custom- are the workbook's. Leave "custom-" out of "${id}".`);
      taken.add(id);
    }
    return taken;
  };
  const duties = bookOf('duty', 'duties', catalogue.responsibilities, rules.duties);
  const services = bookOf('service', 'services', catalogue.services, rules.services);
  bookOf('framework', 'frameworks', catalogue.frameworks, rules.frameworks);
  const controls = new Map(
    [...catalogue.frameworks, ...rules.frameworks].map((framework) => [
      framework.id,
      new Set(framework.controls.map(({ id }) => id)),
    ]),
  );
  checkParties(rules, fail);
  const split = new Map(catalogue.retired.map(({ id, into }) => [id, into]));
  const owners = ownersOf(rules);
  return {
    duty(path: Path, id: string) {
      if (duties.has(id)) return;
      const parts = split.get(id);
      fail(
        path,
        parts
          ? `"${id}" was split into ${parts.join(' and ')}. Name those.`
          : `there is no duty "${id}". ${near(id, duties, 'The matrix lists them; an own one stands under duties.')}`,
      );
    },
    service(path: Path, id: string) {
      if (!services.has(id))
        fail(
          path,
          `there is no service "${id}". ${near(id, services, '"demarc catalogue" lists them; an own one stands under services.')}`,
        );
    },
    control(path: Path, framework: string, control: string) {
      const known = controls.get(framework);
      if (!known)
        fail(
          [...path, 'framework'],
          `there is no framework "${framework}". ${near(framework, controls.keys(), `There are: ${[...controls.keys()].join(', ')}.`)}`,
        );
      else if (!known.has(control))
        fail(
          [...path, 'control'],
          `${framework} has no control "${control}". ${near(control, known, 'Write its id as the framework does.')}`,
        );
    },
    owner(path: Path, written: string | readonly string[]) {
      if (owners(written) !== null) return;
      const list = typeof written === 'string' ? [written] : written;
      const known: readonly string[] = [...SIDES, ...rules.parties.map(({ id }) => id)];
      const strange = list.find((word) => !known.includes(word));
      fail(
        path,
        strange === undefined
          ? '"not-applicable" stands alone. Take the others out.'
          : `"${strange}" is neither provider, customer, shared or not-applicable nor a party of this file. ${near(strange, known, 'List it under parties.')}`,
      );
    },
  };
}
type Books = ReturnType<typeof booksOf>;

function checkParties({ parties }: HouseRules, fail: Fail): void {
  const seen = new Set<string>(SIDES);
  for (const [at, { id }] of parties.entries()) {
    if (seen.has(id))
      fail(
        ['parties', at, 'id'],
        `the id "${id}" is taken, or is one of the words for a side. Choose another.`,
      );
    seen.add(id);
  }
}

function checkDuties(rules: HouseRules, catalogue: Catalogue, books: Books, fail: Fail): void {
  const domains = catalogue.domains.map(({ id }) => id);
  for (const [at, duty] of rules.duties.entries()) {
    const path = ['duties', at];
    if (!domains.includes(duty.domain))
      fail([...path, 'domain'], `there is no domain "${duty.domain}". ${didYouMean(duty.domain, domains)}`);
    books.owner([...path, 'owner'], duty.owner);
    for (const tool of duty.tools) books.service([...path, 'tools'], tool);
    for (const [model, own] of Object.entries(duty.models ?? {})) {
      if (own) books.owner([...path, 'models', model, 'owner'], own.owner);
      if (duty.asked === 'once')
        fail([...path, 'models'], 'a duty that is asked once has one owner. Take the models out.');
    }
    if (duty.asked === 'once' && [duty.owner].flat().includes('not-applicable'))
      fail([...path, 'owner'], 'a duty that is asked once is somebody’s. Name the owner.');
    for (const [framework, ids] of Object.entries(duty.controls ?? {}))
      for (const id of ids) books.control([...path, 'controls', framework], framework, id);
  }
}

function checkDefaults(rules: HouseRules, catalogue: Catalogue, books: Books, fail: Fail): void {
  const once = new Set([
    ...catalogue.responsibilities.filter(({ scope }) => scope === 'organisation').map(({ id }) => id),
    ...rules.duties.filter(({ asked }) => asked === 'once').map(({ id }) => id),
  ]);
  const providers = new Set(rules.parties.filter(({ kind }) => kind === 'provider').map(({ id }) => id));
  const parties = new Set(rules.parties.map(({ id }) => id));
  for (const [at, rule] of rules.defaults.entries()) {
    const path = ['defaults', at];
    for (const [n, id] of rule.duties.entries()) {
      books.duty([...path, 'duties', n], id);
      if (once.has(id) && (rule.services ?? rule.models ?? rule.environments) !== undefined)
        fail(
          [...path, 'duties', n],
          `"${id}" is asked once for the workbook. Give it an entry without services, models and environments.`,
        );
    }
    for (const [n, id] of (rule.services ?? []).entries()) books.service([...path, 'services', n], id);
    if ((rule.owner === undefined) === (rule.customer === undefined))
      fail(
        path,
        'say either owner (whose it is) or customer (who takes the customer’s part). Keep one of them.',
      );
    if (rule.owner !== undefined) books.owner([...path, 'owner'], rule.owner);
    for (const id of [rule.customer ?? []].flat())
      if (!parties.has(id) || providers.has(id))
        fail(
          [...path, 'customer'],
          `"${id}" is no party of this file on the customer’s side. List it under parties, of another kind than provider.`,
        );
  }
}
