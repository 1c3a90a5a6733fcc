import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { contract } from '../../main/contract/index.ts';
import { slugSchema } from '../../main/contract/methods/ids.ts';
import type { Method } from '../../main/contract/methods/method.ts';
import { STEPS, type StepName } from '../../main/contract/steps.ts';
import { createProgram } from '../../main/hosts/cli/program.ts';
import {
  CALLED_IN_STEP,
  KEYED_BY_PARTY,
  NAMED_FIELDS,
  NAMED_IN_STEP,
} from '../../main/services/batch/fields.ts';
import { PROJECT } from '../support/cli.ts';

/** Commands of the contract that a command line calls by itself: its words. */
const BY_ITSELF: Readonly<Record<string, string>> = {
  'workbook.apply': 'apply',
  'workbook.setLogo': 'scope',
  'erasure.hold': 'retention',
  'erasure.rules': 'retention',
  'workbook.beginAnew': 'copy',
  // Both stand for a recorded state, and so are no step of a change that is being made.
  'review.sign': 'sign-offs add',
  'snapshots.take': 'snapshots take',
};
/** Those that a command line has no use for. */
const OF_A_WINDOW: Readonly<Record<string, string>> = {
  'workbook.undo': 'takes back what the same sitting did, and each command is a sitting of its own',
  'workbook.redo': 'likewise',
  'assignments.setPosition': 'where somebody stands in the walk-through',
  'workshop.spend': 'the time that a window shows a service for',
};

const methods = Object.entries(contract).flatMap(([group, entries]) =>
  Object.entries(entries as Readonly<Record<string, Method>>).map(
    ([name, method]) => [`${group}.${name}`, method] as const,
  ),
);
const commands = methods.filter(([, { kind }]) => kind === 'command');
const steps = Object.entries(STEPS) as readonly (readonly [StepName, string])[];

test('every command of the contract has a way in from the command line', () => {
  const ways = new Set([
    ...steps.map(([, name]) => name),
    ...Object.keys(BY_ITSELF),
    ...Object.keys(OF_A_WINDOW),
  ]);
  expect(commands.map(([name]) => name).filter((name) => !ways.has(name))).toEqual([]);
  expect([...ways].filter((name) => !commands.some(([command]) => command === name))).toEqual([]);
  expect(commands.length).toBeGreaterThan(50);
});

test('the commands that are said to call one are there, and do', () => {
  const silent = { write: () => {} };
  const program = createProgram({ out: silent, err: silent }, 'test');
  const folder = join(PROJECT, 'main', 'hosts', 'cli', 'commands');
  const text = readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
  for (const [method, words] of Object.entries(BY_ITSELF)) {
    let command = program;
    for (const word of words.split(' '))
      command =
        command.commands.find((each) => each.name() === word) ?? expect.fail(`There is no "${words}".`);
    expect(text).toContain(`ask('${method}'`);
  }
});

/** Fields whose slugs are names of nothing that a workbook or the catalogue holds under a name. */
const NO_NAMES = ['rule', 'screen'];

test('whatever a step takes by an id, it takes by its name', () => {
  const { pattern } = z.toJSONSchema(slugSchema);
  const missing: string[] = [];
  for (const [step, name] of steps) {
    const input = methods.find(([method]) => method === name)?.[1].input;
    const known = { ...NAMED_FIELDS, ...KEYED_BY_PARTY, ...NAMED_IN_STEP[step] };
    const walk = (schema: unknown, key: string): void => {
      if (!(schema instanceof Object)) return;
      const { pattern: own, properties, ...rest } = schema as { pattern?: string; properties?: object };
      if (own === pattern && !Object.hasOwn(known, key) && !NO_NAMES.includes(key))
        missing.push(`${step}: ${key}`);
      for (const [inner, value] of Object.entries(properties ?? {})) walk(value, inner);
      for (const value of Object.values(rest)) walk(value, key);
    };
    if (input) walk(z.toJSONSchema(input, { io: 'input' }), '');
  }
  expect(missing).toEqual([]);
});

test('what a step calls its fields by other names, its command has', () => {
  for (const [step, words] of Object.entries(CALLED_IN_STEP)) {
    const name = STEPS[step as StepName];
    const shown = JSON.stringify(
      z.toJSONSchema(methods.find(([method]) => method === name)?.[1].input ?? z.never(), { io: 'input' }),
    );
    for (const field of Object.values(words)) expect(shown, `${step}: ${field}`).toContain(`"${field}":`);
  }
});
