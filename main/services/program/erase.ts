import type { ErasureReport } from '../../contract/erasure.ts';
import { DemarcError, invalidInput, notFound, ruleViolation } from '../../contract/errors.ts';
import type { erasure } from '../../contract/methods/erasure.ts';
import type { WorkbookInfo } from '../../contract/workbook.ts';
import { namesAlone, Redactor } from '../../domain/erasure/redactor.ts';
import { ownTracesWords } from '../../domain/erasure/words.ts';
import { counted } from '../../domain/words/counted.ts';
import { plainName } from '../../domain/words/plain-text.ts';
import type { Erasable, EraseTask } from '../../jobs/tasks.ts';
import { realPathOf } from '../../workbook/identity.ts';
import { takeLock } from '../../workbook/lock.ts';
import { listEvidence, readEvidence } from '../../workbook/tables/evidence.ts';
import { listRemoved, readHolds, readRules, writeHold, writeRules } from '../../workbook/tables/retention.ts';
import { readWorkbook } from '../../workbook/tables/workbook.ts';
import type { FileJobContext, Handlers, JobContext } from '../context.ts';
import { workbookInfo } from '../record/workbook.ts';
import type { Session } from '../session.ts';
import { destroyable, dueToBeDestroyed } from './destroyable.ts';
import { shortenHome } from './recents.ts';

/** An erasure is no step of a sitting. */
const NO_WAY_BACK =
  'There is nothing to undo in this sitting: what was erased or destroyed for good cannot be brought back, and the sitting began anew with it.';

const taskOf = (
  { core, clock }: Pick<JobContext, 'core' | 'clock'>,
  session: Session,
  what: Erasable,
  look: boolean,
): EraseTask => {
  const { uuid } = readWorkbook(session.db);
  return {
    kind: 'erase',
    workbook: look ? session.readFrom : session.path,
    name: session.fileName,
    place: session.path,
    what,
    look,
    backups: core.backups.places(),
    formerly: core.recents.earlierPaths(session.path, uuid),
    others: core.recents.otherPaths(session.path, uuid),
    at: clock.now(),
    who: core.settings.read().assessor,
  };
};

/** Keeps everybody else out of the closed file. The lock is not the worker's, which may be ended in the middle. */
async function locked<T>(session: Session, who: string | null, run: () => Promise<T>): Promise<T> {
  const lock = takeLock(realPathOf(session.path), who);
  if ('heldBy' in lock)
    throw new DemarcError(
      'WORKBOOK_LOCKED',
      `${session.fileName} was opened by ${lock.heldBy.who ?? `another program on ${lock.heldBy.host}`} meanwhile, so nothing was erased. Close it there first.`,
    );
  try {
    return await run();
  } finally {
    lock.release();
  }
}

/** With what this account keeps of the person by itself. */
function withOwnTraces(
  { core }: Pick<JobContext, 'core'>,
  path: string,
  report: ErasureReport,
): ErasureReport {
  if (report.label === null) return report;
  const redactor = new Redactor(namesAlone(report.label, report));
  const speaks = (text: string | null): text is string => text !== null && redactor.text(text) !== text;
  const { own, known } = core.keys.info();
  const { assessor } = core.settings.read();
  const traces = ownTracesWords({
    assessor: speaks(assessor) ? assessor : null,
    keys: [...new Set([own?.name ?? null, ...known.flatMap((key) => [key.name, key.knownAs])])].filter(
      speaks,
    ),
    path: speaks(path) ? shortenHome(path) : null,
  });
  return { ...report, remains: [...report.remains, ...traces] };
}

/** Closes the workbook, has it written anew without what is to go, and opens it again. */
async function eraseFrom(
  context: FileJobContext,
  session: Session,
  what: Erasable,
): Promise<{ readonly report: ErasureReport; readonly info: WorkbookInfo }> {
  const { core, signal, progress } = context;
  if (session.readOnly)
    throw new DemarcError(
      'READ_ONLY',
      `${session.fileName} is open for reading only, so nothing can be erased in it.`,
    );
  refuseUnderHold(session);
  // A file that is gone or out of reach is told of before the workbook is closed.
  session.requireFile();
  const task = taskOf(context, session, what, false);
  const { value: report, session: again } = await core.reopened(session.id, () =>
    locked(session, task.who, () => core.runTask(task, { signal, progress })),
  );
  again.history.begin(NO_WAY_BACK);
  // Under the places that it had, the list of recent ones still has the title of before.
  const after = readWorkbook(again.db);
  for (const path of task.formerly ?? []) core.recents.rename(path, after);
  return { report: withOwnTraces(context, session.path, report), info: workbookInfo(again) };
}

function refuseUnderHold({ db, fileName }: Session): void {
  const { hold } = readRules(db);
  if (hold !== null)
    throw ruleViolation(
      `${fileName} is under a legal hold, so nothing of it is erased or destroyed: ${hold} Lift the hold first.`,
    );
}

export const erasureHandlers: Handlers<typeof erasure> = {
  async look(context, { who, also }) {
    const { core, session } = context;
    const task = taskOf(context, session, { kind: 'person', who, also }, true);
    return withOwnTraces(context, session.path, await core.runTask(task, context));
  },

  async person(context, { workbook, who, also, typed }) {
    const session = context.core.session(workbook);
    if (plainName(typed) !== plainName(who) && !named(session, who, typed))
      throw invalidInput(
        `"${typed}" is not the name of the person who is to be erased. Type it as it is shown.`,
      );
    return eraseFrom(context, session, { kind: 'person', who, also });
  },

  removed: ({ db }) => ({
    rules: readRules(db),
    removed: listRemoved(db),
    holds: [...readHolds(db)].map(([number, reason]) => ({ number, reason })),
  }),

  destroy(context, { workbook, numbers, remove }) {
    const session = context.core.session(workbook);
    const { db } = session;
    const found =
      numbers === 'due' ? dueToBeDestroyed(db, context.clock.today()) : destroyable(db, numbers, remove);
    const contents = found.map(({ number, sha256, size }) => ({ number, sha256, size }));
    return eraseFrom(context, session, { kind: 'evidence', contents });
  },

  hold({ db, clock, actor, describe }, { number, reason }) {
    const numbers = new Set(listEvidence(db).map((each) => each.number));
    const known = readEvidence(db, number) ?? listRemoved(db, numbers).find((one) => one.number === number);
    // A hold on what nobody finds any more can be lifted all the same.
    if (!known && !(reason === null && readHolds(db).has(number)))
      throw notFound(`evidence E-${number}`, 'Look it up in the register.');
    writeHold(db, number, reason, { at: clock.now(), who: actor });
    const piece = known ? `E-${number} "${known.title}"` : `E-${number}`;
    describe(reason === null ? `Lifted the hold on ${piece}` : `Put ${piece} under a hold: ${reason}`);
    return null;
  },

  rules({ db, describe }, input) {
    const before = readRules(db);
    const after = {
      hold: input.hold === undefined ? before.hold : input.hold,
      retentionDays: input.retentionDays === undefined ? before.retentionDays : input.retentionDays,
    };
    writeRules(db, after);
    const said = [
      ...(after.hold === before.hold
        ? []
        : [
            after.hold === null
              ? 'Lifted the legal hold'
              : `Put the workbook under a legal hold: ${after.hold}`,
          ]),
      ...(after.retentionDays === before.retentionDays
        ? []
        : [
            after.retentionDays === null
              ? 'Removed evidence is never due to be destroyed'
              : `Removed evidence is due to be destroyed after ${counted(after.retentionDays, 'day')}`,
          ]),
    ];
    if (said.length > 0) describe(said.join('; '));
    return after;
  },
};

/** A person of the workbook can be given by id or address, and typed by name. */
const named = (session: Session, who: string, typed: string): boolean =>
  session.db
    .all<{ id: string; name: string; email: string | null }>('SELECT id, name, email FROM person')
    .some(
      ({ id, name, email }) =>
        (id === who || plainName(email ?? '') === plainName(who)) && plainName(name) === plainName(typed),
    );
