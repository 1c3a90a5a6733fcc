import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Claim, ClaimOwner } from '../../main/contract/claims.ts';
import type { PartyKind } from '../../main/contract/parties.ts';
import { combineClaims } from '../../main/domain/claims.ts';
import { OSCAL_LAYOUTS } from '../../main/domain/layouts/oscal.ts';
import { readOscalClaims } from '../../main/importers/oscal/claims/read-claims.ts';
import { readOscalDocument } from '../../main/importers/oscal/read-document.ts';
import { recogniseFile } from '../../main/importers/recognise.ts';
import { runVendorMatrix } from '../../main/jobs/vendor-matrix-task.ts';
import { writeOscal } from '../support/oscal.ts';
import fc, { runs } from '../support/property.ts';
import { framework, type SmallRow, smallInput, smallReport } from '../support/small-report.ts';
import { temporaryFolder } from '../support/temp.ts';

// Examples that NIST publishes at usnistgov/oscal-content, each in the three forms; in the public domain.
const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/oscal-claims/${name}`, import.meta.url));
const FORMS = ['json', 'xml', 'yaml'] as const;
const CONTROLS = { signal: new AbortController().signal, progress: () => {} };
const folder = temporaryFolder();
const read = async (path: string) => readOscalClaims(await readOscalDocument(path, 'x.json'), 'x.json');
function written(document: object): string {
  const path = join(folder, 'document.json');
  writeFileSync(path, JSON.stringify(document));
  return path;
}
const plan = (requirements: readonly object[], more: object = {}) =>
  written({
    'system-security-plan': {
      metadata: { title: 'T', 'oscal-version': '1.1.2' },
      'import-profile': { href: 'https://x/NIST_SP-800-53_rev5.json' },
      'system-implementation': {
        components: [
          { uuid: 'c1', title: 'Ours' },
          { uuid: 'c2', title: 'Theirs', props: [{ name: 'leveraged-authorization-uuid', value: 'x' }] },
        ],
      },
      'control-implementation': { 'implemented-requirements': requirements },
      ...more,
    },
  });
const firstOf = async (part: object, requirement: object = {}, id = 'ac-2'): Promise<Claim> => {
  const { claims } = await read(
    plan([{ 'control-id': id, ...requirement, 'by-components': [{ 'component-uuid': 'c1', ...part }] }]),
  );
  if (!claims[0]) throw new Error('no claim');
  return claims[0];
};
const item = (description: string) => [{ description }];

describe('the plan of a vendor', () => {
  it('says what it provides, what it leaves to whoever inherits, and what it inherits itself', async () => {
    const { claims, counts, mapping, notes } = await read(fixture('leveraged-ssp.json'));
    expect(counts).toMatchObject({ cells: 2, read: 2, unread: 0, claims: 2, controls: 1, silent: 0 });
    expect(mapping).toMatchObject([{ layoutTitle: 'OSCAL system security plan', columns: [] }]);
    expect(notes).toEqual([expect.stringContaining('Revision 4')]);
    expect(claims[1]).toEqual({
      sheet: 'Application',
      cell: 'ac-2_stmt.a',
      framework: 'nist-800-53-r5',
      control: 'AC-2',
      part: 'a',
      label: 'AC-2',
      title: null,
      owners: ['vendor', 'customer'],
      notApplicable: false,
      words: ['provided', 'responsibilities'],
      status: [],
      vendorText: expect.stringMatching(/^Describes how the application[\s\S]*may be inherited/),
      customerText: expect.stringMatching(/^Leveraging system's responsibilities/),
      otherText: null,
      text: null,
      notes: [],
      speaks: 'for-customers',
    });
  });
  it('that inherits names those beneath it', async () => {
    const { claims, notes } = await read(fixture('leveraging-ssp.json'));
    expect(claims.map(({ owners, speaks }) => [owners.join('+'), speaks])).toEqual([
      ['vendor', 'own-system'],
      // "Describe how this internal virtual appliance satisfies AC-2": what is beneath it is still to be told.
      ['vendor', 'own-system'],
      ['vendor+other', 'own-system'],
    ]);
    expect(notes[0]).toMatch(/^Its system inherits from .*authorised on 2018-01-01/);
  });
  it.each([
    [{ description: 'We do.' }, {}, 'vendor'],
    [{}, {}, ''],
    [{ description: 'REPLACE_ME' }, {}, ''],
    [{ description: 'We do.', export: { responsibilities: item('None') } }, {}, 'vendor'],
    [{ description: 'We do.', export: { provided: item('N/A') } }, {}, 'vendor'],
    [{ description: 'We do.', inherited: item('Not applicable') }, {}, 'vendor'],
    [{ description: 'We do.' }, { 'responsible-roles': [{ 'role-id': 'customer' }] }, 'customer'],
    [{ description: 'We do.' }, { 'responsible-roles': [{ 'role-id': 'agency' }] }, 'customer'],
    [{ description: 'We do.' }, { 'responsible-roles': [{ 'role-id': 'customer-support' }] }, 'vendor'],
    [
      { description: 'We do.', 'responsible-roles': [{ 'role-id': 'provider' }] },
      { 'responsible-roles': [{ 'role-id': 'customer' }] },
      'vendor',
    ],
    [
      { description: 'We do.' },
      { props: [{ name: 'control-origination', value: 'customer-provided' }] },
      'customer',
    ],
    [{ description: 'We do.' }, { props: [{ name: 'control-origination', value: 'inherited' }] }, 'other'],
    [{ props: [{ name: 'control-origination', value: 'sp-corporate' }] }, {}, 'vendor'],
    [{ export: { responsibilities: item('You do.') } }, {}, 'customer'],
    [{ export: { provided: item('We do.') } }, {}, 'vendor'],
    [{ inherited: item('They do.') }, {}, 'other'],
    [{ description: 'They do.', inherited: item('They do.'), satisfied: item('We do.') }, {}, 'vendor+other'],
    [{ 'component-uuid': 'c2', description: 'They do.' }, {}, 'other'],
    [{ description: 'We do.', 'responsible-roles': [{ 'role-id': 'admin' }] }, {}, 'vendor'],
    [{ description: 'To be done.', 'responsible-roles': [{ 'role-id': 'customer' }] }, {}, 'customer'],
    [{ description: 'The customer is wholly responsible for this control.' }, {}, ''],
    [{ description: 'Agency customers must configure their own accounts.' }, {}, ''],
    [{ description: 'We protect what customers must keep.' }, {}, 'vendor'],
    [{ description: 'Customer data must be encrypted.' }, {}, 'vendor'],
  ])('%j in %j is owned by %s', async (part, requirement, owners) => {
    expect((await firstOf(part, requirement)).owners.join('+')).toBe(owners);
  });
  it('keeps the state, and knows what does not apply', async () => {
    const part = { description: 'None here.', 'implementation-status': { state: 'not-applicable' } };
    expect(await firstOf(part)).toMatchObject({
      owners: [],
      notApplicable: true,
      status: ['not-applicable'],
    });
    const planned = { props: [{ name: 'implementation-status', value: 'planned' }] };
    expect(await firstOf({ description: 'Soon.' }, planned)).toMatchObject({
      owners: ['vendor'],
      notApplicable: false,
      status: ['planned'],
    });
  });
  it.each([
    ['PR.AA-05', 'nist-csf-2.0', 'PR.AA-05'],
    ['ac-2.1', 'nist-800-53-r5', 'AC-2(1)'],
    ['zz-house-rule-7', null, 'zz-house-rule-7'],
  ])('of %s is of the framework %s', async (id, frameworkId, control) => {
    expect(await firstOf({ description: 'We do.' }, {}, id)).toMatchObject({
      framework: frameworkId,
      control,
    });
  });
  it('names the entries whose control cannot be read', async () => {
    const { unread, counts } = await read(
      plan([{ 'control-id': 'ac-2' }, { 'control-id': 'ac-3' }, { 'control-id': 'what' }, { uuid: 'u4' }]),
    );
    expect(counts).toMatchObject({ cells: 4, read: 2, unread: 2, claims: 2, silent: 2 });
    expect(unread.map(({ value, why }) => [value, why])).toEqual([
      ['what', 'Its control id is spelt as none of the framework of the others.'],
      ['', 'Its entry names no control.'],
    ]);
  });
});

describe('a component definition', () => {
  it('names owners only where it says so', async () => {
    const { claims, notes } = await read(fixture('component-definition.json'));
    expect(claims.map(({ cell, owners }) => [cell, owners.join('+')])).toEqual([
      ['sc-8', ''],
      ['sc-8_smt', ''],
      ['sc-8.1', ''],
      ['sc-8.1_smt', 'customer'],
      ['sa-4.9', ''],
    ]);
    expect(claims[0]).toMatchObject({ sheet: 'MongoDB', framework: 'nist-800-53-r5', speaks: 'own-system' });
    expect(notes).toEqual([expect.stringMatching(/its claims name no owner/)]);
  });

  it('is told with its parameters filled in, the innermost place counting; one that is set nowhere by its id', async () => {
    const file = fixture('component-definition.json');
    const document = JSON.parse(readFileSync(file, 'utf8'));
    const said = async () => (await read(written(document))).claims.map(({ vendorText }) => vendorText);
    expect((await said())[1]).toContain('to protect the confidentiality of transmitted data');
    const [requirement] =
      document['component-definition'].components[0]['control-implementations'][0][
        'implemented-requirements'
      ];
    requirement.statements[0]['set-parameters'] = [
      { 'param-id': 'sc-8_prm_1', values: ['confidentiality', 'integrity'] },
    ];
    expect((await said())[1]).toContain('to protect the confidentiality, integrity of transmitted data');
    delete requirement.statements[0]['set-parameters'];
    delete requirement['set-parameters'];
    expect((await said())[1]).toContain('to protect the [sc-8_prm_1] of transmitted data');
  });
});

describe('the three forms', () => {
  it.each(['leveraged-ssp', 'leveraging-ssp', 'component-definition'])('of %s say the same', async (name) => {
    const [json, ...others] = await Promise.all(FORMS.map((form) => read(fixture(`${name}.${form}`))));
    for (const other of others) expect(plain(other)).toEqual(plain(json));
  });
  /** The JSON has blanks at both ends of some lines, which XML does not keep. */
  const plain = (reading: unknown): unknown => JSON.parse(JSON.stringify(reading).replace(/ *\\n */g, '\\n'));
  it.each(FORMS)('are known by their content and read by the task: %s', async (form) => {
    for (const name of ['leveraged-ssp', 'component-definition']) {
      const path = fixture(`${name}.${form}`);
      expect(await recogniseFile(path, name)).toMatchObject({ kind: 'vendor-matrix' });
      const task = {
        kind: 'vendor-matrix',
        mapping: undefined,
        saved: [],
        names: undefined,
        ownServices: [],
      } as const;
      const { claims } = await runVendorMatrix({ ...task, file: { path, name } }, CONTROLS);
      expect(claims.length).toBeGreaterThan(1);
    }
  });
});

it('any other document of OSCAL is refused with a sentence', async () => {
  await expect(read(written({ 'assessment-plan': {} }))).rejects.toThrow(
    /"assessment-plan".*does not say who does what/,
  );
  await expect(read(written({}))).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

describe('what Demarc itself exports comes back', () => {
  const KINDS: Readonly<Record<string, PartyKind>> = {
    aws: 'provider',
    organisation: 'organisation',
    'landing-zone-team': 'internal-provider',
    norddata: 'third-party',
    'marketplace-sellers': 'client',
  };
  /** The organisation that wrote it is the vendor, its clients are the customers. */
  const OWNER: Readonly<Record<PartyKind, ClaimOwner>> = {
    provider: 'other',
    organisation: 'vendor',
    'internal-provider': 'vendor',
    'third-party': 'other',
    client: 'customer',
  };
  const row = (duty: string): fc.Arbitrary<SmallRow> =>
    fc
      .record({
        parties: fc.subarray(Object.keys(KINDS)),
        subject: fc.constantFrom('aws', 'workbook', undefined),
        na: fc.boolean(),
        status: fc.constantFrom('not-started', 'in-progress', 'implemented', 'risk-accepted'),
      })
      .map(({ parties, subject, na, status }) => ({
        duty,
        ...(subject === undefined ? {} : { subject }),
        shares: na ? [] : parties.map((party) => ({ party, text: null, person: null })),
        notApplicable: na ? 'Not here.' : null,
        status,
      }));

  it('as claims with the same owners', async () => {
    const place = temporaryFolder();
    const duties = ['a', 'b', 'c', 'd'];
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(...duties.map(row)),
        fc.constantFrom(...OSCAL_LAYOUTS),
        async (rows, layout) => {
          // The last control has two duties.
          const controls = duties.map(
            (duty, at) => [`AC-${at + 2}(1)`, `ac-${at + 2}.1`, at === 3 ? ['c', 'd'] : [duty]] as const,
          );
          const client: SmallRow = {
            duty: 'e',
            shares: [{ party: 'marketplace-sellers', text: null, person: null }],
          };
          const input = smallInput(smallReport([...rows, client], []), [
            framework('nist-800-53-r5', [...controls, ['AC-9', 'ac-9', ['e']]]),
          ]);
          const { path } = await writeOscal(input, place, layout);
          const { claims, unread } = await read(path);
          expect(unread).toEqual([]);
          expect(new Set(claims.map((each) => each.framework))).toEqual(new Set(['nist-800-53-r5']));
          for (const [at, duty] of duties.entries()) {
            const bearing = rows.filter((each) => each.duty === duty || (at === 3 && each.duty === 'c'));
            const owners = new Set(
              bearing.flatMap(({ shares = [] }) =>
                shares.map(({ party }) => OWNER[KINDS[party] ?? 'client']),
              ),
            );
            const said = combineClaims(claims.filter(({ control }) => control === `AC-${at + 2}(1)`));
            expect([duty, new Set(said.owners)]).toEqual([duty, owners]);
            const bySubject = Map.groupBy(bearing, ({ subject }) => subject);
            const applies = [...bySubject.values()].every((list) =>
              list.some(({ notApplicable }) => notApplicable === null),
            );
            expect(said.notApplicable).toBe(owners.size === 0 && !applies);
          }
        },
      ),
      { numRuns: runs(60) },
    );
  });
});

it.each([
  ['https://x/catalog.json', '1.1.1,8.3.1', null],
  ['https://x/pci-dss_v4.json', '1.1.1,8.3.1', 'pci-dss-4.0.1'],
  ['https://x/pci-dss-3.2.1.json', '1.1.1,8.3.1', null],
  ['https://x/iso-27017-catalog.json', '5.1,8.2', null],
  ['https://x/iso-27001-2022.json', '5.1,8.2', 'iso-27001-2022'],
  ['https://x/bsi-c5-2020.json', 'ps-01,ps-02', null],
  ['https://x/NIST_SP-800-53_rev5_catalog.json', 'ps-1,ps-2', 'nist-800-53-r5'],
  ['https://x/csa-ccm-3.0.1.json', 'GRM-01,AIS-01', null],
  ['https://x/nist-csf-1.1.json', 'PR.AC-1,PR.DS-3', null],
  ['https://x/catalog.json', 'PR.AA-01,PR.DS-01', 'nist-csf-2.0'],
])(
  'ids that many have are of the framework and the edition that the source names: %s with %s',
  async (source, ids, framework) => {
    const { claims, notes } = await read(
      written({
        'component-definition': {
          metadata: { title: 'T', 'oscal-version': '1.1.2' },
          components: [
            {
              uuid: 'c1',
              title: 'Ours',
              'control-implementations': [
                {
                  source,
                  'implemented-requirements': ids.split(',').map((id) => ({
                    'control-id': id,
                    description: 'Runs it',
                  })),
                },
              ],
            },
          ],
        },
      }),
    );
    expect(claims.map((claim) => claim.framework)).toEqual([framework, framework]);
    expect(notes.some((note) => note.includes('kept as of none'))).toBe(framework === null);
  },
);

it('what a plan describes and says nobody’s is told by its controls', async () => {
  const entries = (description: string, ...ids: readonly string[]) =>
    ids.map((id) => ({ 'control-id': id, 'by-components': [{ 'component-uuid': 'c1', description }] }));
  const { counts, notes } = await read(
    plan([...entries('REPLACE_ME', 'ac-2', 'ac-3'), ...entries('We do.', 'ac-4')]),
  );
  expect([counts.claims, counts.silent]).toEqual([3, 2]);
  expect(notes.join()).toContain('describes of AC-2, AC-3 is still to be filled in');
  expect((await read(plan(entries('We do.', 'ac-2')))).notes).toEqual([]);
});
