import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { runHere as demarc, runOnTerminal } from '../support/cli-in-process.ts';
import { temporaryFolder } from '../support/core.ts';

test('a plain copy is told of once on a terminal; --as-new makes another assessment, which is not merged unasked', async () => {
  const folder = temporaryFolder();
  vi.stubEnv('DEMARC_DATA_DIR', join(folder, 'data'));
  const [first, copy, other] = ['acme', 'copy', 'other'].map((name) => join(folder, `${name}.demarc`)) as [
    string,
    string,
    string,
  ];
  try {
    await demarc('new', first, '--title', 'Acme', '--organisation', 'Acme');
    await demarc('services', first);
    copyFileSync(first, copy);
    expect(await demarc('services', copy)).toMatchObject({ status: 0, err: '' });
    expect((await runOnTerminal('services', copy)).err).toMatch(
      /copy\.demarc has the identity of acme\.demarc in .*"demarc copy --as-new"/,
    );
    expect((await runOnTerminal('services', copy)).err).not.toContain('identity');

    const made = await demarc('copy', first, other, '--as-new', '--title', 'Other', '--organisation', 'Bcme');
    expect(made).toMatchObject({
      status: 0,
      out: expect.stringContaining('another assessment from here on: "Other" for Bcme'),
    });
    const facts = async (path: string) =>
      JSON.parse((await demarc('scope', path, '--json')).out) as {
        uuid: string;
        begunFrom: unknown;
        copyOf: unknown;
      };
    const [before, after] = [await facts(first), await facts(other)];
    expect(after).toMatchObject({
      title: 'Other',
      begunFrom: { how: 'copy', uuid: before.uuid },
      copyOf: null,
    });
    expect(after.uuid).not.toBe(before.uuid);
    expect(await demarc('verify', other)).toMatchObject({ status: 0 });
    // Nothing that is kept of it has the identity of the first.
    const { backups } = JSON.parse((await demarc('backups', other, '--json')).out) as {
      backups: { path: string }[];
    };
    expect(backups).toHaveLength(1);
    expect(await facts(backups[0]?.path ?? '')).toMatchObject({ uuid: after.uuid });

    const refused = join(folder, 'refused.demarc');
    expect(await demarc('copy', first, refused, '--as-new', '--title', 'T'.repeat(5000))).toMatchObject({
      status: 2,
    });
    expect(existsSync(refused)).toBe(false);
    expect(await demarc('copy', first, join(folder, 'x.demarc'), '--title', 'T')).toMatchObject({
      status: 2,
    });

    const asked = await demarc('merge', first, other, '--theirs');
    expect(asked).toMatchObject({ status: 1, out: expect.stringContaining('say so with --one-assessment') });
    expect(asked.err).toContain('two teams’ workbooks');
    expect((await facts(first)).uuid).toBe(before.uuid);
    expect(await demarc('merge', first, other, '--theirs', '--one-assessment')).toMatchObject({ status: 0 });
  } finally {
    vi.unstubAllEnvs();
  }
});
