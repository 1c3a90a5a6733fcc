import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { WrittenPack } from '../contract/packs.ts';
import { sizeOf } from '../platform/byte-file.ts';
import { shareSealedFolder } from '../platform/sealed-folder.ts';
import { checkSeal } from '../platform/zip-seal.ts';
import type { EncryptPackTask } from './pack-tasks.ts';
import type { TaskControls } from './tasks.ts';
import { incomplete, writeBeside } from './write-beside.ts';

/** Encrypts a pack beside its target, decrypts it again, and gives it its name only when that gave the same bytes. */
export async function runEncryptPack(
  { plain, sealed: folder, sha256, path, password, modified }: EncryptPackTask,
  controls: TaskControls,
): Promise<Pick<WrittenPack, 'bytes' | 'sha256'>> {
  const { signal, progress } = controls;
  shareSealedFolder(folder);
  const size = sizeOf(plain);
  // Loaded when asked for: no other work of the thread needs the library.
  const [{ encryptPack }, { decryptPack }] = await Promise.all([
    import('../exporters/pack/encrypt.ts'),
    import('../importers/pack/decrypt.ts'),
  ]);
  return writeBeside(path, async (temporary) => {
    const control = { signal, progress: (done: number) => progress(done, size, 'bytes encrypted') };
    await encryptPack(plain, temporary, { password, modified, control });
    const hash = createHash('sha256');
    await decryptPack(temporary, basename(path), password, (bytes) => void hash.update(bytes), controls);
    const sealed = await checkSeal(temporary, { signal, progress: () => undefined });
    if (hash.digest('hex') !== sha256 || sealed.seal !== 'intact') throw incomplete(path);
    return { bytes: sealed.bytes, sha256: sealed.sha256 };
  });
}
