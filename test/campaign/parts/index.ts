import type { Part } from '../part.ts';
import { flips } from './flips.ts';
import { kills } from './kills.ts';
import { truncations } from './truncations.ts';

/** In the order in which they run and stand in the table. */
export const PARTS: readonly Part[] = [kills, flips, truncations];
