import type { Failure } from '../../main/contract/errors.ts';

/** What the room answers: a value, or a sentence that says why not. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Pick<Failure, 'code' | 'message'> };

const refused = (code: 'NOT_ALLOWED' | 'UNREACHABLE' | 'RULE_VIOLATION', message: string) =>
  ({ ok: false, error: { code, message } }) as const;

const answerOf = async <T>(response: Response): Promise<Answer<T>> => {
  if (response.status === 401) return refused('NOT_ALLOWED', 'This device has no place in the room.');
  if (response.status === 429) return refused('RULE_VIOLATION', 'That was much at once. Wait a few seconds.');
  if (!response.ok) return refused('RULE_VIOLATION', 'The room did not take that. Load the page again.');
  return (await response.json()) as Answer<T>;
};

/** Sends something. `NOT_ALLOWED` where this device has no place in the room, `UNREACHABLE` where nothing answers. */
async function send<T>(path: string, headers: Record<string, string>, body: BodyInit): Promise<Answer<T>> {
  try {
    return await answerOf<T>(await fetch(path, { method: 'POST', headers, body }));
  } catch {
    return refused(
      'UNREACHABLE',
      'The room cannot be reached. What you typed is kept; try again in a moment.',
    );
  }
}

/** Asks the room for something. */
export const ask = <T>(path: string, input: unknown): Promise<Answer<T>> =>
  send(path, { 'Content-Type': 'application/json' }, JSON.stringify(input));

/** Offers a file for a duty. */
export const offer = <T>(ref: string, file: File): Promise<Answer<T>> =>
  send(
    '/file',
    {
      'Content-Type': 'application/octet-stream',
      'X-Demarc-Ref': ref,
      'X-Demarc-Name': encodeURIComponent(file.name.replace(/[\ud800-\udfff]/gu, '_')),
    },
    file,
  );
