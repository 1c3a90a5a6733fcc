import { expect, test } from 'vitest';
import { openTestWorkbook } from '../support/core.ts';

async function shop() {
  const opened = await openTestWorkbook();
  await opened.call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  await opened.call('parties.add', { name: 'Vendor', kind: 'third-party' });
  return opened;
}
const ref = 'orders-db/restore-testing';

test('what another kind means is said before, and answers stay as they are', async () => {
  const { call } = await shop();
  await call('assignments.answer', { ref, answer: { owners: ['vendor'] }, duties: { vendor: 'Restores.' } });
  const asked = await call('parties.kindChange', { id: 'vendor', kind: 'provider' });
  expect(asked.refused).toBeNull();
  expect(asked.means.join('\n')).toMatch(/^1 answer in which it has a part stays as it is/);
  expect(asked.means.join('\n')).toMatch(/\d+ duties are asked of it from then on/);
  // Asking changes nothing.
  expect((await call('parties.list', {})).find(({ id }) => id === 'vendor')?.kind).toBe('third-party');

  await call('parties.update', { id: 'vendor', kind: 'provider' });
  const { shares } = (await call('assignments.card', { ref })).assignment ?? {};
  expect(shares).toMatchObject([{ party: 'vendor', text: 'Restores.' }]);
  expect((await call('assignments.subjects', {})).map((subject) => subject.ref)).toContain('vendor');
  expect((await call('workbook.changes', { limit: 1 }))[0]?.summary).toBe('Made the party Vendor a provider');
  await call('workbook.undo', {});
  expect((await call('parties.list', {})).find(({ id }) => id === 'vendor')?.kind).toBe('third-party');
});

test('a kind that would hide answers, or change accepted ones, is refused in words', async () => {
  const { call } = await shop();
  const refused = async (id: string, kind: 'client' | 'third-party' | 'provider') => {
    const { refused: why } = await call('parties.kindChange', { id, kind });
    await expect(call('parties.update', { id, kind })).rejects.toMatchObject({
      code: 'RULE_VIOLATION',
      message: why,
    });
    return why;
  };
  expect(await refused('organisation', 'client')).toMatch(/assessed, and this is it/);
  expect(await refused('aws', 'third-party')).toMatch(/needs at least one provider/);
  await call('parties.update', { id: 'vendor', kind: 'provider' });
  await call('assignments.acceptSuggestions', { subject: 'vendor' });
  expect(await refused('vendor', 'client')).toMatch(/foundations? (is|are) recorded for Vendor/);

  await call('parties.add', { name: 'Second', kind: 'client' });
  await call('assignments.answer', { ref, answer: { owners: ['second'] } });
  await call('review.submit', { refs: [ref] });
  await call('review.accept', { refs: [ref] });
  expect(await refused('second', 'third-party')).toMatch(/1 answer that was accepted in review/);
});

test('whoever makes a workbook under a name is a person of it, and its lead', async () => {
  const { core } = await openTestWorkbook();
  const create = async (input: object) => {
    const reply = await core.dispatch({ name: 'app.create', input }, 'test');
    if (!reply.ok) throw new Error(reply.error.message);
    const made = reply.value as {
      readonly id: string;
      readonly leadAssessor: string | null;
      readonly folder: string;
    };
    const people = await core.dispatch({ name: 'people.list', input: {}, workbook: made.id }, 'test');
    return { made, people: people.ok ? people.value : null };
  };
  const { made, people } = await create({ title: 'Named', assessor: 'Zoë Müller' });
  expect(made.leadAssessor).toBe('zoe-muller');
  expect(people).toMatchObject([{ id: 'zoe-muller', name: 'Zoë Müller', party: 'organisation' }]);
  expect(made.folder).not.toBe('');
  expect((await create({ title: 'Nameless' })).people).toEqual([]);
});

test('no two parties bear one name, however it is written: documents tell who owns a duty by names', async () => {
  const { call } = await openTestWorkbook();
  await expect(call('parties.add', { name: ' aws', kind: 'third-party' })).rejects.toMatchObject({
    code: 'RULE_VIOLATION',
    message: expect.stringContaining('There is a party called AWS already (provider).'),
  });
  const { id } = await call('parties.add', { name: 'Hostwell', kind: 'third-party' });
  await expect(call('parties.update', { id, name: 'AWS' })).rejects.toMatchObject({ code: 'RULE_VIOLATION' });
  // Its own name in other letters is no other party's.
  expect(await call('parties.update', { id, name: 'HostWell' })).toMatchObject({ name: 'HostWell' });
});
