import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readOscalCatalogue } from '../../main/importers/control-texts/read-catalogue.ts';
import { oscalRoot, readOscalDocument } from '../../main/importers/oscal/read-document.ts';
import { recogniseFile } from '../../main/importers/recognise.ts';
import { temporaryFolder } from '../support/temp.ts';

// Parts of what NIST publishes at usnistgov/oscal-content: a resolved baseline and a profile of SP 800-53, each in the three forms. Works of the
// United States Government, in the public domain.
const fixture = (name: string) =>
  fileURLToPath(new URL(`../fixtures/control-texts/${name}`, import.meta.url));
const FORMS = ['json', 'xml', 'yaml'] as const;
const folder = temporaryFolder();
const written = (name: string, text: string | Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const readText = (name: string, text: string | Uint8Array) => readOscalDocument(written(name, text), name);

describe('a catalogue', () => {
  it('gives the same texts in all three forms', async () => {
    const [json, ...others] = await Promise.all(
      FORMS.map((form) => readOscalCatalogue(fixture(`nist-moderate-part.${form}`), form)),
    );
    expect(json?.controls.map(({ token }) => token)).toEqual([
      'ac-2',
      'ac-2.1',
      'ac-2.2',
      'cp-9',
      'cp-9.1',
      'cp-9.8',
      'sc-7',
      'sc-7.3',
      'sc-7.4',
      'sc-8',
      'sc-8.1',
    ]);
    expect(json?.controls[0]?.statement.slice(0, 3)).toEqual([
      { label: 'a.', depth: 0, text: expect.stringMatching(/^Define and document the types of accounts/) },
      { label: 'b.', depth: 0, text: 'Assign account managers;' },
      { label: 'c.', depth: 0, text: expect.stringMatching(/^Require \[Assignment: .*\] for group/) },
    ]);
    for (const { sha256: _, ...other } of others) expect(other).toEqual({ ...json, sha256: undefined });
  });
  it.each(FORMS)('in %s is known by its content, packed or not', async (form) => {
    const bytes = readFileSync(fixture(`nist-moderate-part.${form}`));
    expect(await recogniseFile(written(`given-${form}.txt`, bytes), 'x')).toMatchObject({
      kind: 'control-texts',
    });
  });
});

describe('a document in XML', () => {
  const XML = (inside: string, before = '') =>
    `<?xml version="1.0"?>${before}<o:catalog xmlns:o="http://csrc.nist.gov/ns/oscal/1.0" uuid="1">${inside}</o:catalog>`;
  it('has the marks of its prose as JSON has them', async () => {
    const { body } = await readText(
      'marks.xml',
      XML(
        '<control id="ac-1"><title>T &amp; U</title><part name="statement"><prop name="label" value="a."/><p>One <em>two</em> <insert type="param" id-ref="ac-1_prm_1"/>, <q>q</q></p><ul><li>x</li><li><a href="#ac-2">y</a></li></ul></part><part name="empty"/></control>',
      ),
    );
    expect(body).toEqual({
      uuid: '1',
      controls: [
        {
          id: 'ac-1',
          title: 'T & U',
          parts: [
            {
              name: 'statement',
              props: [{ name: 'label', value: 'a.' }],
              prose: 'One *two* {{ insert: param, ac-1_prm_1 }}, "q"\n\n* x\n* [y](#ac-2)',
            },
            { name: 'empty' },
          ],
        },
      ],
    });
  });
  it.each([
    ['entities that grow', XML('&a;', '<!DOCTYPE catalog [<!ENTITY a "aaaa">]>'), /declares a document type/],
    ['an entity that nobody declared', XML('<title>&a;</title>'), /not well-formed/],
    ['no end', '<catalog xmlns="http://csrc.nist.gov/ns/oscal/1.0"><a>', /well-formed|ends in the middle/],
    ['depth', XML(`${'<group>'.repeat(90)}${'</group>'.repeat(90)}`), /nests deeper/],
    // Neither alone is too many.
    [
      'too many elements and attributes',
      XML('<prop a="" b="" c="" d="" e="" f="" g="" h="" i=""/>'.repeat(150_001)),
      /more than 1,500,000 elements and attributes/,
    ],
  ])('with %s is refused', async (_, text, expected) => {
    const reading = readText('bad.xml', text);
    await expect(reading).rejects.toThrow(expected);
    await expect(reading).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('a document in YAML', () => {
  it.each([
    ['a directive', (json: string) => `%YAML 1.2\n---\ncatalog: ${json}\n`],
    ['its root in quotes', (json: string) => `"catalog":\n  ${json}\n`],
    ['braces', (json: string) => `# NIST\ncatalog: ${json}\n`],
  ])('is read with %s', async (_, inForm) => {
    const catalogue = {
      metadata: { title: 'T', version: '1.0', 'oscal-version': '1.1.2' },
      controls: [{ id: 'ac-1', title: 'Policy', parts: [{ name: 'statement', prose: 'Have one.' }] }],
    };
    const text = inForm(JSON.stringify(catalogue));
    expect(oscalRoot(text)).toEqual({ root: 'catalog', form: 'YAML' });
    const { controls } = await readOscalCatalogue(written('catalogue.yaml', text), 'catalogue.yaml');
    expect(controls).toMatchObject([{ token: 'ac-1', title: 'Policy' }]);
  });
  it('keeps versions and days as they are written', async () => {
    const { root, body } = await readText(
      'plain.yaml',
      '# made by hand\n---\ncatalog:\n  metadata:\n    version: 1.10\n    last-modified: 2026-01-02\n    title: yes\n',
    );
    expect([root, body]).toEqual([
      'catalog',
      { metadata: { version: '1.10', 'last-modified': '2026-01-02', title: 'yes' } },
    ]);
  });
  it.each([
    ['aliases', `catalog:\n  a: &a [x, x]\n  b: [*a, *a]\n`, /through aliases/],
    ['brackets', `catalog:\n  a: ${'['.repeat(2000)}`, /nested more than/],
    ['blocks', `catalog:\n${' '.repeat(600)}a: b\n`, /nested more than/],
    ['hyphens', `catalog:\n  ${'- '.repeat(400)}a\n`, /nested more than/],
    ['no end', 'catalog:\n  a: "b\n', /not YAML/],
    ['too much', `catalog:\n${'  - a\n'.repeat(5_000_000)}`, /MB|more than any catalogue/],
  ])('with %s is refused', async (_, text, expected) => {
    const reading = readText('bad.yaml', text);
    await expect(reading).rejects.toThrow(expected);
    await expect(reading).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});
