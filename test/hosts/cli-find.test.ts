import { expect, it } from 'vitest';
import type { FindGroup } from '../../main/contract/find.ts';
import { cliShop, expectRefusal, json } from '../support/cli-shop.ts';

const { run } = cliShop();

it('lists what has the words, by kind; quoted words stand together', () => {
  const done = run('find', 'shop.demarc', 'testing', 'restore');
  expect(done).toMatchObject({ status: 0, err: '' });
  expect(done.out).toMatch(/^\d+ duties/m);
  expect(done.out).toContain('Restore testing');
  expect(run('find', 'shop.demarc', 'testing restore').out).toBe('Nothing has these words.\n');
});

it('gives one JSON document, of one kind where asked, and names the kinds that there are', () => {
  const { groups } = json<{ groups: FindGroup[] }>(
    run('find', 'shop.demarc', 'restore', 'test', '--kind', 'duty', '--limit', '2', '--json'),
  );
  expect(groups.map((group) => group.kind)).toEqual(['duty']);
  expect(groups[0]?.hits.every((hit) => hit.title === 'Restore testing')).toBe(true);
  expectRefusal(run('find', 'shop.demarc', 'x', '--kind', 'dutys'), 2, 'INVALID_INPUT', /duty/);
});
