import { DemarcError, type Failure } from '../contract/errors.ts';
import { type Logger, logPlace } from '../platform/logger.ts';

/** Turns whatever was thrown into a refusal. What was not expected is logged and named by the id of its log entry. */
export function toFailure(error: unknown, where: string, logger: Logger): Failure {
  if (error instanceof DemarcError)
    return {
      code: error.code,
      message: error.message,
      ...(error.details === undefined ? {} : { details: error.details }),
    };
  const logId = logger.error(`${where} failed`, error);
  return {
    code: 'UNEXPECTED',
    message: `Something went wrong in Demarc itself; what you had recorded is safe (${logPlace(logger, logId)}).`,
    logId,
  };
}
