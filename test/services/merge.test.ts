import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pastTheGuards } from '../support/past-the-guards.ts';
import { runHere } from '../support/run-here.ts';
import { bothWays, type Copy, contentOf, openCopy, twoCopies } from '../support/two-copies.ts';

const RESTORE = 'orders-db/restore-testing';

async function shop(base: Copy): Promise<void> {
  await base.call('services.add', {
    services: [{ catalogueId: 'rds', label: 'orders-db' }, { catalogueId: 's3' }],
  });
  await base.call('people.add', { name: 'Zoë Müller' });
  await base.call('environments.add', { name: 'Production' });
  await base.call('assignments.answer', { ref: RESTORE, answer: { owners: ['organisation'] } });
  await base.call('evidence.addLink', { refs: [RESTORE], url: 'https://example.com/runbook' });
}

test('what only one side changed comes in without asking, and one undo takes it all back', async () => {
  const { ann, ben } = await twoCopies(shop);
  await ann.call('assignments.update', { ref: RESTORE, note: 'Restored every quarter' });
  await ben.call('assignments.update', { ref: RESTORE, people: { organisation: 'zoe-muller' } });
  await ben.call('parties.add', { name: 'Managed SOC', kind: 'third-party' });
  await ben.call('assignments.answer', {
    ref: 's3/public-exposure',
    answer: { owners: ['managed-soc'] },
    reason: 'Outsourced',
  });
  await ben.call('actions.add', {
    title: 'Write a runbook',
    subject: 'orders-db',
    responsibility: 'restore-testing',
  });
  await ben.close();
  const before = contentOf(ann.path);
  const preview = await ann.preview(ben.path);
  expect(preview.conflicts).toEqual([]);
  expect(preview.ancestor).toMatchObject({ found: 'change-log' });
  expect(preview.theirs).toMatchObject({ entries: 4, authors: [{ who: 'Ben', entries: 4 }] });
  expect(preview.changes).toContainEqual(
    expect.objectContaining({
      group: 'answers',
      ref: RESTORE,
      field: 'Named for Acme',
      before: null,
      after: 'Zoë Müller',
      said: { who: 'Ben', at: expect.any(String) },
    }),
  );
  expect(preview.changes).toContainEqual(
    expect.objectContaining({ ref: 's3/public-exposure', field: 'Owner', after: 'Managed SOC' }),
  );
  const result = await ann.merge(ben.path);
  expect(result).toMatchObject({ merged: true, resolved: 0 });
  const card = await ann.call('assignments.card', { ref: RESTORE });
  expect(card.assignment).toMatchObject({
    note: 'Restored every quarter',
    shares: [{ party: 'organisation', person: 'zoe-muller' }],
  });
  expect(await ann.call('actions.list', {})).toMatchObject([{ title: 'Write a runbook', createdBy: 'Ben' }]);
  expect(await ann.call('merge.history', {})).toMatchObject([
    {
      fileName: 'ben.demarc',
      mergedBy: 'Ann',
      entries: [{ who: 'Ben', summary: expect.stringMatching(/Write a runbook/) }, {}, {}, {}],
    },
  ]);
  const [entry] = await ann.call('workbook.changes', { limit: 1 });
  expect(entry?.summary).toMatch(/^Merged ben\.demarc: \d+ changes \(entries by Ben 4\)$/);
  await ann.call('workbook.undo', {});
  expect(contentOf(ann.path)).toEqual(before);
  await ann.call('workbook.redo', {});
  expect(await ann.call('merge.history', {})).toHaveLength(1);
  expect(await ann.run('workbook.verify', {})).toMatchObject({ ok: true });
});

test('what both changed differently is asked field by field, and can keep both texts', async () => {
  const { ann, ben } = await twoCopies(shop);
  await ann.call('assignments.update', { ref: RESTORE, note: 'Ann: monthly', status: 'implemented' });
  await ben.call('assignments.update', { ref: RESTORE, note: 'Ben: yearly', dueOn: '2027-01-31' });
  await ann.call('people.update', { id: 'zoe-muller', role: 'DBA' });
  await ben.call('people.update', { id: 'zoe-muller', role: 'Lead DBA', email: 'zoe@example.com' });
  const preview = await ann.preview(ben.path);
  expect(preview.conflicts).toEqual([
    {
      key: `assignment/${RESTORE}#note`,
      kind: 'changed',
      group: 'answers',
      ref: RESTORE,
      place: expect.stringMatching(/^orders-db, /),
      field: 'Note',
      base: null,
      mine: { text: 'Ann: monthly', who: 'Ann', at: expect.any(String) },
      theirs: { text: 'Ben: yearly', who: 'Ben', at: expect.any(String) },
      both: 'Ann: monthly\n\nBen: yearly',
    },
    expect.objectContaining({ key: 'person/zoe-muller#role', base: null, both: null }),
  ]);
  await expect(ann.merge(ben.path)).rejects.toMatchObject({ code: 'RULE_VIOLATION' });
  const merged = await bothWays(ann, ben, {
    [`assignment/${RESTORE}#note`]: 'both',
    'person/zoe-muller#role': 'theirs',
  });
  expect((await merged.call('assignments.card', { ref: RESTORE })).assignment).toMatchObject({
    note: 'Ann: monthly\n\nBen: yearly',
    status: 'implemented',
    dueOn: '2027-01-31',
  });
  expect(await merged.call('people.list', {})).toContainEqual(
    expect.objectContaining({ role: 'Lead DBA', email: 'zoe@example.com' }),
  );
});

test('one owner for two reasons is asked with the reasons', async () => {
  const { ann, ben } = await twoCopies(shop);
  for (const [copy, reason] of [
    [ann, 'As the contract says'],
    [ben, 'As the auditor asked'],
  ] as const)
    await copy.call('assignments.answer', { ref: RESTORE, answer: { owners: ['aws'] }, reason });
  const { conflicts } = await ann.preview(ben.path);
  expect(conflicts).toMatchObject([
    {
      key: `assignment/${RESTORE}#owners`,
      mine: { text: 'AWS\nBecause: As the contract says' },
      theirs: { text: 'AWS\nBecause: As the auditor asked' },
    },
  ]);
});

test('evidence with one number on both sides is renumbered, and its links and contents follow', async () => {
  const { ann, ben, folder } = await twoCopies(shop);
  const files = ['ann', 'ben'].map((who) => {
    const path = join(folder, `${who}.txt`);
    writeFileSync(path, `A report by ${who}`);
    return path;
  });
  for (const [copy, path] of [
    [ann, files[0]],
    [ben, files[1]],
  ] as const)
    await copy.run('evidence.attachFile', {
      file: copy.register(path ?? '').handle,
      refs: [RESTORE],
      reference: false,
    });
  await ben.call('evidence.addNote', { title: 'Interview', text: 'It works', refs: ['s3/public-exposure'] });
  const merged = await bothWays(ann, ben);
  const evidence = await merged.call('evidence.list', {});
  expect(evidence.map(({ number, fileName, title, links }) => [number, fileName ?? title, links])).toEqual([
    [1, 'https://example.com/runbook', [RESTORE]],
    [2, 'ann.txt', [RESTORE]],
    [3, 'Interview', ['s3/public-exposure']],
    [4, 'ben.txt', [RESTORE]],
  ]);
});

test('two things of one name both stay; the same thing added twice is one', async () => {
  const { ann, ben } = await twoCopies(shop);
  await ann.call('people.add', { name: 'Kim Doe' });
  await ben.call('people.add', { name: 'Kim Doe', role: 'CISO' });
  await ann.call('services.add', { services: [{ catalogueId: 'lambda', label: 'jobs' }] });
  await ben.call('services.add', { services: [{ catalogueId: 'ec2', label: 'jobs' }] });
  await ben.call('assignments.acceptSuggestions', { subject: 'jobs' });
  await ann.call('services.update', { ref: 'jobs', lead: 'kim-doe' });
  const merged = await bothWays(ann, ben);
  const services = await merged.call('services.list', {});
  expect(services.map(({ ref, catalogueId }) => [ref, catalogueId]).sort()).toEqual([
    ['jobs', expect.any(String)],
    ['jobs-2', expect.any(String)],
    ['orders-db', 'rds'],
    ['s3', 's3'],
  ]);
  const machine = services.find(({ catalogueId }) => catalogueId === 'ec2');
  const answers = (await merged.call('assignments.register', {})).rows.filter(
    (row) => row.subject === machine?.ref && row.shares.length > 0,
  );
  expect(answers.length).toBeGreaterThan(5);
  expect((await merged.call('people.list', {})).filter(({ name }) => name === 'Kim Doe')).toEqual([
    expect.objectContaining({ id: 'kim-doe', role: 'CISO' }),
  ]);
  expect(services.find(({ catalogueId }) => catalogueId === 'lambda')).toMatchObject({ lead: 'kim-doe' });
});

test('what one took away while the other went on with it is asked, and can be kept with all that hangs on it', async () => {
  const { ann, ben } = await twoCopies(shop);
  await ann.call('services.remove', { ref: 'orders-db' });
  await ben.call('assignments.update', { ref: RESTORE, note: 'Still in use' });
  await ann.call('people.remove', { id: 'zoe-muller' });
  await ben.call('services.update', { ref: 's3', lead: 'zoe-muller' });
  await ann.call('environments.remove', { id: 'production' });
  const { conflicts } = await ann.preview(ben.path);
  expect(conflicts.map(({ key, kind, mine, theirs }) => [key, kind, mine.text, theirs.text])).toEqual([
    [
      'service_in_use/orders-db#removed',
      'removed',
      null,
      expect.stringMatching(/^orders-db \(Amazon RDS.*\), 1 answer$/),
    ],
    ['person/zoe-muller#removed', 'removed', null, 'Zoë Müller, Acme'],
  ]);
  const merged = await bothWays(ann, ben, {
    'service_in_use/orders-db#removed': 'theirs',
    'person/zoe-muller#removed': 'mine',
  });
  expect((await merged.call('assignments.card', { ref: RESTORE })).assignment).toMatchObject({
    note: 'Still in use',
    shares: [{ party: 'organisation' }],
  });
  expect(await merged.call('evidence.list', {})).toMatchObject([{ number: 1, links: [RESTORE] }]);
  expect(await merged.call('services.list', {})).toContainEqual(
    expect.objectContaining({ ref: 's3', lead: null }),
  );
  expect(await merged.call('people.list', {})).toEqual([]);
  expect(await merged.call('environments.list', {})).toEqual([]);
});

test('an answer accepted on one side and changed on the other is always asked, as a whole', async () => {
  const { ann, ben } = await twoCopies(shop);
  await ann.call('review.submit', { refs: [RESTORE] });
  await ann.call('review.accept', { refs: [RESTORE] });
  await ben.call('assignments.update', { ref: RESTORE, note: 'Not so sure any more' });
  const { conflicts, changes } = await ben.preview(await closed(ann));
  expect(conflicts).toMatchObject([{ key: `assignment/${RESTORE}#accepted`, kind: 'accepted' }]);
  expect(changes).toEqual([]);
  const merged = await bothWays(ann, ben, { [`assignment/${RESTORE}#accepted`]: 'mine' });
  expect((await merged.call('assignments.card', { ref: RESTORE })).assignment).toMatchObject({
    review: 'accepted',
    note: null,
  });
});

test('an accepted answer that the other side left alone comes in accepted', async () => {
  const { ann, ben } = await twoCopies(shop);
  await ann.call('review.submit', { refs: [RESTORE] });
  await ann.call('review.accept', { refs: [RESTORE] });
  await ben.call('assignments.answer', { ref: 's3/public-exposure', answer: { owners: ['organisation'] } });
  const merged = await bothWays(ann, ben);
  expect((await merged.call('assignments.card', { ref: RESTORE })).assignment).toMatchObject({
    review: 'accepted',
  });
});

test('merging with itself, again, or the other way round afterwards changes nothing', async () => {
  const { ann, ben, base } = await twoCopies(shop);
  await ann.call('evidence.addNote', { title: 'A', text: 'Ann', refs: [RESTORE] });
  await ben.call('evidence.addNote', { title: 'B', text: 'Ben', refs: [RESTORE] });
  await ben.call('assignments.update', { ref: RESTORE, note: 'Ben' });
  await ben.close();
  const own = await ann.merge(ann.path);
  expect(own).toMatchObject({ merged: false, changes: [] });
  expect((await ann.merge(ben.path)).merged).toBe(true);
  const merged = contentOf(ann.path);
  const { rev } = await ann.call('workbook.info', {});
  expect(await ann.merge(ben.path)).toMatchObject({ merged: false, rev });
  expect((await ann.merge(ben.path, {}, { base })).changes).toEqual([]);
  expect(contentOf(ann.path)).toEqual(merged);
  await ann.close();
  const again = await openCopy(ben.path, 'Ben');
  const { conflicts, ancestor } = await again.preview(ann.path);
  expect(conflicts).toEqual([]);
  expect(ancestor.found).toBe('earlier-merge');
  await again.merge(ann.path);
  expect(contentOf(ben.path)).toEqual(merged);
});

test('both go on after a merge, and the next merge starts from it', async () => {
  const { ann, ben } = await twoCopies(shop);
  await ann.call('evidence.addNote', { title: 'A', text: 'Ann', refs: [RESTORE] });
  await ben.call('evidence.addNote', { title: 'B', text: 'Ben', refs: [RESTORE] });
  await ben.call('assignments.update', { ref: RESTORE, note: 'Ben' });
  await ann.call('assignments.update', { ref: RESTORE, note: 'Ann' });
  await ann.merge(ben.path, { [`assignment/${RESTORE}#note`]: 'mine' });
  await ben.call('evidence.update', { number: 2, title: 'B, corrected' });
  await ben.call('evidence.addNote', { title: 'C', text: 'Ben again', refs: ['s3/public-exposure'] });
  await ann.call('assignments.update', { ref: RESTORE, status: 'implemented' });
  const { conflicts, changes } = await ann.preview(ben.path);
  expect(conflicts).toEqual([]);
  expect(changes.filter(({ ref }) => ref === RESTORE)).toEqual([]);
  const merged = await bothWays(ann, ben);
  const titles = (await merged.call('evidence.list', {})).map(({ title }) => title);
  expect([...titles].sort()).toEqual(['A', 'B, corrected', 'C', 'https://example.com/runbook']);
  expect((await merged.call('assignments.card', { ref: RESTORE })).assignment).toMatchObject({ note: 'Ann' });
});

test('a workbook that is no copy is refused unless a base is named', async () => {
  const one = await twoCopies(shop);
  // Begun anew, and no copy of what the other tests begin with.
  const other = await twoCopies((base) => shop(base));
  await other.ben.call('assignments.update', { ref: RESTORE, note: 'From elsewhere' });
  const theirs = await closed(other.ben);
  await expect(one.ann.preview(theirs)).rejects.toMatchObject({
    code: 'RULE_VIOLATION',
    message: expect.stringMatching(/ben\.demarc is not a copy of ann\.demarc: .*as the base/s),
  });
  const preview = await one.ann.preview(theirs, other.base);
  expect(preview.ancestor.found).toBe('file');
  expect(preview.changes).toContainEqual(expect.objectContaining({ ref: RESTORE, after: 'From elsewhere' }));
});

test('a workbook that changed since the preview, and a damaged or altered copy, are refused by name', async () => {
  const { ann, ben, folder } = await twoCopies(shop);
  await ben.call('assignments.update', { ref: RESTORE, note: 'Ben' });
  const theirs = await closed(ben);
  const { mine, theirs: other } = await ann.preview(theirs);
  await ann.call('assignments.update', { ref: RESTORE, status: 'implemented' });
  const file = ann.register(theirs).handle;
  await expect(
    ann.run('merge.apply', { file, expected: { mine: mine.head, theirs: other.head } }),
  ).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringMatching(/^ann\.demarc was changed/) });
  const broken = join(folder, 'broken.demarc');
  writeFileSync(broken, 'not a workbook');
  await expect(ann.preview(broken)).rejects.toThrow(/broken\.demarc is not a Demarc workbook/);
  const cut = join(folder, 'cut.demarc');
  writeFileSync(cut, readFileSync(theirs).subarray(0, 40_000));
  await expect(ann.preview(cut)).rejects.toMatchObject({ code: 'WORKBOOK_DAMAGED' });
});

test('a copy that was altered past its log after it was looked at is refused, and one that was not is merged', async () => {
  const { ann, ben } = await twoCopies(shop);
  await ben.call('assignments.update', { ref: RESTORE, note: 'Ben' });
  const theirs = await closed(ben);
  const looked = await ann.preview(theirs);
  const file = ann.register(theirs).handle;
  const merge = () =>
    ann.run('merge.apply', { file, expected: { mine: looked.mine.head, theirs: looked.theirs.head } });
  const note = (text: string) =>
    pastTheGuards(theirs, `UPDATE assignment SET note = '${text}' WHERE responsibility = 'restore-testing'`);
  note('Mallory');
  await expect(merge()).rejects.toMatchObject({
    code: 'WORKBOOK_DAMAGED',
    message: expect.stringContaining('ben.demarc does not hold what its change log says'),
  });
  note('Ben');
  await ann.preview(theirs);
  expect(await merge()).toMatchObject({ merged: true });
});

test('a copy that is changed between working the merge out and writing it is refused, and nothing of it is taken', async () => {
  const { ann, ben } = await twoCopies(shop);
  await ben.call('assignments.update', { ref: RESTORE, note: 'Ben' });
  await ann.close();
  const meanwhile = async (change: () => unknown) => {
    let doing: () => unknown = () => null;
    const again = await openCopy(ann.path, 'Ann', async (task, controls) => {
      const done = await runHere(task, controls);
      await doing();
      return done;
    });
    const { mine, theirs } = await again.preview(ben.path);
    const file = again.register(ben.path).handle;
    doing = change;
    const refusal = await again
      .run('merge.apply', { file, expected: { mine: mine.head, theirs: theirs.head } })
      .then(
        () => null,
        (error: unknown) => error,
      );
    expect(await again.call('merge.history', {})).toEqual([]);
    await again.close();
    return refusal;
  };
  expect(
    await meanwhile(() => ben.call('assignments.update', { ref: RESTORE, status: 'implemented' })),
  ).toMatchObject({ code: 'CONFLICT', message: expect.stringMatching(/^ben\.demarc was changed since/) });
  await ben.close();
  expect(
    await meanwhile(() => pastTheGuards(ben.path, "UPDATE service_in_use SET label = 'Mallory'")),
  ).toMatchObject({ code: 'WORKBOOK_DAMAGED', message: expect.stringContaining('nothing was merged') });
});

async function closed(copy: Copy): Promise<string> {
  await copy.close();
  return copy.path;
}
