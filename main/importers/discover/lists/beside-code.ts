import { counted } from '../../../domain/words/counted.ts';
import { type Block, type Fenced, printedIn } from '../../text/fenced.ts';
import { type Found, listNames } from '../found.ts';
import { isTold, unknown } from '../unknown.ts';
import { areServiceLines } from './service-list.ts';

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
  if ('error' in told && isTold(told.error)) throw told.error;
  const besides = 'found' in told ? told.found : null;
  // Steps that are numbered are lines as well: a list by its form alone is one where it begins as one of services does.
  const isClear =
    besides !== null && (besides.isGuess !== true || areServiceLines([...besides.types.keys()]));
  const outputs = isClear ? [] : outputsOf(blocks, printed);
  if (besides !== null && outputs.length === 0)
    return noted(besides, `${counted(blocks.length, 'block')} of code not read (${linesOf(blocks)}).`);
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

interface Output extends Block {
  readonly found: Found;
}
/** Blocks in which a program printed something that can be read, with what a program printed as their text. */
const outputsOf = (blocks: readonly Block[], read: Readers['printed']): readonly Output[] =>
  blocks.flatMap((block) => {
    const text = printedIn(block);
    const tried = text === null ? null : attempt(() => read(text));
    return text !== null && tried && 'found' in tried ? [{ ...block, text, found: tried.found }] : [];
  });

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
