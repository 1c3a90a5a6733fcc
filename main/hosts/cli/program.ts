import { Command, CommanderError } from 'commander';
import { DemarcError } from '../../contract/errors.ts';
import { capital } from '../../domain/words/capital.ts';
import { applicationRoot, localDirectory } from '../../platform/app-paths.ts';
import { missingBehind, notWhole } from '../../platform/edition.mjs';
import { createFileLogger, logPlace } from '../../platform/logger.ts';
import type { AddCommand } from './command.ts';
import { addActions } from './commands/actions.ts';
import { addAnswer } from './commands/answer.ts';
import { addApply } from './commands/apply.ts';
import { addAttach } from './commands/attach.ts';
import { addBackups } from './commands/backups.ts';
import { addCatalogue } from './commands/catalogue.ts';
import { addCommon } from './commands/common.ts';
import { addCompare } from './commands/compare.ts';
import { addCopy } from './commands/copy.ts';
import { addDestroy, addRetention } from './commands/destroy.ts';
import { addDiscover } from './commands/discover.ts';
import { addDoctor } from './commands/doctor.ts';
import { addDue } from './commands/due.ts';
import { addEnvironments } from './commands/environments.ts';
import { addErase } from './commands/erase.ts';
import { addExport } from './commands/export.ts';
import { addFind } from './commands/find.ts';
import { addFindings } from './commands/findings.ts';
import { addGaps } from './commands/gaps.ts';
import { addHandOuts } from './commands/hand-outs.ts';
import { addHouseRules } from './commands/house-rules.ts';
import { addIdentity } from './commands/identity.ts';
import { addImport } from './commands/import.ts';
import { addKey } from './commands/key.ts';
import { addLog } from './commands/log.ts';
import { addMatrix } from './commands/matrix.ts';
import { addMeetings } from './commands/meetings.ts';
import { addMerge } from './commands/merge.ts';
import { addMinutes } from './commands/minutes.ts';
import { addNew } from './commands/new.ts';
import { addOpen, isPortable } from './commands/open.ts';
import { addParties } from './commands/parties.ts';
import { addPeople } from './commands/people.ts';
import { addPortfolio } from './commands/portfolio.ts';
import { addProposals } from './commands/proposals.ts';
import { addProviders } from './commands/providers.ts';
import { addPublish } from './commands/publish.ts';
import { addReask } from './commands/reask.ts';
import { addRepair } from './commands/repair.ts';
import { addReview } from './commands/review.ts';
import { addRisks } from './commands/risks.ts';
import { addRoom } from './commands/room.ts';
import { addRules } from './commands/rules.ts';
import { addSame } from './commands/same.ts';
import { addScope } from './commands/scope.ts';
import { addServe } from './commands/serve.ts';
import { addServices } from './commands/services.ts';
import { addSignOffs } from './commands/sign-offs.ts';
import { addSnapshots } from './commands/snapshots.ts';
import { addVerify } from './commands/verify.ts';
import { errorLine } from './context.ts';
import { type DocumentOf, documentText } from './documents/document.ts';
import { EXIT, EXIT_HELP, ExitWith, statusOf } from './exit.ts';
import type { Streams } from './output.ts';

/** In the order in which an assessment uses them. */
const COMMANDS: readonly AddCommand[] = [
  addOpen,
  addServe,
  addNew,
  addScope,
  addParties,
  addPeople,
  addEnvironments,
  addRules,
  addDiscover,
  addServices,
  addMatrix,
  addFind,
  addGaps,
  addRisks,
  addDue,
  addLog,
  addFindings,
  addAnswer,
  addSame,
  addApply,
  addCommon,
  addProviders,
  addAttach,
  addActions,
  addMeetings,
  addRoom,
  addProposals,
  addMinutes,
  addHandOuts,
  addReview,
  addSignOffs,
  addSnapshots,
  addReask,
  addExport,
  addImport,
  addCompare,
  addMerge,
  addPublish,
  addPortfolio,
  addCopy,
  addVerify,
  addRepair,
  addBackups,
  addErase,
  addRetention,
  addDestroy,
  addCatalogue,
  addHouseRules,
  addIdentity,
  addKey,
  addDoctor,
];

/** The program with every command; what it says goes to the streams. */
export function createProgram(streams: Streams, version: string): Command {
  const program = new Command('demarc')
    .description('A workbook that records who owns each AWS security responsibility, and what proves it.')
    .version(version)
    .showHelpAfterError(false)
    .addHelpText('after', EXIT_HELP)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void streams.out.write(text),
      writeErr: (text) => void streams.err.write(text),
      // Said once, in our own form, where the error is caught.
      outputError: () => {},
    });
  for (const add of COMMANDS) add(program, streams);
  for (const command of program.commands) {
    command.option('--json', 'print one JSON document and nothing else');
    command.copyInheritedSettings(program);
  }
  return program;
}

/** Runs one command line (without the program's name) and returns its exit status. Never throws. */
export async function runCommandLine(
  args: readonly string[],
  streams: Streams,
  version: string,
): Promise<number> {
  let printed = false;
  const watched: Streams = {
    ...streams,
    out: {
      isTTY: streams.out.isTTY === true,
      write(text) {
        printed = true;
        return streams.out.write(text);
      },
    },
  };
  try {
    await createProgram(watched, version).parseAsync(argumentsMeant(args), { from: 'user' });
    return EXIT.done;
  } catch (error) {
    if (error instanceof ExitWith) return error.status;
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return EXIT.done;
      // Called without a command: the help has been shown, on standard error.
      if (error.code === 'commander.help') return EXIT.badInput;
    }
    const failure = failureOf(error);
    streams.err.write(errorLine(failure.code, failure.message));
    // Whoever asked for a document gets one, and never two.
    if (wantsJson(args) && !printed) streams.out.write(documentText('error', { error: failure }));
    return statusOf(error);
  }
}

const wantsJson = (args: readonly string[]): boolean => {
  const end = args.indexOf('--');
  return (end === -1 ? args : args.slice(0, end)).includes('--json');
};

/** What a command ended with, in words; what was not expected is logged. */
function failureOf(error: unknown): DocumentOf<'error'>['error'] {
  if (error instanceof CommanderError)
    return {
      code: 'INVALID_INPUT',
      message: `${usageSentence(error.message)} "demarc --help" lists the commands.`,
    };
  if (error instanceof DemarcError) {
    const { code, message, details } = error;
    return { code, message: message.trim(), ...(details === undefined ? {} : { details }) };
  }
  // A part of the program that is not there is said by its name.
  const missing = missingBehind(error, applicationRoot());
  if (missing !== undefined)
    return { code: 'UNSUPPORTED_HERE', message: notWhole(missing, applicationRoot()) };
  const logger = createFileLogger(localDirectory());
  const place = logPlace(logger, logger.error('A command ended unexpectedly', error));
  if (!(error instanceof Error)) return { code: 'UNEXPECTED', message: `${error} (${place})` };
  // Its place in the code is in the log, if there is one.
  const why = logger.path === undefined ? (error.stack ?? error.message) : error.message;
  return { code: 'UNEXPECTED', message: `${why} (${place})` };
}

/** A workbook by itself means to open it, as when it is dropped on the program; the portable edition opens without one, too. */
export function argumentsMeant(args: readonly string[], env: NodeJS.ProcessEnv = process.env): string[] {
  const [only = '', ...more] = args;
  if (more.length === 0 && (/\.demarc$/i.test(only) || (only === '' && isPortable(env))))
    return ['open', ...args];
  return [...args];
}

/** `error: unknown option '--foo'` becomes a sentence. */
function usageSentence(message: string): string {
  const text = message
    .replace(/^error: /, '')
    .replaceAll('\n', ' ')
    .trim();
  return `${capital(text)}${/[.?!)]$/.test(text) ? '' : '.'}`;
}
