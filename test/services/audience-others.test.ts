import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AUDIENCE_IDS, AUDIENCES, type AudienceId } from '../../main/contract/audience.ts';
import {
  COMPARISON_FORMATS,
  type ComparisonFormat,
  type NamedComparison,
} from '../../main/contract/snapshots.ts';
import { caiq } from '../support/caiq-form.ts';
import type { TestCore } from '../support/core.ts';
import { fill } from '../support/filled-form.ts';
import { appendixJ, textsOf as cellsOf, type FormPart, poam, writeForm } from '../support/form-files.ts';
import { unpack } from '../support/pack.ts';
import { isLongLook } from '../support/property.ts';
import { foundIn, hiddenFrom, textsOf, typedWorkbook } from '../support/typed-workbook.ts';

// The law of `audience.test.ts` for what leaves beside the register: change reports, forms, hand-outs and minutes.

const MARKS = { classification: 'TLP:AMBER & more', distribution: 'The board alone' };
const REFUSED = { code: 'INVALID_INPUT' };

async function compared(
  of: TestCore,
  ends: object,
  audience: AudienceId,
  formats: readonly ComparisonFormat[],
): Promise<readonly string[]> {
  const paths = formats.map((format) => join(of.folder, `${audience} ${Math.random()}.${format}`));
  await of.run('snapshots.exportComparison', {
    ...ends,
    audience,
    ...MARKS,
    files: formats.map((format, at) => ({
      format,
      target: of.core.files.registerTarget(paths[at] ?? '').handle,
    })),
  } as never);
  const texts = await Promise.all(paths.map(textsOf));
  for (const [at, format] of formats.entries()) {
    const all = (texts[at] ?? []).join('\n').replace(/&amp;/g, '&').replace(/\s+/g, ' ');
    const prepared = audience === 'internal' ? '' : `, prepared for ${AUDIENCES[audience as 'client'].to}`;
    expect(all.replaceAll('&&', '&'), format).toContain(`TLP:AMBER & more${prepared}`);
    expect(all, format).toContain('The board alone');
    if (audience !== 'internal') expect(all, format).toContain('Left out');
  }
  return texts.flat();
}

test('a change report says nothing of what is left out, on either side, in no count either', async () => {
  const of = await typedWorkbook();
  const [forth, back] = [
    { from: 1, to: 'now' },
    { from: 'now', to: 1 },
  ] as const;
  // A comparison is reduced once for all its formats, and either way alike: each way for two, and in a long look both for all.
  const ways = { internal: [forth], auditor: [back], client: [forth], public: [back] } as const;
  for (const audience of AUDIENCE_IDS)
    for (const ends of isLongLook ? [forth, back] : ways[audience]) {
      const isWhole = isLongLook || audience === 'client';
      const texts = await compared(of, ends, audience, isWhole ? COMPARISON_FORMATS : ['xlsx', 'html']);
      // A role that was another one is no history here: it is what the one side says.
      const hidden = hiddenFrom(audience).filter((word) => word !== 'qxoldrole' || audience === 'public');
      expect(foundIn(texts, hidden), `${audience} ${ends.from}`).toEqual([]);
      const told = (await of.call('snapshots.compare', { ...ends, audience })) as NamedComparison;
      const all = told.changes.map((change) => JSON.stringify(change));
      expect(foundIn(all, hidden), audience).toEqual([]);
      const without = new Set<string>(AUDIENCES[audience].without);
      const groups = new Set(told.changes.map(({ group }) => group));
      expect(groups.has('notes')).toBe(!without.has('notes'));
      expect(groups.has('evidence')).toBe(!without.has('evidence'));
      expect(groups.has('ownership')).toBe(true);
      // A role that became another one is no other name.
      const fields = told.changes.filter(({ group }) => group === 'people').map(({ field }) => field);
      if (audience === 'client')
        expect(fields).toEqual(expect.not.arrayContaining(['Name', 'Person', 'E-mail']));
      const said = texts.join('\n');
      expect(/By whom, when and why/.test(said)).toBe(!without.has('names'));
      expect(/Gaps that opened/.test(said)).toBe(!without.has('gaps'));
      expect(/Controls that stand otherwise/.test(said)).toBe(!without.has('status'));
      // Looked for where it may be, so that it is not looked for in vain.
      const wanted = [
        ...['qxnote', 'qxsvcnote', 'qxwaits', 'qxwhom', 'qxmail', 'qxperson', 'qxtyper'],
        ...['909090909090', 'qxtag', 'qxjob', 'qxdiffers', 'qxnoneed', 'qxtitle', 'qxplace', 'qxscope'],
      ].filter((word) => !hiddenFrom(audience).includes(word));
      expect(foundIn(texts, wanted), audience).toEqual(wanted);
    }
}, 240_000);

test('a form is filled in with no more than its audience may see, and bears the mark where it has room', async () => {
  const of = await typedWorkbook();
  // What is asked of its controls.
  await of.call('workbook.update', { frameworks: ['nist-800-53-r5'] });
  await of.call('assignments.acceptSuggestions', { subject: 'aws' });
  const columns = ['Question ID', 'SSRM Control Ownership', 'CSC Responsibilities', 'CCM Control ID'];
  const matrix: Record<string, FormPart> = {
    'CAIQv4.1.0': { rows: [columns, ['DCS-07.1', '', '', 'DCS-07'], ['BCR-08.1', '', '', 'BCR-08']] },
  };
  const forms = {
    caiq: await writeForm(of.folder, 'caiq.xlsx', { 'CAIQv4.1.0': caiq('csa-ccm-4.1') }),
    poam: await writeForm(of.folder, 'poam.xlsx', poam()),
    appendix: await writeForm(of.folder, 'appendix.xlsx', appendixJ(['CP-9(a)', 'RA-2(a)'])),
    matrix: await writeForm(of.folder, 'matrix.xlsx', matrix),
  };
  const names = Object.keys(forms) as (keyof typeof forms)[];
  // All of them for whom most is left out; for the others by turns, and in a long look all.
  const some: Readonly<Record<string, readonly string[]>> = {
    internal: ['poam'],
    auditor: ['caiq', 'appendix', 'matrix'],
  };
  for (const audience of ['internal', 'auditor', 'client'] as const)
    for (const name of names) {
      if (!isLongLook && some[audience]?.includes(name) === false) continue;
      const filled = await fill(of, forms[name], { out: `${audience}-${name}.xlsx`, audience, ...MARKS });
      const texts = await textsOf(filled.path);
      expect(foundIn(texts, hiddenFrom(audience)), `${audience} ${name}`).toEqual([]);
      if (name === 'poam' && audience === 'internal')
        expect(foundIn(texts, ['qxaction', 'qxperson'])).toHaveLength(2);
      if (name === 'poam' && audience === 'client')
        expect(foundIn(texts, ['qxaction', 'qxjob'])).toHaveLength(2);
      const told = filled.leftOut.join(' ');
      expect(told.includes('Left out: ')).toBe(audience !== 'internal');
      // These forms print a footer of their own, which stays, and the mark above it; who may have it has no place.
      expect(texts.join('\n')).toMatch(/TLP:AMBER &amp;&amp; more[^<]*<\/oddHeader><oddFooter>/);
      expect(told).not.toContain('is not on the sheet');
      expect(told).toContain('The board alone');
    }
  await expect(fill(of, forms.poam, { out: 'no.xlsx', audience: 'public' })).rejects.toMatchObject({
    ...REFUSED,
    message: expect.stringContaining('how far the work is, which the public is not told'),
  });
});

test.each([
  ['a head', '<headerFooter><oddHeader>&amp;LTheirs</oddHeader></headerFooter>'],
  [
    'other heads on first pages',
    '<headerFooter differentFirst="1"><oddFooter>&amp;LTheirs</oddFooter></headerFooter>',
  ],
])(
  'a sheet that prints %s of its own keeps it, and the result says that the mark is not there',
  async (_, head) => {
    const of = await typedWorkbook();
    const theirs = await writeForm(of.folder, 'theirs.xlsx', poam(), { print: head });
    const filled = await fill(of, theirs, { out: 'marked.xlsx', ...MARKS });
    expect((await unpack(filled.path)).get('xl/worksheets/sheet1.xml')?.toString()).toContain(head);
    expect(filled.leftOut.join(' ')).toMatch(/TLP:AMBER & more.* is not on the sheet /);
  },
);

test('a sheet without a head or foot of its own prints the mark, and nothing else of the form changes', async () => {
  const of = await typedWorkbook();
  const theirs = await writeForm(of.folder, 'theirs.xlsx', poam(), { print: '' });
  const filled = await fill(of, theirs, { out: 'marked.xlsx', ...MARKS });
  const bare = await fill(of, theirs, { out: 'bare.xlsx' });
  const [marked, unmarked] = [await unpack(filled.path), await unpack(bare.path)];
  const sheet = 'xl/worksheets/sheet1.xml';
  const head =
    '<headerFooter><oddHeader>&amp;R&amp;8&amp;"-,Bold"TLP:AMBER &amp;&amp; more</oddHeader></headerFooter>';
  expect(marked.get(sheet)?.toString().replace(head, '')).toBe(unmarked.get(sheet)?.toString());
  expect(marked.get(sheet)?.toString()).toContain(`</dataValidations>${head}</worksheet>`);
  for (const [name, bytes] of marked)
    if (name !== sheet) expect(bytes.equals(unmarked.get(name) ?? Buffer.alloc(0)), name).toBe(true);
  expect(filled.leftOut.join(' ')).not.toContain('is not on the sheet');
  // Nothing of ours is among the closed items, so their sheet is its owner's to mark.
  expect(filled.leftOut).toContain(
    'The sheet Closed POA&M Items was not written into: what nothing is written into stays as it was, and does not bear the mark "TLP:AMBER & more".',
  );
  expect(bare.leftOut.join(' ')).not.toContain('not written into');
  expect(await cellsOf(filled.path, 'Open POA&M Items')).toEqual(
    await cellsOf(bare.path, 'Open POA&M Items'),
  );
});

test('hand-outs and minutes bear the marks, and are for nobody but their own', async () => {
  const of = await typedWorkbook();
  const { core, run, folder } = of;
  const target = (name: string) => core.files.registerTarget(join(folder, name)).handle;
  await run('exports.writeHandOuts', { target: target('all.zip'), formats: ['xlsx', 'pdf'], ...MARKS });
  const packed = await unpack(join(folder, 'all.zip'));
  expect([...packed.keys()]).toEqual(['hand-out Qxperson.xlsx', 'hand-out Qxperson.pdf']);
  const texts = (await textsOf(join(folder, 'all.zip'))).join('\n');
  expect(texts).toContain('TLP:AMBER &amp;&amp; more');
  expect(texts).toContain('TLP:AMBER & more');
  expect(texts.match(/The board alone/g)?.length).toBeGreaterThan(1);

  const files = (['pdf', 'docx', 'md'] as const).map((format) => ({
    format,
    target: target(`m.${format}`),
  }));
  await run('workshop.writeMinutes', { meeting: 1, files, ...MARKS });
  for (const { format } of files) {
    const said = (await textsOf(join(folder, `m.${format}`))).join('\n').replaceAll('&amp;', '&');
    expect(said.replaceAll('\\', ''), format).toContain('TLP:AMBER & more');
    expect(said, format).toContain('The board alone');
  }
  const before = readFileSync(join(folder, 'm.md'));
  for (const audience of ['auditor', 'client', 'public'] as const) {
    await expect(run('workshop.writeMinutes', { meeting: 1, files, audience })).rejects.toMatchObject({
      ...REFUSED,
      message: expect.stringContaining(`which ${AUDIENCES[audience].to} is not told`),
    });
    await expect(
      run('exports.writeHandOuts', { target: target('no.zip'), formats: ['xlsx'], audience }),
    ).rejects.toMatchObject({ ...REFUSED, message: expect.stringContaining('hand-out') });
  }
  expect(readFileSync(join(folder, 'm.md')).equals(before)).toBe(true);
});
