/**
 * Refusals of what may well be the file that is looked for: cut off, too large, or in an encoding or a form that hides what it says. Of
 * what cannot be read nobody knows that it is of another kind.
 */
const UNREAD = new WeakSet<Error>();

/** Notes of a refusal that nothing is known of the file. */
export function asUnread<E extends Error>(error: E): E {
  UNREAD.add(error);
  return error;
}

/** Whether a file was refused without its content being known. */
export const isUnread = (error: unknown): boolean => error instanceof Error && UNREAD.has(error);
