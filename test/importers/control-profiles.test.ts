import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { unplacedInWords } from '../../main/domain/controls/control-texts.ts';
import { readOscalCatalogue } from '../../main/importers/control-texts/read-catalogue.ts';
import { type AtHand, readControlTexts } from '../../main/importers/control-texts/read-texts.ts';
import { temporaryFolder } from '../support/temp.ts';

const fixture = (name: string) => ({
  name,
  path: fileURLToPath(new URL(`../fixtures/control-texts/${name}`, import.meta.url)),
});
const CATALOGUE = fixture('nist-moderate-part.json');
const folder = temporaryFolder();
const file = (name: string, document: object) => {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(document));
  return { name, path };
};
const given = (...files: AtHand['files']): AtHand => ({ files, kept: [] });
const profile = (content: object, name = 'profile.json') =>
  file(name, {
    profile: { metadata: { title: 'Ours', version: '3', 'oscal-version': '1.1.2' }, ...content },
  });
const including = (...ids: readonly string[]) => [
  { href: CATALOGUE.name, 'include-controls': [{ 'with-ids': ids }] },
];
const tokens = async (content: object, atHand = given(CATALOGUE)) =>
  (await readControlTexts(profile(content), atHand)).controls.map(({ token }) => token);

describe('a profile chooses controls', () => {
  it('by ids, in the order of the catalogue, and names those that are not there', async () => {
    const found = await readControlTexts(
      profile({ imports: including('sc-8', 'AC-2', 'ac-99') }),
      given(CATALOGUE),
    );
    expect(found).toMatchObject({ title: 'Ours', version: '3', oscalVersion: '1.1.2' });
    expect(found.controls.map(({ token }) => token)).toEqual(['ac-2', 'sc-8']);
    expect(found.unplaced).toEqual([
      { place: 'AC-99', why: 'the profile chooses it and the catalogue does not have it' },
    ]);
    const whole = await readOscalCatalogue(CATALOGUE.path, 'c');
    expect(found.controls[0]).toEqual(whole.controls.find(({ token }) => token === 'ac-2'));
  });
  it.each([
    [{ 'include-all': {} }, 11],
    [{}, 11],
    [{ 'include-all': {}, 'exclude-controls': [{ 'with-ids': ['ac-2'], 'with-child-controls': 'yes' }] }, 8],
    [{ 'include-controls': [{ 'with-ids': ['ac-2'], 'with-child-controls': 'yes' }] }, 3],
    [{ 'include-controls': [{ matching: [{ pattern: 'sc-?.*' }] }] }, 3],
    [
      {
        'include-controls': [{ matching: [{ pattern: '*' }] }],
        'exclude-controls': [{ matching: [{ pattern: '*.*' }] }],
      },
      4,
    ],
  ])('by %j', async (wanted, count) => {
    expect(
      await tokens({ imports: [{ href: CATALOGUE.name, ...wanted }], merge: { flat: {} } }),
    ).toHaveLength(count);
  });
  it('below its own controls alone, whatever another call chose', async () => {
    const calls = [{ 'with-ids': ['ac-2'] }, { 'with-ids': ['sc-8'], 'with-child-controls': 'yes' }];
    expect(await tokens({ imports: [{ href: CATALOGUE.name, 'include-controls': calls }] })).not.toContain(
      'ac-2.1',
    );
  });
  it('and says which of them and which patterns mean nothing, of what it chooses and not of what it leaves out', async () => {
    const found = await readControlTexts(
      profile({
        imports: [
          {
            href: CATALOGUE.name,
            'include-controls': [
              { matching: [{ pattern: 'sc-*' }, { pattern: 'sc-8*' }, { pattern: 'zz-*' }] },
            ],
            'exclude-controls': [{ 'with-ids': ['ac-99'] }, { matching: [{ pattern: 'yy-*' }] }],
          },
        ],
      }),
      given(CATALOGUE),
    );
    expect(found.unplaced.map(({ place }) => place)).toEqual(['zz-*']);
  });
  it('once, where two imports choose it', async () => {
    const found = await readControlTexts(
      profile({ imports: [...including('ac-2'), ...including('ac-2', 'sc-8')] }),
      given(CATALOGUE),
    );
    expect(found.controls.map(({ token }) => token)).toEqual(['ac-2', 'sc-8']);
    expect(found.unplaced).toEqual([]);
  });
  it('in XML and YAML as in JSON', async () => {
    const [json, ...others] = await Promise.all(
      ['json', 'xml', 'yaml'].map((form) =>
        readControlTexts(fixture(`nist-low-profile.${form}`), given(fixture(`nist-moderate-part.${form}`))),
      ),
    );
    expect(json?.title).toBe('NIST Special Publication 800-53 Revision 5.1.1 LOW IMPACT BASELINE');
    expect(json?.controls.map(({ token }) => token)).toEqual(['ac-2', 'cp-9', 'sc-7']);
    expect(json?.unplaced).toHaveLength(146);
    for (const other of others) expect({ ...other, sha256: json?.sha256 }).toEqual(json);
  });
});

describe('a profile changes what it chose', () => {
  const modified = async (modify: object) =>
    readControlTexts(profile({ imports: including('ac-2', 'ac-2.1'), modify }), given(CATALOGUE));
  it('sets parameters', async () => {
    const before = (await modified({})).controls[1]?.statement.map(({ text }) => text).join(' ') ?? '';
    expect(before).toContain('[Assignment: automated mechanisms]');
    const after = await modified({
      'set-parameters': [
        { 'param-id': 'ac-02.01_odp', values: ['a directory'] },
        { 'param-id': 'xx-1_prm_1', values: ['x'] },
      ],
    });
    expect(after.controls[1]?.statement.map(({ text }) => text).join(' ')).toBe(
      before.replace('[Assignment: automated mechanisms]', 'a directory'),
    );
    expect(after.unplaced).toEqual([
      { place: 'xx-1_prm_1', why: 'the profile sets this parameter, and no control that it chooses has it' },
    ]);
  });
  it('adds and removes parts, and names what it cannot', async () => {
    const { controls, unplaced } = await modified({
      alters: [
        {
          'control-id': 'ac-2',
          removes: [{ 'by-id': 'ac-2_smt.b' }, { 'by-name': 'guidance' }, { 'by-id': 'nowhere' }],
          adds: [
            { position: 'after', 'by-id': 'ac-2_smt.a', parts: [{ name: 'item', prose: 'Added behind a;' }] },
            { position: 'ending', 'by-id': 'ac-2_smt', parts: [{ name: 'item', prose: 'The end.' }] },
            { position: 'starting', parts: [{ name: 'guidance', prose: 'Our own guidance.' }] },
            { 'by-id': 'nowhere', parts: [] },
          ],
        },
        { 'control-id': 'sc-7', adds: [] },
      ],
    });
    const lines = controls[0]?.statement.map(({ text }) => text) ?? [];
    expect(lines[1]).toBe('Added behind a;');
    expect(lines.at(-1)).toBe('The end.');
    expect(lines).not.toContain('Assign account managers;');
    expect(controls[0]?.guidance).toEqual([{ label: null, depth: 0, text: 'Our own guidance.' }]);
    expect(unplaced).toEqual([
      { place: 'AC-2 (by-id nowhere)', why: 'the profile removes it, and the control does not have it' },
      { place: 'AC-2 (nowhere)', why: 'the profile adds to a part that the control does not have' },
      { place: 'SC-7', why: 'the profile changes it and does not choose it' },
    ]);
    // FedRAMP's profile adds to every objective, which an older catalogue has under other ids or not at all.
    const adds = Array.from({ length: 1379 }, (_, n) => ({ 'by-id': `ac-2_obj.a-${n + 100}`, props: [] }));
    const older = await modified({ alters: [{ 'control-id': 'ac-2', adds }] });
    expect(older.unplaced).toHaveLength(1379);
    expect(unplacedInWords(older.unplaced)).toEqual([
      expect.stringMatching(
        /^AC-2 \(ac-2_obj\.a-100\), .* and 1,371 more: the profile adds to an objective of its assessment that the control does not have$/,
      ),
    ]);
  });
});

// Parts of FedRAMP's Low baseline and of its profile, as GSA publishes them at GSA/fedramp-automation; in the public domain.
it('a profile of FedRAMP gives what its publisher resolved it to', async () => {
  const resolved = await readOscalCatalogue(fixture('fedramp-low-part.json').path, 'c');
  const profile = await readControlTexts(fixture('fedramp-low-part-profile.json'), given(CATALOGUE));
  expect(profile.unplaced).toEqual([]);
  expect(profile.controls.map(({ token }) => token)).toEqual(resolved.controls.map(({ token }) => token));
  const texts = ({ controls }: typeof resolved) =>
    controls.map(({ token, statement, guidance }) => ({ token, statement, guidance }));
  expect(texts(profile)).toEqual(texts(resolved));
  // Its values are not those of the catalogue.
  const before = await readControlTexts(fixture('nist-low-profile.json'), given(CATALOGUE));
  expect(texts(profile)).not.toEqual(texts(before));
});

describe('the catalogue of a profile', () => {
  it('is one of the files given, found by its name in the back matter, also behind another profile', async () => {
    const inner = profile({ imports: including('ac-2', 'sc-8') }, 'inner.json');
    const content = {
      imports: [{ href: '#r1', 'include-controls': [{ 'with-ids': ['sc-8'] }] }],
      'back-matter': { resources: [{ uuid: 'r1', rlinks: [{ href: '../x/inner.xml' }] }] },
    };
    const other = file('other.json', { catalog: { controls: [{ id: 'zz-1' }] } });
    expect(await tokens(content, given(other, inner, CATALOGUE))).toEqual(['sc-8']);
  });
  it('is taken in the place of what may be another profile, and that is said', async () => {
    const taken = async (href: string) => {
      const asked = { imports: [{ href, 'include-controls': [{ 'with-ids': ['ac-2'] }] }] };
      return (await readControlTexts(profile(asked, 'outer.json'), given(CATALOGUE))).unplaced;
    };
    expect(await taken('high.json')).toEqual([
      { place: 'high.json', why: expect.stringMatching(/was taken in its place$/) },
    ]);
    expect(await taken('NIST_rev5_catalog.json')).toEqual([]);
    // The catalogue says that it is of Revision 5.
    expect(await taken('https://example.org/SP800-53/rev4/json/NIST_SP-800-53_rev4_catalog.json')).toEqual([
      {
        place: expect.stringContaining('rev4_catalog'),
        why: expect.stringMatching(/was taken in its place$/),
      },
    ]);
  });
  it('is what the workbook has, whose parameters it cannot set any more', async () => {
    const { controls: texts } = await readOscalCatalogue(CATALOGUE.path, 'c');
    const kept = [{ title: 'Kept', file: 'other.json', source: 'a'.repeat(64), texts }];
    const modify = { 'set-parameters': [{ 'param-id': 'ac-02.01_odp', values: ['x'] }] };
    const found = await readControlTexts(profile({ imports: including('ac-2.1', 'ac-77'), modify }), {
      files: [],
      kept,
    });
    expect(found.controls).toEqual(texts.filter(({ token }) => token === 'ac-2.1'));
    expect(found.unplaced).toEqual([
      { place: 'AC-77', why: '"Kept" in this workbook does not have it' },
      { place: 'What the profile changes', why: expect.stringMatching(/^1 changes? of parameters/) },
    ]);
  });
  it('is what the workbook has of another revision, and that is said', async () => {
    const { controls: texts } = await readOscalCatalogue(CATALOGUE.path, 'c');
    const kept = [{ title: 'SP 800-53 Rev. 5', file: 'kept.json', source: 'a'.repeat(64), texts }];
    const read = async (href: string) =>
      (
        await readControlTexts(
          profile({ imports: [{ href, 'include-controls': [{ 'with-ids': ['ac-2'] }] }] }),
          { files: [], kept },
        )
      ).unplaced;
    expect(await read('NIST_SP-800-53_rev5_catalog.json')).toEqual([]);
    expect(await read('NIST_SP-800-53_rev4_catalog.json')).toEqual([
      {
        place: 'NIST_SP-800-53_rev4_catalog.json',
        why: '"SP 800-53 Rev. 5" in this workbook was taken in its place',
      },
    ]);
  });
  it('is other texts where it is given than where the workbook has its texts alone', async () => {
    const { controls: texts, sha256: source } = await readOscalCatalogue(CATALOGUE.path, 'c');
    const modify = { 'set-parameters': [{ 'param-id': 'ac-02.01_odp', values: ['x'] }] };
    const ours = profile({ imports: including('ac-2.1'), modify });
    const kept = [{ title: 'Kept', file: CATALOGUE.name, source, texts }];
    const before = await readControlTexts(ours, { files: [], kept });
    const after = await readControlTexts(ours, { files: [CATALOGUE], kept });
    expect(after.controls).not.toEqual(before.controls);
    expect(after.sha256).not.toBe(before.sha256);
  });
  it('is named where one of several is not at hand, also behind another profile, with what the others lack', async () => {
    const inner = profile(
      { imports: [...including('ac-2'), { href: 'elsewhere.json', 'include-all': {} }] },
      'inner.json',
    );
    const other = file('other.json', { catalog: { controls: [{ id: 'zz-1' }] } });
    const content = {
      imports: [{ href: 'inner.json', 'include-controls': [{ 'with-ids': ['ac-2', 'ac-98'] }] }],
    };
    const found = await readControlTexts(profile(content), given(other, inner, CATALOGUE));
    expect(found.unplaced).toEqual([
      { place: 'elsewhere.json', why: 'it is not at hand' },
      { place: 'AC-98', why: 'the profile chooses it and the catalogue does not have it' },
    ]);
    const { controls: texts } = await readOscalCatalogue(CATALOGUE.path, 'c');
    const kept = [{ title: 'Kept', file: 'elsewhere.json', source: 'a'.repeat(64), texts }];
    const mixed = [
      { href: 'other.json', 'include-controls': [{ 'with-ids': ['zz-1', 'zz-2'] }] },
      { href: 'elsewhere.json', 'include-controls': [{ 'with-ids': ['ac-2'] }] },
    ];
    const both = await readControlTexts(profile({ imports: mixed }), {
      files: [other, file('third.json', { catalog: { controls: [] } })],
      kept,
    });
    expect(both.unplaced).toEqual([
      { place: 'ZZ-2', why: 'the profile chooses it and the catalogue does not have it' },
    ]);
  });
  it('is named where it is not at hand', async () => {
    const content = { imports: including('ac-2') };
    for (const atHand of [given(), given(file('p2.json', { 'component-definition': {} }))])
      await expect(readControlTexts(profile(content), atHand)).rejects.toThrow(
        /is an OSCAL profile: .* Give with it the catalogue that it names: nist-moderate-part\.json/,
      );
    await expect(readControlTexts(profile({}), given())).rejects.toThrow(/It names no catalogue/);
    await expect(readControlTexts(profile({ imports: including('zz-1') }), given(CATALOGUE))).rejects.toThrow(
      /chooses no control of the catalogue at hand/,
    );
  });
  it('is not gone through without end', async () => {
    const wanted = {
      href: CATALOGUE.name,
      'include-controls': Array(2000).fill({ matching: [{ pattern: '*' }] }),
    };
    await expect(readControlTexts(profile({ imports: [wanted] }), given(CATALOGUE))).rejects.toThrow(
      /more than 1000 ways/,
    );
  });
  it('is never itself', async () => {
    const self = profile({ imports: [{ href: 'loop.json', 'include-all': {} }] }, 'loop.json');
    for (const atHand of [given(self), given(self, CATALOGUE)])
      await expect(readControlTexts(self, atHand)).rejects.toThrow(/is an OSCAL profile/);
  });
  it('is resolved once however many imports lead to it, of which there is an end', async () => {
    const imports = (href: string, count: number) => Array(count).fill({ href, 'include-all': {} });
    const chain = Array.from({ length: 4 }, (_, at) =>
      profile({ imports: imports(at === 3 ? CATALOGUE.name : `p${at + 1}.json`, 100) }, `p${at}.json`),
    );
    const found = await readControlTexts(chain[0] ?? CATALOGUE, given(...chain, CATALOGUE));
    expect(found.controls).toHaveLength(11);
    await expect(
      readControlTexts(profile({ imports: imports(CATALOGUE.name, 101) }), given(CATALOGUE)),
    ).rejects.toThrow(/more than 100 catalogues/);
  });
});
