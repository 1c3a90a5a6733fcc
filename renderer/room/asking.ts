import type { Failure } from '../../main/contract/errors.ts';

/** What the room answers: a value, or a sentence that says why not. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Pick<Failure, 'code' | 'message'> };

const refused = (code: 'NOT_ALLOWED' | 'UNREACHABLE' | 'RULE_VIOLATION', message: string) =>
  ({ ok: false, error: { code, message } }) as const;

/** Asks the room for something. `NOT_ALLOWED` where this device has no place in it, `UNREACHABLE` where nothing answers. */
export async function ask<T>(path: string, input: unknown): Promise<Answer<T>> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(input),
    });
    if (response.status === 401) return refused('NOT_ALLOWED', 'This device has no place in the room.');
    if (response.status === 429)
      return refused('RULE_VIOLATION', 'That was much at once. Wait a few seconds.');
    if (!response.ok) return refused('RULE_VIOLATION', 'The room did not take that. Load the page again.');
    return (await response.json()) as Answer<T>;
  } catch {
    return refused(
      'UNREACHABLE',
      'The room cannot be reached. What you typed is kept; try again in a moment.',
    );
  }
}
