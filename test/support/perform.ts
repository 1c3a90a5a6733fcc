import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DemarcError } from '../../main/contract/errors.ts';
import { contract } from '../../main/contract/index.ts';
import { callers, makeOnce, startCore, type TestCore } from './core.ts';
import { FILE, type RandomCommand } from './random-commands.ts';

const kindOf = (name: string): string => {
  const [group = '', method = ''] = name.split('.');
  const methods: Readonly<Record<string, { readonly kind: string }>> =
    contract[group as keyof typeof contract];
  return methods[method]?.kind ?? '';
};

const withFile = (input: unknown, handle: string): unknown =>
  JSON.parse(JSON.stringify(input).replaceAll(JSON.stringify(FILE), JSON.stringify(handle)));

/** Does one command in a workbook that is open, with the file that it reads in a folder; throws what refuses it. */
export async function performOne(
  { core, call, run }: Pick<TestCore, 'core' | 'call' | 'run'>,
  folder: string,
  { name, input, file }: RandomCommand,
): Promise<void> {
  const source = file && join(folder, file.name);
  if (source) rmSync(source, { force: true });
  if (source && file.made) copyFileSync(await makeOnce(file.made), source);
  else if (source) writeFileSync(source, file.text);
  const given = source ? withFile(input, core.files.registerSource(source).handle) : input;
  await (kindOf(name) === 'job' ? run(name, given) : call(name, given as never));
}

/**
 * Does what is not refused, in a core of its own, and gives how many commands that were. `between` is called after each of them, in
 * the same sitting.
 */
export async function perform(
  path: string,
  who: string,
  commands: readonly RandomCommand[],
  between?: (call: TestCore['call'], done: number, core: TestCore['core']) => Promise<void>,
): Promise<number> {
  const folder = join(path, '..', `data-${who}`);
  mkdirSync(folder, { recursive: true });
  const { core } = startCore(folder, { actor: who });
  try {
    const { id } = await core.openPath(path);
    const { call, run } = callers(core, id);
    let done = 0;
    for (const command of commands)
      try {
        await performOne({ core, call, run }, folder, command);
        done += 1;
        await between?.(call, done, core);
      } catch (error) {
        if (!(error instanceof DemarcError) || error.code === 'UNEXPECTED') throw error;
      }
    return done;
  } finally {
    await core.close();
  }
}
