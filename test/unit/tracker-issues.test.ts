import { expect, test } from 'vitest';
import { ACTION_STATES, type ActionState } from '../../main/contract/actions.ts';
import { idsIn, idsInCell, issueId, markOf } from '../../main/domain/trackers/issue-id.ts';
import { stateMeant as meant, type StateFacts } from '../../main/domain/trackers/state-meant.ts';
import { ISSUE_STATES } from '../../main/domain/trackers/state-words.ts';
import fc, { runs } from '../support/property.ts';

const UUID = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
/** The state that a status and a resolution mean, or which of them is not known. */
const stateMeant = (status: string, resolution: string, now: ActionState) => {
  const said = meant({ status, category: '', resolution, labels: [] }, now);
  return 'unknown' in said ? { unknown: said.unknown } : said.state;
};
const BIRTH = { createdAt: '2026-11-25T12:00:00.000Z', rule: null };

test.each([
  ['To Do', 'open'],
  ['Open', 'open'],
  ['New', 'open'],
  ['Backlog', 'open'],
  ['Planned', 'open'],
  ['IN PROGRESS', 'in-progress'],
  ['in-progress', 'in-progress'],
  ['Work in Progress', 'in-progress'],
  ['Ongoing', 'in-progress'],
  ['Done', 'done'],
  ['Resolved', 'done'],
  ['Closed', 'done'],
  ['Closed Complete', 'done'],
  ['Closed Skipped', 'dropped'],
  ['Canceled', 'dropped'],
  ['Won\u2019t Do', 'dropped'],
  ['Zu erledigen', 'open'],
  ['In Arbeit', 'in-progress'],
  ['Fertig', 'done'],
  ['Erledigt', 'done'],
  ['À faire', 'open'],
  ['En cours', 'in-progress'],
  ['Terminé(e)', 'done'],
  ['Tareas por hacer', 'open'],
  ['Finalizada', 'done'],
  ['Da completare', 'open'],
  ['In corso', 'in-progress'],
  ['Completato', 'done'],
  ['Do zrobienia', 'open'],
  ['W toku', 'in-progress'],
  ['Gotowe', 'done'],
  ['Not started', 'open'],
  ['Nicht begonnen', 'open'],
  ['Active', 'in-progress'],
  ['Doing', 'in-progress'],
  ['In Review', 'in-progress'],
  ['Fixed', 'done'],
  ['Removed', 'dropped'],
  ['Rejected', 'dropped'],
  ['Abgelehnt', 'dropped'],
  ['Annulé', 'dropped'],
  ['Blocked', { unknown: 'status' }],
  ['Inactive', { unknown: 'status' }],
  ['Nicht erledigt', { unknown: 'status' }],
  ['Pending', { unknown: 'status' }],
  ['On Hold', { unknown: 'status' }],
  ['Code Review', { unknown: 'status' }],
  ['Not done', { unknown: 'status' }],
])('"%s" is %s', (word, state) => {
  expect(stateMeant(word, '', 'open')).toEqual(state);
  expect(stateMeant(` ${word.toUpperCase()} `, '', 'open')).toEqual(state);
});

const taken = (state: string, field: string, words: string) => ({ state, by: { field, words } });
const plain = (state: string) => ({ state, by: null });
const left = (against: string | null) => ({ unknown: 'status', against });
test.each<[Partial<StateFacts>, object]>([
  // A status that says why nothing more comes of it, in the category of what is done or in none.
  ...[
    'Duplicate',
    'Obsolete',
    'Out of scope',
    'Risk accepted',
    "Won't implement",
    'Withdrawn',
    'Invalid',
  ].flatMap((word): [Partial<StateFacts>, object][] => [
    [{ status: word, category: 'Done' }, taken('dropped', 'status', word)],
    [{ status: word, category: 'Done', resolution: 'Done' }, taken('dropped', 'status', word)],
    [{ status: word }, taken('dropped', 'status', word)],
  ]),
  // One that may be on the way.
  [{ status: 'Incomplete', category: 'Done' }, taken('dropped', 'status', 'Incomplete')],
  [{ status: 'Known error' }, left(null)],
  [{ status: 'Incomplete', category: 'In Progress' }, taken('in-progress', 'category', 'Incomplete')],
  [{ status: 'Duplicate', category: 'To Do' }, taken('open', 'category', 'Duplicate')],
  // One of a team's own.
  ...['Deployed', 'Live', 'QA passed', 'Abgenommen', 'Ready for release', 'Notified', 'Parkside live'].map(
    (word): [Partial<StateFacts>, object] => [
      { status: word, category: 'Done' },
      taken('done', 'category', word),
    ],
  ),
  [{ status: 'Deployed', category: 'Fertig', resolution: 'Erledigt' }, taken('done', 'category', 'Deployed')],
  [
    { status: 'Deployed', category: 'Done', resolution: "Won't Do" },
    taken('dropped', 'category', 'Deployed'),
  ],
  [{ status: 'QA failed', category: 'In Progress' }, taken('in-progress', 'category', 'QA failed')],
  [{ status: 'Not ready', category: 'To Do' }, taken('open', 'category', 'Not ready')],
  ...[
    ...['Deferred', 'Cancelled by business', 'Rejected by CAB', 'Nicht umgesetzt', 'Verworfen', 'QA failed'],
    ...['Accepted risk', 'Zurückgestellt', 'Non retenu', 'Descartado', 'Odrzucone', 'Moved out of scope'],
  ].map((word): [Partial<StateFacts>, object] => [
    { status: word, category: 'Done', resolution: 'Done' },
    left('Done'),
  ]),
  ...[
    ...['Superseded', 'Descoped', 'On hold', 'Expired', 'Archived', 'Moved', 'Replaced', 'Overdue'],
    ...['Awaiting verification', 'Partially done', 'Teilweise umgesetzt', 'Moved to backlog'],
  ].map((word): [Partial<StateFacts>, object] => [{ status: word, category: 'Done' }, left('Done')]),
  ...['Moved to production', 'Unblocked', 'Wartung erfolgt', 'Mitigated', 'Verified'].map(
    (word): [Partial<StateFacts>, object] => [
      { status: word, category: 'Done' },
      taken('done', 'category', word),
    ],
  ),
  ...['Sans suite', 'Hors périmètre'].map((word): [Partial<StateFacts>, object] => [
    { status: word, category: 'Done' },
    taken('dropped', 'status', word),
  ]),
  [{ status: 'Deployed', category: 'Sonstige' }, left(null)],
  [{ status: '', category: 'Done' }, plain('done')],
  // A status that is known needs no category.
  [{ status: 'To Do', category: 'Done' }, plain('open')],
  [{ status: 'Done', category: 'Done' }, plain('done')],
  // Labels of what is only called closed.
  [{ status: 'Closed', labels: ['demarc', 'wontfix'] }, taken('dropped', 'label', 'wontfix')],
  [
    { status: 'closed', labels: ['resolution::duplicate'] },
    taken('dropped', 'label', 'resolution::duplicate'),
  ],
  [
    { status: 'Closed', resolution: 'Moved to state Closed', labels: ['invalid'] },
    taken('dropped', 'label', 'invalid'),
  ],
  // GitHub keeps what nobody said a reason of as completed.
  [{ status: 'CLOSED', resolution: 'COMPLETED', labels: ['wontfix'] }, taken('done', 'label', 'wontfix')],
  [{ status: 'Done', resolution: 'Fixed', labels: ['no duplicate', 'resolved'] }, plain('done')],
  ...[
    'triage/duplicate',
    'Reviewed/Won\u2019t Fix',
    'status-wontfix',
    'R-duplicate',
    '🚫 wontfix',
    'wont do',
  ].map((label): [Partial<StateFacts>, object] => [
    { status: 'Closed', labels: ['kind/bug', label] },
    taken('dropped', 'label', label),
  ]),
  ...['area/duplicate-keys', 'n/a', 'feature/rejections-page', 'status-page', 'r-squared'].map(
    (label): [Partial<StateFacts>, object] => [{ status: 'Closed', labels: [label] }, plain('done')],
  ),
  // Pictures beside a word.
  [{ status: '✅ Done' }, plain('done')],
  [{ status: '🏗 In progress' }, plain('in-progress')],
  [{ status: '📋 Backlog' }, plain('open')],
  [{ status: '❌ Done' }, { unknown: 'status', against: null }],
  [{ status: 'Closed', labels: ['demarc', 'security', 'not a duplicate', 'backup'] }, plain('done')],
  [{ status: 'Open', labels: ['wontfix'] }, plain('open')],
  [{ status: 'Closed', labels: ['superseded'] }, taken('dropped', 'label', 'superseded')],
  [{ status: 'Closed', labels: ['de-scoped'] }, taken('dropped', 'label', 'de-scoped')],
  // Whether it was done is for whoever reads the label.
  ...['deferred', 'stale', 'On Hold', 'status: blocked', 'partially-done', 'moved', 'pending'].flatMap(
    (label): [Partial<StateFacts>, object][] => [
      [{ status: 'Closed', labels: ['security', label] }, taken('done', 'label', label)],
      [{ status: 'Open', labels: [label] }, plain('open')],
      [{ status: 'Closed', resolution: 'Done', labels: [label] }, plain('done')],
    ],
  ),
  [
    { status: 'Closed', labels: ['no-owner', 'failed-finding', 'expired-certificates', 'archive bucket'] },
    plain('done'),
  ],
  [{ status: 'Done', labels: ['duplicate'] }, taken('done', 'label', 'duplicate')],
  // Reasons of Azure DevOps.
  ...['Cut', 'Obsolete', 'Duplicate', 'As Designed', 'Overtaken by events'].map(
    (word): [Partial<StateFacts>, object] => [{ status: 'Closed', resolution: word }, plain('dropped')],
  ),
  ...[
    'Completed',
    'Acceptance tests pass',
    'Work finished',
    'Moved to state Closed',
    'Issue resolved',
    'Mitigated',
  ].map((word): [Partial<StateFacts>, object] => [{ status: 'Closed', resolution: word }, plain('done')]),
  [
    { status: 'Closed', resolution: 'Deferred' },
    { unknown: 'resolution', against: null },
  ],
  [{ status: 'Active', resolution: 'Implementation started' }, plain('in-progress')],
])('%j means %j', (facts, expected) => {
  expect(meant({ status: '', category: '', resolution: '', labels: [], ...facts }, 'open')).toEqual(expected);
});

test('a resolution tells what was dropped from what was done, and matters only of what is closed', () => {
  expect(stateMeant('Done', "Won't Do", 'open')).toBe('dropped');
  expect(stateMeant('CLOSED', 'NOT_PLANNED', 'open')).toBe('dropped');
  expect(stateMeant('CLOSED', 'COMPLETED', 'open')).toBe('done');
  expect(stateMeant('Done', 'Fixed', 'open')).toBe('done');
  expect(stateMeant('In Progress', "Won't Do", 'open')).toBe('in-progress');
});

test('whatever says why something was not done means that it was dropped, and an unknown word is named', () => {
  for (const word of ['Duplicate', 'DUPLICATE', 'Cannot Reproduce', 'Declined', 'Obsolete', 'Won\u2019t Fix'])
    for (const closed of ['Closed', 'Done', 'Resolved', 'Terminé', 'Zamknięte'])
      expect(stateMeant(closed, word, 'open')).toBe('dropped');
  for (const word of ['', 'Unresolved', 'Done', 'Implemented', 'Erledigt', 'Fertig'])
    expect(stateMeant('Resolved', word, 'open')).toBe('done');
  expect(stateMeant('Closed', 'Moved to the board', 'open')).toEqual({ unknown: 'resolution' });
  expect(stateMeant('In Progress', 'Moved to the board', 'open')).toBe('in-progress');
});

test('close codes of ServiceNow are known, whatever is in brackets behind them', () => {
  for (const word of [
    'Solved (Permanently)',
    'Solved (Work Around)',
    'Solved Remotely (Permanently)',
    'Closed/Resolved by Caller',
    ...['Resolved by caller', 'Resolved by change', 'Resolved by problem', 'Resolved by request'],
    ...['Solution provided', 'Workaround provided', 'Successful', 'Successful with issues', 'Fix Applied'],
  ])
    expect(stateMeant('Closed', word, 'open')).toBe('done');
  for (const word of [
    ...['Not Solved (Not Reproducible)', 'Not Solved (Too Costly)', 'No resolution provided'],
    ...['Known error', 'User error', 'Unsuccessful', 'Risk Accepted'],
  ])
    expect(stateMeant('Resolved', word, 'open')).toBe('dropped');
  expect(stateMeant('Closed', '(Permanently)', 'open')).toEqual({ unknown: 'resolution' });
  // A state with something in brackets is a state of its own.
  expect(stateMeant('Done (waits for review)', '', 'open')).toEqual({ unknown: 'status' });
});

test('what is only called open does not take back that something was begun', () => {
  for (const open of ['OPEN', 'Offen', 'Ouvert'])
    expect(stateMeant(open, '', 'in-progress')).toBe('in-progress');
  expect(stateMeant('OPEN', 'REOPENED', 'done')).toBe('open');
  expect(stateMeant('To Do', '', 'in-progress')).toBe('open');
});

test('what is only called closed does not turn what was dropped into what was done', () => {
  for (const closed of ['Closed', 'Geschlossen', 'Chiuso'])
    expect(stateMeant(closed, '', 'dropped')).toBe('dropped');
  expect(stateMeant('Closed', '', 'done')).toBe('done');
  expect(stateMeant('Done', '', 'dropped')).toBe('done');
  // Unless it is said that it was done.
  for (const word of ['COMPLETED', 'Fixed', 'Done', 'Solved (Permanently)'])
    expect(stateMeant('Closed', word, 'dropped')).toBe('done');
  for (const word of ['Unresolved', 'Open', 'New', 'In Progress'])
    expect(stateMeant('Closed', word, 'dropped')).toBe('dropped');
});

test('an exported state is read as itself, whatever stands here', () => {
  for (const state of ACTION_STATES)
    for (const now of ACTION_STATES) expect(stateMeant(ISSUE_STATES[state], '', now)).toBe(state);
});

test('an id is found in whatever text it stands, in any case, and no other is', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 999_999_999 }),
      fc.string(),
      fc.string(),
      (number, before, after) => {
        const id = issueId(UUID, { ...BIRTH, number });
        const found = [{ book: '0a1b2c3d', number, mark: markOf(BIRTH) }];
        expect(idsIn(`${before} ${id} ${after}`)).toEqual(found);
        expect(idsIn(`${before},${id.toUpperCase()},${id}\n${after}`)).toEqual(found);
        // As versions before 0.2 wrote it, and alone beside the one of this version.
        const old = id.slice(0, id.lastIndexOf('-'));
        expect(idsIn(`${before} ${old} ${after}`)).toEqual([{ book: '0a1b2c3d', number, mark: null }]);
        expect(idsIn(`${old}, ${id}, ${old}`)).toEqual(found);
        expect(idsInCell(id)).toEqual(found);
        expect(idsInCell(` a-${number} `)).toEqual([{ book: null, number, mark: null }]);
      },
    ),
    { numRuns: runs(100) },
  );
  // Keys of a project A, and words that only look alike.
  for (const text of [
    'A-3',
    'demarc-A-3',
    'xdemarc-0a1b2c3d-A-3',
    'demarc-0a1b2c3d-A-3x',
    'demarc-0a1b2c3-A-3',
  ])
    expect(idsIn(text)).toEqual([]);
});
