import { fromControlToken } from '../../domain/controls/control-spelling.ts';
import { INSERT, unescaped } from '../oscal/values.ts';

/** A parameter: what an organisation fills in. */
export interface Param {
  readonly label: string | null;
  readonly values: readonly string[];
  readonly choices: readonly string[];
  readonly severalChoices: boolean;
}

const LINK = /\[([^\][]*)\]\(([^()\s]*)\)/g;
/** A choice may hold a parameter, which may hold choices; three levels are more than NIST ever uses. */
const MAX_INSERTS = 3;
const MAX_LENGTH = 20_000;

/**
 * Prose as people read it: parameters become `[Assignment: …]` or `[Selection: …; …]`, as in the printed standard, links
 * become their words, and white space is folded. What a parameter that is not there stood for is said by its id.
 */
export function readProse(prose: string, params: ReadonlyMap<string, Param>, level = 0): string {
  const text = unescaped(
    prose
      .replace(INSERT, (_, id: string) => paramWords(id, params.get(id), params, level))
      .replace(LINK, (_, words: string, href: string) =>
        words === '' ? fromControlToken(href.replace(/^#/, '')) : words,
      ),
  )
    .replace(/\s+/g, ' ')
    .replace(/\] (?=[,;.:])/g, ']')
    .trim();
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}

function paramWords(
  id: string,
  param: Param | undefined,
  params: ReadonlyMap<string, Param>,
  level: number,
): string {
  if (!param || level >= MAX_INSERTS) return `[${id}]`;
  const read = (text: string) => readProse(text, params, level + 1);
  if (param.values.length > 0) return param.values.map(read).join(', ');
  if (param.choices.length > 0)
    return `[Selection${param.severalChoices ? ' (one or more)' : ''}: ${param.choices.map(read).join('; ')}]`;
  return param.label === null ? `[${id}]` : `[Assignment: ${read(param.label)}]`;
}
