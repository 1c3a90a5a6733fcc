import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contract } from '../../main/contract/index.ts';
import { PROJECT } from '../support/cli.ts';

const sources = ['main', 'renderer'].flatMap((folder) =>
  readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => {
      const file = `${folder}/${name.replaceAll('\\', '/')}`;
      const text = readFileSync(join(PROJECT, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
      return { file, text };
    }),
);
/** Files whose code says it, those left out whose name begins so. */
const saying = (words: RegExp, under = '', but: readonly string[] = []): string[] =>
  sources
    .filter(
      ({ file, text }) =>
        file.startsWith(under) && words.test(text) && !but.some((one) => file.startsWith(one)),
    )
    .map(({ file }) => file)
    .sort();
const naming = (name: string, under = ''): string[] => saying(new RegExp(`\\b${name}\\b`), under);

describe('a card has one controller', () => {
  /** What changes the answer of one duty, and who on the page calls it. */
  const ONE_DUTY: Readonly<Record<string, readonly string[]>> = {
    'assignments.answer': ['renderer/components/ownership/use-answering.ts'],
    'assignments.clear': ['renderer/answering/use-beside.ts'],
    'assignments.update': [
      'renderer/answering/risk/risk-dialog.tsx',
      'renderer/answering/use-beside.ts',
      'renderer/answering/use-edit.ts',
      // Takes the text of a matrix that was read into a half, as it stands; nothing is answered there.
      'renderer/features/import/vendor-matrix/control-row.tsx',
    ],
  };
  /** What changes many at once, or no answer. */
  const MANY = ['acceptSuggestions', 'applyCells', 'ask', 'bulk', 'confirm', 'sameAs', 'setPosition'];

  it('every command of the duties is known here as one of a card, or as none', () => {
    const commands = Object.entries(contract.assignments)
      .filter(([, { kind }]) => kind === 'command')
      .map(([name]) => `assignments.${name}`);
    expect(commands.sort()).toEqual(
      [...Object.keys(ONE_DUTY), ...MANY.map((name) => `assignments.${name}`)].sort(),
    );
  });

  it('only its parts answer one duty', () => {
    const calling = (command: string) =>
      saying(new RegExp(`(?<!<)'${command.replace('.', '\\.')}'`), 'renderer/');
    for (const [command, callers] of Object.entries(ONE_DUTY))
      expect(calling(command), command).toEqual(callers);
    expect(saying(/\buseAnswering\(/, 'renderer/')).toEqual([
      'renderer/answering/use-recording.ts',
      'renderer/components/ownership/use-answering.ts',
    ]);
  });

  it('each size of the card has it from the same place', () => {
    expect(saying(/\buseRecording\(/)).toEqual([
      'renderer/answering/use-card.ts',
      'renderer/answering/use-recording.ts',
    ]);
    expect(saying(/\buseCard\(/)).toEqual([
      'renderer/answering/line/card-line.tsx',
      'renderer/answering/pane/card-pane.tsx',
      'renderer/answering/use-card-screen.ts',
      'renderer/answering/use-card.ts',
    ]);
  });
});

describe('a card has one table of keys', () => {
  /** Where a card stands: its parts, and the screens that are nothing but a card. */
  const CARD = [
    'renderer/answering/',
    'renderer/features/walk-through/',
    'renderer/features/workshop/presenter/',
  ];
  const RUNS = ['renderer/answering/card-keys.tsx', 'renderer/answering/keys-before-card.tsx'];

  it('which nothing runs but what reads it', () => {
    expect(naming('CARD_KEYS')).toEqual(['renderer/answering/keys.ts']);
    expect(saying(/\bkeysAt\(/)).toEqual(RUNS);
    expect(CARD.flatMap((room) => saying(/\buseShortcut\(/, room))).toEqual(RUNS);
  });

  it('whatever else writes by a key writes into what is selected', () => {
    expect(saying(/\bguarded: true/, 'renderer/', RUNS)).toEqual([
      'renderer/features/matrix/components/bulk-bar.tsx',
    ]);
  });

  it('and nothing else of it listens for keys by itself', () => {
    expect(CARD.flatMap((room) => saying(/addEventListener\('key/, room))).toEqual([
      // Takes back what was pressed before its card was there.
      'renderer/answering/keys-before-card.tsx',
      // Puts what is pressed meanwhile into the queue of the keys.
      'renderer/answering/use-keys-in-order.ts',
    ]);
    const letters = /\b(?:key|code) === '(?:[a-z0-9]|Key[A-Z]|Digit\d)'/;
    expect(CARD.flatMap((room) => saying(letters, room))).toEqual([]);
  });
});

describe('a number is written in one way', () => {
  it('by a formatter that is made once: `toLocaleString` makes one for every number, which takes thirty times as long', () => {
    expect(naming('toLocaleString')).toEqual([]);
    expect(naming('NumberFormat')).toEqual([
      'main/domain/words/counted.ts',
      // Three digits of how large a file is.
      'main/exporters/pack/index-html.ts',
      'renderer/lib/format.ts',
    ]);
  });
});

describe('answers are written by one engine', () => {
  const ENGINE = 'main/services/answers/';

  it('one file writes their rows', () => {
    expect(saying(/\b(?:INSERT INTO|UPDATE|REPLACE INTO|DELETE FROM) (?:assignment|share)\b/)).toEqual([
      'main/workbook/state/take-out.ts',
      'main/workbook/tables/assignments.ts',
      'main/workbook/tables/basis.ts',
    ]);
  });

  it('one file works out what an answer makes of a record', () => {
    expect(naming('afterAnswer')).toEqual([`${ENGINE}change.ts`, `${ENGINE}record.ts`]);
    expect(naming('afterClearing')).toEqual([
      `${ENGINE}assignments.ts`,
      `${ENGINE}change.ts`,
      `${ENGINE}record.ts`,
    ]);
  });

  it('whoever else writes a record sets nothing that is an answer', () => {
    const writes = sources
      .filter(({ file }) => file !== `${ENGINE}write.ts` && file !== 'main/workbook/tables/assignments.ts')
      .flatMap(({ file, text }) =>
        [...text.matchAll(/\bwriteAssignment\(([^;]*)\);/g)].map(([, what = '']) => [
          file,
          what.replaceAll(/\s+/g, ' ').trim(),
        ]),
      )
      .sort();
    expect(writes).toEqual([
      ['main/services/answers/assignments.ts', 'db, { ...recorded, confirmLater: false, rev }, recorded'],
      ['main/services/exchange/take-edition.ts', 'db, { ...record, confirmLater: true, rev }, record'],
      [
        'main/services/review/review.ts',
        'db, { ...recorded, ...step.after(recorded, context), rev }, recorded',
      ],
    ]);
    // What a step of the review may set: its type has no part of an answer, and the compiler holds it to that.
    const review = sources.find(({ file }) => file === 'main/services/review/review.ts')?.text ?? '';
    expect(review).toContain(
      "Pick<Assignment, 'review' | 'reviewText'> & Partial<Pick<Assignment, BesideAnswer>>;",
    );
    expect(/\btype BesideAnswer = ([^;]*);/.exec(review)?.[1]?.match(/\w+/g)?.sort()).toEqual([
      'authors',
      'confirmLater',
      'parked',
      'reviewed',
      'waits',
    ]);
  });
});
