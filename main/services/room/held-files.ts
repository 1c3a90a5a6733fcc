import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { ruleViolation } from '../../contract/errors.ts';
import { MOST_FILES } from '../../contract/room.ts';
import { letGo } from '../../platform/let-go.ts';

interface Held {
  readonly seat: string;
  readonly path: string;
  readonly size: number;
}
/** What a room holds at the most of files that nobody has taken yet. */
const MOST_BYTES = 500 * 1024 * 1024;

/** Files that participants offer, by the number of their proposal: held beside the workbook until they are taken, and gone with the room. */
export interface HeldFiles {
  /** Counts a file that is coming with those that are held, until what is given back is called. RULE_VIOLATION where a seat, or the room, holds as much as it may. */
  expect(seat: string, size: number): () => void;
  hold(number: number, held: Held): void;
  /** Null where none is held, or somebody took it away. */
  pathOf(number: number): string | null;
  /** Lets go of those that are settled. */
  keepOnly(isOpen: (number: number) => boolean): void;
}

/** Removes a file with the folder that it has to itself. */
export const dropFile = (path: string): void => letGo(dirname(path));

export function createHeldFiles(): HeldFiles {
  const held = new Map<number, Held>();
  const coming = new Set<Omit<Held, 'path'>>();
  return {
    expect(seat, size) {
      const all = [...held.values(), ...coming];
      if (all.filter((each) => each.seat === seat).length >= MOST_FILES)
        throw ruleViolation(
          `${MOST_FILES} of your files wait to be looked at. Offer more when one of them has been taken, or take one back.`,
        );
      if (all.reduce((sum, each) => sum + each.size, size) > MOST_BYTES)
        throw ruleViolation(
          'The room holds as many files as it can. Wait until some of them have been looked at.',
        );
      const one = { seat, size };
      coming.add(one);
      return () => void coming.delete(one);
    },
    hold(number, file) {
      held.set(number, file);
    },
    pathOf(number) {
      const path = held.get(number)?.path;
      return path !== undefined && existsSync(path) ? path : null;
    },
    keepOnly(isOpen) {
      for (const [number, { path }] of held) {
        if (isOpen(number)) continue;
        held.delete(number);
        dropFile(path);
      }
    },
  };
}
