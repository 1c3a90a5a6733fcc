import { hash } from 'node:crypto';
import { chacha20 } from '@noble/ciphers/chacha.js';

// A sum over a set of texts that does not depend on their order, so that one text can be put in or taken out without
// reading the others (LtHash: Bellare and Micciancio 1997, Lewi et al. 2019). Each text is stretched to 1,024 numbers of 16
// bits, which are added lane by lane: to find another set with the same sums is a lattice problem beyond reach. The
// stretching is ChaCha20 under the SHA-256 of the text, since the cryptography in Electron knows no SHAKE.

/** Sums of a set of texts, to be added to in place. */
export type Sums = Uint16Array<ArrayBuffer>;

const LANES = 1024;
const BYTES = LANES * 2;
const NONCE = new Uint8Array(12);
const ZEROS = new Uint8Array(BYTES);
/** Where the digest of a text lies that it is stretched from, and where it is stretched before it is added: one place for all, since nobody keeps either. */
const KEY = Buffer.alloc(32);
const STRETCHED = new Uint8Array(BYTES);
const LANES_OF_STRETCHED: Sums = new Uint16Array(STRETCHED.buffer);

export const emptySums = (): Sums => new Uint16Array(LANES);

/**
 * The stretch of a text, which holds until the next is made. By the library everywhere: Node's own cipher needs an object and two pieces of
 * memory for each text, which takes longer in the midst of an answer, and Electron has none.
 */
function stretched(text: string): Sums {
  // By way of a string, since memory of its own for each digest takes longer than the digest.
  KEY.write(hash('sha256', text, 'binary'), 'latin1');
  chacha20(KEY, NONCE, ZEROS, STRETCHED);
  return LANES_OF_STRETCHED;
}

// Every lane is there, as the compiler cannot know; asking for each of them takes longer than adding it.
/** Puts a text in. */
export function addText(sums: Sums, text: string): void {
  const more = stretched(text);
  for (let lane = 0; lane < LANES; lane += 1) sums[lane] = (sums[lane] as number) + (more[lane] as number);
}
/** Takes a text out again. */
export function subtractText(sums: Sums, text: string): void {
  const less = stretched(text);
  for (let lane = 0; lane < LANES; lane += 1) sums[lane] = (sums[lane] as number) - (less[lane] as number);
}

/** By text: how many more of it there are after a change than before; less than none where it takes some out. */
export type Step = ReadonlyMap<string, number>;

/** Makes a step, or takes it back. */
export function addStep(sums: Sums, step: Step, way: 1 | -1 = 1): void {
  for (const [text, more] of step)
    for (let time = Math.abs(more); time > 0; time -= 1)
      if (more * way > 0) addText(sums, text);
      else subtractText(sums, text);
}

export const bytesOfSums = (sums: Sums): Buffer => Buffer.from(sums.buffer, sums.byteOffset, BYTES);

/** The sums that were kept as bytes; null where these can be none. */
export function sumsFromBytes(bytes: Uint8Array): Sums | null {
  if (bytes.length !== BYTES) return null;
  const sums = emptySums();
  bytesOfSums(sums).set(bytes);
  return sums;
}

/** SHA-256 of the sums, as lower-case hexadecimal. */
export const digestOfSums = (sums: Sums): string => hash('sha256', bytesOfSums(sums), 'hex');
