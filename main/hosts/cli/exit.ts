import { DemarcError } from '../../contract/errors.ts';

/** How every command ends: the one table of exit statuses, which the help and the guide print. */
export const EXIT_STATUSES = [
  { status: 0, name: 'done', words: 'done' },
  {
    status: 1,
    name: 'found',
    words: 'done, and the check that was asked for found something, or not all of a file could be taken in',
  },
  { status: 2, name: 'badInput', words: 'refused: bad usage or bad input' },
  { status: 3, name: 'notOpened', words: 'the workbook, or the portfolio, could not be opened' },
] as const;
type Named<N> = Extract<(typeof EXIT_STATUSES)[number], { readonly name: N }>['status'];
export const EXIT = Object.fromEntries(EXIT_STATUSES.map(({ name, status }) => [name, status])) as {
  readonly [N in (typeof EXIT_STATUSES)[number]['name']]: Named<N>;
};
export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

/** The workbook itself could not be opened: scripts tell this apart from a bad argument. */
export class NotOpened extends DemarcError {}

/** The command ended, has said why, and wants this status. */
export class ExitWith extends Error {
  readonly status: ExitStatus;
  constructor(status: ExitStatus) {
    super(`exit status ${status}`);
    this.status = status;
  }
}

export function statusOf(error: unknown): ExitStatus {
  if (error instanceof ExitWith) return error.status;
  if (error instanceof DemarcError && error.code === 'NOTHING_TO_SAY') return EXIT.found;
  return error instanceof NotOpened ? EXIT.notOpened : EXIT.badInput;
}

/** For the end of the help. */
export const EXIT_HELP = [
  '',
  'Exit status:',
  ...EXIT_STATUSES.map(({ status, words }) => `  ${status}  ${words}`),
].join('\n');
