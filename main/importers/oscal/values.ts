export type Loose = Readonly<Record<string, unknown>>;
/** Parts of a file from elsewhere: each is what was hoped for, or nothing. */
export const asObject = (value: unknown): Loose | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : null;
export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
/** The objects of a list; whatever else stands in it is passed over. */
export const asObjects = (value: unknown): readonly Loose[] =>
  asList(value).flatMap((item): readonly Loose[] => {
    const object = asObject(item);
    return object ? [object] : [];
  });
/** A text with something in it, on one line and without control characters. */
export function asText(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
  const text = value.replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ').trim();
  return text === '' ? null : text.slice(0, 500);
}
/** The value of the first property of that name; `plain` looks only at those without a class. */
export function propOf(object: Loose, name: string, plain = false): string | null {
  for (const prop of asObjects(object.props))
    if (prop.name === name && (!plain || prop.class === undefined)) return asText(prop.value);
  return null;
}
/** Prose of JSON and YAML is Markdown: a backslash before a sign says that the sign is meant. */
export const unescaped = (prose: string): string => prose.replace(/\\(["'*_~^`[\]\\])/g, '$1');

/** Where prose has a parameter, in the spelling of this day and in that of OSCAL 1.0. */
export const INSERT = /\{\{\s*(?:insert:\s*)?(?:param\s*,\s*)?([A-Za-z_][\w.-]*)\s*\}\}/g;
