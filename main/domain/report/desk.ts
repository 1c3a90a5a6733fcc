import type { ActionState } from '../../contract/actions.ts';
import type { Minutes, ParkedQuestion } from '../../contract/minutes.ts';
import { clockOf, durationWords, zoneWords } from '../meetings.ts';
import { type Listed, minutesBlocks, whenWords } from '../minutes/document.ts';
import { ACTION_STATE_WORDS } from '../minutes/words.ts';
import { counted } from '../words/counted.ts';
import { shortDate } from '../words/date-words.ts';
import type { Block } from './document.ts';
import { proposalList, type ReportProposal } from './proposal-list.ts';
import { dateWords as date, none, type ReportList, textColumn } from './report-list.ts';
import { type ReportRisk, riskList } from './risk-list.ts';

export interface ReportDecision {
  readonly number: number;
  readonly text: string;
  readonly ref: string | null;
  /** `Orders database: Restore testing`; null for a decision about nothing in particular. */
  readonly about: string | null;
  /** Title of the meeting, and the ISO date on which it was held. */
  readonly meeting: string | null;
  readonly heldOn: string | null;
  /** ISO instant. */
  readonly decidedAt: string;
  readonly recordedBy: string | null;
}
export interface ReportParked extends ParkedQuestion {
  /** Who owns it so far, in words. */
  readonly owners: string;
}
export interface ReportAction {
  readonly number: number;
  readonly title: string;
  /** A subject and a duty of it; null for the workbook as a whole, and for all duties. */
  readonly subject: string | null;
  readonly responsibility: string | null;
  readonly about: string;
  /** Id and name of who does it. */
  readonly person: string | null;
  readonly owner: string | null;
  readonly dueOn: string | null;
  readonly state: ActionState;
  readonly overdue: boolean;
  /** Gaps of the day that it covers. */
  readonly covers: number;
  readonly note: string | null;
  readonly createdAt: string;
  readonly closedAt: string | null;
}
/** What a desk may be without for whoever a document is prepared for: a list as a whole, or the notes of all. */
export type DeskPart = 'actions' | 'risks' | 'decisions' | 'proposals' | 'parked' | 'meetings' | 'notes';
/** What rooms and desks made beside the answers. Meetings are oldest first; so are decisions and actions. */
export interface ReportDesk {
  readonly meetings: readonly Minutes[];
  readonly decisions: readonly ReportDecision[];
  readonly proposals: readonly ReportProposal[];
  readonly parked: readonly ReportParked[];
  readonly actions: readonly ReportAction[];
  /** In register order. */
  readonly risks: readonly ReportRisk[];
  /** What is left out and so must not be said to be none; absent where nothing is. */
  readonly without?: ReadonlySet<DeskPart> | undefined;
}
export const EMPTY_DESK: ReportDesk = {
  meetings: [],
  decisions: [],
  proposals: [],
  parked: [],
  actions: [],
  risks: [],
};

/** The lists of the desk in the order of their sheets: actions, accepted risks, decisions, proposals where there are any, parked questions, meetings. One that is left out is none of them. */
export const reportLists = (desk: ReportDesk): readonly ReportList[] =>
  LISTS.flatMap(([part, list]) =>
    desk.without?.has(part) || (part === 'proposals' && desk.proposals.length === 0) ? [] : [list(desk)],
  );

/** The lists and the minutes as pieces of a document, in the order of a page. */
export const deskBlocks = (desk: ReportDesk): readonly Block[] => [
  ...reportLists(desk).map(({ block }) => block),
  ...desk.meetings.flatMap((minutes) => minutesBlocks(minutes, listedOn(desk))),
];

/** What of the minutes stands in the lists before them. */
export const listedOn = ({ without }: ReportDesk): Listed =>
  new Set((['decisions', 'proposals', 'actions'] as const).filter((part) => !without?.has(part)));

const LISTS: readonly (readonly [DeskPart, (desk: ReportDesk) => ReportList])[] = [
  ['actions', actionList],
  ['risks', riskList],
  ['decisions', decisionList],
  ['proposals', proposalList],
  ['parked', parkedList],
  ['meetings', meetingList],
];

function actionList({ actions, without }: ReportDesk): ReportList {
  const noted = !without?.has('notes');
  const state = ({ state, overdue }: ReportAction) =>
    overdue ? `${ACTION_STATE_WORDS[state]}, overdue` : ACTION_STATE_WORDS[state];
  return {
    name: 'Actions',
    holds: 'What somebody will do about a gap or anything else, by when',
    columns: [
      { header: 'Number', width: 9, kind: 'key' },
      textColumn('Action', 46),
      textColumn('Owner', 24),
      { header: 'Due', width: 12, kind: 'date' },
      textColumn('State', 18),
      textColumn('What it covers', 46),
      { header: 'Gaps covered', width: 10, kind: 'number' },
      ...(noted ? [textColumn('Note', 46)] : []),
      { header: 'Made at (UTC)', width: 17, kind: 'instant' },
      { header: 'Closed at (UTC)', width: 17, kind: 'instant' },
    ],
    rows: actions.map((action) => [
      `A-${action.number}`,
      action.title,
      action.owner,
      action.dueOn,
      state(action),
      action.about,
      action.covers,
      ...(noted ? [action.note] : []),
      action.createdAt,
      action.closedAt,
    ]),
    block:
      actions.length === 0
        ? none('No action was made.')
        : {
            kind: 'table',
            name: 'Actions',
            columns: [
              { title: 'No.', width: 7 },
              { title: 'Action', width: 30 },
              { title: 'Owner', width: 15 },
              { title: 'Due', width: 11 },
              { title: 'State', width: 12 },
              { title: 'What it covers', width: 25, composed: true },
            ],
            rows: actions.map((action) => [
              `A-${action.number}`,
              action.note === null ? action.title : `${action.title}\n${action.note}`,
              action.owner ?? 'Nobody',
              date(action.dueOn),
              state(action),
              action.covers === 0 ? action.about : `${action.about}\nCovers ${counted(action.covers, 'gap')}`,
            ]),
          },
  };
}

function decisionList({ decisions }: ReportDesk): ReportList {
  return {
    name: 'Decisions',
    holds: 'What was agreed on beside the answers, and in which meeting',
    columns: [
      { header: 'Number', width: 9, kind: 'key' },
      textColumn('Decision', 70),
      textColumn('About', 40),
      { header: 'Ref', width: 36, kind: 'text', leads: true },
      textColumn('Meeting', 28),
      { header: 'Held on', width: 12, kind: 'date' },
      { header: 'Noted at (UTC)', width: 17, kind: 'instant' },
      textColumn('Noted by', 22),
    ],
    rows: decisions.map((decision) => [
      `D-${decision.number}`,
      decision.text,
      decision.about,
      decision.ref,
      decision.meeting,
      decision.heldOn,
      decision.decidedAt,
      decision.recordedBy,
    ]),
    block:
      decisions.length === 0
        ? none('No decision was noted.')
        : {
            kind: 'table',
            name: 'Decisions',
            columns: [
              { title: 'No.', width: 7 },
              { title: 'Decision', width: 45 },
              { title: 'About', width: 26, composed: true },
              { title: 'Meeting', width: 22, composed: true },
            ],
            rows: decisions.map(({ number, text: said, about, meeting, heldOn, decidedAt }) => [
              `D-${number}`,
              said,
              about ?? '',
              meeting === null ? date(decidedAt) : `${meeting}, ${date(heldOn)}`,
            ]),
          },
  };
}

function parkedList({ parked }: ReportDesk): ReportList {
  return {
    name: 'Parked',
    holds: 'Questions that were put aside, what they wait for and whom',
    columns: [
      { header: 'Ref', width: 36, kind: 'key', leads: true },
      textColumn('Service', 24),
      textColumn('Duty', 34),
      textColumn('Waits for', 40),
      textColumn('Whom', 24),
      textColumn('Note', 46),
      textColumn('Owner so far', 28),
    ],
    rows: parked.map(({ ref, service, duty, waitsFor, whom, note, owners }) => [
      ref,
      service,
      duty,
      waitsFor,
      whom,
      note,
      owners,
    ]),
    block:
      parked.length === 0
        ? none('Nothing is parked.')
        : {
            kind: 'table',
            name: 'Parked questions',
            columns: [
              { title: 'Service', width: 18 },
              { title: 'Duty', width: 24 },
              { title: 'Waits for, and note', width: 42 },
              { title: 'Whom', width: 14 },
            ],
            rows: parked.map(({ service, duty, waitsFor, whom, note }) => [
              service,
              duty,
              [waitsFor, note].filter((text) => text !== null).join('\n'),
              whom ?? '',
            ]),
          },
  };
}

/** One row for each meeting: what its minutes hold, each entry on a line of its own. */
function meetingList({ meetings }: ReportDesk): ReportList {
  const lines = (entries: readonly string[]): string | null =>
    entries.length === 0 ? null : entries.join('\n');
  const clock = (instant: string | null, { utcOffset }: Minutes) =>
    instant === null ? null : `${clockOf(instant, utcOffset)} (${zoneWords(utcOffset)})`;
  return {
    name: 'Meetings',
    holds: 'The minutes of each meeting: who was there, and what it came to',
    columns: [
      { header: 'Number', width: 9, kind: 'key' },
      textColumn('Meeting', 28),
      { header: 'Held on', width: 12, kind: 'date' },
      textColumn('Began', 14),
      textColumn('Ended', 14),
      textColumn('Who was there', 30),
      textColumn('Agenda and time', 34),
      textColumn('Decisions', 50),
      textColumn('Duties answered', 60),
      textColumn('Parked', 50),
      textColumn('Actions', 50),
      textColumn('Note', 40),
    ],
    rows: meetings.map((minutes) => [
      minutes.number,
      minutes.title,
      minutes.heldOn,
      clock(minutes.beganAt, minutes),
      clock(minutes.endedAt, minutes),
      lines(minutes.attendance.map(({ name, party }) => `${name} (${party ?? 'guest'})`)),
      lines(
        minutes.agenda.map(({ label, planned, seconds }) =>
          [label, durationWords(seconds), planned ? '' : 'not planned'].filter(Boolean).join(', '),
        ),
      ),
      lines(
        minutes.decisions.map(({ number, text: said, about }) =>
          about === null ? `D-${number}: ${said}` : `D-${number}: ${said} (${about})`,
        ),
      ),
      lines(
        minutes.answered.map(({ service, duty, owners, was, persons, dueOn }) =>
          [
            `${service}: ${duty}: ${was === null ? owners : `${owners} (was ${was})`}`,
            ...persons,
            ...(dueOn === null ? [] : [`due ${shortDate(dueOn)}`]),
          ].join('; '),
        ),
      ),
      lines(
        minutes.parked.map(({ service, duty, waitsFor, whom, note }) =>
          [`${service}: ${duty}`, waitsFor, whom, note].filter(Boolean).join('; '),
        ),
      ),
      lines(
        minutes.actions.map(({ number, title, owner, dueOn }) =>
          [`A-${number}: ${title}`, owner, dueOn === null ? '' : `due ${shortDate(dueOn)}`]
            .filter(Boolean)
            .join('; '),
        ),
      ),
      minutes.note,
    ]),
    block:
      meetings.length === 0
        ? none('No meeting was held.')
        : {
            kind: 'table',
            name: 'Meetings',
            columns: [
              { title: 'No.', width: 7 },
              { title: 'Meeting', width: 40 },
              { title: 'When', width: 53 },
            ],
            rows: meetings.map((minutes) => [`${minutes.number}`, minutes.title, whenWords(minutes)]),
          },
  };
}

/** What of the desk belongs to some rows of the register; `whole` are the subjects of which every row is among them. Minutes are of the whole room. */
export const limitDesk = (
  desk: ReportDesk,
  refs: ReadonlySet<string>,
  whole: ReadonlySet<string>,
  person: string | undefined,
): ReportDesk => ({
  without: desk.without,
  meetings: [],
  decisions: desk.decisions.filter(({ ref }) => ref !== null && refs.has(ref)),
  proposals: desk.proposals.filter(({ ref }) => refs.has(ref)),
  risks: desk.risks.filter(({ ref }) => refs.has(ref)),
  parked: desk.parked.filter(({ ref }) => refs.has(ref)),
  actions: desk.actions.filter(
    (action) =>
      (person !== undefined && action.person === person) ||
      (action.subject !== null &&
        (action.responsibility === null
          ? whole.has(action.subject)
          : refs.has(`${action.subject}/${action.responsibility}`))),
  ),
});
