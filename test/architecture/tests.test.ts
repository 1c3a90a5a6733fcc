import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PROJECT } from '../support/cli.ts';

const FOLDER = join(PROJECT, 'test');
const tests = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(FOLDER, name), 'utf8') }));
const saying = (words: RegExp): string[] =>
  tests.filter(({ text }) => words.test(text)).map(({ name }) => name);

it('every property begins with the seed of the run', () => {
  expect(saying(/from ['"]fast-check['"]/)).toEqual(['support/property.ts']);
});

it('the built program is started in one place, which builds it first', () => {
  expect(saying(/'cli', 'bin\.mjs'/)).toEqual(['support/cli.ts']);
});

it('no test of its own sets a limit that a busy machine reaches', () => {
  // Five minutes are what the configuration gives every test.
  const short = tests
    .filter(({ name }) => name.endsWith('.test.ts'))
    .flatMap(({ name, text }) =>
      [...text.matchAll(/\btimeout: ([\d_]+)/g)].flatMap(([all, limit = '']) =>
        Number(limit.replaceAll('_', '')) < 300_000 ? [`${name}: ${all}`] : [],
      ),
    );
  expect(short).toEqual([]);
});

it('no browser test looks once at what a page may still be changing', () => {
  // An assertion that is tried again (toHaveText, expect.poll, toPass) holds on a busy machine, too.
  const once = tests
    .filter(({ name }) => name.endsWith('.spec.ts') && !name.includes('electron'))
    .flatMap(({ name, text }) =>
      [
        ...text.matchAll(
          /expect\(\s*\(?\(?await [^;]*?\.(?:count|isVisible|isChecked|textContent|innerText|inputValue|getAttribute|boundingBox)\(\)/g,
        ),
      ].map(([all]) => `${name}: ${all}`),
    );
  expect(once).toEqual([]);
});
