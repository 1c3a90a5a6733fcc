// Prose in the XML of OSCAL has marks as HTML has them; in its JSON they are written as in Markdown.

const BLOCKS = new Set([
  'p',
  'ul',
  'ol',
  'pre',
  'table',
  'blockquote',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'hr',
]);
const WITHIN_BLOCKS = new Set(['li', 'tr', 'td', 'th', 'thead', 'tbody']);
const LINE_SIGNS: Readonly<Record<string, string>> = {
  em: '*',
  i: '*',
  strong: '**',
  b: '**',
  code: '`',
  q: '"',
  sub: '~',
  sup: '^',
};

export const isBlock = (name: string): boolean => BLOCKS.has(name);
/** Whether an element is a mark of prose and no part of the document. */
export const isMarkup = (name: string): boolean =>
  BLOCKS.has(name) ||
  WITHIN_BLOCKS.has(name) ||
  Object.hasOwn(LINE_SIGNS, name) ||
  ['a', 'insert', 'img', 'br'].includes(name);

/** What stands for the beginning of a mark; `within` is the mark that it stands in. Lists are as NIST's converter writes them. */
export function opening(
  name: string,
  attributes: Readonly<Record<string, string>>,
  within: string | undefined,
): string {
  if (name === 'insert') return `{{ insert: ${attributes.type ?? 'param'}, ${attributes['id-ref'] ?? ''} }}`;
  if (name === 'a') return '[';
  if (name === 'br') return '\n';
  if (name === 'li') return within === 'ol' ? '\n1. ' : '\n* ';
  if (name === 'tr') return '\n';
  if (name === 'td' || name === 'th') return ' | ';
  return isBlock(name) ? '\n\n' : (LINE_SIGNS[name] ?? '');
}
/** What stands for its end. */
export const closing = (name: string, attributes: Readonly<Record<string, string>>): string =>
  name === 'a' ? `](${attributes.href ?? ''})` : isBlock(name) ? '\n\n' : (LINE_SIGNS[name] ?? '');
