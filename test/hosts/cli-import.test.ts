import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { demarc, startDemarc } from '../support/cli.ts';
import { callers, ONE_FRAMEWORK, startCore } from '../support/core.ts';
import { editRegister } from '../support/edit-sheet.ts';
import { temporaryFolder } from '../support/temp.ts';

const folder = temporaryFolder('cli-import');
const book = join(folder, 'shop.demarc');
const out = join(folder, 'register.xlsx');
const back = join(folder, 'back.xlsx');
const run = (...args: readonly string[]) => demarc(args, { cwd: folder });
const json = (...args: readonly string[]) => {
  const result = run(...args, '--json');
  return { status: result.status, document: JSON.parse(result.out), err: result.err };
};

beforeAll(async () => {
  const { core } = startCore(join(folder, 'profile'));
  const named = { title: 'Online shop', organisation: 'Thistlemoor Outfitters' };
  const { call } = callers(core, (await core.createAt(book, named)).id);
  await call('workbook.update', { frameworks: ONE_FRAMEWORK });
  await call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  await call('people.add', { name: 'François Lefèvre' });
  await call('assignments.acceptSuggestions', { subject: 'orders-db' });
  const backups = 'orders-db/backup-configuration';
  await call('assignments.answer', {
    ref: backups,
    answer: { owners: ['organisation'] },
    status: 'in-progress',
  });
  await call('evidence.addNote', { refs: [backups], title: 'Restore test', text: 'It was there again.' });
  await core.close();
  expect(run('export', book, '--xlsx', out).status).toBe(0);
});

describe('demarc import, a register that came back', () => {
  it('finds nothing in an untouched one', () => {
    const { status, document } = json('import', book, out);
    expect(status).toBe(0);
    expect(document).toMatchObject({ kind: 'register', changes: [], unplaced: [], applied: 0 });
  });

  it('shows, takes in, and says by its status that something was left out', async () => {
    await editRegister(out, back, ({ set }) => {
      set('orders-db/backup-configuration', 'Note', 'From the desk.');
      set('orders-db/restore-testing', 'Status', 'Nearly there');
    });
    const dry = json('import', book, back, '--dry-run');
    expect(dry.status).toBe(1);
    expect(dry.document.changes).toEqual([
      expect.objectContaining({
        ref: 'orders-db/backup-configuration',
        field: 'note',
        after: 'From the desk.',
        changedHereSince: false,
        sheet: 'Register',
        applied: false,
      }),
    ]);
    expect(dry.document.unplaced).toEqual([
      expect.objectContaining({
        sheet: 'Register',
        cell: expect.stringMatching(/^[A-Z]+\d+$/),
        value: 'Nearly there',
        why: expect.stringMatching(/no status/),
      }),
    ]);
    // A dry run changed nothing, so it is all there still.
    const taken = json('import', book, back, '--sender', 'Dana Cole', '--yes');
    expect(taken.status).toBe(1);
    expect(taken.document).toMatchObject({ applied: 1, assignments: 1, sender: 'Dana Cole' });
    expect(taken.document.changes[0]).toMatchObject({ applied: true, left: null });
    expect(json('import', book, back).document).toMatchObject({ changes: [], applied: 0 });
  });

  it('asks for an explicit yes where it was changed here, too', async () => {
    const target = 'orders-db/backup-configuration';
    expect(run('export', book, '--xlsx', out).status).toBe(0);
    let here = 'in-progress';
    await editRegister(out, back, ({ get, set }) => {
      if (get(target, 'Status') === 'In progress') here = 'implemented';
      set(target, 'Status', 'Risk accepted');
    });
    expect(run('answer', book, target, '--status', here).status).toBe(0);
    const without = json('import', book, back);
    expect(without.status).toBe(1);
    expect(without.document).toMatchObject({ applied: 0 });
    expect(without.document.changes[0]).toMatchObject({ changedHereSince: true, applied: false });
    const theirs = json('import', book, back, '--theirs');
    expect(theirs.status).toBe(0);
    expect(theirs.document).toMatchObject({ applied: 1 });
  });

  it('asks for a yes where a sheet does not say what stood there at export', () => {
    const csv = join(folder, 'register.csv');
    const target = 'orders-db/backup-configuration';
    expect(run('export', book, '--csv', csv).status).toBe(0);
    const text = readFileSync(csv, 'utf8');
    expect(text).toContain('Risk accepted');
    writeFileSync(csv, text.replace('Risk accepted', 'In progress'));
    const without = json('import', book, csv, '--yes');
    expect(without).toMatchObject({ status: 1, document: { applied: 0 } });
    expect(without.document.changes).toMatchObject([
      { ref: target, atExport: null, left: expect.stringMatching(/not known what stood here at export/) },
    ]);
    expect(json('import', book, csv, '--theirs', '--dry-run')).toMatchObject({ status: 0 });
  });

  it('says it in words, too', async () => {
    expect(run('export', book, '--xlsx', out).status).toBe(0);
    await editRegister(out, back, ({ set }) => set('orders-db/backup-configuration', 'Note', 'Once more'));
    const shown = run('import', book, back, '--dry-run');
    expect(shown.status).toBe(0);
    expect(shown.out).toMatch(/1 changed cell/);
    expect(shown.out).toMatch(/orders-db\/backup-configuration +Note +From the desk\. +Once more/);
    expect(shown.out).toMatch(/1 cell would be taken in; nothing was changed\./);
  });
});

describe('demarc import, a register with names that nobody here bears', () => {
  const [person, evidence] = ['Thistlemoor Outfitters: named person', 'Evidence'];
  const first = 'orders-db/backup-configuration';
  const second = 'orders-db/restore-testing';

  it('settles them as it is told, and adds who is new', async () => {
    expect(run('export', book, '--xlsx', out).status).toBe(0);
    await editRegister(out, back, ({ set }) => {
      set(first, 'Ownership', 'AWS and Thistlemoor Outfitters');
      set(first, person, 'F. Lefevre');
      set(second, 'Ownership', 'Thistlemoor Outfitters');
      set(second, person, 'Jon Smith');
      set(second, evidence, 'Restore test minutes');
    });
    const shown = run('import', book, back, '--dry-run');
    expect(shown.status).toBe(1);
    expect(shown.out).toMatch(/--name "as written=who or what is meant"/);
    const settled = [
      '--name',
      'f. lefevre=François Lefèvre',
      '--name',
      'Restore test minutes=E-1',
      '--add',
      'Jon Smith',
    ];
    const dry = json('import', book, back, '--dry-run', ...settled);
    expect(dry.document.unplaced).toEqual([]);
    const taken = json('import', book, back, ...settled);
    expect(taken.status).toBe(0);
    expect(taken.document).toMatchObject({ unplaced: [], people: ['Jon Smith'] });
    const after = json(
      'import',
      book,
      back,
      '--dry-run',
      '--name',
      'F. Lefevre=francois-lefevre',
      '--name',
      'Restore test minutes=1',
    );
    expect(after.document).toMatchObject({ changes: [], unplaced: [] });
  });

  it('refuses what no cell asks for, or what means nothing here', async () => {
    const refused = (...args: readonly string[]) => run('import', book, back, '--dry-run', ...args);
    for (const [args, message] of [
      [['--name', 'Nobody Such=francois-lefevre'], /no unknown name "Nobody Such" to settle.*"F. Lefevre"/],
      [['--name', 'F. Lefevre=francois-lefevr'], /Did you mean "francois-lefevre"/],
      [['--name', 'F. Lefevre'], /takes what the sheet says/],
      [['--add', 'Restore test minutes'], /cited as evidence/],
      [['--add', 'F. Lefevre=nowhere'], /no party "nowhere"/],
      [['--name', 'F. Lefevre=francois-lefevre', '--add', 'f. lefevre'], /is settled twice/],
      [['--only', 'A1'], /changes nothing at "A1"/],
    ] as const) {
      const { status, err } = refused(...args);
      expect(status).toBe(2);
      expect(err).toMatch(message);
    }
  });
});

describe('demarc import, a part of a register', () => {
  it('takes in only the rows and cells that are named', async () => {
    expect(run('export', book, '--xlsx', out).status).toBe(0);
    await editRegister(out, back, ({ set }) => {
      for (const duty of ['backup-configuration', 'restore-testing', 'key-management'])
        set(`orders-db/${duty}`, 'Note', `Of ${duty}.`);
    });
    const changes: readonly { ref: string; cell: string }[] = json('import', book, back, '--dry-run').document
      .changes;
    const cell = changes.find(({ ref }) => ref === 'orders-db/restore-testing')?.cell ?? '';
    const some = json(
      'import',
      book,
      back,
      '--only',
      cell.toLowerCase(),
      '--only',
      'orders-db/key-management',
    );
    expect(some).toMatchObject({ status: 0, document: { applied: 2 } });
    expect(some.document.changes.map((change: { applied: boolean }) => change.applied).sort()).toEqual([
      false,
      true,
      true,
    ]);
    const rest = json('import', book, back);
    expect(rest.document).toMatchObject({ applied: 1 });
  });
});

describe('demarc import, other files', () => {
  it('names the command for what is taken in elsewhere, and refuses the rest', () => {
    const other = run('import', book, book);
    expect(other).toMatchObject({ status: 2, out: '' });
    expect(other.err).toMatch(/demarc merge/);
    writeFileSync(join(folder, 'letter.txt'), 'Dear all,');
    expect(run('import', book, join(folder, 'letter.txt'))).toMatchObject({ status: 2 });
    expect(run('import', book, join(folder, 'missing.xlsx')).err).toMatch(/INVALID_INPUT: There is no file/);
  });
});

it('ends at Ctrl+C in the middle, with nothing changed and nothing left behind', async () => {
  const place = join(folder, 'stopped');
  const temporary = join(place, 'tmp');
  mkdirSync(temporary, { recursive: true });
  writeFileSync(join(place, 'shop.demarc'), readFileSync(book));
  const large = join(folder, 'large.csv');
  const rows = Array.from({ length: 250_000 }, (_, at) => `orders-db/strange-${at},x\n`);
  writeFileSync(large, `Ref,Ownership,Service,Responsibility,Status,Note\n${rows.join('')}`);
  const before = readFileSync(join(place, 'shop.demarc'));
  const child = startDemarc(['import', 'shop.demarc', large, '--yes'], {
    cwd: place,
    env: { TMPDIR: temporary },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr?.on('data', (text) => {
    said += text;
  });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  // Its lock lies there while it has the workbook open.
  await expect
    .poll(() => existsSync(join(place, 'shop.demarc.lock')) || child.exitCode !== null, { interval: 10 })
    .toBe(true);
  child.kill('SIGINT');
  expect(await ended).toBe(130);
  expect(said).toMatch(/^(demarc: CANCELLED: It was cancelled; nothing was written\.\n)?$/);
  expect(readFileSync(join(place, 'shop.demarc')).equals(before)).toBe(true);
  expect(readdirSync(place).sort()).toEqual(['shop.demarc', 'tmp']);
  expect(readdirSync(temporary)).toEqual([]);
});
