import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { underHouseRules } from '../../../main/catalogue/house-rules/apply.ts';
import { readingOf } from '../../../main/catalogue/house-rules/reading.ts';
import { loadCatalogue } from '../../../main/catalogue/load.ts';
import { type CatalogueIndex, indexCatalogue, withCatalogue } from '../../../main/catalogue/lookup.ts';
import { HOUSE_RULES_LIMITS } from '../../../main/contract/house-rules.ts';
import { suggest } from '../../../main/domain/duties/suggestion.ts';
import { PROJECT } from '../../support/cli.ts';
import { mutateBytes, mutateLines } from '../mutate.ts';
import { fell, held, type Part, type Random } from '../part.ts';

const BUNDLE = 20;
/** No file is bigger than some hundred kilobytes: seconds of computing are a fault. */
const MAX_SECONDS = 5;
const FOLDER = join(PROJECT, 'test', 'fixtures', 'house-rules');

/** What somebody writes who wants a reader of YAML to run, fetch, swell or hang. */
const HOSTILE: readonly ((random: Random) => string)[] = [
  (random) => `gaps: ${'['.repeat(1 + random.below(50_000))}`,
  (random) => `gaps: ${'{a: '.repeat(1 + random.below(20_000))}`,
  (random) => `${'- '.repeat(1 + random.below(50_000))}a`,
  (random) => `${'? '.repeat(1 + random.below(20_000))}a`,
  (random) => Array.from({ length: 1 + random.below(900) }, (_, at) => `${' '.repeat(at)}a:`).join('\n'),
  (random) => {
    const names = 'abcdefghij'.slice(0, 2 + random.below(8));
    const line = (name: string, at: number) =>
      `${name}: &${name} [${Array(9)
        .fill(at === 0 ? '1' : `*${names[at - 1]}`)
        .join(', ')}]`;
    return [...names].map(line).join('\n');
  },
  () => 'gaps: &a [*a, *a]',
  (random) =>
    `gaps: !!${random.pick(['js/function', 'python/object/apply:os.system', 'binary', 'set', 'merge'])} "x"`,
  (random) => `name: !include ${random.pick(['/etc/passwd', 'http://127.0.0.1/'])}`,
  () => '__proto__: { x: 1 }\nconstructor: { prototype: { x: 1 } }',
  () => 'gaps: { __proto__: high, constructor: low }',
  (random) => `gaps:\n${Array.from({ length: random.below(20_000) }, (_, n) => `  a${n}: low`).join('\n')}`,
  (random) => `defaults: [${'a,'.repeat(random.below(HOUSE_RULES_LIMITS.tokens))}]`,
  (random) => `# ${'x'.repeat(random.below(HOUSE_RULES_LIMITS.text * 2))}`,
  () => '%TAG ! tag:evil,2000:\n---\na: !x 1\n---\nb: 2',
];

function attack(text: string, random: Random): string {
  const how = random.below(4);
  if (how === 0) {
    const lines = text.split('\n');
    lines.splice(random.below(lines.length + 1), random.below(3), random.pick(HOSTILE)(random));
    return lines.join('\n');
  }
  if (how === 1) return mutateBytes(Buffer.from(text), random).toString('utf8');
  let mutated = text;
  for (let n = 0; n <= random.below(3); n += 1) mutated = mutateLines(mutated, random);
  return mutated;
}

/** Files of house rules, damaged and hostile: each is taken whole or refused by its lines, and what is taken gives suggestions. */
export const houseRules: Part = {
  name: 'house-rules',
  title: 'house rules',
  weight: 1,
  limitMs: 120_000,
  start() {
    const shipped = indexCatalogue(loadCatalogue());
    const seeds = readdirSync(FOLDER).map((name) => readFileSync(join(FOLDER, name), 'utf8'));
    return Promise.resolve({
      attempt({ folder, random }) {
        let taken = 0;
        for (let n = 0; n < BUNDLE; n += 1) {
          const text = attack(random.pick(seeds), random);
          const before = process.cpuUsage();
          let wrong: string | null;
          try {
            const { isTaken, fault } = judge(text, shipped);
            taken += isTaken ? 1 : 0;
            wrong = fault;
          } catch (error) {
            wrong = error instanceof Error ? (error.stack ?? error.message) : String(error);
          }
          const { user, system } = process.cpuUsage(before);
          if ((user + system) / 1e6 > MAX_SECONDS) wrong ??= 'It took seconds of computing.';
          if (({} as Record<string, unknown>).x !== undefined)
            wrong ??= 'Object.prototype has a new property.';
          if (wrong === null) continue;
          writeFileSync(join(folder, `${n}.yaml`), text);
          return fell('wrong', `${n}.yaml: ${wrong}`);
        }
        return held(taken > 0 ? 'some taken' : 'all refused', BUNDLE);
      },
    });
  },
};

/** What is not as it should be with the reading of one text; null where all is. */
function judge(
  text: string,
  shipped: CatalogueIndex,
): { readonly isTaken: boolean; readonly fault: string | null } {
  const { reading, rules } = readingOf(text, shipped.catalogue);
  if (rules === null) return { isTaken: false, fault: refusalFault(reading.problems, text) };
  const house = withCatalogue(shipped, underHouseRules(shipped.catalogue, rules, reading.digest));
  const environments = house.catalogue.house?.environments.slice(0, 1) ?? [];
  for (const duty of house.responsibilities)
    for (const service of [
      null,
      house.serviceIn('ec2', environments),
      ...house.services.filter(({ source }) => source),
    ])
      if (service !== undefined) {
        const { owner, why } = suggest(duty, service, null, house.contested);
        if (owner === undefined || why === '')
          return { isTaken: true, fault: `${duty.id} has no suggestion.` };
      }
  for (const { id, controls } of house.catalogue.frameworks)
    for (const control of controls)
      if (control.duties.length > 0 && control.without !== undefined)
        return { isTaken: true, fault: `${id}, ${control.id} has duties and says that it has none.` };
  return {
    isTaken: true,
    fault: reading.does.length === 0 && text.length > 400 ? 'It says not what it does.' : null,
  };
}

function refusalFault(
  problems: ReturnType<typeof readingOf>['reading']['problems'],
  text: string,
): string | null {
  if (problems.length === 0 || problems.length > HOUSE_RULES_LIMITS.problems)
    return `It was refused with ${problems.length} problems.`;
  const lines = text.split(/\r\n|\r|\n/).length;
  for (const problem of problems) {
    if (problem.line < 1 || problem.line > lines || problem.column < 1)
      return `A problem stands at ${problem.line}:${problem.column} of ${lines} lines.`;
    if (!/[.?]$/.test(problem.text) || problem.text.length > 3000)
      return `A problem is no sentence: ${problem.text.slice(0, 300)}`;
  }
  return null;
}
