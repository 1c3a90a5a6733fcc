import { expect, it } from 'vitest';
import { openTestWorkbook } from '../support/core.ts';

const DUTY = {
  name: 'Golden image',
  domain: 'patching',
  scope: 'service',
  question: 'Who approves images?',
  owner: 'customer',
} as const;

it('a duty of the workbook’s own is changed, bears on controls, and stands on its card with them', async () => {
  const { call, run } = await openTestWorkbook({ frameworks: ['iso-27001-2022'] });
  await call('services.add', { services: [{ catalogueId: 'ec2', label: 'Web' }] });
  const made = await call('custom.addResponsibility', { ...DUTY, controls: ['iso-27001-2022/A.8.9'] });
  const ref = `web/${made.id}`;
  const bearing = async () =>
    (await call('assignments.card', { ref })).controls.flatMap(({ controls }) =>
      controls.map(({ id }) => id),
    );
  expect(await bearing()).toEqual(['A.8.9']);
  await call('custom.updateResponsibility', {
    id: made.id,
    name: 'Approved image',
    controls: ['iso-27001-2022/A.8.9', 'iso-27001-2022/A.7.7'],
    evidenceSuggestions: ['List of images'],
  });
  const card = await call('assignments.card', { ref });
  expect(card.responsibility).toMatchObject({
    name: 'Approved image',
    question: DUTY.question,
    evidenceSuggestions: ['List of images'],
  });
  expect(await bearing()).toEqual(['A.7.7', 'A.8.9']);
  expect((await call('custom.list', {})).controls).toEqual({
    [made.id]: ['iso-27001-2022/A.8.9', 'iso-27001-2022/A.7.7'],
  });
  await call('workbook.undo', {});
  expect(await bearing()).toEqual(['A.8.9']);
  await expect(
    call('custom.updateResponsibility', { id: made.id, controls: ['iso-27001-2022/A.8.99'] }),
  ).rejects.toThrow(/has no control "A\.8\.99"\. Did you mean/);
  await call('assignments.answer', { ref, answer: { owners: ['organisation'] } });
  await expect(call('custom.updateResponsibility', { id: made.id, scope: 'organisation' })).rejects.toThrow(
    /answered already/,
  );
  expect(await run('workbook.verify', {})).toMatchObject({ ok: true, problems: [] });
});

it('a service of the workbook’s own is changed, in use or not', async () => {
  const { call } = await openTestWorkbook();
  const made = await call('custom.addService', { name: 'Mainframe', model: 'paas' });
  await call('services.add', { services: [{ catalogueId: made.id, label: 'Host' }] });
  expect(
    await call('custom.updateService', { id: made.id, name: 'The mainframe', notes: 'In Hall 3' }),
  ).toMatchObject({
    name: 'The mainframe',
    model: 'paas',
    notes: 'In Hall 3',
  });
  expect((await call('services.list', {}))[0]).toMatchObject({ serviceName: 'The mainframe' });
  await expect(call('custom.updateService', { id: 'ec2', name: 'Mine' })).rejects.toThrow(
    /There is no service/,
  );
});
