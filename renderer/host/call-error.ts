import type { Failure } from '../../main/contract/errors.ts';

/** A refused call, as the screens catch it. Its message is a sentence that can be shown as it is. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** Words for anything that was thrown. */
export function failureOf(error: unknown): Failure {
  if (error instanceof CallError) return error.failure;
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'UNEXPECTED', message };
}

/**
 * Why a read has nothing to show; null where there is something. What was read before stays where the program does not answer or
 * failed by itself, since somebody may be typing in it; only a refusal in words (it is not there any more) takes it away.
 */
export const whyNothing = (read: { readonly data?: unknown; readonly error: Error | null }): Error | null =>
  read.error !== null && (read.data === undefined || failureOf(read.error).code !== 'UNEXPECTED')
    ? read.error
    : null;
