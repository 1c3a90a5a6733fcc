import { createHash } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contract } from '../../main/contract/index.ts';
import type { MergeConflict, Resolution } from '../../main/contract/merge.ts';
import { startCore, temporaryFolder } from '../support/core.ts';
import { mergeFiles, undoLast } from '../support/merge-files.ts';
import { perform } from '../support/perform.ts';
import fc, { runs } from '../support/property.ts';
import {
  commandsOf,
  RANDOM_METHODS,
  type RandomCommand,
  randomSteps,
  sampleOf,
} from '../support/random-commands.ts';
import { renamedInSilence } from '../support/told-names.ts';
import { contentOf, problemsIn } from '../support/two-copies.ts';

const RUNS = runs(3);

/** Jobs that no edit is made of, and why. */
const NOT_EDITS: Readonly<Record<string, string>> = {
  'workbook.verify': 'looks',
  'workbook.rebuild': 'writes another file',
  'workbook.saveCopy': 'writes another file',
  'evidence.checkHashes': 'looks',
  'discover.read': 'reads files; services.add records',
  'gaps.judge': 'looks',
  'actions.readStates': 'reads a file; workbook.apply records',
  'find.lookThrough': 'looks',
  'assignments.layOutMatrix': 'looks',
  'findings.read': 'reads files; findings.add records',
  'claims.preview': 'reads a file; claims.record records',
  'exports.run': 'writes documents',
  'exports.writeHandOuts': 'writes documents',
  'exports.listHandOuts': 'looks',
  'forms.fill': 'writes documents; what it remembers is remembered by claims.record as well',
  'imports.recognise': 'reads a file',
  'sheets.preview': 'reads a file; sheets.apply records',
  'texts.preview': 'reads a file; texts.record records',
  'snapshots.exportComparison': 'writes documents',
  'merge.preview': 'what these tests are about',
  'merge.apply': 'what these tests are about',
  'merge.write': 'what these tests are about',
  'layouts.write': 'writes documents',
  'packs.write': 'writes documents',
  'workshop.writeMinutes': 'writes documents',
  'proposals.takeFile': 'attaches what a room holds; evidence.attachFile records the same',
  'erasure.look': 'looks',
  'providers.look': 'reads a file; providers.take records',
};
/** What works on whole files or on the program's profile, and so is no change of an open workbook. */
const OF_FILES: Readonly<Record<string, string>> = {
  'workbook.repair': 'writes another file',
  'erasure.person':
    'takes a file of another history in the place of this one; test/workbook/erasure-property.test.ts',
  'erasure.destroy': 'likewise',
  'packs.verify': 'looks',
  'portfolio.publish': 'writes to a portfolio',
  'portfolio.setup': 'writes to a portfolio',
  'portfolio.exportReport': 'writes documents of a portfolio',
};

test('the edits of the copies are made of every command and every job that records something, or it is said why not', () => {
  const methodsOf = (...kinds: readonly string[]) =>
    Object.entries(contract).flatMap(([group, entries]) =>
      Object.entries(entries).flatMap(([name, { kind }]) =>
        kinds.includes(kind) ? [`${group}.${name}`] : [],
      ),
    );
  expect(methodsOf('command', 'job').toSorted()).toEqual(
    [...RANDOM_METHODS, ...Object.keys(NOT_EDITS)].toSorted(),
  );
  expect(methodsOf('file-job').toSorted()).toEqual(Object.keys(OF_FILES).toSorted());
});

/** A person's decision, made up from the question alone; `turned` decides the same way from the other side. */
function decideBy(seed: string, turned: boolean): (conflict: MergeConflict) => Resolution {
  return ({ key, both }) => {
    const dice = createHash('sha256').update(`${seed} ${key}`).digest()[0] ?? 0;
    if (both !== null && dice % 3 === 0) return 'both';
    return (dice % 2 === 0) === turned ? 'theirs' : 'mine';
  };
}

const start: readonly RandomCommand[] = [
  {
    name: 'services.add',
    input: { services: [{ catalogueId: 'rds', label: 'orders-db' }, { catalogueId: 's3' }] },
  },
  { name: 'people.add', input: { name: 'Zoë Müller' } },
  { name: 'environments.add', input: { name: 'Production' } },
  { name: 'parties.add', input: { name: 'Managed SOC', kind: 'third-party' } },
  {
    name: 'assignments.answer',
    input: {
      ref: 'orders-db/restore-testing',
      answer: { owners: ['organisation'] },
      people: { organisation: 'zoe-muller' },
    },
  },
  {
    name: 'evidence.addNote',
    input: { title: 'Runbook', text: 'How to restore', refs: ['orders-db/restore-testing'] },
  },
  { name: 'actions.add', input: { title: 'Write it down', subject: 'orders-db' } },
];
const edits = fc
  .array(randomSteps, { minLength: 1, maxLength: 20, size: 'max' })
  .map((steps) => steps.flat());

const fewEdits = fc
  .array(randomSteps, { minLength: 1, maxLength: 6, size: 'max' })
  .map((steps) => steps.flat());

test(`merging is the same from either side, once or again, in ${RUNS} pairs of edited copies`, {
  timeout: 300_000 + RUNS * 20_000,
}, async () => {
  const folder = temporaryFolder();
  const { core } = startCore(folder);
  const base = join(folder, 'base.demarc');
  await core.createAt(base, { title: 'Acme 2026', organisation: 'Acme' });
  await core.close();
  expect(await perform(base, 'Lea', start)).toBe(start.length);
  const file = (name: string, from: string) => {
    const path = join(folder, `${name}.demarc`);
    copyFileSync(from, path);
    return path;
  };
  let asked = 0;
  let taken = 0;
  const property = fc.asyncProperty(edits, edits, fc.string({ maxLength: 4 }), async (ofAnn, ofBen, seed) => {
    const [ann, ben] = [file('ann', base), file('ben', base)];
    await perform(ann, 'Ann', ofAnn);
    await perform(ben, 'Ben', ofBen);
    const [intoAnn, intoBen] = [file('into-ann', ann), file('into-ben', ben)];

    const plan = await mergeFiles(intoAnn, ben, decideBy(seed, false));
    await mergeFiles(intoBen, ann, decideBy(seed, true));
    asked += plan.preview.conflicts.length;
    taken += plan.preview.changes.length;
    const merged = contentOf(intoAnn);
    expect(contentOf(intoBen)).toEqual(merged);
    expect([...problemsIn(intoAnn), ...problemsIn(intoBen)]).toEqual([]);

    // With itself, with either of the two again, and with its twin: nothing is left to take.
    for (const other of [intoAnn, ann, ben, intoBen]) {
      const again = file('again', intoAnn);
      await mergeFiles(again, other, decideBy(seed, false));
      expect(contentOf(again)).toEqual(merged);
      expect(problemsIn(again)).toEqual([]);
    }
    // The other way round afterwards, the copy becomes the merged workbook; where it is asked again, by the same decisions.
    const back = file('back', ben);
    await mergeFiles(back, intoAnn, () => 'theirs');
    expect(contentOf(back)).toEqual(merged);

    if (!plan.nothing) {
      undoLast(intoAnn);
      // Times are in no change log, so that no undo takes them back.
      const logged = (path: string) => contentOf(path).filter((row) => !row.startsWith('time_spent '));
      expect(logged(intoAnn)).toEqual(logged(ann));
      expect(problemsIn(intoAnn)).toEqual([]);
    }
  });
  await fc.assert(property, { numRuns: RUNS, endOnFailure: process.env.DEMARC_SHRINK === undefined });
  expect(taken).toBeGreaterThan(0);
  expect(asked).toBeGreaterThan(0);
});

/** The same decision from wherever one looks: the texts themselves decide. */
const decideByTexts = ({ mine, theirs, both }: MergeConflict): Resolution =>
  both !== null ? 'both' : String(mine.text) <= String(theirs.text) ? 'mine' : 'theirs';

const TRIPLES = Math.ceil(RUNS / 3);
/** What brings numbers of records with contents of their own, and what lets such numbers clash. */
const numbered = fc.array(
  commandsOf([
    'findings.add',
    'claims.record',
    'claims.remove',
    'evidence.addNote',
    'evidence.attachFile',
    'evidence.replace',
    'evidence.remove',
    'services.add',
    'services.update',
    'workbook.undo',
  ]),
  { minLength: 1, maxLength: 5, size: 'max' },
);
type Edits = readonly RandomCommand[];
/** Files, scans and matrices that all get one number. */
const clash: [Edits, Edits, Edits] = [
  [sampleOf('claims.record'), sampleOf('findings.add')],
  [sampleOf('findings.add'), sampleOf('claims.record')],
  [sampleOf('findings.add'), sampleOf('evidence.attachFile'), sampleOf('claims.record')],
];
/** Two pieces that need other numbers, one of them because of a number that is gone again, whatever else is told apart with them. */
const note: RandomCommand = {
  name: 'evidence.addNote',
  input: { title: 'Monthly', text: 'By a script', refs: ['orders-db/restore-testing'] },
};
const homeless: [Edits, Edits, Edits] = [
  [
    note,
    { name: 'workbook.undo', input: {} },
    {
      name: 'evidence.attachFile',
      input: { file: '<file>', title: 'Monthly', refs: ['orders-db/restore-testing'] },
      file: { name: 'plan.txt', text: 'By hand' },
    },
  ],
  [{ name: 'workbook.undo', input: {} }],
  [note, sampleOf('claims.record')],
];
/** A number that is gone again takes that of Ann's scan, in one merge with it; in the other, it stays. */
const renumbered: [Edits, Edits, Edits] = [
  [sampleOf('findings.add')],
  [note, { name: 'workbook.undo', input: {} }],
  [sampleOf('claims.record'), note],
];
const adds = (catalogueId: string): RandomCommand => ({
  name: 'services.add',
  input: { services: [{ catalogueId, label: 'jobs' }] },
});
/** A service of one copy has another name in one of those that took it in, and its own in the other. */
const namedTwice: [Edits, Edits, Edits] = [[note], [adds('ec2')], [adds('lambda')]];
const inAnyOrder = `three copies come together in any order, in ${TRIPLES} triples`;
const timeout = 300_000 + RUNS * 20_000;
test(`${inAnyOrder} edited with every command`, { timeout }, () => comeTogether(fewEdits));
test(`${inAnyOrder} with evidence, scans and vendor matrices`, { timeout, tags: 'long' }, () =>
  comeTogether(numbered, [clash, homeless, renumbered, namedTwice]),
);
async function comeTogether(
  edits: fc.Arbitrary<Edits>,
  examples: [Edits, Edits, Edits][] = [],
): Promise<void> {
  const folder = temporaryFolder();
  const { core } = startCore(folder);
  const file = (name: string) => join(folder, `${name}.demarc`);
  await core.createAt(file('base'), { title: 'Acme 2026', organisation: 'Acme' });
  await core.close();
  await perform(file('base'), 'Lea', start);
  /** Merges one file into a fresh copy of another; the brackets tell (ba)c from b(ac). */
  const merge = async (into: string, other: string): Promise<string> => {
    const name = `(${into}+${other})`;
    copyFileSync(file(into), file(name));
    const { preview } = await mergeFiles(file(name), file(other), decideByTexts);
    asked += preview.conflicts.length;
    expect(renamedInSilence(file(into), file(name), preview), name).toEqual([]);
    return name;
  };
  let taken = 0;
  let asked = 0;
  let unasked = 0;
  const property = fc.asyncProperty(edits, edits, edits, async (ofAnn, ofBen, ofCy) => {
    for (const [name, who, commands] of [
      ['a', 'Ann', ofAnn],
      ['b', 'Ben', ofBen],
      ['c', 'Cy', ofCy],
    ] as const) {
      copyFileSync(file('base'), file(name));
      taken += await perform(file(name), who, commands);
    }
    asked = 0;
    const [ab, ba] = [await merge('a', 'b'), await merge('b', 'a')];
    const [ac, bc] = [await merge('a', 'c'), await merge('b', 'c')];
    const all = contentOf(file(await merge(ab, 'c')));
    const orders = [await merge('c', ab), await merge(ba, 'c')];
    // Who is asked about two of them, and then about the result, need not decide alike in another order.
    const rest = [await merge('a', bc), await merge(ac, 'b'), await merge('b', ac)];
    if (asked === 0) {
      orders.push(...rest);
      unasked += 1;
    }
    for (const name of orders) {
      expect(contentOf(file(name)), name).toEqual(all);
      expect(problemsIn(file(name))).toEqual([]);
    }
    // Two that hold one copy each beside their own.
    const pairs = [
      [ab, ac],
      [ac, bc],
    ] as const;
    for (const [one, other] of pairs) {
      const [name, turned] = [await merge(one, other), await merge(other, one)];
      const content = contentOf(file(name));
      expect(contentOf(file(turned)), turned).toEqual(content);
      if (asked === 0) expect(content, name).toEqual(all);
    }
  });
  // Examples count as runs; where there are some, the others come with a longer run.
  const numRuns = examples.length === 0 ? TRIPLES : examples.length + TRIPLES - 1;
  await fc.assert(property, { numRuns, examples, endOnFailure: true });
  expect(taken).toBeGreaterThan(0);
  expect(unasked).toBeGreaterThan(0);
}
