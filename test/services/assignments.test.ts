import { describe, expect, test } from 'vitest';
import type { Matrix } from '../../main/contract/matrix.ts';
import { suggestedIn } from '../../main/domain/pictures/matrix.ts';
import { openTestWorkbook } from '../support/core.ts';

async function withServices() {
  const opened = await openTestWorkbook();
  await opened.call('services.add', {
    services: [
      { catalogueId: 'rds', label: 'orders-db' },
      { catalogueId: 'dynamodb', label: 'checkout' },
    ],
  });
  return opened;
}
const cellAt = (matrix: Matrix, ref: string) =>
  matrix.cells.find(
    ([subject, duty]) => `${matrix.subjects[subject]?.ref}/${matrix.responsibilities[duty]?.id}` === ref,
  );
const answer = (ref: string, ...owners: string[]) => ({ ref, answer: { owners } });

describe('three scopes', () => {
  test('a duty of one scope is refused elsewhere, with the ref to use', async () => {
    const { call } = await withServices();
    await expect(call('assignments.answer', answer('orders-db/physical-access', 'aws'))).rejects.toThrow(
      /use aws\/physical-access/,
    );
    await expect(call('assignments.answer', answer('orders-db/change-management', 'aws'))).rejects.toThrow(
      /use workbook\/change-management/,
    );
    await expect(call('assignments.answer', answer('workbook/guest-os-patching', 'aws'))).rejects.toThrow(
      /of each service in use/,
    );
    await call('assignments.answer', answer('aws/physical-access', 'aws'));
    await call('assignments.answer', answer('workbook/change-management', 'aws', 'organisation'));
  });

  test('a provider’s answer stands in every column of the grid, a workbook’s in its own', async () => {
    const { call } = await withServices();
    const { matrixTable } = await import('../../main/domain/pictures/matrix.ts');
    await call('assignments.answer', answer('aws/physical-access', 'aws'));
    await call('assignments.answer', answer('workbook/change-management', 'organisation'));
    const table = matrixTable(await call('assignments.matrix', {}));
    const row = (id: string) => table.rows.findIndex((entry) => entry.id === id);
    const column = (ref: string) => table.columns.findIndex((entry) => entry.ref === ref);
    for (const ref of ['orders-db', 'checkout'])
      expect(table.cell(column(ref), row('physical-access'))).toMatchObject({
        ref: 'aws/physical-access',
        ownership: 'aws',
      });
    expect(table.cell(column('workbook'), row('change-management'))).toMatchObject({
      ownership: 'organisation',
    });
    expect(table.cell(column('orders-db'), row('change-management'))).toBeUndefined();
    expect(table.cell(column('workbook'), row('physical-access'))).toBeUndefined();
  });

  test('a second provider has foundations of its own', async () => {
    const { call } = await withServices();
    const party = await call('parties.add', { name: 'Other Cloud', kind: 'provider' });
    const subjects = await call('assignments.subjects', {});
    expect(subjects.filter((subject) => subject.kind === 'provider').map((subject) => subject.ref)).toEqual([
      'aws',
      party.id,
    ]);
    await call('assignments.acceptSuggestions', { subject: party.id });
    expect((await call('assignments.card', { ref: `${party.id}/physical-access` })).ownership).toEqual({
      kind: 'single',
      party: party.id,
    });
  });

  test('a duty the catalogue does not ask can be asked anyway, and not asked again', async () => {
    const { call } = await withServices();
    const { duties } = await call('catalogue.service', { id: 'dynamodb' });
    const ref = `checkout/${duties.find((duty) => !duty.asked)?.responsibility}`;
    const refs = async () =>
      (await call('assignments.walk', { subject: 'checkout' })).items.map((item) => item.ref);
    const before = await refs();
    await call('assignments.ask', { ref, asked: true });
    expect((await refs()).filter((item) => !before.includes(item))).toEqual([ref]);
    await call('assignments.ask', { ref, asked: false });
    expect(await refs()).toEqual(before);
    await expect(call('assignments.ask', { ref: before[0] ?? '', asked: false })).rejects.toThrow(
      /The catalogue itself asks/,
    );
  });

  test('an answer stays in sight when the service becomes a variant that would not ask it', async () => {
    const { call } = await withServices();
    await call('services.add', { services: [{ catalogueId: 'ec2', label: 'shop' }] });
    const dynamodb = await call('catalogue.service', { id: 'dynamodb' });
    const gone = dynamodb.duties.find((duty) => !duty.asked)?.responsibility ?? '';
    await call('assignments.answer', {
      ref: `shop/${gone}`,
      answer: { owners: ['organisation'] },
      reason: 'Ours',
    });
    await call('services.update', { ref: 'shop', catalogueId: 'dynamodb' });
    expect(
      (await call('assignments.walk', { subject: 'shop' })).items.map((item) => item.responsibility),
    ).toContain(gone);
  });
});

describe('answering', () => {
  test('copies both halves from the catalogue, then keeps what people wrote', async () => {
    const { call } = await withServices();
    const first = await call(
      'assignments.answer',
      answer('orders-db/guest-os-patching', 'organisation', 'aws'),
    );
    expect(first.shares.map((share) => share.party)).toEqual(['aws', 'organisation']);
    expect(first.shares[0]?.text).toMatch(/weekly window/);
    await call('assignments.update', {
      ref: 'orders-db/guest-os-patching',
      duties: { organisation: 'We patch on Sundays.' },
    });
    const again = await call(
      'assignments.answer',
      answer('orders-db/guest-os-patching', 'aws', 'organisation'),
    );
    expect(again.shares[1]?.text).toBe('We patch on Sundays.');
  });

  test('a misconception warns before it is recorded, and is recorded with a reason', async () => {
    const { call } = await withServices();
    const ref = 'orders-db/backup-configuration';
    await expect(call('assignments.answer', answer(ref, 'aws'))).rejects.toMatchObject({
      code: 'RULE_VIOLATION',
      details: { misconception: { family: 3, suggested: 'shared' } },
    });
    expect((await call('assignments.card', { ref })).assignment).toBeNull();
    expect(await call('assignments.check', { ref, owners: ['aws'] })).toMatchObject({ family: 3 });
    await call('assignments.answer', { ...answer(ref, 'aws'), reason: 'The team insists.' });
    const card = await call('assignments.card', { ref });
    expect(card.misconception).toMatchObject({ family: 3 });
    expect(card.assignment?.deviationReason).toBe('The team insists.');
    expect((await call('gaps.list', {})).filter((gap) => gap.ref === ref).map((gap) => gap.rule)).toContain(
      'misconception',
    );
  });

  test('what is right for a service raises no warning', async () => {
    const { call } = await withServices();
    expect(
      await call('assignments.check', { ref: 'checkout/guest-os-patching', owners: ['aws'] }),
    ).toBeNull();
    expect(
      await call('assignments.check', { ref: 'orders-db/guest-os-patching', owners: ['aws'] }),
    ).not.toBeNull();
  });

  test('“not applicable” needs its reason', async () => {
    const { call } = await withServices();
    const ref = 'orders-db/public-exposure';
    await expect(call('assignments.answer', { ref, answer: { notApplicable: '  ' } })).rejects.toThrow(
      /needs a reason/,
    );
    const saved = await call('assignments.answer', {
      ref,
      answer: { notApplicable: 'No public subnet exists.' },
    });
    expect(saved).toMatchObject({ notApplicable: 'No public subnet exists.', shares: [] });
  });

  test('a change since one last looked is a conflict that shows the other value', async () => {
    const { call } = await withServices();
    const ref = 'orders-db/guest-os-patching';
    const mine = await call('assignments.answer', answer(ref, 'aws', 'organisation'));
    await call('assignments.update', { ref, note: 'from the other window' });
    await expect(call('assignments.update', { ref, note: 'mine', baseRev: mine.rev })).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { current: { note: 'from the other window' } },
    });
  });

  test('names, parties and people that do not exist are refused with the nearest one', async () => {
    const { call } = await withServices();
    await expect(call('assignments.answer', answer('order-db/guest-os-patching', 'aws'))).rejects.toThrow(
      /Did you mean "orders-db\/guest-os-patching"/,
    );
    await expect(call('assignments.answer', answer('orders-db/guest-os-paching', 'aws'))).rejects.toThrow(
      /Did you mean "orders-db\/guest-os-patching"/,
    );
    await expect(call('assignments.answer', answer('orders-db/guest-os-patching', 'azure'))).rejects.toThrow(
      /no party "azure".*aws, organisation/,
    );
    await expect(
      call('assignments.answer', {
        ...answer('orders-db/guest-os-patching', 'aws'),
        reason: 'x',
        people: { aws: 'nobody' },
      }),
    ).rejects.toThrow(/no person "nobody"/);
  });
});

describe('accepting suggestions', () => {
  test('answers what is open in one domain and leaves parked and answered alone, as one change', async () => {
    const { call } = await withServices();
    const { items } = await call('assignments.walk', { subject: 'orders-db' });
    const resilience = items.filter((item) => item.domain === 'resilience').map((item) => item.ref);
    const [parked = '', done = ''] = resilience;
    await call('assignments.update', { ref: parked, parked: true });
    await call('assignments.answer', { ref: done, answer: { notApplicable: 'Because.' } });
    const { rev } = await call('workbook.info', {});
    const { accepted } = await call('assignments.acceptSuggestions', {
      subject: 'orders-db',
      domain: 'resilience',
      confirmLater: true,
    });
    expect(accepted).toEqual(resilience.filter((ref) => ref !== parked && ref !== done));
    expect((await call('workbook.info', {})).rev).toBe(rev + 1);
    const { rows } = await call('assignments.register', {
      filter: { subject: 'orders-db', domain: 'resilience' },
    });
    for (const row of rows) expect(row.confirmLater).toBe(accepted.includes(row.ref));
    expect(rows.filter((row) => row.deviates).map((row) => row.ref)).toEqual([done]);
  });

  test('answers the duties that are named, across services, and undo takes all of them back at once', async () => {
    const { call } = await withServices();
    const refs = ['orders-db/restore-testing', 'orders-db/key-management', 'checkout/restore-testing'];
    await call('assignments.answer', {
      ref: 'orders-db/key-management',
      answer: { notApplicable: 'Because.' },
    });
    const before = await call('assignments.matrix', {});
    const { accepted } = await call('assignments.acceptSuggestions', { refs });
    expect(accepted).toEqual(['orders-db/restore-testing', 'checkout/restore-testing']);
    const now = await call('assignments.matrix', {});
    for (const ref of accepted) {
      const [suggested, cell] = [cellAt(before, ref), cellAt(now, ref)];
      expect(suggested?.[2]).toBe('');
      expect(suggestedIn(suggested?.[3] ?? 0)).toBe('customer');
      expect(cell?.[2]).toBe('organisation');
      expect(suggestedIn(cell?.[3] ?? 0)).toBe('customer');
    }
    await call('workbook.undo', {});
    expect((await call('assignments.matrix', {})).cells).toEqual(before.cells);
    await expect(
      call('assignments.acceptSuggestions', { refs: ['nowhere/restore-testing'] }),
    ).rejects.toThrow('no service "nowhere"');
  });
});

test('walking goes through every card once, forwards and backwards', async () => {
  const { call } = await withServices();
  const rows = (await call('assignments.register', { limit: 1000 })).rows.map((row) => row.ref);
  const forwards: string[] = [];
  for (
    let ref: string | null = rows[0] ?? null;
    ref !== null;
    ref = (await call('assignments.card', { ref })).next
  )
    forwards.push(ref);
  expect(forwards).toEqual(rows);
  const last = await call('assignments.card', { ref: rows.at(-1) ?? '' });
  expect(last).toMatchObject({ next: null, previous: rows.at(-2), nextOpen: rows[0] });
  await call('assignments.setPosition', { ref: rows[7] ?? '' });
  expect(await call('assignments.position', {})).toEqual({ ref: rows[7] });
});

test('the next open duty is looked for past whole services that are answered, and comes back with what is taken back', async () => {
  const { call } = await withServices();
  const rows = (await call('assignments.register', { limit: 1000 })).rows.map((row) => row.ref);
  const [first = ''] = rows;
  const subjectOf = (ref: string) => ref.slice(0, ref.indexOf('/'));
  const own = rows.filter((ref) => subjectOf(ref) === subjectOf(first));
  const beyond = rows.find((ref) => subjectOf(ref) !== subjectOf(first)) ?? '';
  const nextOpen = async () => (await call('assignments.card', { ref: first })).nextOpen;
  const answer = { notApplicable: 'Not here.' };
  for (const ref of own) await call('assignments.answer', { ref, answer });
  expect(await nextOpen()).toBe(beyond);
  await call('assignments.answer', { ref: beyond, answer });
  expect(await nextOpen()).toBe(rows[rows.indexOf(beyond) + 1]);
  await call('workbook.undo', {});
  expect(await nextOpen()).toBe(beyond);
  await call('assignments.clear', { ref: own[2] ?? '' });
  expect(await nextOpen()).toBe(own[2]);
});

test('custom services and responsibilities are asked, answered and refused like the catalogue’s own', async () => {
  const { call } = await withServices();
  const service = await call('custom.addService', { name: 'Billing mainframe', model: 'iaas' });
  const duty = await call('custom.addResponsibility', {
    name: 'Tape rotation',
    domain: 'resilience',
    scope: 'service',
    question: 'Who rotates the tapes?',
    owner: 'customer',
    customer: 'Rotates tapes weekly.',
  });
  await call('services.add', { services: [{ catalogueId: service.id, label: 'Mainframe' }] });
  const card = await call('assignments.card', { ref: `mainframe/${duty.id}` });
  expect(card.suggestion).toMatchObject({ owner: 'customer', duties: { customer: 'Rotates tapes weekly.' } });
  await call('assignments.answer', answer(`mainframe/${duty.id}`, 'organisation'));
  await expect(call('custom.remove', { id: duty.id })).rejects.toThrow(/used 1 time/);
  expect((await call('catalogue.services', {})).find((entry) => entry.id === service.id)).toMatchObject({
    custom: true,
  });
});

test('removing a person leaves their shares with nobody named; a party in use stays', async () => {
  const { call } = await withServices();
  const person = await call('people.add', { name: 'Zoë Müller' });
  expect(person.id).toBe('zoe-muller');
  const ref = 'orders-db/guest-os-patching';
  await call('assignments.answer', {
    ...answer(ref, 'aws', 'organisation'),
    people: { organisation: person.id },
  });
  await expect(call('parties.remove', { id: 'organisation' })).rejects.toThrow(/still has 1 share/);
  expect(await call('people.remove', { id: person.id })).toEqual({ unnamed: 1 });
  expect((await call('assignments.card', { ref })).assignment?.shares[1]).toMatchObject({
    party: 'organisation',
    person: null,
  });
});

test('what is to be kept is listed in its place although the filter does not let it pass', async () => {
  const { call } = await withServices();
  const filter = { ownership: 'unanswered' as const, subject: 'orders-db' };
  const before = await call('assignments.refs', { filter });
  const ref = before[3] ?? '';
  await call('assignments.answer', { ref, answer: { notApplicable: 'Because.' } });
  expect(await call('assignments.refs', { filter })).toEqual(before.filter((entry) => entry !== ref));
  expect(await call('assignments.refs', { filter, keep: [ref] })).toEqual(before);
  const { rows, total } = await call('assignments.register', { filter, keep: [ref] });
  expect(total).toBe(before.length);
  expect(rows[3]).toMatchObject({ ref, notApplicable: 'Because.' });
});
