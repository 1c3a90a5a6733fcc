import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 as Validator } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { underHouseRules } from '../../main/catalogue/house-rules/apply.ts';
import { readHouseRules } from '../../main/catalogue/house-rules/read.ts';
import { readingOf } from '../../main/catalogue/house-rules/reading.ts';
import { houseRulesJsonSchema } from '../../main/catalogue/house-rules/schema.ts';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { indexCatalogue, withCatalogue } from '../../main/catalogue/lookup.ts';
import { HOUSE_RULES_LIMITS } from '../../main/contract/house-rules.ts';
import { PROJECT } from '../support/cli.ts';

const SCHEMA = join(PROJECT, 'docs', 'schemas', 'files', 'house-rules.json');
const shipped = loadCatalogue();
const read = (name: string) =>
  readFileSync(join(PROJECT, 'test', 'fixtures', 'house-rules', `${name}.yaml`), 'utf8');
const HEAD = 'house-rules: 1\nname: Acme\nedition: 1\n';
const PARTY = 'parties: [{ id: platform, name: Platform team, kind: internal-provider }]\n';
const problemsOf = (text: string) => readingOf(text, shipped).reading.problems;

describe('a file of house rules', () => {
  it('has the published schema, which the examples of the guide and the tests fit; UPDATE_SCHEMA=1 writes it', () => {
    const schema = houseRulesJsonSchema();
    if (process.env.UPDATE_SCHEMA === '1' || !existsSync(SCHEMA))
      writeFileSync(SCHEMA, `${JSON.stringify(schema, null, 2)}\n`);
    expect(JSON.parse(readFileSync(SCHEMA, 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema)));
    const validate = new Validator({ strict: false }).compile(schema);
    const guide = readFileSync(join(PROJECT, 'docs', 'house-rules.md'), 'utf8');
    const examples = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text);
    expect(examples.length).toBeGreaterThan(0);
    for (const text of [...examples, read('acme'), read('other-cloud')]) {
      expect(problemsOf(text)).toEqual([]);
      expect(validate(parse(text)), JSON.stringify(validate.errors)).toBe(true);
    }
    expect(validate({ ...parse(HEAD), gapz: {} })).toBe(false);
  });

  it.each([
    ['a field that is none', `${HEAD}gapz: {}\n`, 4, /no field "gapz" here\. Did you mean "gaps"\?/],
    ['no name', 'house-rules: 1\nedition: 1\n', 1, /^name: it is missing\. Add it\./],
    [
      'a list that is none',
      `${HEAD}defaults:\n  - duties: x\n    owner: customer\n    why: So.\n`,
      5,
      /must be a list.*in brackets/,
    ],
    [
      'a gap rule that is none',
      `${HEAD}gaps:\n  unaswered: low\n`,
      5,
      /no gap rule "unaswered"\. Did you mean "unanswered"\?/,
    ],
    [
      'an owner that is nobody',
      `${HEAD}defaults:\n  - duties: [guest-os-patching]\n    owner: platfrom\n    why: So.\n`,
      6,
      /neither provider, customer.*List it under parties/,
    ],
    [
      'both owner and customer',
      `${HEAD}${PARTY}defaults:\n  - duties: [guest-os-patching]\n    owner: customer\n    customer: platform\n    why: So.\n`,
      6,
      /either owner.*or customer/,
    ],
    [
      'a duty that was split',
      `${HEAD}${PARTY}defaults:\n  - duties: [malware-protection]\n    customer: platform\n    why: So.\n`,
      6,
      /was split into malware-hosts and malware-content/,
    ],
    [
      'a place for what is asked once',
      `${HEAD}${PARTY}defaults:\n  - duties: [change-management]\n    services: [ec2]\n    customer: platform\n    why: So.\n`,
      6,
      /asked once for the workbook/,
    ],
    [
      'an id that is taken',
      `${HEAD}services:\n  - { id: ec2, name: Ours, model: iaas }\n`,
      5,
      /id "ec2" is taken by another service\. Choose another/,
    ],
    [
      'a control that is none',
      `${HEAD}mappings:\n  - { framework: iso-27001-2022, control: A.8.99, duties: [guest-os-patching] }\n`,
      5,
      /no control "A\.8\.99"/,
    ],
    ['a key that stands twice', `${HEAD}name: Other\n`, 4, /"name" stands twice/],
    ['a key that stands twice, once in quotes', `${HEAD}gaps: {1: low, "1": high}\n`, 4, /"1" stands twice/],
    ['a key that no object keeps', `${HEAD}gaps: {__proto__: high}\n`, 4, /"__proto__" is no name here/],
    ['a second document', `${HEAD}---\nname: Other\n`, 4, /not YAML that can be read.*multiple documents/],
    ['a tag', `${HEAD}gaps: !!js/function "x"\n`, 4, /not YAML that can be read|tag/],
    ['what is no YAML', `${HEAD}gaps: [\n`, 5, /not YAML that can be read/],
    ['an empty text', '', 1, /the file/],
  ] as const)('with %s is refused by its line', (_, text, line, words) => {
    const [first] = problemsOf(text);
    expect(first?.text).toMatch(words);
    expect(first?.line).toBe(line);
  });

  it.each([
    [
      'of aliases upon aliases',
      `a: &a [1,1,1,1,1,1,1,1,1]\n${'bcdefgh'
        .split('')
        .map((n, i) => `${n}: &${n} [${Array(9).fill(`*${'abcdefg'[i]}`).join(',')}]\n`)
        .join('')}`,
      /too many aliases/,
    ],
    ['of brackets in brackets', '['.repeat(100_000), /nested/],
    ['of lists in lists', `${'- '.repeat(50_000)}a`, /nested/],
    [
      'that goes in and in',
      Array.from({ length: 800 }, (_x, at) => `${' '.repeat(at)}a:`).join('\n'),
      /nested/,
    ],
    ['of questions', '? '.repeat(3000), /nested/],
    [
      'that is too long',
      `${HEAD}# ${'x'.repeat(HOUSE_RULES_LIMITS.text)}`,
      /characters; house rules may have 400,000/,
    ],
    [
      'of too many parts',
      `${HEAD}defaults: [${'a,'.repeat(HOUSE_RULES_LIMITS.tokens)}]`,
      /more parts|characters/,
    ],
  ])('%s is refused before it costs anything', (_, text, words) => {
    const { rules, problems } = readHouseRules(text);
    expect(rules).toBeNull();
    expect(problems).toHaveLength(1);
    expect(problems[0]?.text).toMatch(words);
  });
});

it('an edition is what was written', () => {
  for (const edition of ['1.10', '2', '0o17', '2026-11-29'])
    expect(readHouseRules(HEAD.replace(/edition: .*/, `edition: ${edition}`)).rules?.edition).toBe(edition);
});

describe('the catalogue under house rules', () => {
  const under = (text: string) => {
    const { rules, reading } = readingOf(text, shipped);
    if (rules === null) throw new Error(JSON.stringify(reading.problems));
    return underHouseRules(shipped, rules, reading.digest);
  };

  it('names them in its version, and leaves what they do not speak of the same object', () => {
    const house = under(read('acme'));
    expect(house.version).toMatch(new RegExp(`^${shipped.version} with house rules [0-9a-f]{12}$`));
    const touched = shipped.responsibilities.filter((duty, at) => duty !== house.responsibilities[at]);
    expect(touched.map(({ id }) => id).sort()).toEqual([
      'change-management',
      'encryption-at-rest',
      'guest-os-patching',
      'monitoring-threat-detection',
    ]);
    const frameworks = house.frameworks.filter((own) => !shipped.frameworks.includes(own));
    expect(frameworks.map(({ id }) => id)).toEqual(['iso-27001-2022', 'acme-policy-1']);
  });

  it('keeps what can be inherited whole only while every duty that bears on it is the provider’s', () => {
    const whole = shipped.frameworks
      .flatMap(({ id, controls }) => controls.map((control) => ({ framework: id, control })))
      .find(({ control }) => control.inherit === 'wholly');
    if (!whole) throw new Error('no control is inherited whole');
    const { framework, control } = whole;
    const text = `${HEAD}duties:\n  - { id: own-duty, name: Own, domain: network, question: Who?, owner: customer, why: So. }\nmappings:\n  - { framework: ${framework}, control: '${control.id}', duties: [own-duty] }\n`;
    const linked = under(text)
      .frameworks.find(({ id }) => id === framework)
      ?.controls.find(({ id }) => id === control.id);
    expect(linked).toMatchObject({ inherit: 'partly', duties: [...control.duties, 'own-duty'] });
    expect(linked?.why).toMatch(/House rules "Acme", edition 1/);
  });

  it('sees a service in an environment only where a rule speaks of that environment', () => {
    const index = withCatalogue(indexCatalogue(shipped), under(read('acme')));
    expect(index.seesEnvironment(['production'])).toBe(true);
    expect(index.seesEnvironment(['test'])).toBe(false);
    expect(index.serviceIn('ec2', ['test'])).toBe(index.service('ec2'));
    expect(index.serviceIn('ec2', ['production'])).toBe(index.serviceIn('ec2', ['production']));
    expect(index.serviceIn('ec2', ['production'])?.environments).toEqual(['production']);
    expect(index.shipped.catalogue).toBe(shipped);
  });
});
