import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Gap } from '../../main/contract/gaps.ts';
import type { NamedComparison, WrittenComparison } from '../../main/contract/snapshots.ts';
import { gapChanges } from '../../main/domain/changes/judged.ts';
import { callers, ONE_FRAMEWORK, openTestWorkbook, startCore, type TestCore } from '../support/core.ts';
import { python, readHtml } from '../support/html-tables.ts';
import { AS_TEXT, convert } from '../support/office.ts';
import { pdfText } from '../support/pdf-tools.ts';
import { findProgram } from '../support/programs.ts';
import { temporaryFolder as folderOfFile } from '../support/temp.ts';

const FORMATS = ['pdf', 'docx', 'html'] as const;
const HOSTILE = '</td><script>alert(1)</script> & "x" \u05e9\u05dc\u05d5\u05dd 12';

type Ends = {
  readonly from: number | 'now' | { file: string };
  readonly to: number | 'now' | { file: string };
};

async function written(
  of: TestCore,
  ends: Ends,
  name = 'changes',
  more: object = {},
  formats: readonly (typeof FORMATS)[number][] = FORMATS,
) {
  const pathOf = (format: (typeof FORMATS)[number]) => join(of.folder, `${name}.${format}`);
  const { files } = (await of.run('snapshots.exportComparison', {
    ...ends,
    ...more,
    files: formats.map((format) => ({
      format,
      target: of.core.files.registerTarget(pathOf(format)).handle,
    })),
  })) as { files: readonly WrittenComparison[] };
  return { files, pdf: pathOf('pdf'), docx: pathOf('docx'), html: pathOf('html') };
}
/** The report as a page, for what is the same in every format: to write and hold the others takes much longer. */
const pageOf = async (of: TestCore, ends: Ends, name?: string) =>
  readHtml((await written(of, ends, name, {}, ['html'])).html);
const compared = async (of: TestCore, ends: Ends) =>
  (await of.call('snapshots.compare', ends)) as NamedComparison;

/** Changes of every kind that a comparison tells apart. */
async function changeMuch({ call }: TestCore): Promise<void> {
  const { id } = await call('people.add', { name: HOSTILE });
  await call('assignments.answer', {
    ref: 'orders-db/restore-testing',
    answer: { owners: ['aws', 'organisation'] },
    people: { organisation: id },
    duties: { organisation: 'Restores a copy\neach quarter.' },
    reason: 'A managed restore drill was bought.',
  });
  await call('assignments.update', {
    ref: 'orders-db/restore-testing',
    status: 'implemented',
    note: HOSTILE,
  });
  await call('services.add', { services: [{ catalogueId: 's3', ref: 'receipts', label: HOSTILE }] });
  await call('evidence.addNote', {
    refs: ['orders-db/restore-testing'],
    title: HOSTILE,
    text: 'Done in May.',
    expires: '2020-01-01',
  });
  await call('workbook.update', { organisation: 'Acme & Sons' });
}

/** Services of the large one: some hundreds of changes, over several pages. */
const LARGE = 7;
const workbooks = {
  empty: async () => {
    const of = await openTestWorkbook({ frameworks: ONE_FRAMEWORK });
    await of.call('snapshots.take', { name: 'Start' });
    return of;
  },
  example: async () => {
    const of = await openTestWorkbook({ example: 'ecommerce' });
    await of.call('snapshots.take', { name: 'Start' });
    await changeMuch(of);
    await of.call('services.remove', { ref: 'shop-web' });
    await of.call('evidence.remove', { number: 1 });
    return of;
  },
  large: async () => {
    const of = await openTestWorkbook();
    const ids = ['rds', 's3', 'ec2', 'lambda'];
    await of.call('workbook.update', { frameworks: ['iso-27001-2022'] });
    await of.call('services.add', {
      services: Array.from({ length: LARGE }, (_, at) => ({
        catalogueId: ids[at % ids.length] ?? 'rds',
        ref: at === 0 ? 'orders-db' : `service-${at}`,
        label: at === 0 ? 'orders-db' : `Service ${at}`,
      })),
    });
    await of.call('snapshots.take', { name: 'Start' });
    for (let at = 1; at < LARGE; at += 1)
      await of.call('assignments.acceptSuggestions', { subject: `service-${at}` });
    await changeMuch(of);
    return of;
  },
};

/** What a row of a change must say, whatever its place is called. */
const saidBy = ({ kind, field, before, after }: NamedComparison['changes'][number]): string =>
  JSON.stringify([kind === 'expired' ? 'Expired' : field, before ?? 'Nothing', after ?? 'Nothing']);
const squeezed = (text: string): string => text.replace(/\s/g, '');

const forOffice = folderOfFile();
/** What the documents in it tell of. */
const told = new Map<string, NamedComparison['changes']>();
describe.each(Object.keys(workbooks) as (keyof typeof workbooks)[])('the %s workbook', (which) => {
  test.skipIf(python === null)(
    'every change stands in the report, and none more, as another reader finds it',
    async () => {
      const of = await workbooks[which]();
      const ends = { from: 1, to: 'now' } as const;
      const comparison = await compared(of, ends);
      expect(comparison.total > 0).toBe(which !== 'empty');
      // Word is asked of the small ones below.
      const formats = FORMATS.filter((format) => which !== 'large' || format !== 'docx');
      const { files, html, pdf, docx } = await written(of, ends, 'changes', {}, formats);
      expect(files.map(({ format, rows }) => [format, rows])).toEqual(
        formats.map((format) => [format, comparison.total]),
      );
      // The same state as of the same day gives the same bytes.
      if (which === 'example') {
        const second = await written(of, ends, 'second');
        for (const [format, path] of Object.entries({ html, pdf, docx }))
          expect(readFileSync(path).equals(readFileSync(second[format as 'pdf'])), format).toBe(true);
      }
      const page = readHtml(html);
      const rows = page.tables
        .filter(({ rows: [head] }) => head?.[4] === 'By whom, when and why')
        .flatMap(({ rows: [, ...body] }) => body);
      expect(rows.map(([, what, before, after]) => JSON.stringify([what, before, after])).sort()).toEqual(
        comparison.changes.map(saidBy).sort(),
      );
      // All of it was done here, so every change but that of a day has a name to it.
      for (const [place, what, , , by] of rows)
        if (what !== 'Expired') expect(by, `${place}: ${what}`).toMatch(/^Ann Assessor, \d/);
      expect(page.tags.script).toBeUndefined();
      expect(page.on).toEqual([]);
      expect(page.hrefs.filter((href) => !href.startsWith('#'))).toEqual([]);
      if (comparison.total === 0)
        expect(page.text).toContain('Nothing that is compared here is different between');

      const gaps = (await of.call('gaps.list', {})) as readonly Gap[];
      const sides = page.tables.find(({ name }) => name === 'The two sides');
      expect(sides?.rows.find(([name]) => name === 'Gaps')?.[2]).toBe(gaps.length.toLocaleString('en-GB'));

      if (findProgram('poppler') !== null) {
        const text = squeezed(pdfText(pdf, '-raw'));
        for (const { before, after } of comparison.changes)
          for (const words of [before, after])
            if (words !== null && !/[\u05d0-\u05ea]/.test(words) && words.length < 60)
              expect(text, words).toContain(squeezed(words));
      }
      if (which !== 'large') {
        copyFileSync(docx, join(forOffice, `${which}.docx`));
        told.set(which, comparison.changes);
      }
    },
    120_000,
  );
});

const writer = findProgram('libreOfficeWriter');
test.skipIf(python === null || writer === null)(
  'LibreOffice finds every change in those documents too',
  { tags: 'long' },
  () => {
    expect([...told.keys()]).toEqual(['empty', 'example']);
    const docs = [...told.keys()].map((which) => join(forOffice, `${which}.docx`));
    convert(writer ?? '', docs, AS_TEXT, forOffice);
    for (const [which, changes] of told) {
      const text = squeezed(readFileSync(join(forOffice, `${which}.txt`), 'utf8')).replaceAll('\u200e', '');
      expect(text.length, which).toBeGreaterThan(500);
      for (const { field, before, after } of changes)
        for (const words of [field, before, after])
          if (words !== null) expect(text, words).toContain(squeezed(words));
    }
  },
);

test.skipIf(python === null)(
  'nothing is called the same but what one digest vouches for; else it is said what is not compared',
  async () => {
    const of = await openTestWorkbook();
    const copy = join(of.folder, 'copy.demarc');
    await of.run('workbook.saveCopy', { target: of.core.files.registerTarget(copy).handle });
    const ends = { from: { file: of.core.files.registerSource(copy).handle }, to: 'now' } as const;
    const digests = (page: ReturnType<typeof readHtml>) =>
      page.tables
        .find(({ name }) => name === 'The two sides')
        ?.rows.find(([name]) => name === 'Digest of the state')
        ?.slice(1);
    const same = await pageOf(of, ends, 'same');
    expect(new Set(digests(same)).size).toBe(1);
    expect(same.text).toContain('Nothing that is recorded is different between');
    await of.call('actions.add', {
      title: 'Test the restore',
      subject: null,
      person: null,
      dueOn: null,
      note: null,
    });
    expect((await compared(of, ends)).total).toBe(0);
    const other = await pageOf(of, ends, 'other');
    expect(new Set(digests(other)).size).toBe(2);
    expect(other.text).not.toContain('Nothing that is recorded');
    expect(other.text).toContain('Not compared: actions, decisions, proposals, meetings, sign-offs');
    await of.call('workbook.update', { classification: 'Secret', frameworks: ['iso-27001-2022'] });
    const marked = await compared(of, ends);
    expect(marked.changes.map(({ field }) => field)).toEqual(['Frameworks', 'Classification']);
  },
);

test.skipIf(python === null)(
  'a duty of which the evidence alone changed is one of which anything changed',
  async () => {
    const of = await openTestWorkbook();
    const { call } = of;
    await call('services.add', { services: [{ catalogueId: 'rds', ref: 'orders-db', label: 'orders-db' }] });
    await call('snapshots.take', { name: 'Without evidence' });
    const refs = ['orders-db/restore-testing', 'orders-db/backup-configuration'];
    await call('evidence.addNote', { refs, title: 'Drill', text: 'Done in May.' });
    await call('assignments.update', { ref: 'orders-db/restore-testing', note: 'A note as well.' });
    const figure = async (name: string) => {
      const page = await pageOf(of, { from: 1, to: 'now' }, `any${Math.random()}`);
      const rows = page.tables.find((table) => table.name === 'In figures')?.rows ?? [];
      return rows.find(([what]) => what === name)?.[1];
    };
    expect(await figure('Duties with other evidence')).toBe('2');
    expect(await figure('Duties of which anything changed')).toBe('2');
    await call('assignments.update', { ref: 'orders-db/data-classification', note: 'A third.' });
    expect(await figure('Duties of which anything changed')).toBe('3');
  },
);

test.skipIf(python === null)('gaps and controls: what an answer does to them', async () => {
  const of = await openTestWorkbook();
  const { call } = of;
  await call('workbook.update', { frameworks: ['iso-27001-2022'] });
  await call('services.add', { services: [{ catalogueId: 'rds', ref: 'orders-db', label: 'orders-db' }] });
  await call('snapshots.take', { name: 'Nothing answered' });
  const before = (await call('gaps.list', {})) as readonly Gap[];
  await call('assignments.acceptSuggestions', { subject: 'orders-db' });
  await call('assignments.acceptSuggestions', { subject: 'aws' });
  const after = (await call('gaps.list', {})) as readonly Gap[];
  const page = await pageOf(of, { from: 1, to: 'now' });
  const body = (name: string) => page.tables.find((table) => table.name === name)?.rows.slice(1) ?? [];
  const sentences = (gaps: readonly Gap[]) => gaps.map(({ sentence }) => sentence);
  expect(body('Closed').map((row) => row[2])).toEqual(
    sentences(before).filter((sentence) => !sentences(after).includes(sentence)),
  );
  expect(body('Opened').map((row) => row[2])).toEqual(
    sentences(after).filter((sentence) => !sentences(before).includes(sentence)),
  );
  const [controls] = page.tables.filter(({ rows }) => rows[0]?.[0] === 'Control');
  expect(controls?.rows.length).toBeGreaterThan(3);
  expect(controls?.rows.slice(1).every(([, , was, is]) => was !== is)).toBe(true);
  expect(controls?.rows.map((row) => row[2])).toContain('Undecided, duties open');

  // The other way round, what opened closes, and it is said which side is the older.
  const back = await pageOf(of, { from: 'now', to: 1 }, 'back');
  const other = (name: string) => back.tables.find((table) => table.name === name)?.rows.slice(1) ?? [];
  expect(other('Opened')).toEqual(body('Closed'));
  expect(other('Closed')).toEqual(body('Opened'));
  expect(back.text).toContain('The side named After is the older one');
});

test.skipIf(python === null)('last year’s file: who changed what since the two were one', async () => {
  const of = await openTestWorkbook({ example: 'ecommerce' });
  const last = join(of.folder, 'last-year.demarc');
  await of.run('workbook.saveCopy', { target: of.core.files.registerTarget(last).handle });
  await changeMuch(of);
  const ends = { from: { file: of.core.files.registerSource(last).handle }, to: 'now' } as const;
  const page = await pageOf(of, ends);
  const rows = page.tables
    .filter(({ rows: [head] }) => head?.[4] !== undefined)
    .flatMap(({ rows: [, ...body] }) => body);
  expect(rows.length).toBe((await compared(of, ends)).total);
  expect(rows.every((row) => row[4]?.startsWith('Ann Assessor, '))).toBe(true);
  expect(rows.map((row) => row[4]).join()).toContain('Why: A managed restore drill was bought.');

  // Another workbook has another log: then nobody is named.
  const other = join(of.folder, 'other.demarc');
  await of.core.createAt(other, { title: 'Other', organisation: 'Other' });
  const strange = { from: { file: of.core.files.registerSource(other).handle }, to: 'now' } as const;
  const unknown = await pageOf(of, strange, 'unknown');
  expect(unknown.text).toContain('The two have no change log in common');
  expect(unknown.text).not.toContain('Ann Assessor,');
});

test.skipIf(python === null)(
  'two copies that went apart: only what was done on the later side has a name',
  async () => {
    const of = await openTestWorkbook({ example: 'ecommerce' });
    const path = join(of.folder, 'ben.demarc');
    await of.run('workbook.saveCopy', { target: of.core.files.registerTarget(path).handle });
    const { core } = startCore(join(of.folder, 'ben'), { actor: 'Ben' });
    const { id } = await core.openPath(path);
    const ben = callers(core, id);
    await ben.call('assignments.update', { ref: 'orders-db/restore-testing', note: 'Said by Ben' });
    await ben.call('snapshots.take', { name: 'Taken by Ben' });
    await core.close();
    await of.call('assignments.update', { ref: 'orders-db/backup-configuration', note: 'Said by Ann' });
    const file = of.core.files.registerSource(path).handle;
    const page = await pageOf(of, { from: { file }, to: 'now' });
    expect(page.text).toContain('The two went apart');
    const rows = page.tables
      .filter(({ name }) => name.startsWith('Duties: '))
      .flatMap(({ rows: [, ...body] }) => body);
    expect(rows.map(([, what, , after, by]) => [what, after, by?.split(',')[0]]).sort()).toEqual(
      [
        ['Note', 'Said by Ann', 'Ann Assessor'],
        ['Note', 'Nothing', ''],
      ].sort(),
    );

    // His snapshot comes with the merge; our log does not lead to what it holds, and it is said so instead of guessed.
    const preview = (await of.run('merge.preview', { file })) as {
      mine: { head: string };
      theirs: { head: string };
    };
    await of.run('merge.apply', {
      file,
      expected: { mine: preview.mine.head, theirs: preview.theirs.head },
    });
    const [snapshot] = await of.call('snapshots.list', {});
    const merged = await pageOf(of, { from: snapshot?.number ?? 0, to: 'now' }, 'merged');
    expect(merged.text).toContain('Gaps and controls cannot be compared');
    const sides = merged.tables.find(({ name }) => name === 'The two sides')?.rows ?? [];
    expect(sides.find(([name]) => name === 'Revision')?.[1]).toBe('Of another copy');
    expect(sides.find(([name]) => name === 'Gaps')?.[1]).toBe('Not known');
    expect(merged.tables.some(({ name }) => name === 'Opened')).toBe(false);
  },
  60_000,
);

test('what cannot be compared is refused by name, and nothing is left of the files', async () => {
  const of = await openTestWorkbook();
  const broken = join(of.folder, 'broken.demarc');
  writeFileSync(broken, 'not a workbook');
  const before = readdirSync(of.folder).sort();
  const ends = { from: { file: of.core.files.registerSource(broken).handle }, to: 'now' } as const;
  await expect(written(of, ends)).rejects.toThrow(/broken\.demarc is not a Demarc workbook/);
  await expect(written(of, { from: 7, to: 'now' })).rejects.toThrow(/snapshot 7/);
  // One of three cannot be written: none gets its name.
  const targets = [join(of.folder, 'a.html'), join(of.folder, 'missing', 'b.pdf')];
  await expect(
    of.run('snapshots.exportComparison', {
      from: 'now',
      to: 'now',
      files: targets.map((path) => ({
        format: path.endsWith('pdf') ? 'pdf' : 'html',
        target: of.core.files.registerTarget(path).handle,
      })),
    }),
  ).rejects.toThrow();
  expect(existsSync(targets[0] ?? '')).toBe(false);
  expect(readdirSync(of.folder).sort()).toEqual(before);
});

test('every gap is told of once: opened, closed, stayed or grouped otherwise', async () => {
  const of = await workbooks.example();
  const { call } = of;
  const states: (readonly Gap[])[] = [[], (await call('gaps.list', {})) as readonly Gap[]];
  for (const subject of ['aws', 'orders-db', 'workbook']) {
    await call('assignments.acceptSuggestions', { subject });
    states.push((await call('gaps.list', {})) as readonly Gap[]);
  }
  states.push((await call('gaps.list', { asOf: '2031-01-01' })) as readonly Gap[]);
  for (const before of states)
    for (const after of states) {
      const found = gapChanges(before, after);
      expect(found.stayed + found.opened.length + found.regrouped.after).toBe(after.length);
      expect(found.stayed + found.closed.length + found.regrouped.before).toBe(before.length);
      const back = gapChanges(after, before);
      expect(back.opened).toEqual(found.closed);
      expect(back.closed).toEqual(found.opened);
      if (before === after) expect([found.opened, found.closed, found.moved]).toEqual([[], [], []]);
    }
});
