import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cliShop, expectRefusal } from '../support/cli-shop.ts';
import { RED_PNG } from '../support/pictures.ts';

const { folder, run } = cliShop();

it('shows and changes how documents are marked and the picture on their covers, and refuses what is no picture', () => {
  writeFileSync(join(folder, 'logo.png'), RED_PNG);
  writeFileSync(join(folder, 'none.png'), 'no picture');
  const set = run('scope', 'shop.demarc', '--classification', 'TLP:AMBER', '--logo', 'logo.png');
  expect(set.status).toBe(0);
  const shown = run('scope', 'shop.demarc').out;
  expect(shown).toMatch(/Classification +TLP:AMBER/);
  expect(shown).toMatch(/Logo +4 x 2 pixels, image\/png/);
  const refused = (words: RegExp, ...more: readonly string[]) =>
    expectRefusal(run('scope', 'shop.demarc', ...more), 2, 'INVALID_INPUT', words);
  refused(/neither a PNG nor a JPEG/, '--logo', 'none.png');
  refused(/The picture nowhere\.png cannot be read/, '--logo', 'nowhere.png');
  expect(run('scope', 'shop.demarc').out).toBe(shown);
  run('services', 'add', 'shop.demarc', 'sqs', '--label', 'Queue');
  expect(run('scope', 'shop.demarc', '--for', 'auditor', '--classification', 'Audit').status).toBe(0);
  const marked = run('scope', 'shop.demarc', '--agenda', 'Queue', '--agenda', 'aws').out;
  expect(marked).toMatch(/Classification +TLP:AMBER/);
  expect(marked).toMatch(/Marks for an auditor +Audit/);
  expect(marked).toMatch(/Agenda of meetings +queue, aws/);
  expect(run('scope', 'shop.demarc', '--agenda', '').out).toMatch(/Agenda of meetings +everything/);
  refused(/--for takes auditor, client, public, not "board"/, '--for', 'board', '--classification', 'x');
  refused(/--for goes with --classification or --distribution/, '--for', 'client');
  const bare = run('scope', 'shop.demarc', '--classification', '', '--no-logo').out;
  expect(bare).toMatch(/Classification +none/);
  expect(bare).toMatch(/Logo +none/);
});
