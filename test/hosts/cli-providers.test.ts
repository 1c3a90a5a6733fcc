import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { EditionLook, Provider } from '../../main/contract/providers.ts';
import { LANDING } from '../support/chain-of-workbooks.ts';
import { cliShop, expectRefusal, json } from '../support/cli-shop.ts';
import { makeOnce } from '../support/core.ts';

const { folder, run } = cliShop();
const providers = (...more: string[]) => run('providers', ...more);
const REF = 'landing-zone/encryption-at-rest';

beforeAll(async () => {
  for (const name of ['landing.demarc', 'landing before.demarc'])
    copyFileSync(await makeOnce(LANDING), join(folder, name));
  writeFileSync(join(folder, 'notes.txt'), 'Nothing to inherit.');
});

it('takes another workbook as a provider, compares it with a newer edition, takes that, and lets it go', () => {
  expect(providers('shop.demarc').out).toMatch(/^No other workbook answers here yet/);
  const added = json<EditionLook & { taken: boolean }>(
    providers(
      'add',
      'shop.demarc',
      'landing.demarc',
      '--party',
      'Landing zone',
      '--authorised',
      '2026-03-01',
      '--json',
    ),
  );
  expect(added).toMatchObject({ taken: true, held: null, edition: { title: 'Landing zone' } });
  expect(added.difference.added.map(({ duty }) => duty)).toEqual(['encryption-at-rest', 'restore-testing']);
  const listed = () => json<{ providers: Provider[] }>(providers('shop.demarc', '--json')).providers;
  expect(listed()).toMatchObject([{ party: 'landing-zone', authorisedOn: '2026-03-01', duties: 2 }]);
  expect(listed()[0]?.rows).toBeGreaterThan(0);
  expect(providers('shop.demarc').out).toMatch(/^PARTY +WORKBOOK/);
  // Nothing new is status 0; a difference is found.
  expect(providers('check', 'shop.demarc', 'landing.demarc').status).toBe(0);
  expect(run('common', 'landing.demarc', REF, '--remove').status).toBe(0);
  const seen = providers('check', 'shop.demarc', 'landing.demarc');
  expect(seen.status).toBe(1);
  expect(seen.out).toMatch(/^- encryption-at-rest: .*1 no longer held, 1 as before; nothing was taken\n$/s);
  expect(listed()[0]?.ended).toEqual([]);
  expect(providers('update', 'shop.demarc', 'landing.demarc').status).toBe(0);
  expect(listed()[0]).toMatchObject({ duties: 1, ended: [{ duty: 'encryption-at-rest' }] });
  expect(run('gaps', 'shop.demarc').out).toContain(
    'was inherited from Landing zone, which does not hold it any more',
  );
  // An edition from before is taken only where somebody says so.
  expectRefusal(
    providers('update', 'shop.demarc', 'landing before.demarc'),
    2,
    'RULE_VIOLATION',
    /older than the edition that this workbook has .*--older takes it all the same/,
  );
  expect(listed()[0]).toMatchObject({ duties: 1 });
  expect(providers('update', 'shop.demarc', 'landing before.demarc', '--older').err).toMatch(
    /It is older than/,
  );
  expect(listed()[0]).toMatchObject({ duties: 2, ended: [] });
  expect(providers('authorise', 'shop.demarc', 'Landing zone', '--on', '').status).toBe(0);
  expect(listed()[0]?.authorisedOn).toBeNull();
  expect(providers('remove', 'shop.demarc', 'landing-zone').out).toMatch(
    /^Inherits nothing more from Landing zone/,
  );
  expect(listed()).toEqual([]);
});

it('names what cannot be taken', () => {
  expectRefusal(
    providers('update', 'shop.demarc', 'landing.demarc'),
    2,
    'NOT_FOUND',
    /no provider whose workbook is/i,
  );
  expectRefusal(
    providers('add', 'shop.demarc', 'nowhere.demarc', '--party', 'Somebody'),
    3,
    'NOT_FOUND',
    /There is no workbook at nowhere.demarc/,
  );
  expectRefusal(
    providers('add', 'shop.demarc', 'notes.txt', '--party', 'Somebody'),
    3,
    'WORKBOOK_DAMAGED',
    /notes.txt/,
  );
});
