import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readOscalCatalogue } from '../../main/importers/control-texts/read-catalogue.ts';
import { temporaryFolder } from '../support/temp.ts';
import { readAll } from './findings-support.ts';
import { read } from './support.ts';

const folder = temporaryFolder();
describe.each([
  ['assessment-plan', 'an OSCAL assessment plan', 'Demarc does not read it.'],
  ['plan-of-action-and-milestones', 'an OSCAL plan of action and milestones', 'Demarc does not read it.'],
  ['system-security-plan', 'an OSCAL system security plan', 'as what a vendor claims'],
])('%s is told as what it is', (root, what, instead) => {
  const body = { uuid: 'a', metadata: { title: 'T', 'oscal-version': '1.1.2' } };
  const forms: readonly (readonly [name: string, text: string])[] = [
    // Findings stand in results of an assessment as well, and are none of a scanner.
    ['d.json', JSON.stringify({ [root]: { ...body, results: [{ findings: [{ title: 'x' }] }] } })],
    ['d.yaml', `--- # ours\n# of spring\n${root}:\n  uuid: a\n  metadata:\n    oscal-version: 1.1.2\n`],
    // As `jq -S` sorts it, with more in front of the version than a beginning holds.
    [
      'sorted.json',
      JSON.stringify({ [root]: { 'back-matter': { resources: ['x'.repeat(70_000)] }, ...body } }),
    ],
    [
      'd.xml',
      `<?xml version="1.0"?>\n<!-- <a b="c"> ${'x'.repeat(9000)} -->\n<${root} xmlns="http://csrc.nist.gov/ns/oscal/1.0" uuid="a"><metadata><title>T</title></metadata></${root}>`,
    ],
  ];
  it.each(forms)('where services are looked for and where findings are read: %s', async (name, text) => {
    expect(() => read(name, text)).toThrow(`${name} is ${what}, and no inventory.`);
    expect(() => read(name, text)).toThrow(instead);
    await expect(readAll(name, text)).rejects.toThrow(`${name} is ${what}, and no findings of a scanner.`);
  });
  it('and where texts of controls are', async () => {
    const path = join(folder, 'd.json');
    writeFileSync(path, forms[0]?.[1] ?? '');
    const reading = readOscalCatalogue(path, 'd.json');
    await expect(reading).rejects.toThrow(`d.json is ${what}, and no catalogue of controls.`);
  });
});
it('results of an assessment are told where services are looked for, with where they are read', () => {
  const text = JSON.stringify({
    'assessment-results': { uuid: 'a', metadata: { 'oscal-version': '1.1.2' } },
  });
  expect(() => read('d.json', text)).toThrow(/the results of an assessment in OSCAL.*"demarc findings"/);
});
