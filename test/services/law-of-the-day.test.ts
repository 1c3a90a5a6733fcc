import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Gap } from '../../main/contract/gaps.ts';
import { contract } from '../../main/contract/index.ts';
import type { Method } from '../../main/contract/methods/method.ts';
import { createProgram } from '../../main/hosts/cli/program.ts';
import { runAtOnce } from '../support/cli-in-process.ts';
import {
  DAY_AFTER,
  type DayBook,
  LAST_GOOD,
  MADE,
  openDayBook,
  printed,
  printedIn,
  REF,
  RISKY,
  WRITERS,
  type Writer,
  writeOn,
} from '../support/day-documents.ts';

const DAYS = [LAST_GOOD, DAY_AFTER] as const;

const methods = Object.entries(contract).flatMap(([group, entries]) =>
  Object.entries(entries as Readonly<Record<string, Method>>).map(([name, { input }]) => {
    const fields = JSON.stringify(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }));
    const takes = (field: string) => fields.includes(`"${field}":`);
    return { name: `${group}.${name}`, asOf: takes('asOf'), target: takes('target') };
  }),
);
/** Methods that write files which are no documents. */
const NO_DOCUMENTS: Readonly<Record<string, string>> = {
  'app.create': 'a new workbook',
  'app.saveFile': 'a file that was written already, or a piece of evidence',
  'workbook.saveCopy': 'the workbook itself',
  'workbook.rebuild': 'the workbook itself',
  'workbook.repair': 'the workbook itself',
  'merge.write': 'a workbook',
  'keys.export': 'a key',
};
/** What is asked for a day and answered without a file. */
const ASKED = [
  'gaps.list',
  'gaps.judge',
  'actions.list',
  'due.list',
  'exports.counts',
  'workshop.minutes',
  'snapshots.compare',
];

/** What takes a day for many workbooks at once: `test/portfolio/reports.test.ts` holds what is published against what `gaps` says of that day. */
const OF_PORTFOLIOS = ['portfolio.publish', 'portfolio.report', 'portfolio.exportReport'];
const PUBLISHING = ['publish', 'overview', 'differences', 'coverage', 'evidence', 'load', 'changes'];

/** Commands that print, for a day, what the contract says of it. */
const PRINTING = ['gaps', 'risks', 'due', 'actions'];

describe('nothing that a day decides is left out of this law', () => {
  const writers = [...new Set(Object.keys(WRITERS).map((name) => name.split(' ')[0] ?? ''))];

  test('what writes a file takes a day and is walked here, or writes no document', () => {
    const writing = methods.filter(({ target }) => target).map(({ name }) => name);
    expect(writing.filter((name) => !OF_PORTFOLIOS.includes(name)).toSorted()).toEqual(
      [...writers, ...Object.keys(NO_DOCUMENTS)].toSorted(),
    );
  });

  test('what takes a day is walked here', () => {
    const judging = methods.filter(({ asOf }) => asOf).map(({ name }) => name);
    expect(judging.toSorted()).toEqual([...writers, ...ASKED, ...OF_PORTFOLIOS].toSorted());
  });

  test('the commands that take a day are those that ask and write just these', () => {
    const silent = { write: () => {} };
    const { commands } = createProgram({ out: silent, err: silent }, 'test');
    const judging = commands
      .flatMap((command) => [command, ...command.commands])
      .filter(({ options }) => options.some(({ long }) => long === '--as-of'));
    expect(judging.map((command) => command.name()).toSorted()).toEqual(
      [...PRINTING, ...PUBLISHING, 'minutes', 'hand-outs', 'export', 'compare'].toSorted(),
    );
  });
});

interface Judged {
  readonly day: string;
  readonly gaps: readonly Gap[];
}
/** What gaps says on either day, and on the day of the snapshot. */
async function judged(book: DayBook) {
  const on = async (day: string): Promise<Judged> => ({
    day,
    gaps: await book.call('gaps.list', { asOf: day }),
  });
  const { responsibilities } = await book.call('catalogue.responsibilities', {});
  return {
    before: await on(DAYS[0]),
    after: await on(DAYS[1]),
    ofSnapshot: new Set((await on(MADE)).gaps.map(({ sentence }) => sentence)),
    names: new Map(responsibilities.map(({ id, name }) => [id, name])),
  };
}
type Facts = Awaited<ReturnType<typeof judged>>;

const WEAKNESSES = [
  'misconception',
  'failed-finding',
  'evidence-expired',
  'implemented-without-evidence',
  'service-lifecycle',
];
/** Which gaps a file tells of; null for a file that tells of none, and then says the same on any day. */
function toldIn(writer: Writer, id: string, file: string, { ofSnapshot }: Facts) {
  if (file.endsWith('.csv')) return null;
  switch (writer) {
    case 'exports.run':
      return () => true;
    case 'exports.run of a person':
    case 'exports.writeHandOuts':
      return ({ ref }: Gap) => ref === REF || ref === RISKY;
    case 'snapshots.exportComparison':
      // The sheet lists changes, of which only one is a matter of the day.
      return id === 'xlsx'
        ? ({ rule }: Gap) => rule === 'evidence-expired'
        : ({ sentence }: Gap) => !ofSnapshot.has(sentence);
    case 'forms.fill':
      return id === 'fedramp-poam'
        ? ({ rule, action }: Gap) => action === null && WEAKNESSES.includes(rule)
        : null;
    case 'packs.write':
      return file.startsWith('assessment.') ? () => true : null;
    case 'workshop.writeMinutes':
    case 'layouts.write':
      return null;
  }
}

/** What a file says of a gap, all of it. */
function wordsOf(
  writer: Writer,
  file: string,
  { rule, sentence, subject, responsibility }: Gap,
  { names }: Facts,
) {
  const duty = names.get(responsibility ?? '') ?? '';
  if (writer === 'snapshots.exportComparison')
    return file.endsWith('.xlsx') && rule === 'evidence-expired' ? ['E-1', 'Expired'] : [sentence];
  const place = [`${subject}, ${duty}: `, `${subject}: `].find((start) => sentence.startsWith(start)) ?? '';
  const finding = sentence.slice(place.length);
  // That an answer is missing is said by the name of the duty in a list or under a head that says so.
  if (rule === 'unanswered' && !file.endsWith('.xlsx')) return [duty];
  // In the PDF a finding is told once for all its places, below the name of the duty; the head names the service.
  return file.endsWith('.pdf') ? [duty, finding.charAt(0).toUpperCase() + finding.slice(1)] : [sentence];
}

const DAY_WORDS: Readonly<Record<string, readonly string[]>> = {
  [LAST_GOOD]: [LAST_GOOD, '30Jun2026', '46203'],
  [DAY_AFTER]: [DAY_AFTER, '1Jul2026', '46204'],
};
const saysDay = (text: string, day: string): boolean =>
  (DAY_WORDS[day] ?? []).some((words) => text.includes(words));
const HASH = /[0-9a-f]{64}/g;
/** Without the day as of which it is judged, as every document writes it, and without lengths and hashes of other files. */
const apartFromTheDay = (text: string): string =>
  Object.values(DAY_WORDS)
    .flat()
    .reduce((rest, words) => rest.replaceAll(words, 'DAY'), text)
    .replace(HASH, 'HASH');
/** Files of a pack that list the others: of them only what they say of gaps is held against the day. */
const LISTS = ['index.csv', 'index.html', 'manifest.json', 'SHA256SUMS'];

/** What is wrong with a file of one day beside that of the other. */
function problemsOf(
  { writer, id, file }: { writer: Writer; id: string; file: string },
  facts: Facts,
  [mine, other]: readonly [Judged, Judged],
  [text, otherText]: readonly [string, string],
): readonly string[] {
  const problem = (what: string) => `${writer} ${id}, ${file}, as of ${mine.day}: ${what}`;
  const says = (gap: Gap) => wordsOf(writer, file, gap, facts).every((word) => text.includes(printed(word)));
  const gone = other.gaps.filter(({ sentence }) => !mine.gaps.some((gap) => gap.sentence === sentence));
  const tells = toldIn(writer, id, file, facts);
  if (tells === null) {
    const same = LISTS.includes(file) || apartFromTheDay(text) === apartFromTheDay(otherText);
    return [
      ...(same ? [] : [problem('says something else than on another day')]),
      ...[...gone, ...mine.gaps].flatMap((gap) =>
        gap.rule !== 'unanswered' && says(gap) && !otherText.includes(printed(gap.sentence))
          ? [problem(`tells of a gap: ${gap.sentence}`)]
          : [],
      ),
    ];
  }
  return [
    ...mine.gaps.filter((gap) => tells(gap) && !says(gap)).map((gap) => problem(`lacks: ${gap.sentence}`)),
    ...gone.filter(says).map((gap) => problem(`tells of another day: ${gap.sentence}`)),
    ...(saysDay(text, mine.day) ? [] : [problem('does not say the day')]),
  ];
}

describe('what gaps says on a day is what every document of that day says', () => {
  test.each(Object.keys(WRITERS) as Writer[])('%s', { timeout: 300_000 }, async (writer) => {
    const book = await openDayBook();
    const facts = await judged(book);
    const { before, after } = facts;
    // Something is found on one day only, either way.
    const differing = (one: Judged, than: Judged) =>
      one.gaps.filter(({ sentence }) => !than.gaps.some((gap) => gap.sentence === sentence)).length;
    expect([differing(before, after), differing(after, before)]).toEqual([1, 5]);
    const problems: string[] = [];
    let told = 0;
    for (const kind of WRITERS[writer](book.layouts)) {
      const [early, late] = [await writeOn(kind, book, before.day), await writeOn(kind, book, after.day)];
      expect([...late.keys()]).toEqual([...early.keys()]);
      for (const [file, bytes] of early) {
        const of = { writer, id: kind.id, file };
        const [one, two] = [
          await printedIn(book.folder, file, bytes),
          await printedIn(book.folder, file, late.get(file) ?? Buffer.alloc(0)),
        ];
        problems.push(...problemsOf(of, facts, [before, after], [one, two]));
        problems.push(...problemsOf(of, facts, [after, before], [two, one]));
        told += 1;
      }
    }
    expect(problems).toEqual([]);
    expect(told).toBeGreaterThan(0);
  });
});

/** The entry of the list of what is due that a gap is about; null for what has no day of its own. */
function dueOf({ rule, sentence, ref, subject }: Gap): string | null {
  switch (rule) {
    case 'action-overdue':
      return `action-${/^A-(\d+)/.exec(sentence)?.[1]}`;
    case 'evidence-expired':
      return `evidence-${/E-(\d+) "/.exec(sentence)?.[1]}`;
    case 'risk-acceptance-ended':
      return `risk-${ref}`;
    case 'review-overdue':
      return `review-${subject}`;
    case 'review-due':
      return `reviews-${subject}`;
    default:
      return null;
  }
}

test.each(DAYS)('what gaps says on %s is what is asked and printed for that day', async (asOf) => {
  const book = await openDayBook();
  const { call, run, core, folder, path } = book;
  const gaps = await call('gaps.list', { asOf });
  const late = gaps.flatMap((gap) => dueOf(gap) ?? []).toSorted();
  const overdue = (items: readonly { readonly id: string; readonly overdue: boolean }[]) =>
    items.flatMap((item) => (item.overdue ? [item.id] : [])).toSorted();
  expect(late).toHaveLength(asOf === LAST_GOOD ? 1 : 6);
  expect(await run('gaps.judge', { asOf })).toEqual({
    gaps,
    overdue: gaps.some(({ rule }) => rule === 'action-overdue') ? [1] : [],
  });
  expect(await call('exports.counts', { asOf })).toMatchObject({ gaps: gaps.length });
  const due = await call('due.list', { asOf });
  expect(overdue(due.items)).toEqual(late);
  const actions = await call('actions.list', { asOf });
  expect(overdue(actions.map((each) => ({ ...each, id: `action-${each.number}` })))).toEqual(
    late.filter((id) => id.startsWith('action-')),
  );
  const { changes } = await call('snapshots.compare', { from: 1, to: 'now', asOf });
  expect(changes.filter(({ kind }) => kind === 'expired')).toHaveLength(asOf === LAST_GOOD ? 0 : 1);
  const { minutes } = await call('workshop.minutes', { meeting: 1, asOf });
  expect(minutes).toEqual((await call('workshop.minutes', { meeting: 1, asOf: MADE })).minutes);
  await core.close();

  const ics = join(folder, 'due.ics');
  const said = new Map<string, unknown>();
  for (const name of PRINTING) {
    const more = name === 'due' ? ['--ics', ics] : [];
    const ended = await runAtOnce(name, path, '--as-of', asOf, '--json', ...more);
    expect({ name, status: ended.status, err: ended.err }).toEqual({ name, status: 0, err: '' });
    said.set(name, JSON.parse(ended.out));
  }
  const printedBy = said as ReadonlyMap<string, Record<string, never[]>>;
  expect(printedBy.get('gaps')?.gaps).toEqual(gaps);
  expect(overdue(printedBy.get('due')?.items ?? [])).toEqual(late);
  expect(printedBy.get('actions')?.actions).toMatchObject([
    { number: 1, overdue: late.includes('action-1') },
  ]);
  expect(printedBy.get('risks')?.risks).toMatchObject([
    { ref: RISKY, standing: `${late.includes(`risk-${RISKY}`) ? 'Ended on' : 'Stands until'} 30 Jun 2026` },
  ]);
  const events = readFileSync(ics, 'utf8').matchAll(/^UID:(.*)@/gm);
  expect([...events].map(([, id]) => id?.replace('.', '/'))).toEqual(due.items.map(({ id }) => id));
});
