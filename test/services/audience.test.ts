import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AUDIENCE_IDS, AUDIENCES, type AudienceId, type Part } from '../../main/contract/audience.ts';
import type { ExportPreview } from '../../main/contract/exports.ts';
import { openTestWorkbook, type TestCore } from '../support/core.ts';
import { editRegister } from '../support/edit-sheet.ts';
import { unpack } from '../support/pack.ts';
import { pdfText } from '../support/pdf-tools.ts';

// The same law as over reports, from the commands on which a workbook is made to the files that leave it: what is typed into a field that
// an audience is not told of occurs in none of them, the history of the field included.

const REF = 'orders-db/backup-configuration';
const PARKED = 'orders-db/restore-testing';
const TYPED: Readonly<Record<string, Part>> = {
  qxnote: 'notes',
  qxoldnote: 'notes',
  qxsvcnote: 'notes',
  qxactnote: 'notes',
  qxwaits: 'drafts',
  qxwhom: 'drafts',
  qxreturned: 'drafts',
  qxroom: 'minutes',
  qxguest: 'minutes',
  qxmail: 'emails',
  qxoldmail: 'emails',
  qxperson: 'names',
  qxtyper: 'names',
  qxfilename: 'contents',
  qxurl: 'contents',
  qxprose: 'contents',
  qxaccount: 'accounts',
  qxtag: 'accounts',
  qxdecided: 'decisions',
  qxsigner: 'signOffs',
  qxstated: 'signOffs',
  qxoldrole: 'history',
  qxjob: 'roles',
  qxdiffers: 'reasons',
  qxnoneed: 'reasons',
  qxtitle: 'evidence',
  qxaction: 'actions',
  qxplace: 'details',
  qxscope: 'details',
};
const hiddenFrom = (audience: AudienceId): readonly string[] =>
  Object.keys(TYPED).filter((word) => AUDIENCES[audience].without.includes(TYPED[word] as Part));

async function typedWorkbook(): Promise<TestCore> {
  const opened = await openTestWorkbook({ actor: 'Qxtyper' });
  const { call, run, core, folder } = opened;
  const person = (
    await call('people.add', { name: 'Qxperson', role: 'qxoldrole', email: 'qxoldmail@example.test' })
  ).id;
  await call('people.update', { id: person, role: 'qxjob', email: 'qxmail@example.test' });
  const place = (await call('environments.add', { name: 'qxplace' })).id;
  await call('services.add', {
    services: [
      {
        catalogueId: 'rds',
        label: 'orders-db',
        environment: place,
        account: 'qxaccount',
        notes: 'qxsvcnote',
        tags: ['qxtag'],
        lead: person,
      },
    ],
  });
  await call('workbook.update', {
    scopeNote: 'qxscope',
    leadAssessor: person,
    frameworks: ['nist-800-53-r5'],
  });
  await call('assignments.answer', {
    ref: REF,
    answer: { owners: ['aws', 'organisation'] },
    people: { organisation: person },
    note: 'qxoldnote',
    dueOn: '2026-12-24',
    status: 'in-progress',
  });
  await call('assignments.answer', {
    ref: 'orders-db/runtime-engine-patching',
    answer: { owners: ['organisation'] },
    reason: 'qxdiffers',
  });
  await call('assignments.update', { ref: REF, note: 'qxnote' });
  await call('assignments.answer', {
    ref: 'orders-db/data-classification',
    answer: { notApplicable: 'qxnoneed' },
  });
  await call('assignments.update', {
    ref: PARKED,
    parked: true,
    note: 'qxnote',
    waits: { for: 'qxwaits', whom: { name: 'Qxwhom' } },
  });
  await call('review.submit', { refs: [REF] });
  await call('review.return', { refs: [REF], text: 'qxreturned' });
  await call('evidence.addNote', { refs: [REF], title: 'qxtitle', text: 'qxprose' });
  await call('evidence.addLink', { refs: [REF], url: 'https://example.test/qxurl', title: 'qxtitle link' });
  const file = join(folder, 'qxfilename.txt');
  writeFileSync(file, 'The restore was tested.');
  await run('evidence.attachFile', {
    refs: [REF],
    file: core.files.registerSource(file).handle,
    title: 'qxtitle file',
  });
  await call('workshop.start', { title: 'Kick-off', attendees: [{ name: 'Qxguest' }], note: 'qxroom' });
  await call('workshop.decide', { text: 'qxdecided', ref: null });
  await call('workshop.end', {});
  await call('actions.add', {
    title: 'qxaction',
    subject: 'orders-db',
    person,
    dueOn: '2026-01-01',
    note: 'qxactnote',
  });
  await call('review.sign', { subject: null, name: 'Qxsigner', role: null, statement: 'qxstated' });
  return opened;
}

async function textsOf(path: string): Promise<readonly string[]> {
  if (path.endsWith('.pdf')) return [pdfText(path)];
  if (!/\.(xlsx|zip|docx)$/.test(path)) return [readFileSync(path, 'utf8')];
  const texts: string[] = [];
  for (const [name, bytes] of await unpack(path)) {
    texts.push(name);
    if (!/\.(pdf|xlsx|docx)$/.test(name)) texts.push(bytes.toString('utf8'));
    else {
      const inner = `${path}-${name.replaceAll('/', '-')}`;
      writeFileSync(inner, bytes);
      texts.push(...(await textsOf(inner)));
    }
  }
  return texts;
}
const foundIn = (texts: readonly string[], words: readonly string[]): readonly string[] =>
  words.filter((word) => texts.some((text) => text.toLowerCase().includes(word)));

test('what is typed for nobody else leaves in no document, layout or pack', async () => {
  const { call, run, core, folder } = await typedWorkbook();
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
  for (const { id, format } of await call('layouts.list', {}))
    for (const audience of ['auditor', 'client', 'public'] as const) {
      const name = `${audience} ${id.replace(':', ' ')}.${format}`;
      const written = run('layouts.write', { layout: id, target: target(name), audience }).then(
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
