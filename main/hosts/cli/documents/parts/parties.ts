import { z } from 'zod';
import { PARTY_KINDS, type PartyKind } from '../../../../contract/parties.ts';

export const partyKind = z.enum(PARTY_KINDS) satisfies z.ZodType<PartyKind>;
