import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MergeConflict } from '../../main/contract/merge.ts';
import { checkDecisions, readDecisions } from '../../main/hosts/cli/commands/merge-decisions.ts';
import { temporaryFolder } from '../support/core.ts';

const KEY = 'assignment/orders-db/restore-testing#owners';
const settle = (content: string): string => {
  const path = join(temporaryFolder(), 'answers.json');
  writeFileSync(path, content);
  return path;
};
const conflict = (key: string, both: string | null): MergeConflict => ({
  key,
  kind: 'changed',
  group: 'answers',
  ref: null,
  place: '',
  field: '',
  base: null,
  mine: { text: 'a', who: null, at: null },
  theirs: { text: 'b', who: null, at: null },
  both,
});

describe('decisions of a merge on the command line', () => {
  it('come from both options, and the rest has one answer', () => {
    const path = settle(JSON.stringify({ [KEY]: 'theirs', 'share/a/b/c#text': 'both' }));
    expect(
      readDecisions({ settle: path, take: [`theirs:${KEY}`, 'mine:person/x:y#removed'], mine: true }),
    ).toEqual({
      given: { [KEY]: 'theirs', 'share/a/b/c#text': 'both', 'person/x:y#removed': 'mine' },
      otherwise: 'mine',
    });
    expect(readDecisions({})).toEqual({ given: {}, otherwise: undefined });
  });

  it.each([
    [{ mine: true, theirs: true }, /contradict each other/],
    [{ take: [KEY] }, /is not mine, theirs or both, a colon and a conflict/],
    [{ take: ['theirs:'] }, /is not mine, theirs or both, a colon and a conflict/],
    [{ take: [`ours:${KEY}`] }, /is not mine, theirs or both, a colon and a conflict/],
    [{ take: [`mine:${KEY}`, `theirs:${KEY}`] }, /is decided for mine and for theirs/],
    [{ settle: join(import.meta.dirname, 'missing.json') }, /missing\.json cannot be read/],
    [{ settle: import.meta.dirname }, /hosts is not a file/],
  ])('are refused in another form: %o', (options, message) => {
    expect(() => readDecisions(options)).toThrow(message);
  });

  it.each([
    ['[]', /answers\.json is no JSON object/],
    ['null', /answers\.json is no JSON object/],
    ['{"a": ', /answers\.json is no JSON \(/],
    [`{"${KEY}": "ours"}`, /answers\.json decides assignment.* for "ours"/],
    [`{"${KEY}": null}`, /answers\.json decides assignment.* for null/],
  ])('are refused in another form, in a file: %s', (content, message) => {
    expect(() => readDecisions({ settle: settle(content) })).toThrow(message);
  });

  it('are refused on what is not asked, and for both where one only can hold', () => {
    const asked = [conflict(KEY, null), conflict('share/a/b/c#text', 'a b')];
    const check = (take: string) => () => checkDecisions(readDecisions({ take: [take] }), asked);
    expect(check('both:share/a/b/c#text')).not.toThrow();
    expect(check(`mine:${KEY.slice(0, -1)}`)).toThrow(`Did you mean "${KEY}"?`);
    expect(check(`both:${KEY}`)).toThrow('cannot keep both');
  });
});
