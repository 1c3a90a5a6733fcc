import { z } from 'zod';
import { type HistoryKind, WAYS, type Way } from '../../../../contract/ways.ts';
import { mergeGroup } from './merge.ts';

export const way = z.enum(WAYS) satisfies z.ZodType<Way>;
export const historyKind = mergeGroup satisfies z.ZodType<HistoryKind>;
