import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { OSCAL_LAYOUTS } from '../../../main/domain/layouts/oscal.ts';
import { IntegrityCheck } from '../../../main/exporters/oscal/integrity.ts';
import { prepareOscal } from '../../../main/exporters/oscal/prepare-oscal.ts';
import { temporaryFolder } from '../../support/core.ts';
import { oscalInput, writeOscal } from '../../support/oscal.ts';
import { sampleReport } from '../../support/sample-report.ts';

const ID = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const whole = {
  metadata: {
    roles: [{ id: 'provider', title: 'P' }],
    parties: [{ uuid: ID(1), type: 'organization', name: 'N' }],
  },
  components: [{ uuid: ID(2), type: 'service', title: 'T', description: 'D' }],
  'implemented-requirements': [
    {
      uuid: ID(3),
      'control-id': 'ac-1',
      'by-components': [
        {
          uuid: ID(4),
          'component-uuid': ID(2),
          description: 'D',
          links: [{ href: `#${ID(5)}`, rel: 'evidence' }],
          'responsible-roles': [{ 'role-id': 'provider', 'party-uuids': [ID(1)] }],
          export: {
            provided: [{ uuid: ID(6), description: 'D' }],
            responsibilities: [{ uuid: ID(7), 'provided-uuid': ID(6), description: 'D' }],
          },
        },
      ],
    },
  ],
  'back-matter': {
    resources: [
      { uuid: ID(5), rlinks: [{ href: 'a', hashes: [{ algorithm: 'SHA-256', value: 'a'.repeat(64) }] }] },
    ],
  },
};
function problemsOf(document: unknown): readonly string[] {
  const check = new IntegrityCheck(new Set(['ac-1']));
  check.see(document);
  return check.problems();
}
const text = JSON.stringify(whole);
const changed = (from: string, to: string) => {
  expect(text).toContain(from);
  return problemsOf(JSON.parse(text.replace(from, to)));
};

test('a document that holds together has no problem', () => expect(problemsOf(whole)).toEqual([]));

test.each([
  ['a UUID twice', `"uuid":"${ID(4)}"`, `"uuid":"${ID(3)}"`, /UUID that something else has/],
  [
    'a component that is not there',
    `"component-uuid":"${ID(2)}"`,
    `"component-uuid":"${ID(9)}"`,
    /No component/,
  ],
  ['a party that is not there', `["${ID(1)}"]`, `["${ID(9)}"]`, /No party/],
  ['a party that is a component', `["${ID(1)}"]`, `["${ID(2)}"]`, /No party/],
  ['a role that is not declared', '"role-id":"provider"', '"role-id":"owner"', /No role/],
  ['a link to nothing', `#${ID(5)}`, `#${ID(9)}`, /No resource/],
  [
    'a capability that is not provided',
    `"provided-uuid":"${ID(6)}"`,
    `"provided-uuid":"${ID(7)}"`,
    /No provided/,
  ],
  ['a control that was not chosen', '"control-id":"ac-1"', '"control-id":"ac-2"', /not chosen/],
  ['a requirement without a component', '"by-components":', '"other":', /names no component/],
  ['a hash that is none', 'a'.repeat(64), 'a'.repeat(63), /no SHA-256/],
  ['a blank at an end', '"title":"T"', '"title":"T "', /blank/],
  ['an empty list', '"roles":[{"id":"provider","title":"P"}]', '"roles":[]', /empty list/],
  [
    'a property that NIST does not know',
    '"description":"D","links"',
    '"description":"D","props":[{"name":"x","value":"y"}],"links"',
    /NIST does not know/,
  ],
])('%s is found', (_, from, to, expected) => {
  expect(changed(from, to).join('\n')).toMatch(expected);
});

test('a role twice in a list, and a component twice, are found', () => {
  const role = '{"role-id":"provider","party-uuids":["' + ID(1) + '"]}';
  expect(changed(`[${role}]`, `[${role},${role}]`).join()).toMatch(/names provider twice/);
});

test.each(OSCAL_LAYOUTS)(
  '%s: a changed, a missing and a cut off part are found when it is read back',
  async (layout) => {
    const written = await writeOscal(oscalInput(sampleReport({ services: 3 })), temporaryFolder(), layout);
    expect(written.reconciliation.ok).toBe(true);
    const good = readFileSync(written.path, 'utf8');
    const tamper = async (text: string) => {
      expect(text).not.toBe(good);
      writeFileSync(written.path, text);
      return (await written.reconcile(written.path)).problems.join('\n');
    };
    expect(
      await tamper(good.replace(/("name": "owner",\s+"ns": "[^"]+",\s+"value": ")[^"]+/, '$1provider2')),
    ).toMatch(/another owner|not the same/);
    expect(
      await tamper(good.replace(/("name": "responsibility",\s+"ns": "[^"]+",\s+"value": ")[^"]+/, '$1other')),
    ).toMatch(/missing|stands under|not \d/);
    expect(
      await tamper(good.replace(/("algorithm": "SHA-256",\s+"value": ")[0-9a-f]{64}/, `$1${'f'.repeat(64)}`)),
    ).toMatch(/another hash/);
    expect(await tamper(good.replace(/("name": "number",\s+"ns": "[^"]+",\s+"value": ")E-/, '$1X-'))).toMatch(
      /missing/,
    );
    for (const [name, words] of [
      ['change-log-head', 'It states another head of the change log.'],
      ['state', 'It states another digest of the state.'],
    ] as const)
      expect(
        await tamper(
          good.replace(
            new RegExp(`("name": "${name}",\\s+"ns": "[^"]+",\\s+"value": ")[0-9a-f]`),
            (_, start: string) => `${start}x`,
          ),
        ),
      ).toContain(words);
    expect(await tamper(good.slice(0, -20))).toMatch(/cut off/);
    expect(await tamper(`${good}{}`)).toMatch(/cannot be read again/);
    expect(await tamper(good.replace('"metadata": {', '"metadata": ['))).toMatch(/brackets/);
  },
);

test('a document that would not hold together is not written, and a cancelled one says so', async () => {
  const report = sampleReport({ services: 2 });
  const [first] = report.people;
  if (!first) throw new Error('The sample has no people.');
  const twice = oscalInput({ ...report, people: [...report.people, first] });
  await expect(writeOscal(twice, temporaryFolder(), 'oscal-ssp')).rejects.toMatchObject({
    code: 'UNEXPECTED',
    message: expect.stringMatching(/does not hold together.*UUID that something else has/),
  });
  const prepared = prepareOscal(oscalInput(report), 'oscal-ssp', '1.2.1');
  await expect(
    prepared.write(join(temporaryFolder(), 'a.json'), { signal: AbortSignal.abort() }),
  ).rejects.toMatchObject({ code: 'CANCELLED' });
});

test('a workbook of any size is heard of while its rows are read, and one too large for a document is refused', () => {
  const report = sampleReport({ services: 2 });
  const [row] = report.rows();
  if (!row) throw new Error('The sample has no rows.');
  const many = (count: number) =>
    oscalInput({
      ...report,
      counts: { ...report.counts, rows: count },
      *rows() {
        for (let n = 0; n < count; n += 1) yield { ...row, ref: `${row.ref}-${n}` };
      },
    });
  const heard: string[] = [];
  prepareOscal(many(30_000), 'oscal-ssp', '1.2.1', (done, total, label) =>
    heard.push(`${done} of ${total} ${label}`),
  );
  expect(heard).toEqual([
    '10000 of 30000 rows chosen',
    '20000 of 30000 rows chosen',
    '30000 of 30000 rows chosen',
    '10000 of 30000 rows read',
    '20000 of 30000 rows read',
    '30000 of 30000 rows read',
  ]);
  const controls = new Set(
    many(1).frameworks.flatMap((framework) =>
      framework.controls.filter((control) => control.responsibilities.includes(row.responsibility)),
    ),
  );
  const tooMany = many(1);
  const endless = {
    ...tooMany,
    frameworks: Array.from({ length: 40 }, (_, n) =>
      tooMany.frameworks.map((framework) => ({ ...framework, id: `${framework.id}-${n}`, subsetOf: null })),
    ).flat(),
    report: many(4_000_000 / (40 * controls.size) + 1).report,
  };
  expect(controls.size).toBeGreaterThan(1);
  expect(() => prepareOscal(endless, 'oscal-ssp', '1.2.1')).toThrow(
    /would hold 4,0\d\d,\d\d\d statements.*4,000,000 is the most.*fewer frameworks/,
  );
});
