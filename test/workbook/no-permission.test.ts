import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { callers, startCore } from '../support/core.ts';

const CHILD = fileURLToPath(new URL('../support/forbidden-child.ts', import.meta.url));
/** Somebody without rights has to come to it; the folder of a run may be the superuser's alone. */
const PUBLIC = process.getuid?.() === 0 ? '/tmp' : tmpdir();

test.skipIf(process.platform === 'win32')(
  'a workbook into whose folder nothing may be written any more is closed with all that was recorded',
  async () => {
    const folder = mkdtempSync(join(PUBLIC, 'demarc-test-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    chmodSync(folder, 0o755);
    const path = join(folder, 'acme.demarc');
    const { core } = startCore(folder);
    await core.createAt(path, { title: 'Acme 2026', organisation: 'Acme' });
    await core.close();
    const child = spawnSync(process.execPath, [CHILD, path], { encoding: 'utf8' });
    expect(JSON.parse(child.stdout || child.stderr)).toEqual({
      reply: { ok: true, value: null },
      readOnly: false,
    });
    const { core: later } = startCore(folder);
    const { id, readOnly } = await later.openPath(path);
    expect(readOnly).toBe(false);
    expect(await callers(later, id).call('people.list', {})).toMatchObject([{ name: 'Kim Doe' }]);
    await later.close();
    expect(readdirSync(folder).filter((name) => name.startsWith('acme'))).toEqual(['acme.demarc']);
  },
);
