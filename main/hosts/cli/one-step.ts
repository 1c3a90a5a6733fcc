import type { Command } from 'commander';
import type { StepName } from '../../contract/steps.ts';
import { collect } from './collect.ts';
import { type CommonOptions, withWorkbook } from './context.ts';
import { AS_OPTION } from './identity.ts';
import { jsonOf } from './outer-json.ts';
import { oneLine, type Streams } from './output.ts';

type Given = Readonly<Record<string, string | readonly string[] | boolean | undefined>>;

/** A sub-command that is one step of a file of changes: what it is called, and which fields its arguments and options fill. */
export interface OneStep {
  readonly verb: string;
  readonly about: string;
  readonly step: StepName;
  /** The arguments behind the workbook, as they are declared, and the field of each; the last may be several. */
  readonly takes?: readonly { readonly argument: string; readonly about: string; readonly field: string }[];
  /** Options, as they are declared, and the field of each. An empty text empties the field. */
  readonly options?: readonly {
    readonly option: string;
    readonly about: string;
    readonly field: string;
    /** May be given more than once, and is a list then. */
    readonly list?: boolean;
  }[];
  /** What is always said with it. */
  readonly always?: Readonly<Record<string, unknown>>;
}

/** Adds sub-commands to the command of a noun. */
export function addSteps(noun: Command, streams: Streams, steps: readonly OneStep[]): void {
  for (const { verb, about, step, takes = [], options = [], always = {} } of steps) {
    const command = noun.command(verb).description(about).argument('<file>', 'the workbook');
    for (const { argument, about: help } of takes) command.argument(argument, help);
    for (const { option, about: help, list } of options)
      if (list === true) command.option(option, help, collect);
      else command.option(option, help);
    command.option(...AS_OPTION).action((file: string, ...rest: unknown[]) => {
      const own = rest[takes.length] as Given;
      const values = takes.map(({ field }, index) => [field, rest[index]] as const);
      const set = options.map(({ option, field }) => [field, own[keyOf(option)]] as const);
      const fields = [...values, ...set].filter(([, value]) => isGiven(value));
      return doStep(
        file,
        step,
        { ...always, ...Object.fromEntries(fields.map(emptied)) },
        {
          ...jsonOf(command),
          ...(typeof own.as === 'string' ? { as: own.as } : {}),
        },
        streams,
      );
    });
  }
}

/** An argument that may be several is an empty list where there is none. */
const isGiven = (value: unknown): boolean =>
  value !== undefined && !(Array.isArray(value) && value.length === 0);

const emptied = ([field, value]: readonly [string, unknown]): readonly [string, unknown] => [
  field,
  // Once, and with an empty text: none of them.
  Array.isArray(value) && value.length === 1 && value[0] === '' ? [] : value === '' ? null : value,
];

/** `--review-on <date>` is kept as `reviewOn`. */
const keyOf = (option: string): string =>
  (/--([\w-]+)/.exec(option)?.[1] ?? '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const doStep = (
  file: string,
  step: StepName,
  fields: Record<string, unknown>,
  options: CommonOptions,
  streams: Streams,
): Promise<void> =>
  withWorkbook(file, 'write', options, streams, async ({ ask, print }) => {
    const { steps } = await ask('workbook.apply', { steps: [{ step, with: fields }], from: step });
    print('apply', { applied: true, steps }, () => steps.map(({ told }) => `${oneLine(told)}.\n`).join(''));
  });
