import { expect, test } from 'vitest';
import { type SystemKeyStore, sealerOf } from '../../main/hosts/electron/key-store.ts';

const store = (
  backend: ReturnType<SystemKeyStore['getSelectedStorageBackend']>,
  available = true,
): SystemKeyStore => ({
  isEncryptionAvailable: () => available,
  getSelectedStorageBackend: () => backend,
  encryptString: (text) => Buffer.from(`sealed ${text}`),
  decryptString: (sealed) => sealed.toString().replace('sealed ', ''),
});

test.each([
  ['linux', 'gnome_libsecret', true, true],
  ['linux', 'kwallet6', true, true],
  // A password in the source of Electron is no secret.
  ['linux', 'basic_text', true, false],
  ['linux', 'unknown', true, false],
  ['linux', 'gnome_libsecret', false, false],
  ['darwin', 'unknown', true, true],
  ['win32', 'unknown', true, true],
  ['win32', 'unknown', false, false],
] as const)(
  'on %s with %s, available %s, secrets are left to the key store: %s',
  (platform, backend, available, kept) => {
    expect(sealerOf(store(backend, available), platform) !== null).toBe(kept);
  },
);

test('what is sealed is opened again', () => {
  const sealer = sealerOf(store('gnome_libsecret'), 'linux');
  const sealed = sealer?.seal('secret') ?? new Uint8Array();
  expect(sealer?.open(new Uint8Array(sealed))).toBe('secret');
});
