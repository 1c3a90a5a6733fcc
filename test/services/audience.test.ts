import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AUDIENCE_IDS, AUDIENCES, type AudienceId } from '../../main/contract/audience.ts';
import type { ExportFormat, ExportPreview } from '../../main/contract/exports.ts';
import { DECISION_RECORD } from '../../main/contract/layouts.ts';
import type { TestCore } from '../support/core.ts';
import { editRegister } from '../support/edit-sheet.ts';
import { isLongLook } from '../support/property.ts';
import { eachTemplate } from '../support/templates.ts';
import { foundIn, hiddenFrom, REF, TYPED, textsOf, typedWorkbook } from '../support/typed-workbook.ts';

// The same law as over reports, from the commands on which a workbook is made to the files that leave it: what is typed into a field that
// an audience is not told of occurs in none of them, the history of the field included.

/** Those that there are for everybody. */
const TABLES = ['xlsx', 'pdf', 'csv'] as const;
/**
 * Which documents are looked through: test/exporters/audience-laws.test.ts has each format for each audience; here the command writes each
 * format for somebody else, and in a long look all of them. A PDF is the history for an auditor, and another one lies in the pack.
 */
const FORMATS: Readonly<Record<AudienceId, readonly ExportFormat[]>> = isLongLook
  ? { internal: TABLES, auditor: TABLES, client: TABLES, public: TABLES }
  : { internal: ['xlsx'], auditor: ['xlsx', 'csv'], client: ['xlsx'], public: ['xlsx', 'csv'] };

const targetIn = ({ core, folder }: TestCore, name: string) =>
  core.files.registerTarget(join(folder, name)).handle;

test('what is typed for nobody else leaves in no document, no count before it and no pack, and no document has a way back', async () => {
  const of = await typedWorkbook();
  for (const audience of AUDIENCE_IDS) {
    const counts = (await of.call('exports.counts', { audience })) as ExportPreview;
    const { files } = (await of.run('exports.run', {
      files: FORMATS[audience].map((format) => ({ format, target: targetIn(of, `${audience}.${format}`) })),
      history: audience === 'internal',
      audience,
      classification: 'TLP:RED',
    })) as { files: { reconciliation: { found: object } }[] };
    const { rows, notes, evidence, gaps } = counts;
    expect(files[0]?.reconciliation.found).toEqual({ rows, notes, evidence });
    expect(gaps === 0, audience).toBe(AUDIENCES[audience].without.includes('gaps'));
    const texts = (
      await Promise.all(FORMATS[audience].map((format) => textsOf(join(of.folder, `${audience}.${format}`))))
    ).flat();
    expect(foundIn(texts, hiddenFrom(audience)), audience).toEqual([]);
    // What is typed is found where it may be, so that it is not looked for in vain.
    if (audience === 'internal') expect(foundIn(texts, Object.keys(TYPED))).toEqual(Object.keys(TYPED));
    // For internal use nothing is hidden in a history or a pack.
    if (audience === 'internal') continue;
    await lookThroughHistory(of, audience);
    await lookThroughPack(of, audience);
  }
  await lookForWayBack(of);
});

async function lookThroughHistory(of: TestCore, audience: AudienceId): Promise<void> {
  const files = [{ format: 'pdf', target: targetIn(of, `${audience} history.pdf`) }];
  const written = of.run('exports.run', { files, history: true, audience });
  if (AUDIENCES[audience].without.includes('history')) {
    const message = expect.stringContaining('history');
    await expect(written).rejects.toMatchObject({ code: 'INVALID_INPUT', message });
    return;
  }
  await written;
  const texts = await textsOf(join(of.folder, `${audience} history.pdf`));
  expect(foundIn(texts, hiddenFrom(audience)), audience).toEqual([]);
  expect(foundIn(texts, ['qxoldrole', 'qxdiffers', 'qxdecided'])).toHaveLength(3);
}

async function lookThroughPack(of: TestCore, audience: AudienceId): Promise<void> {
  const target = targetIn(of, `${audience}.zip`);
  const pack = of.run('packs.write', { target, audience, classification: 'TLP:RED' });
  if (AUDIENCES[audience].noPack !== null) {
    await expect(pack).rejects.toMatchObject({ code: 'INVALID_INPUT', message: /evidence itself/ });
    return;
  }
  await pack;
  const packed = await textsOf(join(of.folder, `${audience}.zip`));
  expect(foundIn(packed, hiddenFrom(audience)), audience).toEqual([]);
  expect(foundIn(packed, ['tlp:red'])).toHaveLength(1);
}

/** A register that was prepared for somebody else has no way back, not even without its hidden sheet. */
async function lookForWayBack({ call, run, core, folder }: TestCore): Promise<void> {
  const before = await call('assignments.card', { ref: REF });
  const comesBack = (path: string) =>
    run('sheets.preview', { file: core.files.registerSource(path).handle }) as Promise<{
      changes: readonly unknown[];
    }>;
  for (const audience of ['auditor', 'client', 'public'] as const) {
    const path = join(folder, `${audience}.xlsx`);
    const bare = join(folder, `${audience} bare.xlsx`);
    await editRegister(path, bare, (_, book) => {
      book.removeWorksheet('Demarc');
    });
    for (const file of [path, bare])
      await expect(comesBack(file)).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        message: expect.stringContaining('no way back'),
      });
    if (!FORMATS[audience].includes('csv')) continue;
    // A CSV has no such sheet. What it has no column for is not emptied.
    expect((await comesBack(join(folder, `${audience}.csv`))).changes).toEqual([]);
  }
  expect(await call('assignments.card', { ref: REF })).toEqual(before);
}

test('what is typed for nobody else leaves in no layout', { tags: 'long' }, async () => {
  const { call, run, core, folder } = await typedWorkbook();
  const target = (name: string) => core.files.registerTarget(join(folder, name)).handle;
  // Several layouts are about its controls.
  await call('workbook.update', { frameworks: ['fedramp-moderate-r5'] });
  // By turns for one of the two; test/exporters/audience-laws.test.ts has each of them for both.
  for (const [nth, { id, format }] of eachTemplate(await call('layouts.list', {})).entries())
    for (const audience of [(['auditor', 'client'] as const)[nth % 2] ?? 'client', 'public'] as const) {
      const name = `${audience} ${id.replace(':', ' ')}.${format}`;
      const beside = id === DECISION_RECORD ? { packageOverview: 'https://trust.example.com/overview' } : {};
      const written = run('layouts.write', { layout: id, target: target(name), audience, ...beside }).then(
        () => null,
        (error: { code: string }) => error.code,
      );
      const code = await written;
      if (audience === 'public') expect(code).toBe('INVALID_INPUT');
      // Some layouts have nothing to say of so small a workbook.
      else if (code !== null) expect(code).toBe('NOTHING_TO_SAY');
      else expect(foundIn(await textsOf(join(folder, name)), hiddenFrom(audience)), name).toEqual([]);
    }
});

test('rows are not chosen by what is left out', async () => {
  const { call } = await typedWorkbook();
  await expect(
    call('exports.counts', { audience: 'public', filter: { status: 'risk-accepted' } }),
  ).rejects.toThrow('rows can be chosen by service, domain, party, owner and control alone');
  // Which duties are open is left out, and so is the choice of them.
  await expect(
    call('exports.counts', { audience: 'public', filter: { ownership: 'unanswered' } }),
  ).rejects.toThrow('Open duties do not go out to the public');
  await expect(call('exports.counts', { audience: 'client', person: 'qxperson' })).rejects.toThrow(
    'hand-out',
  );
  const backups = (await call('exports.counts', {
    audience: 'client',
    filter: { domain: 'backup' },
  })) as ExportPreview;
  expect(backups.extract).not.toBeNull();
});
