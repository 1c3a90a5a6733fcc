import { invalidInput } from '../../../contract/errors.ts';
import { type MergeConflict, RESOLUTIONS, type Resolution } from '../../../contract/merge.ts';
import { suggest } from '../../../domain/words/find-named.ts';
import { readSmallFile } from '../../../platform/small-file.ts';

export interface DecisionOptions {
  readonly mine?: boolean;
  readonly theirs?: boolean;
  readonly take?: readonly string[];
  readonly settle?: string;
}
/** What was decided on the command line: an answer by the key of a conflict, and one for all others. */
export interface Decisions {
  readonly given: Readonly<Record<string, Resolution>>;
  readonly otherwise: 'mine' | 'theirs' | undefined;
}

const MAX_BYTES = 16 * 1024 ** 2;
const isResolution = (value: unknown): value is Resolution => RESOLUTIONS.some((word) => word === value);
const WORDS = 'mine, theirs or both';

/** Reads --mine, --theirs, --take and --settle. INVALID_INPUT for what has another form, or decides one conflict in two ways. */
export function readDecisions({ mine, theirs, take = [], settle }: DecisionOptions): Decisions {
  if (mine === true && theirs === true)
    throw invalidInput('--mine and --theirs contradict each other. Give one of them.');
  const given = new Map<string, Resolution>();
  const decide = (key: string, answer: Resolution) => {
    const before = given.get(key);
    if (before !== undefined && before !== answer)
      throw invalidInput(`${key} is decided for ${before} and for ${answer}. Give one of them.`);
    given.set(key, answer);
  };
  for (const [key, answer] of settle === undefined ? [] : readSettled(settle)) decide(key, answer);
  for (const text of take) {
    const colon = text.indexOf(':');
    const [answer, key] = [text.slice(0, Math.max(0, colon)), text.slice(colon + 1)];
    if (!isResolution(answer) || key === '')
      throw invalidInput(
        `--take ${text} is not ${WORDS}, a colon and a conflict. Write it as in --take theirs:CONFLICT, with a conflict that --dry-run lists.`,
      );
    decide(key, answer);
  }
  return {
    given: Object.fromEntries(given),
    otherwise: mine === true ? 'mine' : theirs === true ? 'theirs' : undefined,
  };
}

function readSettled(path: string): readonly (readonly [string, Resolution])[] {
  let read: unknown;
  try {
    read = JSON.parse(readSmallFile(path, MAX_BYTES));
  } catch (error) {
    if (error instanceof SyntaxError)
      throw invalidInput(`${path} is no JSON (${error.message}). ${settleForm}`);
    if (error instanceof Error && 'syscall' in error)
      throw invalidInput(`${path} cannot be read. Check its path and its permissions.`);
    throw error;
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read))
    throw invalidInput(`${path} is no JSON object. ${settleForm}`);
  return Object.entries(read).map(([key, answer]) => {
    if (!isResolution(answer))
      throw invalidInput(`${path} decides ${key} for ${JSON.stringify(answer)}. Decide for ${WORDS}.`);
    return [key, answer] as const;
  });
}
const settleForm = `Write an object from conflict to answer (${WORDS}), such as {"CONFLICT": "theirs"}.`;

/** INVALID_INPUT for an answer to what is not asked, and for "both" where only one can hold: nothing may be decided unseen. */
export function checkDecisions({ given }: Decisions, conflicts: readonly MergeConflict[]): void {
  const asked = new Map(conflicts.map((conflict) => [conflict.key, conflict]));
  for (const [key, answer] of Object.entries(given)) {
    const conflict = asked.get(key);
    if (!conflict)
      throw invalidInput(
        `There is no conflict ${key} in this merge, so nothing was merged. ${suggest(key, [...asked.keys()])} "--dry-run" lists them.`.replace(
          /\s+/g,
          ' ',
        ),
      );
    if (answer === 'both' && conflict.both === null)
      throw invalidInput(`${key} cannot keep both: only one can hold there. Decide for mine or theirs.`);
  }
}
