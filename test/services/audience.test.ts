import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AUDIENCE_IDS, AUDIENCES } from '../../main/contract/audience.ts';
import type { ExportPreview } from '../../main/contract/exports.ts';
import { DECISION_RECORD } from '../../main/contract/layouts.ts';
import { editRegister } from '../support/edit-sheet.ts';
import { eachTemplate } from '../support/templates.ts';
import { foundIn, hiddenFrom, REF, TYPED, textsOf, typedWorkbook } from '../support/typed-workbook.ts';

// The same law as over reports, from the commands on which a workbook is made to the files that leave it: what is typed into a field that
// an audience is not told of occurs in none of them, the history of the field included.

test('what is typed for nobody else leaves in no document or pack', async () => {
  const { run, core, folder } = await typedWorkbook();
  const target = (name: string) => core.files.registerTarget(join(folder, name)).handle;
  for (const audience of AUDIENCE_IDS) {
    const history = !AUDIENCES[audience].without.includes('history');
    const formats = ['xlsx', 'pdf', 'csv'] as const;
    await run('exports.run', {
      files: formats.map((format) => ({ format, target: target(`${audience}.${format}`) })),
      history,
      audience,
      classification: 'TLP:RED',
    });
    const texts = (
      await Promise.all(formats.map((format) => textsOf(join(folder, `${audience}.${format}`))))
    ).flat();
    expect(foundIn(texts, hiddenFrom(audience)), audience).toEqual([]);
    // What is typed is found where it may be, so that it is not looked for in vain.
    if (audience === 'internal') expect(foundIn(texts, Object.keys(TYPED))).toEqual(Object.keys(TYPED));
    if (audience === 'auditor')
      expect(foundIn(texts, ['qxoldrole', 'qxdiffers', 'qxdecided'])).toHaveLength(3);
    if (!history)
      await expect(
        run('exports.run', { files: [{ format: 'pdf', target: target('x.pdf') }], history: true, audience }),
      ).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('history') });

    const pack = run('packs.write', {
      target: target(`${audience}.zip`),
      audience,
      classification: 'TLP:RED',
    });
    if (AUDIENCES[audience].noPack !== null)
      await expect(pack).rejects.toMatchObject({ code: 'INVALID_INPUT', message: /evidence itself/ });
    else {
      await pack;
      const packed = await textsOf(join(folder, `${audience}.zip`));
      expect(foundIn(packed, hiddenFrom(audience)), audience).toEqual([]);
      expect(foundIn(packed, ['tlp:red'])).toHaveLength(1);
    }
  }
});

test('what is typed for nobody else leaves in no layout', async () => {
  const { call, run, core, folder } = await typedWorkbook();
  const target = (name: string) => core.files.registerTarget(join(folder, name)).handle;
  // Several layouts are about its controls.
  await call('workbook.update', { frameworks: ['nist-800-53-r5'] });
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

test('counts before an export are those of the file, and rows are not chosen by what is left out', async () => {
  const { call, run, core, folder } = await typedWorkbook();
  for (const audience of AUDIENCE_IDS) {
    const counts = (await call('exports.counts', { audience })) as ExportPreview;
    const { files } = (await run('exports.run', {
      files: [{ format: 'xlsx', target: core.files.registerTarget(join(folder, `${audience}.xlsx`)).handle }],
      audience,
    })) as { files: { reconciliation: { found: object } }[] };
    const { rows, notes, evidence } = counts;
    expect(files[0]?.reconciliation.found).toEqual({ rows, notes, evidence });
    const gaps = counts.gaps;
    expect(gaps === 0, audience).toBe(AUDIENCES[audience].without.includes('gaps'));
  }
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

test('a register that was prepared for somebody else has no way back, not even without its hidden sheet', async () => {
  const { call, run, core, folder } = await typedWorkbook();
  const before = await call('assignments.card', { ref: REF });
  for (const audience of ['auditor', 'client', 'public'] as const) {
    const path = join(folder, `${audience}.xlsx`);
    await run('exports.run', {
      files: [{ format: 'xlsx', target: core.files.registerTarget(path).handle }],
      audience,
    });
    const bare = join(folder, `${audience} bare.xlsx`);
    await editRegister(path, bare, (_, book) => {
      book.removeWorksheet('Demarc');
    });
    for (const file of [path, bare])
      await expect(
        run('sheets.preview', { file: core.files.registerSource(file).handle }),
      ).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        message: expect.stringContaining('no way back'),
      });
    // A CSV has no such sheet. What it has no column for is not emptied.
    const csv = join(folder, `${audience}.csv`);
    await run('exports.run', {
      files: [{ format: 'csv', target: core.files.registerTarget(csv).handle }],
      audience,
    });
    const preview = (await run('sheets.preview', { file: core.files.registerSource(csv).handle })) as {
      changes: readonly unknown[];
    };
    expect(preview.changes).toEqual([]);
  }
  expect(await call('assignments.card', { ref: REF })).toEqual(before);
});
