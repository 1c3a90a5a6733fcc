import type { Minutes } from '../../main/contract/minutes.ts';
import type { ReportDesk } from '../../main/domain/report/desk.ts';

const LONG = `=HYPERLINK("http://x")\n${'A sentence that goes on. '.repeat(200)}`;
const MINUTES: Minutes = {
  number: 1,
  title: '=Kick-off <b> & co',
  heldOn: '2026-10-05',
  beganAt: '2026-10-05T07:00:00.000Z',
  endedAt: '2026-10-05T09:45:00.000Z',
  utcOffset: 120,
  running: false,
  note: LONG,
  attendance: [
    { name: 'Ingrid Aalto', party: 'Example organisation', role: 'Head of security' },
    { name: 'Guest of the bank', party: null, role: null },
  ],
  agenda: [
    { label: 'orders-db', planned: true, seconds: 3900 },
    { label: 'AWS', planned: false, seconds: 20 },
  ],
  answered: Array.from({ length: 60 }, (_, index) => ({
    ref: `orders-db/duty-${index}`,
    service: 'orders-db',
    duty: `Duty ${index} with a name that takes more than one line of its column`,
    change: 'answered' as const,
    owners: 'AWS + Example organisation',
    was: index % 7 === 0 ? 'AWS' : null,
    reason: null,
    persons: ['Ingrid Aalto (Example organisation)', 'Rahel Obi (AWS)'],
    dueOn: index % 3 === 0 ? '2026-12-24' : null,
  })),
  decisions: [{ number: 1, text: '- no Shield Advanced', about: null }],
  parked: [
    {
      ref: 'orders-db/restore-testing',
      service: 'orders-db',
      duty: 'Restore testing',
      note: '+1',
      waitsFor: 'The contract',
      whom: 'Legal',
    },
  ],
  actions: [{ number: 1, title: 'Ask', about: 'orders-db', owner: null, dueOn: null, state: 'open' }],
};

/** Lists as a room leaves them, with texts that go wrong in one format or another. */
export const SAMPLE_DESK: ReportDesk = {
  meetings: [MINUTES, { ...MINUTES, number: 2, title: 'Second', note: null, beganAt: null, endedAt: null }],
  decisions: [
    {
      number: 1,
      text: '@SUM(1)',
      ref: 'orders-db/restore-testing',
      about: 'orders-db: Restore testing',
      meeting: '=Kick-off <b> & co',
      heldOn: '2026-10-05',
      decidedAt: '2026-10-05T08:00:00.000Z',
      recordedBy: 'Ann',
    },
    {
      number: 2,
      text: LONG,
      ref: null,
      about: null,
      meeting: null,
      heldOn: null,
      decidedAt: '2026-10-06T08:00:00.000Z',
      recordedBy: null,
    },
  ],
  risks: [
    {
      ref: 'orders-db/restore-testing',
      service: 'orders-db',
      duty: 'Restore testing',
      owners: 'Example organisation',
      reason: '=1+1\nIt is rebuilt within a day.',
      person: null,
      approver: 'Ingrid Aalto',
      approvedOn: '2026-01-31',
      expiresOn: '2026-12-31',
      standing: 'Stands until 31 Dec 2026',
    },
    {
      ref: 'orders-db/backup-configuration',
      service: 'orders-db',
      duty: 'Backup configuration',
      owners: 'AWS + Example organisation',
      reason: LONG,
      person: null,
      approver: null,
      approvedOn: null,
      expiresOn: null,
      standing: 'Lacks somebody who approved it, the day of that, an end',
    },
  ],
  parked: [
    {
      ref: 'orders-db/restore-testing',
      service: 'orders-db',
      duty: 'Restore testing',
      note: '+1',
      waitsFor: null,
      whom: null,
      owners: 'Unanswered',
    },
  ],
  actions: [
    {
      number: 1,
      title: '-2+3',
      subject: 'orders-db',
      responsibility: null,
      about: 'orders-db',
      person: null,
      owner: null,
      dueOn: '2026-10-01',
      state: 'in-progress',
      overdue: true,
      covers: 4,
      note: 'A note\nof two lines',
      createdAt: '2026-09-01T08:00:00.000Z',
      closedAt: null,
    },
  ],
};
