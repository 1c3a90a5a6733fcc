import { z } from 'zod';
import type { RoomNetwork, RoomState } from '../room.ts';
import { assignmentRefSchema } from './ids.ts';
import { action, returns } from './method.ts';

const workbook = z.string().max(200);
const seat = z.string().max(100);
const pem = z.string().max(100_000);

/** The room of a running meeting, as the assessor opens and leads it. What participants may ask is a contract of its own (`participant.ts`). */
export const room = {
  /** The networks that the machine is on; none where it is on none. */
  networks: action(z.object({}).optional(), returns<readonly RoomNetwork[]>()),
  /** Null while no room is open. */
  state: action(z.object({ workbook }), returns<RoomState | null>()),
  /**
   * Opens the room of the running meeting on an address of this machine. RULE_VIOLATION without a meeting, or where it is open;
   * NOT_FOUND for an address that the machine does not have; INVALID_INPUT for a certificate or a port that cannot be used.
   */
  open: action(
    z.object({
      workbook,
      address: z.string().max(100),
      port: z.int().min(0).max(65_535).optional(),
      certificate: z.object({ cert: pem, key: pem }).optional(),
    }),
    returns<RoomState>(),
  ),
  /** Ends every session at once. */
  close: action(z.object({ workbook }), returns<null>()),
  /** Lets somebody in who waits, and notes that they are there. */
  admit: action(z.object({ workbook, seat }), returns<RoomState>()),
  /** Sends somebody away, who waits or is in. */
  refuse: action(z.object({ workbook, seat }), returns<RoomState>()),
  lowerHand: action(z.object({ workbook, seat }), returns<RoomState>()),
  /** Shows everybody a duty. */
  show: action(z.object({ workbook, ref: assignmentRefSchema }), returns<null>()),
};
