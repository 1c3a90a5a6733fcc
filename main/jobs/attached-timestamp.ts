import { readFileSync, statSync } from 'node:fs';
import { invalidInput } from '../contract/errors.ts';
import type { PackTimestamp } from '../contract/packs.ts';
import { PACK_FILES } from '../domain/pack/manifest.ts';
import { isTimestampOf, readTimestamp, type Timestamp } from '../platform/timestamp.ts';

/** Replies with all certificates of a chain in them have a few thousand bytes. */
const MAX_BYTES = 1024 ** 2;

export interface AttachedTimestamp {
  readonly facts: PackTimestamp;
  /** Its bytes, for the manifest that it is on. INVALID_INPUT where it is on another. */
  readonly on: (manifest: Buffer) => Buffer;
}

/** Reads a timestamp that is to go into a pack. INVALID_INPUT for a file that is none, with what is wrong with it. */
export function readAttached({
  name,
  path,
}: {
  readonly name: string;
  readonly path: string;
}): AttachedTimestamp {
  const facts = statSync(path);
  if (!facts.isFile() || facts.size > MAX_BYTES)
    throw invalidInput(`${name} is no timestamp: those are files of a few thousand bytes.`);
  const bytes = readFileSync(path);
  const stamp = inWords(name, bytes);
  const { time, signer, imprint } = stamp;
  return {
    facts: { time, signer },
    on(manifest) {
      if (isTimestampOf(stamp, manifest)) return bytes;
      throw invalidInput(
        `${name} is a timestamp on something else: not on the ${PACK_FILES.manifest} that this pack has (it is on ${imprint.algorithm.toUpperCase()} ${imprint.digest.slice(0, 16)}…). Write the pack without it, of the same state, judged as of the same day and with the same choices, and ask for a timestamp on its ${PACK_FILES.manifest}.`,
      );
    },
  };
}

function inWords(name: string, bytes: Buffer): Timestamp {
  try {
    return readTimestamp(bytes);
  } catch (error) {
    throw invalidInput(
      `${name} cannot be taken as a timestamp: ${error instanceof Error ? error.message : String(error)}. It takes a reply (.tsr) or a token (.tst) by RFC 3161.`,
    );
  }
}
