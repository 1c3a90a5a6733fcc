import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Assignment } from '../../main/contract/assignments.ts';
import type { HistoryLine } from '../../main/contract/history.ts';
import { namesById, ownershipOf, ownershipWords } from '../../main/domain/duties/ownership.ts';
import { STATUS_LABELS } from '../../main/domain/sheets/cell-words.ts';
import { connect } from '../../main/workbook/connection.ts';
import { listAssignments } from '../../main/workbook/tables/assignments.ts';
import { callers, startCore, type TestCore, temporaryFolder } from '../support/core.ts';
import { mergeFiles, undoLast } from '../support/merge-files.ts';
import { perform } from '../support/perform.ts';
import fc, { runs } from '../support/property.ts';
import { type RandomCommand, randomSteps } from '../support/random-commands.ts';

const RUNS = runs(1);

const start: readonly RandomCommand[] = [
  {
    name: 'services.add',
    input: { services: [{ catalogueId: 'rds', label: 'orders-db' }, { catalogueId: 's3' }] },
  },
  { name: 'people.add', input: { name: 'Zoë Müller' } },
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
    name: 'assignments.bulk',
    input: { refs: ['orders-db/restore-testing'], set: { status: 'in-progress' } },
  },
  {
    name: 'assignments.acceptSuggestions',
    input: { subject: 's3', domain: 'resilience', confirmLater: true },
  },
  {
    name: 'assignments.applyCells',
    input: { changes: [{ ref: 's3/public-exposure', field: 'owners', value: 'Acme' }] },
  },
];
/** What touches duties, and the names in which they are told of. */
const TOUCHING =
  /^(assignments|review|due|evidence|people|parties|services|workbook|sheets|snapshots)\.(?!setPosition)/;
/** A file of changes may also note a decision about a duty, which is told of there and is no field of it. */
const decides = ({ input }: RandomCommand): boolean => JSON.stringify(input).includes('"step":"decide"');
const edits = fc
  .array(
    randomSteps.filter((steps) => steps.every((step) => TOUCHING.test(step.name) && !decides(step))),
    { minLength: 5, maxLength: 40, size: 'max' },
  )
  .map((steps) => steps.flat());

type Call = TestCore['call'];
type Said = Record<string, string>;

async function allLines(call: Call, ref?: string): Promise<readonly HistoryLine[]> {
  const filter = ref === undefined ? {} : { ref };
  const { total, lines } = await call('history.list', { limit: 500, whole: true, filter });
  expect(lines).toHaveLength(Math.min(total, 500));
  return lines;
}

/** What the lines of a duty say of it in the end, field by field; each says before what the one before it said after. */
function fold(lines: readonly HistoryLine[], ref: string): Said {
  const said = new Map<string, string | null>([
    ['status', STATUS_LABELS['not-started']],
    ['review', 'Draft'],
  ]);
  for (const { rev, parts } of [...lines].reverse())
    for (const part of parts)
      for (const { field, before, after } of part.ref === ref ? part.changes : []) {
        if (field === 'basis') continue;
        expect([rev, field, before]).toEqual([rev, field, said.get(field) ?? null]);
        said.set(field, after);
      }
  return Object.fromEntries([...said].filter((entry): entry is [string, string] => entry[1] !== null));
}

/** The same of a record as it stands; `months` between its reviews. */
function present(
  record: Assignment,
  names: ReadonlyMap<string, string>,
  evidence: readonly string[],
  months: number | undefined,
): Said {
  const ownership = ownershipOf(record);
  const facts: Record<string, string | null> = {
    owners: ownership.kind === 'unanswered' ? null : ownershipWords(ownership, names),
    not_applicable: record.notApplicable,
    deviation_reason: record.deviationReason,
    status: STATUS_LABELS[record.status],
    due_on: record.dueOn,
    note: record.note,
    parked: record.parked ? 'Yes' : null,
    parked_for: record.waits?.for ?? null,
    parked_person: record.waits?.person ? (names.get(record.waits.person) ?? record.waits.person) : null,
    parked_name: record.waits?.name ?? null,
    confirm_later: record.confirmLater ? 'Yes' : null,
    asked_anyway: record.askedAnyway ? 'Yes' : null,
    own_part: record.ownPart ? 'Yes' : null,
    review: `${record.review.charAt(0).toUpperCase()}${record.review.slice(1)}`,
    review_text: record.reviewText,
    risk_reason: record.risk?.reason ?? null,
    risk_approver: record.risk?.approver ? (names.get(record.risk.approver) ?? record.risk.approver) : null,
    risk_approved_on: record.risk?.approvedOn ?? null,
    risk_expires_on: record.risk?.expiresOn ?? null,
    cadence: months === undefined ? null : `Every ${months} months`,
  };
  for (const { party, text, person } of record.shares) {
    facts[`text:${party}`] = text;
    facts[`person:${party}`] = person === null ? null : (names.get(person) ?? person);
  }
  for (const title of evidence) facts[`evidence:${title.split(' ')[0]?.slice(2)}`] = title;
  return Object.fromEntries(
    Object.entries(facts).filter((entry): entry is [string, string] => entry[1] !== null),
  );
}

test(`what the history says of each duty comes to its present answer, after random histories with merges and undo, ${RUNS} of them`, {
  timeout: 300_000 + RUNS * 10_000,
}, async () => {
  const folder = temporaryFolder();
  const { core } = startCore(folder);
  const base = join(folder, 'base.demarc');
  await core.createAt(base, { title: 'Acme 2026', organisation: 'Acme' });
  await core.close();
  expect(await perform(base, 'Lea', start)).toBe(start.length);
  const ways = new Set<string>();
  let compared = 0;
  let runs = 0;
  const property = fc.asyncProperty(edits, edits, async (ofAnn, ofBen) => {
    const [ann, ben] = ['ann', 'ben'].map((name) => {
      const path = join(folder, `${name}.demarc`);
      copyFileSync(base, path);
      return path;
    }) as [string, string];
    // What was read while the log grew says the same as what is read afterwards.
    const seen = new Map<number, HistoryLine>();
    await perform(ann, 'Ann', ofAnn, async (call, done) => {
      if (done % 3 !== 0) return;
      const { lines } = await call('history.list', { limit: 4, offset: done % 2, whole: true });
      for (const line of lines) seen.set(line.rev, line);
    });
    await perform(ben, 'Ben', ofBen);
    await mergeFiles(ann, ben, () => 'theirs');
    // The merge itself, every other time.
    if (runs % 2 === 0) undoLast(ann);
    runs += 1;

    const { core: reader } = startCore(join(folder, 'reader'));
    const { id } = await reader.openPath(ann);
    const { call } = callers(reader, id);
    const whole = await allLines(call);
    for (const { way } of whole) ways.add(way);
    const now = new Map(whole.map((line) => [line.rev, line]));
    for (const [rev, line] of seen) expect(ownersIn(line)).toEqual(ownersIn(now.get(rev) as HistoryLine));

    const names = namesById([
      ...(await call('parties.list', {})),
      ...(await call('people.list', {})).map(({ id: person, name }) => ({ id: person, name })),
    ]);
    const evidence = await call('evidence.list', {});
    const cadences = new Map((await call('due.cadences', {})).map(({ ref, months }) => [ref, months]));
    const db = connect(ann, { readonly: true });
    const records = new Map(
      [...listAssignments(db)].map((each) => [`${each.subject}/${each.responsibility}`, each]),
    );
    db.close();
    const refs = new Set([
      ...records.keys(),
      ...whole.flatMap(({ parts }) => parts.flatMap(({ ref }) => ref ?? [])),
    ]);
    for (const ref of refs) {
      const lines = await allLines(call, ref);
      // The whole history and that of the duty say the same of it.
      expect(
        lines.map(({ rev, parts }) => [rev, parts]).filter(([, parts]) => (parts as unknown[]).length > 0),
      ).toEqual(
        whole
          .map(({ rev, parts }) => [rev, parts.filter((part) => part.ref === ref)] as const)
          .filter(([, parts]) => parts.length > 0),
      );
      const record = records.get(ref);
      const links = evidence
        .filter((entry) => entry.links.includes(ref))
        .map(({ number, title }) => `E-${number} ${title}`);
      const said = fold(lines, ref);
      if (record)
        expect({ ref, said }).toEqual({ ref, said: present(record, names, links, cadences.get(ref)) });
      compared += 1;
    }
    await reader.close();
  });
  await fc.assert(property, { numRuns: RUNS, endOnFailure: process.env.DEMARC_SHRINK === undefined });
  expect(compared).toBeGreaterThan(RUNS);
  for (const way of ['hand', 'several', 'suggestions', 'paste', 'merge', 'undo']) expect(ways).toContain(way);
});

/** Names change after a line was read; who owned what does not. */
const ownersIn = ({ rev, parts }: HistoryLine) => [
  rev,
  parts.map(({ ref, changes }) => [ref, changes.map(({ field }) => field)]),
];
