import { createCipheriv, createDecipheriv, type KeyObject, randomBytes, scryptSync } from 'node:crypto';
import { chmodSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DemarcError, invalidInput, notFound, ruleViolation } from '../contract/errors.ts';
import type { KeysInfo, KnownKey, OwnKey, PublicKey, SigningKey } from '../contract/keys.ts';
import { remedyAt } from './app-paths.ts';
import { writeFileAtomically } from './atomic-write.ts';
import { fingerprintOf, newPrivateKey, privateKeyFrom, publicKeyOf } from './ed25519.ts';
import { readSmallFile } from './small-file.ts';

/** A private key that is ready to sign, with what others know it by. */
export interface Signer {
  readonly name: string;
  readonly publicKey: string;
  readonly fingerprint: string;
  readonly key: KeyObject;
}

/** The keys of one profile, in files that its owner alone can read. Read afresh each time: another process may change them. */
export interface KeyStore {
  info(): KeysInfo;
  /** RULE_VIOLATION where there is a key already and it is not to be replaced. */
  create(wanted: { name: string; passphrase?: string | undefined; replace?: boolean }, now: string): OwnKey;
  /** Writes the public half of the own key. NOT_FOUND where there is none. */
  exportTo(path: string): PublicKey;
  trust(path: string, name: string | undefined, now: string): KnownKey;
  forget(fingerprint: string): KnownKey;
  /** The own key, ready to sign. NOT_FOUND where there is none, INVALID_INPUT for a passphrase that is missing or wrong. */
  unlock(passphrase: string | undefined): Signer;
  /** What this profile knows of a key that signed. */
  knows(key: Pick<PublicKey, 'name' | 'fingerprint'>): SigningKey;
}

const FORMAT = 'demarc-key';
const VERSION = 1;
const MAX_BYTES = 1024 * 1024;
/** 64 MB and a fifth of a second for each guess at a passphrase. */
const SCRYPT = { N: 2 ** 16, r: 8, p: 1, maxmem: 128 * 1024 ** 2 } as const;

const text = z.string().max(10_000);
const publicSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  name: z.string().trim().min(1).max(200),
  publicKey: text,
  fingerprint: text,
  createdAt: z.iso.datetime(),
});
const privateSchema = z.union([
  z.object({ pkcs8: text }),
  z.object({ kdf: z.literal('scrypt'), salt: text, iv: text, tag: text, sealed: text }),
]);
const ownSchema = publicSchema.extend({ private: privateSchema });
const knownSchema = z.object({
  version: z.literal(VERSION),
  keys: z.array(
    publicSchema.omit({ format: true, version: true }).extend({ knownAs: text, since: z.iso.datetime() }),
  ),
});
type OwnFile = z.infer<typeof ownSchema>;

/** Where the keys of a profile lie, and how they are read and written. */
function keyFiles(dataDir: string) {
  const folder = join(dataDir, 'keys');
  const ownPath = join(folder, 'own-key.json');
  const knownPath = join(folder, 'known-keys.json');

  const readOwn = (): OwnFile | null =>
    isThere(ownPath)
      ? checked(ownSchema, ownPath, 'Put back a copy of it, or move it away and make a new key.')
      : null;
  const readKnown = (): readonly KnownKey[] =>
    isThere(knownPath)
      ? checked(knownSchema, knownPath, 'Put back a copy of it, or move it away and trust the keys again.')
          .keys
      : [];
  const write = (path: string, value: unknown) => {
    writeJson(path, value);
    // What takes the place of a file keeps that file's rights: here nobody else ever has any.
    if (process.platform !== 'win32') chmodSync(path, 0o600);
  };
  const remember = (key: KnownKey) => {
    const others = readKnown().filter(({ fingerprint }) => fingerprint !== key.fingerprint);
    const keys = [...others, key].sort((a, b) =>
      a.knownAs < b.knownAs ? -1 : a.knownAs > b.knownAs ? 1 : 0,
    );
    write(knownPath, { version: VERSION, keys });
    return key;
  };
  const require = (): OwnFile => {
    const own = readOwn();
    if (own) return own;
    throw notFound('key in this profile', 'Make one with "demarc key new", or where you sign in the app.');
  };
  return { folder, ownPath, knownPath, readOwn, readKnown, write, remember, require };
}

export function createKeyStore(dataDir: string): KeyStore {
  const { folder, ownPath, knownPath, readOwn, readKnown, write, remember, require } = keyFiles(dataDir);

  return {
    info() {
      const own = readOwn();
      return { own: own && ownFacts(own), known: readKnown() };
    },

    create({ name, passphrase, replace = false }, now) {
      const before = readOwn();
      if (before && !replace)
        throw ruleViolation(
          `This profile has the key of ${before.name} already. Replace it only if that is what you want: what it signed stays signed by it.`,
        );
      const key = newPrivateKey();
      const publicKey = publicKeyOf(key);
      const facts = {
        format: FORMAT,
        version: VERSION,
        name,
        publicKey,
        fingerprint: fingerprintOf(publicKey) ?? '',
        createdAt: now,
      } as const;
      if (before) {
        remember({ ...publicFacts(before), knownAs: before.name, since: before.createdAt });
        write(join(folder, `earlier-key-${before.fingerprint.slice(0, 16)}.json`), before);
      }
      const own: OwnFile = { ...facts, private: sealPrivate(key, passphrase, facts.fingerprint) };
      write(ownPath, own);
      return ownFacts(own);
    },

    exportTo(path) {
      const facts = publicFacts(require());
      // Meant to be sent: it holds nothing that is secret.
      writeJson(path, { format: FORMAT, version: VERSION, ...facts });
      return facts;
    },

    trust(path, name, now) {
      const given = publicFacts(
        checked(publicSchema, path, 'Ask its owner for the file that "demarc key export" writes.'),
      );
      const there = readKnown().find(({ fingerprint }) => fingerprint === given.fingerprint);
      return remember({ ...given, knownAs: name ?? given.name, since: there?.since ?? now });
    },

    forget(fingerprint) {
      const known = readKnown();
      const gone = known.find((key) => key.fingerprint === fingerprint);
      if (!gone)
        throw notFound('known key with that fingerprint', '"demarc key show" lists those that are known.');
      write(knownPath, { version: VERSION, keys: known.filter((key) => key !== gone) });
      return gone;
    },

    unlock(passphrase) {
      const own = require();
      const key = openPrivate(own, passphrase);
      if (publicKeyOf(key) !== own.publicKey)
        throw new DemarcError(
          'INVALID_INPUT',
          `The two halves of the key in ${ownPath} do not belong together. Put back a copy of it.`,
        );
      const { name, publicKey, fingerprint } = own;
      return { name, publicKey, fingerprint, key };
    },

    knows({ name, fingerprint }) {
      const own = readOwn();
      if (own?.fingerprint === fingerprint)
        return { name, fingerprint, known: { name: own.name, since: own.createdAt, own: true } };
      const found = readKnown().find((key) => key.fingerprint === fingerprint);
      return {
        name,
        fingerprint,
        known: found ? { name: found.knownAs, since: found.since, own: false } : null,
      };
    },
  };
}

/** The whole file or none of it. DISK_FULL, INVALID_INPUT for a place where nothing can be written. */
const writeJson = (path: string, value: unknown): void =>
  writeFileAtomically(path, `${JSON.stringify(value, null, 2)}\n`);

const publicFacts = ({ name, publicKey, fingerprint, createdAt }: PublicKey): PublicKey => ({
  name,
  publicKey,
  fingerprint,
  createdAt,
});
const ownFacts = (own: OwnFile): OwnKey => ({ ...publicFacts(own), protected: 'kdf' in own.private });

/** A folder that this account may not look into is no folder without a key. INVALID_INPUT for one. */
function isThere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    throw unreadable(path);
  }
}

const unreadable = (path: string): DemarcError =>
  invalidInput(`${path} cannot be read: this account may not look at it. ${remedyAt(path)}`);

/** A file of ours, which must be whole: a key is never guessed at. INVALID_INPUT otherwise. */
function checked<T extends z.ZodType>(schema: T, path: string, remedy: string): z.infer<T> {
  let parsed: z.infer<T>;
  try {
    parsed = schema.parse(JSON.parse(readSmallFile(path, MAX_BYTES)));
  } catch (error) {
    if (error instanceof DemarcError) throw error;
    if (error instanceof Error && 'code' in error && error.code === 'EACCES') throw unreadable(path);
    throw invalidInput(`${path} is not a key file that Demarc writes. ${remedy}`);
  }
  const keys = z.object({ keys: z.array(z.unknown()) }).safeParse(parsed);
  for (const key of keys.success ? keys.data.keys : [parsed]) {
    const { publicKey, fingerprint } = key as PublicKey;
    if (fingerprintOf(publicKey) !== fingerprint)
      throw invalidInput(`The key in ${path} does not have the fingerprint that stands beside it. ${remedy}`);
  }
  return parsed;
}

function sealPrivate(
  key: KeyObject,
  passphrase: string | undefined,
  fingerprint: string,
): OwnFile['private'] {
  const pkcs8 = key.export({ type: 'pkcs8', format: 'der' });
  if (passphrase === undefined) return { pkcs8: pkcs8.toString('base64') };
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', scryptSync(passphrase.normalize('NFC'), salt, 32, SCRYPT), iv);
  cipher.setAAD(Buffer.from(fingerprint));
  const sealed = Buffer.concat([cipher.update(pkcs8), cipher.final()]);
  return {
    kdf: 'scrypt',
    salt: salt.toString('base64'),
    iv: iv.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    sealed: sealed.toString('base64'),
  };
}

function openPrivate(
  { name, fingerprint, private: kept }: OwnFile,
  passphrase: string | undefined,
): KeyObject {
  const bytes = (base64: string) => Buffer.from(base64, 'base64');
  try {
    if ('pkcs8' in kept) return privateKeyFrom(bytes(kept.pkcs8));
  } catch {
    throw invalidInput(`The key of ${name} cannot be read. Put back a copy of its file.`);
  }
  if (passphrase === undefined || passphrase === '')
    throw invalidInput(`The key of ${name} is protected. Give its passphrase.`, { passphrase: 'needed' });
  try {
    const secret = scryptSync(passphrase.normalize('NFC'), bytes(kept.salt), 32, SCRYPT);
    const decipher = createDecipheriv('aes-256-gcm', secret, bytes(kept.iv), { authTagLength: 16 });
    decipher.setAAD(Buffer.from(fingerprint));
    decipher.setAuthTag(bytes(kept.tag));
    return privateKeyFrom(Buffer.concat([decipher.update(bytes(kept.sealed)), decipher.final()]));
  } catch {
    throw invalidInput(`That is not the passphrase of the key of ${name}, or its file was altered.`, {
      passphrase: 'wrong',
    });
  }
}
