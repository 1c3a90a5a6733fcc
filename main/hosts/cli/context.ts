import type { Capabilities } from '../../contract/capabilities.ts';
import { DemarcError, type ErrorCode } from '../../contract/errors.ts';
import type { DemarcMethod, MethodOf } from '../../contract/index.ts';
import type { InputOf, OutputOf, Ticket } from '../../contract/methods/method.ts';
import type { WorkbookInfo } from '../../contract/workbook.ts';
import {
  backupDirectories,
  dataDirectory,
  localDirectory,
  workbooksDirectory,
  workerUrl,
} from '../../platform/app-paths.ts';
import { createFileLogger } from '../../platform/logger.ts';
import type { Core } from '../../services/core.ts';
import { type DocumentOf, documentText } from './documents/document.ts';
import type { DocumentName } from './documents/names.ts';
import { NotOpened } from './exit.ts';
import { whoActs } from './identity.ts';
import { createInterrupts, type Interrupts } from './interrupts.ts';
import { oneLine, type ProgressLine, progressLine, type Streams } from './output.ts';
import { tellOfCopy } from './tell-of-copy.ts';

const CAPABILITIES: Capabilities = { nativeDialogs: false, revealInFolder: false, nativeMenu: false };

/** Calls the core by name; a refusal is thrown, a job is waited for. */
export type Ask = <N extends DemarcMethod>(
  name: N,
  input: InputOf<MethodOf<N>>,
) => Promise<OutputOf<MethodOf<N>>>;

export interface Command {
  readonly core: Core;
  readonly ask: Ask;
  readonly streams: Streams;
  /** Who acts. */
  readonly actor: string;
  /** The one JSON document, or the text for people, as asked. */
  print<N extends DocumentName>(name: N, document: DocumentOf<N>, text: () => string): void;
}
export interface WorkbookCommand extends Command {
  readonly workbook: WorkbookInfo;
  /** Calls for another workbook that the command opened beside its own. */
  readonly askOf: (workbook: string) => Ask;
}
export interface CommonOptions {
  readonly json?: boolean;
  /** Who acts, where the command records something. */
  readonly as?: string;
}

/** What `withCore` keeps for `withWorkbook`. */
interface Own {
  readonly interrupts: Interrupts;
  /** How far the copy among the backups is. */
  readonly copied: ProgressLine;
}

/** Runs a command on the core, and closes it whatever happens: a workbook is one file again when we leave. */
export async function withCore<T>(
  options: CommonOptions,
  streams: Streams,
  run: (command: Command, own: Own) => Promise<T>,
): Promise<T> {
  const { createCore } = await import('../../services/core.ts');
  const dataDir = dataDirectory();
  const logger = createFileLogger(localDirectory());
  const actor = whoActs(options.as, dataDir, logger).name;
  const copied = progressLine(streams);
  // It is asked only once the core is there.
  const interrupts = createInterrupts(
    () => core.close(),
    ({ code, message }) => void streams.err.write(errorLine(code, message)),
  );
  const core = createCore({
    capabilities: CAPABILITIES,
    dataDir,
    workbooks: workbooksDirectory(),
    backups: backupDirectories(),
    logger,
    actor,
    workerUrl: workerUrl(),
    ...(streams.runTask ? { runTask: streams.runTask } : {}),
    onNotice: (sentence) => void streams.err.write(`demarc: ${oneLine(sentence)}\n`),
    copying: {
      signal: interrupts.signal,
      progress: (done, total) => copied.show('Keeping a copy among the backups, page', done, total),
    },
  });
  interrupts.hold();
  try {
    const command = { core, streams, actor, ask: asker(core, streams), print: printer(options, streams) };
    const value = await run(command, { interrupts, copied }).catch(interrupts.quiet);
    interrupts.done();
    return value;
  } finally {
    try {
      await core.close();
    } finally {
      interrupts.release();
      copied.clear();
    }
  }
}

/** As `withCore`, on an open workbook. A reading command reads even while somebody else writes; others need it to themselves. */
export function withWorkbook<T>(
  file: string,
  access: 'read' | 'write',
  options: CommonOptions,
  streams: Streams,
  run: (command: WorkbookCommand) => Promise<T>,
): Promise<T> {
  return withCore(options, streams, async (command, { interrupts, copied }) => {
    // A query keeps the thread to itself, so that no handler would hear of Ctrl+C before it ends.
    if (access === 'read') interrupts.release();
    const workbook = await openWorkbook(command.core, file, access);
    copied.clear();
    for (const notice of workbook.notices) streams.err.write(`demarc: note: ${notice}\n`);
    await tellOfCopy(command.ask, workbook, streams);
    return run({
      ...command,
      workbook,
      askOf: (id) => asker(command.core, streams, id),
      ask: asker(command.core, streams, workbook.id, access === 'read' ? interrupts : undefined),
    });
  });
}

/** `read-or-write` takes what it can get, and leaves it to the page to say that it only reads. */
export async function openWorkbook(
  core: Core,
  file: string,
  access: 'read' | 'write' | 'read-or-write',
): Promise<WorkbookInfo> {
  let workbook: WorkbookInfo;
  try {
    workbook = await core.openPath(file, { readOnly: access === 'read', brief: access === 'write' });
  } catch (error) {
    if (error instanceof DemarcError) throw new NotOpened(error.code, error.message, error.details);
    throw error;
  }
  if (access === 'write' && workbook.readOnly)
    throw new NotOpened(
      workbook.lockedBy === null ? 'READ_ONLY' : 'WORKBOOK_LOCKED',
      workbook.lockedBy === null
        ? `${workbook.notices[0] ?? `${file} can only be read here. Check its permissions, or work on a copy.`} Nothing was changed.`
        : `${file} is open elsewhere (${workbook.lockedBy}). Close it there and try again; nothing was changed.`,
    );
  return workbook;
}

/** `interrupts` of a command that only reads: they are held while a job is at work, whose files must not be left half-done. */
function asker(core: Core, streams: Streams, workbook?: string, interrupts?: Interrupts): Ask {
  const ask = async (name: string, input: unknown): Promise<unknown> => {
    const reply = await core.dispatch(
      { name, input, ...(workbook === undefined ? {} : { workbook }) },
      'cli',
    );
    if (!reply.ok) throw new DemarcError(reply.error.code, reply.error.message, reply.error.details);
    if (!isTicket(reply.value) || !(await isJob(name))) return reply.value;
    const progress = progressLine(streams);
    interrupts?.hold();
    try {
      return await core.awaitJob(reply.value, (done, total, label) => progress.show(label, done, total));
    } finally {
      interrupts?.release();
      progress.clear();
    }
  };
  // The contract gives the types; what comes out of the core is what the contract says.
  return ask as unknown as Ask;
}

const isTicket = (value: unknown): value is Ticket =>
  typeof value === 'object' && value !== null && 'job' in value;

async function isJob(name: string): Promise<boolean> {
  const { contract } = await import('../../contract/index.ts');
  const [group = '', method = ''] = name.split('.');
  const methods: Record<string, { kind: string }> | undefined = (
    contract as Record<string, Record<string, { kind: string }>>
  )[group];
  const kind = methods?.[method]?.kind;
  return kind === 'job' || kind === 'file-job';
}

function printer(options: CommonOptions, streams: Streams): Command['print'] {
  return (name, document, text) =>
    void streams.out.write(options.json === true ? documentText(name, document) : text());
}

/** `demarc: CODE: what happened. What to do.` */
export const errorLine = (code: ErrorCode, message: string): string => `demarc: ${code}: ${message.trim()}\n`;
