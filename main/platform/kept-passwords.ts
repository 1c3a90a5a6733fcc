import { join } from 'node:path';
import { z } from 'zod';
import type { Logger } from './logger.ts';
import { createJsonStore } from './settings-store.ts';

/** Seals a text so that only this account on this machine opens it: the operating system's key store has the key. */
export interface SecretSealer {
  seal(text: string): Uint8Array;
  open(sealed: Uint8Array): string;
}
/** Passwords of servers that somebody had kept, each by the name of its server, as the key store sealed it. */
export interface KeptPasswords {
  /** Whether there is a key store to keep any. */
  available(): boolean;
  /** Null where none is kept, and where the key store does not open it any more. */
  read(server: string): string | null;
  keep(server: string, password: string): void;
  forget(server: string): void;
}

/** `findSealer` is asked when it is first needed; where it finds none, nothing is kept. */
export function createKeptPasswords(
  dataDir: string,
  findSealer: () => SecretSealer | null,
  logger: Logger,
): KeptPasswords {
  let found: SecretSealer | null | undefined;
  const sealer = () => {
    found ??= findSealer();
    return found;
  };
  const store = createJsonStore<Readonly<Record<string, string>>>({
    path: join(dataDir, 'portfolio-passwords.json'),
    schema: z.record(z.string().max(2000), z.base64().max(10_000)),
    defaults: {},
    logger,
  });
  return {
    available: () => sealer() !== null,
    read(server) {
      const sealed = store.read()[server];
      if (sealed === undefined) return null;
      try {
        return sealer()?.open(Buffer.from(sealed, 'base64')) ?? null;
      } catch (error) {
        logger.warn(`The key store does not open the password that is kept for ${server}.`, error);
        return null;
      }
    },
    keep(server, password) {
      const sealed = sealer()?.seal(password);
      if (sealed) store.write({ ...store.read(), [server]: Buffer.from(sealed).toString('base64') });
    },
    forget(server) {
      const { [server]: gone, ...others } = store.read();
      if (gone !== undefined) store.write(others);
    },
  };
}
