import type { Command } from 'commander';
import type { Streams } from './output.ts';

/** Adds one command, with its options and its action, to the program. */
export type AddCommand = (program: Command, streams: Streams) => void;
