import type { Part } from '../part.ts';
import { copies } from './copies.ts';
import { crafted } from './crafted.ts';
import { disk } from './disk.ts';
import { erasures } from './erasures.ts';
import { flips } from './flips.ts';
import { fuzz } from './fuzz.ts';
import { habits } from './habits.ts';
import { heavy } from './heavy.ts';
import { houseRules } from './house-rules.ts';
import { kills } from './kills.ts';
import { large } from './large.ts';
import { laws } from './laws.ts';
import { leftOver } from './left-over.ts';
import { locks } from './locks.ts';
import { merges } from './merges.ts';
import { replaced } from './replaced.ts';
import { requests } from './requests.ts';
import { rooms } from './rooms.ts';
import { serverKills } from './server-kills.ts';
import { tampering } from './tampering.ts';
import { truncations } from './truncations.ts';

/** In the order in which they run and stand in the table: what one of them leaves of its time goes to all that follow. */
export const PARTS: readonly Part[] = [
  truncations,
  crafted,
  requests,
  rooms,
  replaced,
  copies,
  leftOver,
  locks,
  disk,
  flips,
  tampering,
  merges,
  heavy,
  large,
  fuzz,
  houseRules,
  erasures,
  habits,
  laws,
  serverKills,
  kills,
];
