import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { as, LANDING, openChain, TEAMS } from '../support/chain-of-workbooks.ts';
import { ONE_FRAMEWORK } from '../support/core.ts';
import { schemaProblems } from '../support/oscal.ts';

const WHOLE = 'encryption-at-rest';
/** A foundation of AWS, which the landing zone answered. */
const SITES = 'aws/physical-access';

/** A team that inherits from a landing zone, in the one framework that the plan is of. */
async function inheriting(authorisedOn: string | null) {
  const [landing, team] = await openChain(LANDING, TEAMS[0]);
  await team.call('workbook.update', { frameworks: ONE_FRAMEWORK });
  await landing.call('assignments.answer', { ref: SITES, answer: { owners: ['aws'] } });
  await team.take(landing, { ...as('Landing zone'), authorisedOn });
  const target = (name: string) => join(dirname(team.path), name);
  const write = async (name: string, call: 'exports.run' | 'layouts.write', more: object) => {
    const { handle } = team.core.files.registerTarget(target(name));
    await team.run(
      call,
      call === 'exports.run'
        ? { files: [{ format: 'csv', target: handle }], ...more }
        : { target: handle, ...more },
    );
    return readFileSync(target(name), 'utf8');
  };
  return { team, write };
}

test('a register says of each row from where it is inherited and what proves it there, and to the public neither', async () => {
  const { write } = await inheriting(null);
  const rowsOf = (text: string, ref = `orders/${WHOLE}`) =>
    (parse(text, { columns: true, bom: true }) as Record<string, string>[]).find(({ Ref }) => Ref === ref);
  const all = await write('all.csv', 'exports.run', {});
  expect(rowsOf(all, SITES)).toMatchObject({
    Ownership: 'AWS',
    'Held from': expect.stringMatching(/^“Landing zone”, revision \d+ of /),
  });
  expect(rowsOf(all)).toMatchObject({
    'Held from': expect.stringMatching(
      /^Landing zone \(landing-zone\/encryption-at-rest\), inherited from “Landing zone”, revision \d+ of /,
    ),
    'Evidence of the provider': 'E-1 Policy of the landing zone (until 2099-12-31)',
    Evidence: '',
  });
  const told = await write('public.csv', 'exports.run', { audience: 'public' });
  expect(rowsOf(told)?.['Held from']).toBe('Landing zone (landing-zone/encryption-at-rest)');
  expect(told).not.toContain('Policy of the landing zone');
  expect(rowsOf(told, SITES)).toMatchObject({ Ownership: 'AWS' });
  expect(told).not.toContain('revision');
});

type Plan = {
  readonly 'system-implementation': {
    readonly remarks?: string;
    readonly 'leveraged-authorizations'?: readonly Record<string, string>[];
    readonly components: readonly {
      readonly title: string;
      readonly props?: readonly { name: string; value: string }[];
    }[];
  };
};

test('a plan in OSCAL has a leveraged authorisation where its day is recorded, and says why there is none where it is not', async () => {
  for (const day of ['2026-03-01', null]) {
    const { write } = await inheriting(day);
    const text = await write('ssp.json', 'layouts.write', {
      layout: 'oscal-ssp',
      framework: ONE_FRAMEWORK[0],
    });
    const document = JSON.parse(text) as { 'system-security-plan': Plan };
    expect(schemaProblems(document, 'ssp', '1.1.3')).toEqual([]);
    const system = document['system-security-plan']['system-implementation'];
    const component = system.components.find(({ title }) => title === 'Landing zone: common controls');
    const leveraged = component?.props?.find(({ name }) => name === 'leveraged-authorization-uuid');
    expect(text).toContain('inherited from “Landing zone”, revision');
    expect(text).toMatch(/owned by AWS, inherited from “Landing zone”, revision \d+ of /);
    if (day === null) {
      expect(system['leveraged-authorizations']).toBeUndefined();
      expect(leveraged).toBeUndefined();
      expect(system.remarks).toMatch(/^No leveraged authorisation is written for “Landing zone”/);
      continue;
    }
    expect(system['leveraged-authorizations']).toMatchObject([
      { title: 'Landing zone', 'date-authorized': day, uuid: leveraged?.value },
    ]);
    expect(system.remarks).toBeUndefined();
  }
});
