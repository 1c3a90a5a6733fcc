import { z } from 'zod';
import { ERROR_CODES } from '../errors.ts';

export const errorCodeSchema = z.enum(ERROR_CODES);
