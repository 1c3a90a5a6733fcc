import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { DemarcError } from '../../main/contract/errors.ts';
import { isOtherRevision, matchFramework } from '../../main/domain/controls/control-texts.ts';
import { readOscalCatalogue } from '../../main/importers/control-texts/read-catalogue.ts';
import { temporaryFolder } from '../support/core.ts';
import { schemaProblems } from '../support/oscal.ts';
import fc, { runs } from '../support/property.ts';

const SAMPLE = fileURLToPath(new URL('../fixtures/control-texts/sample-catalog.json', import.meta.url));
const read = (path: string) => readOscalCatalogue(path, 'catalog.json');
async function readText(text: string | Uint8Array) {
  const path = join(temporaryFolder(), 'catalog.json');
  writeFileSync(path, text);
  return read(path);
}
const catalogOf = (content: object) => JSON.stringify({ catalog: { metadata: { title: 'T' }, ...content } });

describe('an OSCAL catalogue', () => {
  it('gives statements, guidance, parameters in words, and where withdrawn controls went', async () => {
    const { controls, unplaced, ...about } = await read(SAMPLE);
    expect(about).toMatchObject({
      title: 'Sample catalogue for tests',
      version: '1.0',
      oscalVersion: '1.2.1',
    });
    expect(controls.map(({ token }) => token)).toEqual(['ac-2', 'ac-2.1', 'ac-2.10', 'sc-28']);
    expect(controls[0]).toEqual({
      token: 'ac-2',
      title: 'Accounts are looked after',
      withdrawn: null,
      statement: [
        { label: null, depth: 0, text: 'The organisation:' },
        { label: 'a.', depth: 1, text: 'Names [Assignment: people who answer for it];' },
        {
          label: '1.',
          depth: 2,
          text: 'looks at accounts [Selection (one or more): by hand; every [Assignment: a span of time]];',
        },
        { label: 'b.', depth: 1, text: 'closes what is unused for 30 days, see the policy and [lost_prm].' },
      ],
      guidance: [{ label: null, depth: 0, text: 'Accounts outlive people. So look again.' }],
      examples: [],
      related: ['sc-28'],
    });
    expect(controls[2]).toMatchObject({ withdrawn: 'Withdrawn: incorporated into AC-2b.', statement: [] });
    expect(unplaced).toEqual([
      { place: 'A control without an id', why: 'it has no id that could be one of a control' },
      { place: 'sc-28', why: 'its id is there a second time; the first one was taken' },
    ]);
  });

  it('is known by its controls', async () => {
    const { controls } = await read(SAMPLE);
    const { frameworks } = loadCatalogue();
    const match = matchFramework(new Set(controls.map(({ token }) => token)), frameworks);
    expect(match).toMatchObject({ framework: { id: 'nist-800-53-r5' }, matched: 3 });
    expect(matchFramework(new Set(['x-1', 'x-2', 'ac-2']), frameworks)).toBeNull();
    expect(matchFramework(new Set(), frameworks)).toBeNull();
  });

  it('of another revision is not taken for ours', () => {
    expect(isOtherRevision('NIST SP 800-53 Revision 4', 'Revision 5')).toBe(true);
    expect(isOtherRevision('NIST SP 800-53 Rev. 5.1.1', 'Revision 5')).toBe(false);
    expect(isOtherRevision('NIST Cybersecurity Framework 2.0', '2.0')).toBe(false);
  });

  it('spelt with leading zeros or in capitals is the same', async () => {
    const { controls } = await readText(catalogOf({ controls: [{ id: 'AC-02.01' }, { id: 'PR.DS-01' }] }));
    expect(controls.map(({ token }) => token)).toEqual(['ac-2.1', 'PR.DS-01']);
  });
});

describe('what is no catalogue is refused with a sentence', () => {
  it.each([
    ['{"profile":{"uuid":"x"}}', /is an OSCAL profile, and no catalogue/],
    ['{"component-definition":{}}', /is an OSCAL component definition, and no catalogue/],
    ['[]', /is not an OSCAL catalogue/],
    ['null', /is not an OSCAL catalogue/],
    ['{"catalog":', /not whole JSON/],
    ['', /not whole JSON/],
    ['{"catalog":{"groups":[]}}', /without a control/],
    [`{"catalog":${'{"groups":['.repeat(200)}1${']}'.repeat(200)}}`, /nested more than/],
    ['['.repeat(2_000_000), /nested more than/],
  ])('case %#', async (text, expected) => {
    const reading = readText(text);
    await expect(reading).rejects.toThrow(expected);
    await expect(reading).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('a file beyond any catalogue is not even read', async () => {
    await expect(readText(new Uint8Array(49 * 1024 * 1024))).rejects.toThrow(/is read up to 48 MB/);
  });

  it('more controls than any framework has', async () => {
    const controls = Array.from({ length: 20_001 }, (_, n) => ({ id: `a-${n}` }));
    await expect(readText(catalogOf({ controls }))).rejects.toThrow(/more than 20,000 controls/);
  });
});

describe('hostile content', () => {
  it('parameters that insert each other end', async () => {
    const params = ['a', 'b', 'c'].map((id, index) => ({
      id,
      select: { choice: Array(8).fill(`{{ insert: param, ${'bca'[index]} }}`) },
    }));
    const parts = [{ name: 'statement', prose: '{{ insert: param, a }}'.repeat(50) }];
    const { controls } = await readText(catalogOf({ controls: [{ id: 'ac-1', params, parts }] }));
    expect(controls[0]?.statement[0]?.text.length).toBeLessThanOrEqual(20_001);
  });

  it('a control that is too long, and groups that are too deep, are named and the rest is taken', async () => {
    const long = { id: 'ac-1', parts: Array(20).fill({ name: 'guidance', prose: 'x'.repeat(15_000) }) };
    let deep: object = { id: 'g', controls: [{ id: 'ac-9' }] };
    for (let n = 0; n < 20; n += 1) deep = { id: `g${n}`, groups: [deep] };
    const { controls, unplaced } = await readText(
      catalogOf({ controls: [long, { id: 'ac-2' }, 7, null, { id: 5 }], groups: [deep] }),
    );
    expect(controls.map(({ token }) => token)).toEqual(['ac-2']);
    const reasons = unplaced.map(({ why }) => why).join('\n');
    expect(reasons).toContain('longer than 100,000 characters');
    expect(reasons).toContain('groups deep');
  });

  it('members named like parts of a prototype do nothing', async () => {
    const { controls } = await readText(
      `{"catalog":{"controls":[{"id":"ac-2","title":"T","__proto__":{"title":"X"},"parts":[{"name":"__proto__","prose":"p"},{"name":"constructor","prose":"c"},{"name":"toString","prose":"t"}]}]}}`,
    );
    expect(controls[0]).toMatchObject({ title: 'T', statement: [], guidance: [], examples: [] });
    expect(({} as { title?: string }).title).toBeUndefined();
  });

  it('any JSON and any mutilated catalogue is read or refused, never anything else', async () => {
    const good = readFileSync(SAMPLE);
    const folder = temporaryFolder();
    const attempt = async (bytes: Uint8Array | string) => {
      const path = join(folder, 'fuzzed.json');
      writeFileSync(path, bytes);
      try {
        const { controls } = await read(path);
        for (const { token, statement } of controls) {
          expect(token).toMatch(/^\S+$/);
          for (const { text } of statement) expect(text).toBe(text.trim());
        }
      } catch (error) {
        expect(error).toBeInstanceOf(DemarcError);
      }
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 6 }),
        fc.nat(good.length),
        fc.boolean(),
        async (changes, cut, whole) => {
          const bytes = Buffer.from(whole ? good : good.subarray(0, cut));
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
          await attempt(bytes);
        },
      ),
      { numRuns: runs(150) },
    );
    const odd = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom('ac-1', '#ac-2', 'statement', 'withdrawn'),
    );
    const control = fc.record(
      {
        id: odd,
        title: odd,
        props: odd,
        links: odd,
        params: odd,
        parts: fc.oneof(odd, fc.array(odd)),
        controls: odd,
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(control, odd), { maxLength: 4 }), odd, async (controls, groups) => {
        await attempt(JSON.stringify({ catalog: { metadata: groups, controls, groups } }));
      }),
      { numRuns: runs(150) },
    );
  });
});

// NIST's own catalogues, where they lie beside the checkout. They are not part of it: their texts change with each release.
const checkout = fileURLToPath(new URL('../..', import.meta.url));
const real = join(
  process.env.DEMARC_REAL_FILES ?? join(checkout, '..', 'shared', 'data'),
  '..',
  'frameworks',
  'data',
);
const REAL: readonly (readonly [string, string, number, number, number])[] = [
  ['NIST_SP-800-53_rev5.0.1_catalog-min.json', 'nist-800-53-r5', 1189, 1007, 410],
  [
    'NIST_SP-800-53_rev5.1.1_HIGH-baseline-resolved-profile_catalog-min.json',
    'nist-800-53-r5',
    370,
    370,
    370,
  ],
  ['NIST_CSF_v2.0_catalog.json', 'nist-csf-2.0', 219, 128, 106],
];
const there = existsSync(real);
if (!there) console.warn(`NIST's catalogues are not at ${real}; the tests over them are skipped.`);

describe.runIf(there)('the catalogues of NIST', () => {
  it.each(REAL)('%s', async (file, framework, all, inForce, matched) => {
    const { controls, unplaced } = await read(join(real, file));
    const active = controls.filter(({ withdrawn }) => withdrawn === null);
    expect([controls.length, active.length, unplaced]).toEqual([all, inForce, []]);
    const match = matchFramework(new Set(active.map(({ token }) => token)), loadCatalogue().frameworks);
    expect([match?.framework.id, match?.matched]).toEqual([framework, matched]);
    for (const { token, statement } of active) expect(statement.length, token).toBeGreaterThan(0);
    const texts = controls.flatMap(({ statement, guidance }) => [...statement, ...guidance]);
    for (const { text } of texts) expect(text).not.toMatch(/\{\{|\]\(#|^\s|\s$/);
  });

  it('are valid by the schema that the tests use', () => {
    const catalogue: unknown = JSON.parse(readFileSync(join(real, 'NIST_CSF_v2.0_catalog.json'), 'utf8'));
    expect(schemaProblems(catalogue, 'catalog', '1.2.1')).toEqual([]);
  });
});
