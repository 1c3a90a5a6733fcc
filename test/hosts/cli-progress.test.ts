import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runOnTerminal } from '../support/cli-in-process.ts';
import { temporaryFolder } from '../support/core.ts';
import { makeLargeWorkbook, serviceRef } from '../support/large-workbook.ts';

const book = (entries = 0) => {
  const path = join(temporaryFolder(), 'long.demarc');
  makeLargeWorkbook(path, { services: 300, answered: 10, entries });
  return path;
};

it('a search says how far it has looked, and what it prints is free of it', async () => {
  const { status, out, err } = await runOnTerminal('find', book(), 'once a quarter', '--json');
  expect({ status, groups: JSON.parse(out).groups.length }).toEqual({ status: 0, groups: 1 });
  expect(err).toMatch(/services looked through [\d,]+ of 302/);
});

it('the list of hand-outs says how far it has looked', async () => {
  const { status, out, err } = await runOnTerminal('hand-outs', book());
  expect({ status, out }).toMatchObject({ status: 0, out: expect.stringMatching(/^Nobody is named/) });
  expect(err).toMatch(/services looked through [\d,]+ of 302/);
});

it('the log says how far it has looked for what a filter asks, and how much of it is listed', async () => {
  // More than is read ahead by one call.
  const path = book(4500);
  const found = await runOnTerminal('log', path, serviceRef(1));
  expect(found).toMatchObject({ status: 0 });
  expect(found.err).toMatch(/changes looked through 4,\d{3} of 4,5\d\d/);
  const whole = await runOnTerminal('log', path, '--json');
  expect({ status: whole.status, lines: JSON.parse(whole.out).changes.length }).toEqual({
    status: 0,
    lines: 4502,
  });
  expect(whole.err).toMatch(/changes listed 500 of 4,502/);
});
