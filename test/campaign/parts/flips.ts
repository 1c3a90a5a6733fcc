import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Part } from '../part.ts';
import { digestOf, makeSoundWorkbook } from '../sound.ts';
import { judgeDamaged } from './damage.ts';

/** One bit of a closed workbook turned over, anywhere in it. */
export const flips: Part = {
  name: 'flips',
  title: 'bit flips',
  weight: 3,
  limitMs: 20_000,
  async start(folder) {
    const path = await makeSoundWorkbook(folder);
    const bytes = readFileSync(path);
    const sound = digestOf(path) ?? new Map();
    return {
      attempt({ folder: own, random }) {
        const damaged = Buffer.from(bytes);
        const at = random.below(damaged.length);
        damaged[at] = (damaged[at] ?? 0) ^ (1 << random.below(8));
        const file = join(own, 'flipped.demarc');
        writeFileSync(file, damaged);
        return judgeDamaged(file, sound);
      },
    };
  },
};
