import type { SafeStorage } from 'electron';
import type { SecretSealer } from '../../platform/kept-passwords.ts';

/** What of Electron's `safeStorage` decides whether a secret may be left to it. */
export type SystemKeyStore = Pick<
  SafeStorage,
  'isEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptString' | 'decryptString'
>;

/**
 * The key store of the operating system, once the application is ready; null where there is none. On Linux without one Electron would encrypt with
 * a password that stands in its own source (`basic_text`), which keeps no secret: https://www.electronjs.org/docs/latest/api/safe-storage
 */
export function sealerOf(store: SystemKeyStore, platform: NodeJS.Platform): SecretSealer | null {
  if (!store.isEncryptionAvailable()) return null;
  if (platform === 'linux' && ['basic_text', 'unknown'].includes(store.getSelectedStorageBackend()))
    return null;
  return {
    seal: (text) => store.encryptString(text),
    open: (sealed) => store.decryptString(Buffer.from(sealed)),
  };
}
