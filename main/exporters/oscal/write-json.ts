import { once } from 'node:events';
import { DemarcError } from '../../contract/errors.ts';
import { outputStream } from '../../platform/byte-file.ts';
import { type Json, type JsonObject, Lazy } from './json.ts';

const INDENT = '  ';
const FLUSH_AT = 1 << 18;

/** The document as text, one piece at a time: lists that are made while they are written never stand in memory whole. */
export function* documentText(
  value: Json,
  see: (part: unknown, list: string) => void,
  list = '',
  pad = '',
): Generator<string> {
  if (value instanceof Lazy) {
    let first = true;
    yield '[';
    for (const item of value.items()) {
      see(item, list);
      yield `${first ? '' : ','}\n${pad}${INDENT}${shift(JSON.stringify(item, null, 2), pad + INDENT)}`;
      first = false;
    }
    yield `\n${pad}]`;
    return;
  }
  if (!hasLazy(value)) {
    see(value, list);
    yield shift(JSON.stringify(value, null, 2), pad);
    return;
  }
  let first = true;
  yield '{';
  for (const [name, member] of Object.entries(value as JsonObject)) {
    if (member === undefined) continue;
    yield `${first ? '' : ','}\n${pad}${INDENT}${JSON.stringify(name)}: `;
    yield* documentText(member, see, name, pad + INDENT);
    first = false;
  }
  yield `\n${pad}}`;
}

// Line breaks inside strings are escaped, so every one in the text is layout.
const shift = (text: string, pad: string): string => (pad === '' ? text : text.replaceAll('\n', `\n${pad}`));
const hasLazy = (value: Json): boolean =>
  value instanceof Lazy ||
  (typeof value === 'object' &&
    !Array.isArray(value) &&
    Object.values(value).some((member) => member !== undefined && hasLazy(member)));

export interface WriteControls {
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((done: number, total: number | null, label: string) => void) | undefined;
}

/** Writes text to `path` as it comes. CANCELLED when the signal fires; what then lies there is of no use. */
export async function writeText(
  path: string,
  text: Iterable<string>,
  controls: WriteControls,
): Promise<void> {
  const output = outputStream(path);
  const closed = once(output, 'close');
  closed.catch(() => undefined);
  const put = async (part: string) => {
    if (!output.write(part)) await Promise.race([once(output, 'drain'), closed]);
    if (output.errored) throw output.errored;
    if (controls.signal?.aborted)
      throw new DemarcError('CANCELLED', 'The OSCAL export was cancelled. No file was left behind.');
  };
  try {
    let pending = '';
    for (const part of text) {
      pending += part;
      if (pending.length < FLUSH_AT) continue;
      await put(pending);
      pending = '';
    }
    await put(`${pending}\n`);
    output.end();
    await closed;
  } catch (error) {
    output.destroy();
    throw error;
  }
}
