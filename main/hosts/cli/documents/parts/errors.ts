import { z } from 'zod';
import { ERROR_CODES, type ErrorCode } from '../../../../contract/errors.ts';

export const errorCode = z.enum(ERROR_CODES) satisfies z.ZodType<ErrorCode>;
