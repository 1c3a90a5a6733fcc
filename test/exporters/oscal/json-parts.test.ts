import { expect, test } from 'vitest';
import { readParts } from '../../../main/exporters/oscal/json-parts.ts';
import fc, { anyCharacter, runs } from '../../support/property.ts';

const LISTS = new Set(['a', 'b']);
async function partsOf(chunks: readonly string[]) {
  const parts: unknown[] = [];
  for await (const { value } of readParts(chunks, LISTS)) parts.push(value);
  return parts;
}
/** The same by walking the parsed value. */
function expected(value: unknown, name = ''): unknown[] {
  if (Array.isArray(value))
    return value.flatMap((item) => {
      const isObject = typeof item === 'object' && item !== null && !Array.isArray(item);
      return isObject && LISTS.has(name) ? [item] : expected(item);
    });
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => expected(member, key));
}

test('finds in any text, cut anywhere, what a parser finds', async () => {
  const { root } = fc.letrec((tie) => ({
    root: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'a"b', '__proto'), tie('value'), { maxKeys: 4 }),
    value: fc.oneof(
      { maxDepth: 5 },
      fc.string({ unit: anyCharacter }),
      fc.constantFrom(null, true, 1.5, '\\', '"}]', 'a'),
      fc.array(tie('value'), { maxLength: 4 }),
      tie('root'),
    ),
  }));
  await fc.assert(
    fc.asyncProperty(root, fc.boolean(), fc.integer({ min: 1, max: 9 }), async (value, spread, size) => {
      const text = JSON.stringify(value, null, spread ? 2 : undefined);
      const chunks = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
      expect(await partsOf(chunks)).toEqual(expected(JSON.parse(text)));
    }),
    { numRuns: runs(200) },
  );
});

test.each([['{"a":[{}'], ['{"a":[{"x":"'], [''], ['{}{}'], ['{"a":[}]'], ['[]]']])(
  '%s is refused',
  async (text) => {
    await expect(partsOf([text])).rejects.toThrow(/cut off|end|brackets|one JSON object/);
  },
);
