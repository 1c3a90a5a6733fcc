import { expect, test } from 'vitest';
import type { ClaimsRecorded, MatrixPreview } from '../../main/contract/claims.ts';
import type { GivenMapping } from '../../main/contract/methods/claims.ts';
import { openTestWorkbook } from '../support/core.ts';
import { CAIQ, FEDRAMP, PCI_THREE, type SheetPlan, writeBook } from '../support/vendor-books.ts';

/** A CRM with these rows under its headings. */
const crm = (...rows: readonly (readonly (string | null)[])[]): readonly SheetPlan[] => [
  {
    name: 'CRM',
    rows: [
      [
        'Control ID',
        'Can Be Inherited from CSP',
        'Specific Inheritance and Customer Agency/CSP Responsibilities',
      ],
      ...rows,
    ],
  },
];

async function withWorkbook() {
  const opened = await openTestWorkbook();
  const { core, folder, call, run } = opened;
  await call('services.add', { services: [{ catalogueId: 'ec2', ref: 'web', label: 'Web servers' }] });
  const source = async (file: string, sheets: readonly SheetPlan[]) =>
    core.files.registerSource(await writeBook(folder, file, sheets)).handle;
  const record = async (
    file: string,
    sheets: readonly SheetPlan[],
    vendor: { readonly party: string } | { readonly name: string } = { name: 'Hostwell' },
    mapping?: GivenMapping,
  ) =>
    (await run('claims.record', {
      file: await source(file, sheets),
      vendor,
      ...(mapping ? { mapping } : {}),
    })) as ClaimsRecorded;
  const verdicts = async (matrix: number) =>
    (await call('claims.compare', { matrix })).rows.map(({ control, verdict }) => `${control}: ${verdict}`);
  return { ...opened, source, record, verdicts };
}

test('a preview changes nothing; a record keeps the file and the claims and no answer is touched', async () => {
  const { core, workbook, call, run, source, record } = await withWorkbook();
  const before = await call('assignments.register', {});
  const preview = (await run('claims.preview', { file: await source('crm.xlsx', FEDRAMP) })) as MatrixPreview;
  expect(preview.counts).toMatchObject({ claims: 9, unread: 4, silent: 1 });
  expect(preview.samples.find(({ sheet }) => sheet === 'CRM Worksheet')?.rows.length).toBeGreaterThan(5);
  expect(await call('claims.list', {})).toEqual([]);
  const recorded = await record('crm.xlsx', FEDRAMP);
  expect(recorded).toMatchObject({ vendorAdded: true, replaced: null, fresh: 9, changed: 0, changes: [] });
  expect(recorded.matrix).toMatchObject({
    party: 'hostwell',
    evidence: 1,
    frameworks: ['nist-800-53-r5'],
    recordedBy: 'Ann Assessor',
  });
  expect(recorded.matrix.counts).toEqual(preview.counts);
  expect(recorded.unread).toEqual(preview.unread);
  expect(recorded.notes).toEqual(preview.notes);
  expect(await call('evidence.list', {})).toMatchObject([
    { number: 1, kind: 'file', fileName: 'crm.xlsx', links: [] },
  ]);
  expect(core.evidenceContent(workbook, 1).size).toBeGreaterThan(1000);
  expect(await call('assignments.register', {})).toEqual(before);
  const [entry] = await call('workbook.changes', { limit: 1 });
  expect(entry?.summary).toBe('Recorded what Hostwell claims on 4 controls from crm.xlsx (E-1)');
});

test('a newer matrix takes the place of the former and says what changed; undo and redo follow', async () => {
  const { call, run, source, record } = await withWorkbook();
  const first = await record(
    'crm.xlsx',
    crm(['AC-2', 'Yes', null], ['AC-3', 'No', 'Yours.'], ['AC-4', 'Partial', 'Ours.'], ['AC-5', 'Yes', null]),
  );
  const second = await record(
    'crm-2.xlsx',
    crm(
      ['AC-02', 'Partial', 'Both.'],
      ['AC-3', 'No', 'Yours.'],
      ['AC-4', 'Partial', 'Both.'],
      ['AC-6', 'Yes', null],
    ),
  );
  expect(second).toMatchObject({
    replaced: { id: first.matrix.id },
    vendorAdded: false,
    fresh: 1,
    changed: 2,
    unchanged: 1,
    gone: 1,
  });
  expect(second.changes.map(({ control, before, after, text }) => [control, before, after, text])).toEqual([
    ['AC-2', 'vendor', 'vendor + customer', true],
    ['AC-6', null, 'vendor', false],
    ['AC-5', 'vendor', null, false],
    ['AC-4', 'vendor + customer', 'vendor + customer', true],
  ]);
  const ids = async () => (await call('claims.list', {})).map(({ id }) => id);
  expect(await ids()).toEqual([second.matrix.id]);
  expect((await call('evidence.list', {})).map(({ replacedBy }) => replacedBy)).toEqual([2, null]);
  await call('workbook.undo', {});
  expect(await ids()).toEqual([first.matrix.id]);
  expect((await call('claims.compare', { matrix: first.matrix.id })).total).toBe(4);
  await call('workbook.redo', {});
  expect(await ids()).toEqual([second.matrix.id]);
  expect((await call('claims.compare', { matrix: second.matrix.id })).total).toBe(4);
  // Matrices of other frameworks and of other vendors stand beside it; the same file is kept once.
  await record('caiq.xlsx', CAIQ);
  await record('pci.xlsx', PCI_THREE, { party: 'aws' });
  expect(await ids()).toHaveLength(3);
  const file = await source('crm-2.xlsx', crm(['AC-02', 'Yes', null]));
  const again = (await run('claims.record', { file, vendor: { party: 'hostwell' } })) as ClaimsRecorded;
  const same = (await run('claims.record', { file, vendor: { party: 'hostwell' } })) as ClaimsRecorded;
  expect(same).toMatchObject({ unchanged: 1, matrix: { evidence: again.matrix.evidence } });
  expect(await ids()).toHaveLength(3);
  await call('claims.remove', { matrix: same.matrix.id });
  expect(await ids()).toHaveLength(2);
  await expect(call('claims.compare', { matrix: same.matrix.id })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(await call('evidence.list', {})).toHaveLength(5);
});

test('a newer matrix on one framework leaves what the former says of others, and the preview says so', async () => {
  const { call, run, source, record } = await withWorkbook();
  const both = await record('both.xlsx', [
    ...crm(['AC-2', 'Yes', null], ['AC-3', 'No', 'Yours.']),
    ...PCI_THREE,
  ]);
  expect(both.matrix.frameworks).toEqual(['nist-800-53-r5', 'pci-dss-4.0.1']);
  const file = await source('pci.xlsx', PCI_THREE);
  const { notes } = (await run('claims.preview', { file, vendor: { party: 'hostwell' } })) as MatrixPreview;
  expect(notes.slice(-2)).toEqual([
    expect.stringMatching(
      /^It takes the place of "Hostwell: responsibility matrix" of \d{4}-\d\d-\d\d, which keeps its claims on nist-800-53-r5\.$/,
    ),
    expect.stringMatching(/^Compared with what is recorded: 0 new, 0 changed, \d+ as before, 0 gone\.$/),
  ]);
  const pci = (await run('claims.record', { file, vendor: { party: 'hostwell' } })) as ClaimsRecorded;
  expect(pci).toMatchObject({ replaced: { id: both.matrix.id }, fresh: 0, changed: 0, gone: 0 });
  const left = async () =>
    (await call('claims.list', {})).map(({ id, frameworks }) => [id === both.matrix.id, frameworks]);
  expect(await left()).toEqual([
    [true, ['nist-800-53-r5']],
    [false, ['pci-dss-4.0.1']],
  ]);
  const { rows } = await call('claims.compare', { matrix: both.matrix.id });
  expect(rows.map(({ control }) => control).sort()).toEqual(['AC-2', 'AC-3']);
  expect((await call('evidence.list', {})).map(({ replacedBy }) => replacedBy)).toEqual([null, null]);
  await call('workbook.undo', {});
  expect(await left()).toEqual([[true, ['nist-800-53-r5', 'pci-dss-4.0.1']]]);
});

test('the claim stands beside our own record, and says where the two cannot both be right', async () => {
  const { call, record, verdicts } = await withWorkbook();
  const { matrix } = await record(
    'crm.xlsx',
    crm(
      ['PE-3', 'Yes', null],
      ['SI-2', 'No', 'Patch your own systems.'],
      ['AC-99', 'Yes', null],
      ['PE-6', null, null],
    ),
    { party: 'aws' },
  );
  expect(await verdicts(matrix.id)).toEqual([
    'PE-3: not-recorded',
    'SI-2: not-recorded',
    'PE-6: silent',
    'AC-99: untied',
  ]);
  const tied = (await call('claims.compare', { matrix: matrix.id })).rows;
  const dutiesOf = (control: string) =>
    tied.find((row) => row.control === control)?.duties.map(({ ref }) => ref) ?? [];
  expect(dutiesOf('PE-3')).toContain('aws/physical-access');
  expect(dutiesOf('SI-2')).toContain('web/guest-os-patching');
  for (const ref of dutiesOf('PE-3'))
    await call('assignments.answer', { ref, answer: { owners: ['aws'] }, reason: 'As agreed.' });
  for (const ref of dutiesOf('SI-2'))
    await call('assignments.answer', { ref, answer: { owners: ['aws'] }, reason: 'As agreed.' });
  const compared = await call('claims.compare', { matrix: matrix.id });
  expect(compared.rows.map(({ control, verdict }) => `${control}: ${verdict}`)).toEqual([
    'SI-2: disagree',
    'PE-3: agree',
    'PE-6: silent',
    'AC-99: untied',
  ]);
  expect(compared.counts).toEqual({ disagree: 1, 'not-recorded': 0, agree: 1, silent: 1, untied: 1 });
  expect(compared.rows[0]).toMatchObject({
    why: 'AWS leaves a part of it to you; the record has none for Acme.',
    claims: [{ text: 'Patch your own systems.' }],
  });
  expect(compared.rows[0]?.duties[0]).toMatchObject({ verdict: 'disagree' });
  expect((await call('claims.compare', { matrix: matrix.id, verdict: 'agree' })).rows).toHaveLength(1);
  expect((await call('claims.compare', { matrix: matrix.id, text: 'patch your own' })).total).toBe(1);
});

test('the claims of a vendor that has no part in the record are not held against it', async () => {
  const { call, record, verdicts } = await withWorkbook();
  await call('assignments.acceptSuggestions', { subject: 'aws' });
  const { matrix } = await record('crm.xlsx', crm(['PE-3', 'Yes', null]));
  expect(await verdicts(matrix.id)).toEqual(['PE-3: not-recorded']);
});

test('a mapping that was corrected holds for the next file with the same headings, until it is forgotten', async () => {
  const { call, run, source, record } = await withWorkbook();
  const sheets = (id: string): readonly SheetPlan[] => [
    {
      name: `List ${id}`,
      rows: [
        ['Kontrolle', 'Wer'],
        [id, 'Anbieter'],
      ],
    },
  ];
  const preview = async (id: string) =>
    (await run('claims.preview', { file: await source('list.xlsx', sheets(id)) })) as MatrixPreview;
  expect((await preview('AC-2')).claims).toEqual([]);
  await expect(record('list.xlsx', sheets('AC-2'))).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  const mapping: GivenMapping = [
    {
      sheet: 'List AC-2',
      matrix: true,
      headerRow: 1,
      headerRows: 1,
      scheme: null,
      columns: [
        { column: 0, meaning: 'control' },
        { column: 1, meaning: 'owner' },
      ],
      words: [{ word: 'Anbieter', means: ['vendor'] }],
    },
  ];
  expect(
    (await record('list.xlsx', sheets('AC-2'), { name: 'Hostwell' }, mapping)).matrix.counts.claims,
  ).toBe(1);
  const next = await preview('AC-3');
  expect(next.mapping[0]).toMatchObject({ origin: 'saved' });
  expect(next.claims).toMatchObject([{ control: 'AC-3', owners: ['vendor'] }]);
  const [saved] = await call('claims.mappings', {});
  expect(saved).toMatchObject({ headings: ['Kontrolle', 'Wer'], savedBy: 'Ann Assessor' });
  await call('claims.forgetMapping', { fingerprint: saved?.fingerprint ?? '' });
  expect((await preview('AC-3')).claims).toEqual([]);
  expect(await call('claims.mappings', {})).toEqual([]);
});

test('refusals name what is wrong, and a refused file leaves nothing behind', async () => {
  const { call, record } = await withWorkbook();
  await expect(record('a.xlsx', [{ name: 'Notes', rows: [['Nothing', 'here']] }])).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('a.xlsx'),
  });
  await expect(record('b.xlsx', FEDRAMP, { party: 'organisation' })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  });
  await expect(record('b.xlsx', FEDRAMP, { party: 'nobody' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await call('evidence.list', {})).toEqual([]);
  expect((await call('parties.list', {})).map(({ id }) => id)).toEqual(['aws', 'organisation']);
  await record('b.xlsx', FEDRAMP);
  await expect(call('parties.remove', { id: 'hostwell' })).rejects.toMatchObject({ code: 'RULE_VIOLATION' });
});

test('the names of vendor, organisation and other parties are words once it is said whose matrix it is', async () => {
  const { run, source } = await withWorkbook();
  const file = await source('names.xlsx', [
    {
      name: 'PCI',
      rows: [
        ['PCI DSS Requirement', 'Responsibility', 'Notes'],
        ['1.2.1', 'Hostwell', null],
        ['1.2.2', 'Acme', null],
        ['9.3.1', 'AWS', null],
      ],
    },
  ]);
  const preview = async (vendor: object) =>
    ((await run('claims.preview', { file, ...vendor })) as MatrixPreview).claims.map(({ owners }) =>
      owners.join(),
    );
  expect(await preview({})).toEqual(['', '', 'vendor']);
  expect(await preview({ vendor: { name: 'Hostwell' } })).toEqual(['vendor', 'customer', 'other']);
  const recorded = (await run('claims.record', { file, vendor: { name: 'Hostwell' } })) as ClaimsRecorded;
  expect(recorded.matrix.counts).toMatchObject({ unread: 0, silent: 0 });
});

test('a claim on a service stands beside the duties of the service, and is not judged', async () => {
  const { call, record } = await withWorkbook();
  await call('services.add', { services: [{ catalogueId: 's3', ref: 'files', label: 'Files' }] });
  const { matrix } = await record(
    'services.xlsx',
    [
      {
        name: 'Services',
        rows: [
          ['Service', 'AWS', 'Customer'],
          ['Amazon S3', 'Runs the disks', 'Says who may read'],
          ['EC2 instances', 'Runs the hosts', 'Patches the guests'],
          ['Amazon SQS', 'Runs the queues', 'Encrypts what it sends'],
          ['Escalation of incidents', 'Tells the customer', 'Names a contact'],
        ],
      },
    ],
    { party: 'aws' },
  );
  const { rows, counts } = await call('claims.compare', { matrix: matrix.id });
  const register = await call('assignments.register', {});
  const asked = (ref: string) => register.rows.filter(({ subject }) => subject === ref).length;
  expect(counts).toMatchObject({ untied: 4, agree: 0, disagree: 0 });
  expect(rows.map(({ control, dutyCount }) => [control, dutyCount])).toEqual([
    ['Amazon S3', asked('files')],
    ['EC2 instances', asked('web')],
    // Not in use, and no service at all.
    ['Amazon SQS', 0],
    ['Escalation of incidents', 0],
  ]);
  expect(asked('files')).toBeGreaterThan(5);
  expect(rows[0]?.why).toContain('the duties of the service stand beside it');
  expect(rows[0]?.duties.every(({ subject, verdict }) => subject === 'Files' && verdict === 'untied')).toBe(
    true,
  );
});

test('a service of the catalogue, and one of the workbook’s own, stands alone above its tasks', async () => {
  const { call, run, source, record } = await withWorkbook();
  const sheets: readonly SheetPlan[] = [
    {
      name: 'Services',
      rows: [
        ['Service', 'Task', 'Responsible party'],
        ['Amazon EC2', null, null],
        [null, 'Hosts', 'AWS'],
        ['Mainframe', null, null],
        [null, 'Tapes', 'Customer'],
      ],
    },
  ];
  const claimed = async () => {
    const { claims } = (await run('claims.preview', {
      file: await source('m.xlsx', sheets),
    })) as MatrixPreview;
    return claims.map(({ control, owners }) => [control, ...owners]);
  };
  expect(await claimed()).toEqual([['Amazon EC2', 'vendor']]);
  const { id } = await call('custom.addService', { name: 'Mainframe', model: 'iaas' });
  expect(await claimed()).toEqual([
    ['Amazon EC2', 'vendor'],
    ['Mainframe', 'customer'],
  ]);
  await call('services.add', { services: [{ catalogueId: id, label: 'Host in the cellar' }] });
  const { matrix } = await record('m.xlsx', sheets, { party: 'aws' });
  const { rows } = await call('claims.compare', { matrix: matrix.id });
  expect(rows.map(({ control, duties }) => [control, duties[0]?.subject])).toEqual([
    ['Amazon EC2', 'Web servers'],
    ['Mainframe', 'Host in the cellar'],
  ]);
});
