import { settableClock } from './clock.ts';
import { openTestWorkbook } from './core.ts';

/** Text that would be layout, a link, HTML or a command where a document took it for that. */
export const HOSTILE = '| <b>*x*</b> [y](http://z) &amp; `c` \\ =1+1';

/** A workshop day: one answer before it; answers, decisions, a parked question and an action in it; a change after it. */
export async function workshopDay() {
  const clock = settableClock('2026-11-25T08:00:00.000Z', 60);
  const opened = await openTestWorkbook({ clock });
  const { call } = opened;
  const at = (time: string) => {
    clock.at = `2026-11-25T${time}:00.000Z`;
  };
  await call('people.add', { name: 'Zoë Müller', role: 'Platform lead', party: 'organisation' });
  await call('people.add', { name: 'Ann Lee', party: 'organisation' });
  await call('services.add', {
    services: [
      { catalogueId: 'rds', label: 'orders-db' },
      { catalogueId: 's3', label: 'files' },
    ],
  });
  await call('assignments.answer', {
    ref: 'files/encryption-at-rest',
    answer: { owners: ['organisation'] },
  });
  at('09:02');
  await call('workshop.start', {
    title: `Kick-off ${HOSTILE}`,
    attendees: [{ person: 'zoe-muller' }, { name: 'Guest of the bank' }],
    agenda: ['orders-db', 'files'],
  });
  at('09:10');
  await call('assignments.answer', {
    ref: 'orders-db/restore-testing',
    answer: { owners: ['organisation'] },
    people: { organisation: 'zoe-muller' },
  });
  await call('assignments.update', { ref: 'orders-db/restore-testing', dueOn: '2026-12-24' });
  await call('assignments.answer', {
    ref: 'files/encryption-at-rest',
    answer: { owners: ['aws', 'organisation'] },
  });
  await call('workshop.decide', {
    text: `We restore every month.\n\n# ${HOSTILE}`,
    ref: 'orders-db/restore-testing',
  });
  await call('workshop.decide', { text: '- Shield Advanced is not bought' });
  await call('assignments.update', {
    ref: 'orders-db/backup-configuration',
    parked: true,
    waits: { for: 'The archive contract', whom: { person: 'ann-lee' } },
    note: 'Ask legal about seven years',
  });
  await call('actions.add', {
    title: 'Book the restore drill',
    subject: 'orders-db',
    responsibility: 'restore-testing',
    person: 'ann-lee',
    dueOn: '2026-12-01',
  });
  await call('workshop.spend', { subject: 'orders-db', seconds: 1500 });
  await call('workshop.spend', { subject: 'aws', seconds: 60 });
  at('11:32');
  await call('workshop.end', {});
  at('15:00');
  await call('assignments.answer', {
    ref: 'orders-db/restore-testing',
    answer: { notApplicable: 'A read-only copy' },
  });
  return { ...opened, clock };
}
