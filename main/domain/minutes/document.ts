import type { Prepared } from '../../contract/audience.ts';
import type { Minutes } from '../../contract/minutes.ts';
import { groupBy } from '../group-by.ts';
import { clockOf, durationWords, zoneWords } from '../meetings.ts';
import { markedBlocks, markOf, sourceMark } from '../report/audience.ts';
import { type Block, type BlockColumn, type DocumentModel, filledTable } from '../report/document.ts';
import { capital } from '../words/capital.ts';
import { counted } from '../words/counted.ts';
import { shortDate } from '../words/date-words.ts';
import { ACTION_STATE_WORDS, CHANGE_WORDS, OUTCOME_WORDS } from './words.ts';

/** What a document says of the workbook that it is from. */
export interface MinutesSource {
  readonly title: string;
  readonly organisation: string;
  readonly revision: number;
  readonly digest: string;
  readonly prepared: Prepared;
}

/** The minutes of one meeting as a document. */
export const minutesDocument = (minutes: Minutes, source: MinutesSource): DocumentModel => ({
  title: `Minutes: ${minutes.title}`,
  subtitle: `${source.title}, ${source.organisation}`,
  subject: 'Minutes of a meeting on AWS shared responsibility',
  blocks: [...markedBlocks(source.prepared), ...minutesBlocks(minutes)],
  mark: markOf(source.prepared),
  source: `${sourceMark(source.prepared)}From revision ${source.revision} of the workbook, digest ${source.digest.slice(0, 16)}. Written by Demarc.`,
});

/** `25 Nov 2026, 09:00 to 11:30 (UTC+1), 2 h 30 min`. */
export function whenWords(
  minutes: Pick<Minutes, 'heldOn' | 'beganAt' | 'endedAt' | 'utcOffset' | 'running'>,
): string {
  const { heldOn, beganAt, endedAt, utcOffset } = minutes;
  const day = shortDate(heldOn);
  const zone = zoneWords(utcOffset);
  if (beganAt === null)
    return endedAt === null ? day : `${day}, until ${clockOf(endedAt, utcOffset)} (${zone})`;
  const began = clockOf(beganAt, utcOffset);
  if (endedAt === null)
    return `${day}, from ${began} (${zone}); ${minutes.running ? 'not ended yet' : 'nobody noted its end'}`;
  const length = durationWords((Date.parse(endedAt) - Date.parse(beganAt)) / 1000);
  return `${day}, ${began} to ${clockOf(endedAt, utcOffset)} (${zone})${length === '' ? '' : `, ${length}`}`;
}

/** `12 duties answered, 3 decisions, 2 questions parked, 1 action`. */
export const countWords = ({ answered, decisions, proposals, parked, actions }: Minutes): string =>
  [
    counted(answered.length, 'duty answered', 'duties answered'),
    counted(decisions.length, 'decision', 'decisions'),
    ...(proposals.length > 0 ? [counted(proposals.length, 'proposal')] : []),
    counted(parked.length, 'question parked', 'questions parked'),
    counted(actions.length, 'action', 'actions'),
  ].join(', ');

/** Whose a proposal is of which the meeting kept no name. */
export const NO_NAME = 'Without a name';

/** Lists of the document that hold what was made in a meeting, so that its minutes need no more than the numbers. */
export type Listed = ReadonlySet<'decisions' | 'proposals' | 'actions'>;

const numbers = (letter: string, made: readonly { readonly number: number }[]): string =>
  made.map(({ number }) => `${letter}-${number}`).join(', ');

/**
 * Everything of a meeting below its title. A part with nothing in it says so: silence could be a fault. What is `listed` elsewhere in
 * the document stands here by its numbers.
 */
export function minutesBlocks(minutes: Minutes, listed: Listed = new Set()): readonly Block[] {
  const [decided, acted] = [listed.has('decisions'), listed.has('actions')];
  const facts: (readonly [string, string])[] = [
    ['When', whenWords(minutes)],
    ['In short', countWords(minutes)],
    ...(decided && minutes.decisions.length > 0
      ? [['Decisions', numbers('D', minutes.decisions)] as const]
      : []),
    ...(listed.has('proposals') && minutes.proposals.length > 0
      ? [['Proposals', numbers('P', minutes.proposals)] as const]
      : []),
    ...(acted && minutes.actions.length > 0 ? [['Actions', numbers('A', minutes.actions)] as const] : []),
  ];
  return [
    { kind: 'facts', facts },
    ...(minutes.beganAt === null && minutes.endedAt === null
      ? [
          {
            kind: 'paragraph' as const,
            text: 'Nobody noted when this meeting began and ended. What was recorded on its day is taken for its own.',
            quiet: true,
          },
        ]
      : []),
    ...attendanceBlocks(minutes),
    ...agendaBlocks(minutes),
    ...(decided ? [] : decisionBlocks(minutes)),
    ...answerBlocks(minutes),
    ...(listed.has('proposals') ? [] : proposalBlocks(minutes)),
    ...parkedBlocks(minutes),
    ...(acted ? [] : actionBlocks(minutes)),
    ...(minutes.note === null
      ? []
      : [
          { kind: 'heading' as const, text: 'Notes' },
          { kind: 'paragraph' as const, text: minutes.note },
        ]),
  ];
}

const part = (
  title: string,
  none: string,
  columns: readonly BlockColumn[],
  rows: readonly (readonly string[])[],
): readonly Block[] => [
  { kind: 'heading', text: title },
  rows.length === 0 ? { kind: 'paragraph', text: none, quiet: true } : filledTable(title, columns, rows),
];
const date = (iso: string | null): string => (iso === null ? '' : shortDate(iso));
const lines = (parts: readonly (string | null)[]): string => parts.filter((each) => each !== null).join('\n');

const attendanceBlocks = ({ attendance }: Minutes) =>
  part(
    'Who was there',
    'Nobody was noted.',
    [
      { title: 'Name', width: 35 },
      { title: 'Party', width: 30 },
      { title: 'Role', width: 35 },
    ],
    attendance.map(({ name, party, role }) => [name, party ?? 'Guest', role ?? '']),
  );

const agendaBlocks = ({ agenda }: Minutes) =>
  part(
    'Agenda and time',
    'No service was chosen, and no time was kept.',
    [
      { title: 'Service', width: 60 },
      { title: 'On the agenda', width: 20 },
      { title: 'Time', width: 20 },
    ],
    agenda.map(({ label, planned, seconds }, index) => [
      label,
      planned ? `${index + 1}` : 'Not planned',
      durationWords(seconds),
    ]),
  );

const decisionBlocks = ({ decisions }: Minutes) =>
  part(
    'Decisions',
    'No decision was noted.',
    [
      { title: 'No.', width: 8 },
      { title: 'Decision', width: 57 },
      { title: 'About', width: 35, composed: true },
    ],
    decisions.map(({ number, text, about }) => [`D-${number}`, text, about ?? '']),
  );

/** Rows of a table of proposals: what several said alike of one duty is one row, with all of their names. */
export const proposalRows = (
  proposals: readonly Omit<Minutes['proposals'][number], 'ref'>[],
): readonly (readonly string[])[] =>
  [
    ...groupBy(proposals, ({ about, said, outcome }) => JSON.stringify([about, said, outcome])).values(),
  ].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    const named = alike.flatMap(({ who }) => who ?? []);
    const nameless = alike.length - named.length;
    return [
      [
        numbers('P', alike),
        first.about,
        [...named, ...(nameless === 0 ? [] : [nameless === 1 ? NO_NAME : `${nameless} without a name`])].join(
          ', ',
        ),
        capital(first.said),
        OUTCOME_WORDS[first.outcome],
      ],
    ];
  });

/** What everybody said; a meeting in which nobody proposed anything has no such part. */
const proposalBlocks = ({ proposals }: Minutes): readonly Block[] =>
  proposals.length === 0
    ? []
    : part(
        'Proposals',
        '',
        [
          { title: 'No.', width: 8 },
          { title: 'About', width: 27, composed: true },
          { title: 'Who', width: 18 },
          { title: 'What they said', width: 33, composed: true },
          { title: 'Outcome', width: 14 },
        ],
        proposalRows(proposals),
      );

/** What was answered alike in a service is one row. */
function answerBlocks({ answered }: Minutes): readonly Block[] {
  const alike = groupBy(answered, ({ ref: _, duty: __, ...rest }) => JSON.stringify(rest));
  return part(
    'Duties answered',
    'No duty was answered.',
    [
      { title: 'Service', width: 18 },
      { title: 'Duties', width: 24 },
      { title: 'Owner', width: 24, composed: true },
      { title: 'Persons', width: 22 },
      { title: 'Due', width: 12 },
    ],
    [...alike.values()].flatMap((rows) => {
      const [first] = rows;
      if (first === undefined) return [];
      const { service, change, owners, was, reason, persons, dueOn } = first;
      return [
        [
          service,
          rows.map(({ duty }) => duty).join('; '),
          [
            was === null ? owners : `${owners} (was ${was})`,
            ...(reason === null ? [] : [reason]),
            ...(change === 'answered' || was !== null ? [] : [CHANGE_WORDS[change]]),
          ].join('\n'),
          persons.join('\n'),
          date(dueOn),
        ],
      ];
    }),
  );
}

const parkedBlocks = ({ parked }: Minutes) =>
  part(
    'Parked',
    'Nothing was parked.',
    [
      { title: 'Service', width: 18 },
      { title: 'Duty', width: 24 },
      { title: 'Waits for, and note', width: 44 },
      { title: 'Whom', width: 14 },
    ],
    parked.map(({ service, duty, note, waitsFor, whom }) => [
      service,
      duty,
      lines([waitsFor, note]),
      whom ?? '',
    ]),
  );

const actionBlocks = ({ actions }: Minutes) =>
  part(
    'Actions',
    'No action was made.',
    [
      { title: 'No.', width: 8 },
      { title: 'Action', width: 31 },
      { title: 'About', width: 22, composed: true },
      { title: 'Owner', width: 16 },
      { title: 'Due', width: 13 },
      { title: 'State', width: 10 },
    ],
    actions.map(({ number, title, about, owner, dueOn, state }) => [
      `A-${number}`,
      title,
      about,
      owner ?? 'Nobody',
      date(dueOn),
      ACTION_STATE_WORDS[state],
    ]),
  );
