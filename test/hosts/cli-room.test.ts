import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runHere } from '../support/cli-in-process.ts';
import { openTestWorkbook } from '../support/core.ts';

it('refuses what no room can be opened with before anything is served', async () => {
  const { core, path, folder } = await openTestWorkbook();
  await core.close();
  const refused = async (words: RegExp, ...more: readonly string[]) =>
    expect(await runHere('room', path, '--no-open', ...more)).toMatchObject({
      status: 2,
      out: '',
      err: expect.stringMatching(words),
    });
  await refused(/--port takes a number/, '--port', '70000');
  await refused(/--cert and --key go together/, '--cert', 'room.pem');
  await refused(/cannot be read/, '--cert', join(folder, 'none.pem'), '--key', join(folder, 'none.key'));
  writeFileSync(join(folder, 'any.pem'), 'no certificate');
  await refused(
    /holds none in the PEM form/,
    ...['--address', '127.0.0.1', '--cert', join(folder, 'any.pem'), '--key', join(folder, 'any.pem')],
  );
  await refused(/no address 203\.0\.113\.9|address 203\.0\.113\.9/, '--address', '203.0.113.9');
  // No meeting is left behind.
  expect(JSON.parse((await runHere('meetings', path, '--json')).out)).toMatchObject({ meetings: [] });
});
