import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { contract, type DemarcMethod } from '../../main/contract/index.ts';
import type { Method } from '../../main/contract/methods/method.ts';
import type { ExampleStep } from '../../main/examples/example.ts';
import { examples } from '../../main/examples/index.ts';

function methodOf(name: DemarcMethod): Method | undefined {
  const [group = '', method = ''] = name.split('.');
  const groups: Readonly<Record<string, Readonly<Record<string, Method>>>> = contract;
  return groups[group]?.[method];
}
const problemsOf = ({ method, input }: ExampleStep): readonly string[] => {
  const parsed = methodOf(method)?.input.safeParse(input);
  if (!parsed) return [`${method} is not in the contract`];
  return parsed.success ? [] : parsed.error.issues.map((issue) => `${method}: ${issue.message}`);
};

describe.each(Object.values(examples))('the example "$id" as a script', (example) => {
  test('every call is one that a user could make', () => {
    expect(example.steps.flatMap(problemsOf)).toEqual([]);
    const kinds = new Set(example.steps.map(({ method }) => methodOf(method)?.kind));
    expect([...kinds].sort()).toEqual(['command', 'job']);
  });

  test('every file is attached once, and small', () => {
    const attached = example.steps
      .filter(({ method }) => method === 'evidence.attachFile')
      .map(({ input }) => (input as { file: string }).file);
    expect(attached.sort()).toEqual(Object.keys(example.files).sort());
    const bytes = Object.values(example.files).map(({ content }) => Buffer.from(content));
    expect(Math.max(...bytes.map(({ length }) => length))).toBeLessThan(10_000);
    expect(new Set(bytes.map((one) => createHash('sha256').update(one).digest('hex'))).size).toBe(
      bytes.length,
    );
  });

  test('every text says that it is made up', () => {
    const texts = Object.values(example.files).filter(({ mediaType }) => !mediaType.startsWith('image/'));
    expect(texts.length).toBeGreaterThan(10);
    for (const { name, content } of texts)
      expect(Buffer.from(content).toString('utf8'), name).toMatch(/example/i);
  });

  test('people and addresses are nobody’s', () => {
    const text = JSON.stringify(example.steps);
    const hosts = [...text.matchAll(/@([a-z0-9-]+(?:\.[a-z0-9-]+)+)/g)].map((match) => match[1]);
    expect(new Set(hosts)).toEqual(new Set(['example.com']));
  });
});
