import type { Command } from 'commander';
import type { CommonOptions } from './context.ts';

/** Whether `--json` was given: the option is the outer command's, where every command has it. */
export const jsonOf = (command: Command): CommonOptions =>
  command.optsWithGlobals<CommonOptions>().json === true ? { json: true } : {};
