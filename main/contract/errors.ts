/** The closed list of refusals. Every reply that is not `ok` carries one of them. */
export const ERROR_CODES = [
  'INVALID_INPUT',
  'NOT_FOUND',
  'CONFLICT',
  'RULE_VIOLATION',
  /** The document asked for would say nothing. */
  'NOTHING_TO_SAY',
  'WORKBOOK_TOO_NEW',
  /** It would be brought up to date by opening it, which must be wanted. */
  'WORKBOOK_OLDER',
  'WORKBOOK_DAMAGED',
  'WORKBOOK_LOCKED',
  'READ_ONLY',
  'DISK_FULL',
  'WORKBOOK_GONE',
  /** A server is not there, is not trusted, or was lost on the way; or the drive of an open workbook does not answer. */
  'UNREACHABLE',
  /** A server does not let this user in, or do that. */
  'NOT_ALLOWED',
  'CANCELLED',
  'UNSUPPORTED_HERE',
  'UNEXPECTED',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** A refusal as it crosses the boundary: a sentence its reader can act on, never a stack. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details?: unknown;
  /** Set on UNEXPECTED only: where to find the entry in the log. */
  readonly logId?: string;
}

/** So much of what is wrong, at the beginning of a sentence, and of what to do about it, at its end. */
const TOLD = { wrong: 1200, remedy: 600 } as const;
/** What a refusal quotes may be as long as a file: its reader gets as much of it as anybody reads. */
function readable(message: string): string {
  if (message.length <= TOLD.wrong + TOLD.remedy) return message;
  const [wrong, remedy] = [message.slice(0, TOLD.wrong), message.slice(-TOLD.remedy)];
  // No half of a character at either edge.
  return `${wrong.replace(/[\uD800-\uDBFF]$/, '')} … ${remedy.replace(/^[\uDC00-\uDFFF]/, '')}`;
}

/** An expected refusal. Thrown inside the core, turned into a `Failure` at the door; anything else thrown is a bug. */
export class DemarcError extends Error {
  override readonly name = 'DemarcError';
  readonly code: ErrorCode;
  readonly details: unknown;

  constructor(code: ErrorCode, message: string, details?: unknown) {
    super(readable(message));
    this.code = code;
    this.details = details;
  }
}

/** What was given cannot be taken, in a sentence that says why. */
export const invalidInput = (message: string, details?: unknown) =>
  new DemarcError('INVALID_INPUT', message, details);
/** Something that was named is not there: what it is, and what to do about it. */
export const notFound = (what: string, remedy: string) =>
  new DemarcError('NOT_FOUND', `There is no ${what}. ${remedy}`);
/** What was asked for would break a rule of the workbook, in a sentence that says which. */
export const ruleViolation = (message: string, details?: unknown) =>
  new DemarcError('RULE_VIOLATION', message, details);
