import { counted } from '../../domain/words/counted.ts';
import { type Fenced, printedIn } from '../text/fenced.ts';
import { type Found, listNames } from './found.ts';
import { isTold, unknown } from './unknown.ts';

interface Readers {
  /** Reads what stands around the blocks. */
  around(text: string): Found;
  /** Reads what a block shows that a program printed. */
  printed(text: string): Found;
}

/**
 * What a text in Markdown with blocks of code shows: what stands around them, and only where that is no inventory what the blocks show that a program
 * printed. Commands, programs, policies and examples are none. INVALID_INPUT that `isUnknown` knows where neither is.
 */
export function readBesideCode(
  file: string,
  { outside, blocks }: Fenced,
  { around, printed }: Readers,
): Found {
  const told = attempt(() => around(outside));
  if ('found' in told)
    return noted(told.found, `${counted(blocks.length, 'block')} of code not read (${linesOf(blocks)}).`);
  if (isTold(told.error)) throw told.error;
  const outputs = blocks.flatMap((block) => {
    const text = printedIn(block);
    const tried = text === null ? null : attempt(() => printed(text));
    return text !== null && tried && 'found' in tried ? [{ ...block, text, found: tried.found }] : [];
  });
  const [first, ...more] = outputs;
  if (first === undefined)
    throw unknown(
      `${file} names no service in use outside its blocks of code, and these are commands, programs or examples. Give what a command printed as a file of its own.`,
    );
  const whole = more.length === 0 ? first.found : printed(outputs.map(({ text }) => text).join('\n'));
  const left = blocks.filter((block) => !outputs.some(({ line }) => line === block.line));
  return noted(
    whole,
    `Read from ${counted(outputs.length, 'block')} of code (${linesOf(outputs)}): nothing around it is an inventory.`,
    ...(left.length > 0 ? [`${counted(left.length, 'block')} of code not read (${linesOf(left)}).`] : []),
  );
}

type Attempt = { readonly found: Found } | { readonly error: Error };
function attempt(read: () => Found): Attempt {
  try {
    return { found: read() };
  } catch (error) {
    if (error instanceof Error) return { error };
    throw error;
  }
}

const noted = (found: Found, ...notes: readonly string[]): Found => ({
  ...found,
  notes: [...found.notes, ...notes],
});

const linesOf = (blocks: readonly { readonly line: number }[]): string =>
  `${blocks.length === 1 ? 'line' : 'lines'} ${listNames(blocks.map(({ line }) => String(line)))}`;
