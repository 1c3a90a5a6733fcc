import { expect, test } from 'vitest';
import { MARK_LENGTHS, NO_MARKS } from '../../main/contract/audience.ts';
import { preparedOfBoth } from '../../main/domain/report/audience.ts';
import fc from '../support/property.ts';

const side = (classification: string | null) => ({ classification, distribution: null });
const borne = (before: string | null, after: string | null): string | null =>
  preparedOfBoth({ audience: 'internal' }, side(before), side(after)).classification;

test('a document about two states bears the mark of either, and of both where they differ', () => {
  expect(borne(null, null)).toBeNull();
  expect(borne('SECRET', null)).toBe('SECRET');
  expect(borne(null, 'SECRET')).toBe('SECRET');
  expect(borne('SECRET', 'SECRET')).toBe('SECRET');
  expect(borne('SECRET', 'TLP:AMBER')).toBe('SECRET / TLP:AMBER');
  expect(borne('SECRET', `For ${'a'.repeat(56)}`)).toBe(`SECRET / For ${'a'.repeat(46)}…`);
  expect(borne('b'.repeat(60), 'a'.repeat(60))).toBe(`${'b'.repeat(27)}… / ${'a'.repeat(28)}…`);
});

test('a document for somebody bears what each side has for them, and where it has nothing, its own', () => {
  const forClients = (classification: string | null) => ({
    ...side('SECRET'),
    marksFor: { ...NO_MARKS, client: { classification, distribution: null } },
  });
  const marked = (before: string | null, after: string | null) =>
    preparedOfBoth({ audience: 'client' }, forClients(before), forClients(after)).classification;
  expect(marked('TLP:GREEN', 'TLP:GREEN')).toBe('TLP:GREEN');
  expect(marked('TLP:AMBER', 'TLP:GREEN')).toBe('TLP:AMBER / TLP:GREEN');
  expect(marked(null, 'TLP:GREEN')).toBe('SECRET / TLP:GREEN');
});

test('no mark of either side is lost, whatever they are, and the two fit where one does', () => {
  const mark = fc.option(
    fc
      .string({ minLength: 1, maxLength: MARK_LENGTHS.classification, unit: 'grapheme' })
      .map((text) => text.trim().slice(0, MARK_LENGTHS.classification))
      .filter((text) => text !== '' && !text.includes('/') && !text.includes('…')),
    { nil: null },
  );
  fc.assert(
    fc.property(mark, mark, (before, after) => {
      const both = borne(before, after);
      const given = [before, after].filter((text) => text !== null);
      expect((both ?? '').length).toBeLessThanOrEqual(MARK_LENGTHS.classification);
      for (const text of given) {
        const parts = both?.split(' / ') ?? [];
        expect(
          parts.some((part) => part === text || (part.endsWith('…') && text.startsWith(part.slice(0, -1)))),
        ).toBe(true);
      }
      expect(both === null).toBe(given.length === 0);
    }),
  );
});
