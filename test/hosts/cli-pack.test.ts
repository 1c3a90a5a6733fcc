import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { demarc } from '../support/cli.ts';
import { callers, ONE_FRAMEWORK, startCore } from '../support/core.ts';
import { temporaryFolder } from '../support/temp.ts';

const folder = temporaryFolder('cli-pack');
const run = (args: readonly string[], env: Record<string, string> = {}) => demarc(args, { cwd: folder, env });

beforeAll(async () => {
  expect(run(['new', 'shop.demarc', '--title', 'Shop', '--organisation', 'Acme']).status).toBe(0);
  const { core } = startCore(join(folder, 'profile'));
  const { id } = await core.openPath(join(folder, 'shop.demarc'));
  await callers(core, id).call('workbook.update', { frameworks: ONE_FRAMEWORK });
  await core.close();
  writeFileSync(join(folder, 'policy.txt'), 'We restore once a quarter.');
  expect(run(['attach', 'shop.demarc', 'workbook/policies-procedures', 'policy.txt']).status).toBe(0);
  writeFileSync(join(folder, 'password'), 'correct horse battery\n');
});

describe('demarc export --pack', () => {
  it('writes a pack that demarc verify finds sound, and in the workbook', () => {
    const written = run(['export', 'shop.demarc', '--pack', 'pack.zip', '--json']);
    expect(written).toMatchObject({ status: 0, err: '' });
    const { pack, files } = JSON.parse(written.out);
    expect(files).toEqual([]);
    expect(pack).toMatchObject({ path: 'pack.zip', encrypted: false, evidence: 1, absent: [] });
    const verified = run(['verify', 'pack.zip', '--against', 'shop.demarc', '--json']);
    expect(verified).toMatchObject({ status: 0, err: '' });
    expect(JSON.parse(verified.out)).toMatchObject({
      ok: true,
      kind: 'pack',
      sha256: pack.sha256,
      files: pack.files,
      against: { standing: 'head' },
    });
    expect(run(['verify', 'pack.zip']).out).toContain('pack.zip is sound');
  });

  it('refuses what would not be what it says', () => {
    expect(run(['export', 'shop.demarc', '--pack', 'shop.demarc']).status).toBe(2);
    expect(run(['export', 'shop.demarc', '--pack', 'a.zip', '--person', 'ann']).status).toBe(2);
    expect(run(['export', 'shop.demarc', '--csv', 'a.csv', '--pack-password-file', 'password']).status).toBe(
      2,
    );
    expect(
      run(['export', 'shop.demarc', '--pack', 'a.zip', '--pack-password-file', 'nowhere']).err,
    ).toContain('cannot be read');
    writeFileSync(join(folder, 'short'), 'short\n');
    expect(run(['export', 'shop.demarc', '--pack', 'a.zip', '--pack-password-file', 'short']).err).toContain(
      'at least 8',
    );
  });
});

describe('demarc verify on packs', () => {
  it('names what was altered, with status 1', () => {
    expect(run(['export', 'shop.demarc', '--pack', 'altered.zip']).status).toBe(0);
    const bytes = readFileSync(join(folder, 'altered.zip'));
    const at = bytes.indexOf('%PDF') + 100;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    // Decided by content: the name says nothing.
    writeFileSync(join(folder, 'altered.demarc'), bytes);
    const result = run(['verify', 'altered.demarc']);
    expect(result.status).toBe(1);
    expect(result.out).toContain('assessment.pdf or its record in the archive was altered');
  });

  it('asks for the password by its file or the environment, and says when it is wrong', () => {
    expect(
      run(['export', 'shop.demarc', '--pack', 'secret.zip', '--pack-password-file', 'password']).out,
    ).toContain('encrypted with AES-256');
    const asked = run(['verify', 'secret.zip']);
    expect(asked).toMatchObject({ status: 2, out: '' });
    expect(asked.err).toContain('--pack-password-file');
    expect(run(['verify', 'secret.zip', '--pack-password-file', 'password']).status).toBe(0);
    expect(run(['verify', 'secret.zip'], { DEMARC_PACK_PASSWORD: 'correct horse battery' }).status).toBe(0);
    expect(run(['verify', 'secret.zip'], { DEMARC_PACK_PASSWORD: 'wrong horse battery' }).err).toContain(
      'not the password',
    );
  });

  it('says that a pack is of another workbook', () => {
    expect(run(['new', 'other.demarc', '--title', 'Other', '--organisation', 'Acme']).status).toBe(0);
    const result = run(['verify', 'pack.zip', '--against', 'other.demarc']);
    expect(result.status).toBe(1);
    expect(result.out).toContain('The pack is not of other.demarc');
  });
});
