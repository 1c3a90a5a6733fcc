import { createHash } from 'node:crypto';

/** One attempt at one thing. The same seed and number make the same attempt, as far as clocks and schedulers allow. */
export interface Trial {
  readonly n: number;
  /** An empty folder of the attempt's own; kept when it falls short. */
  readonly folder: string;
  readonly random: Random;
}
export interface Outcome {
  /** In a word or two, to be counted: `refused`, `no difference`. */
  readonly as: string;
  /** What fell short, in a sentence; absent when it held. */
  readonly fell?: string;
  /** How many things were tried in it, where one attempt is a bundle of many. */
  readonly tried?: number;
}
export interface Running {
  attempt(trial: Trial): Promise<Outcome> | Outcome;
  stop?(): Promise<void> | void;
}
export interface Part {
  readonly name: string;
  /** What its row in the table is called. */
  readonly title: string;
  /** Its share of the time. */
  readonly weight: number;
  /** An attempt that works for longer hangs. */
  readonly limitMs: number;
  /** How many attempts are enough, where more would only take time from the others. */
  readonly cases?: number;
  /** Makes what all attempts begin from, in a folder of its own. */
  start(folder: string, seed: number): Promise<Running>;
}

export interface Random {
  /** 0 <= x < 1 */
  (): number;
  /** A whole number from 0 to below `end`. */
  below(end: number): number;
  pick<T>(list: readonly T[]): T;
}

/** Random numbers that are the same for the same words (xorshift over a hash of them). */
export function randomFor(...words: readonly (string | number)[]): Random {
  const state = createHash('sha256').update(words.join('\n')).digest();
  let [a, b] = [state.readUInt32LE(0) | 1, state.readUInt32LE(4) | 1];
  const next = () => {
    const c = (a ^ (a << 11)) >>> 0;
    a = b;
    b = (b ^ (b >>> 19) ^ c ^ (c >>> 8)) >>> 0;
    return b / 2 ** 32;
  };
  const below = (end: number) => Math.floor(next() * end);
  return Object.assign(next, {
    below,
    pick<T>(list: readonly T[]): T {
      return list[below(list.length)] as T;
    },
  });
}

export const held = (as: string, tried?: number): Outcome => ({
  as,
  ...(tried === undefined ? {} : { tried }),
});
export const fell = (as: string, sentence: string): Outcome => ({ as, fell: sentence });
