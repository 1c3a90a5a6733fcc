import { dirname } from 'node:path';
import { dutiesOf, listSubjects } from '../../assessment/subjects.ts';
import type { CatalogueIndex } from '../../catalogue/lookup.ts';
import type { MarksFor } from '../../contract/audience.ts';
import { DemarcError, notFound, ruleViolation } from '../../contract/errors.ts';
import { assignmentRef } from '../../contract/ids.ts';
import type { ParsedOf } from '../../contract/methods/method.ts';
import type { workbook } from '../../contract/methods/workbook.ts';
import { RULE_IDS, RULES, type RuleId } from '../../contract/rules.ts';
import { placeOf } from '../../domain/words/verify-words.ts';
import { listChanges } from '../../workbook/change-log.ts';
import type { ReadDb, WriteDb } from '../../workbook/connection.ts';
import { invertRows, readRowChanges } from '../../workbook/invert.ts';
import { copiedWords } from '../../workbook/settled-copy.ts';
import { listEvidence } from '../../workbook/tables/evidence.ts';
import { readLogo, writeLogo } from '../../workbook/tables/logo.ts';
import { listParties, listPeople, writeParty } from '../../workbook/tables/parties.ts';
import { giveIdentity, readWorkbook, writeWorkbook } from '../../workbook/tables/workbook.ts';
import { applySteps } from '../batch/apply.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { shortenHome } from '../program/recents.ts';
import type { Session } from '../session.ts';
import { logoFrom } from './logo.ts';
import { agendaOf } from './meetings.ts';

export function workbookInfo(session: Session, db: ReadDb = session.db) {
  const { appVersion: _version, ...record } = readWorkbook(db);
  return {
    id: session.id,
    fileName: session.fileName,
    folder: shortenHome(dirname(session.path)),
    ...record,
    copyOf: session.copyOf(record.uuid),
    rev: session.head().rev,
    readOnly: session.readOnly,
    lockedBy: session.lockedBy,
    notices: session.notices,
  };
}

type MarksGiven = NonNullable<ParsedOf<typeof workbook.update>['marksFor']>;

/** The marks for others, with those that were given; what was not spoken of stays. */
const marksAfter = (before: MarksFor, given: MarksGiven): MarksFor => {
  const after = (other: keyof MarksFor) => {
    const { classification, distribution } = given[other] ?? {};
    const now = before[other];
    return {
      classification: classification === undefined ? now.classification : classification,
      distribution: distribution === undefined ? now.distribution : distribution,
    };
  };
  return { auditor: after('auditor'), client: after('client'), public: after('public') };
};

export const workbookHandlers: Handlers<typeof workbook> = {
  info: ({ session }) => workbookInfo(session),

  update(context, input) {
    const { session, db, catalogue, describe } = context;
    const before = readWorkbook(db);
    if (input.leadAssessor && !listPeople(db).some((person) => person.id === input.leadAssessor))
      throw notFound(`person "${input.leadAssessor}"`, 'Add the person under Scope first.');
    for (const id of input.frameworks ?? [])
      if (!catalogue.framework(id))
        throw notFound(
          `framework "${id}" in the catalogue`,
          `It has ${catalogue.catalogue.frameworks.map((f) => f.id).join(', ')}.`,
        );
    const after = {
      ...before,
      ...Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)),
      frameworks: input.frameworks ? [...new Set(input.frameworks)] : before.frameworks,
      marksFor: marksAfter(before.marksFor, input.marksFor ?? {}),
      usualAgenda:
        input.usualAgenda === undefined ? before.usualAgenda : agendaOf(context, input.usualAgenda),
      rules: input.rules ? RULE_IDS.filter((id) => input.rules?.includes(id)) : before.rules,
    };
    if (after.periodFrom !== null && after.periodTo !== null && after.periodFrom > after.periodTo)
      throw ruleViolation(
        `The period would end (${after.periodTo}) before it begins (${after.periodFrom}). Give it a later end.`,
      );
    writeWorkbook(db, after);
    if (input.organisation !== undefined) renameOrganisation(db, before.organisation, input.organisation);
    describe(rulesWords(before.rules, after.rules) ?? 'Changed the scope of the assessment');
    return workbookInfo(session, db);
  },

  beginAnew({ session, db, ids, describe }, { title, organisation }) {
    const before = readWorkbook(db);
    const { rev, hash } = session.head();
    giveIdentity(db, ids.uuid());
    writeWorkbook(db, {
      ...before,
      title: title ?? before.title,
      organisation: organisation ?? before.organisation,
      begunFrom: { how: 'copy', uuid: before.uuid, title: before.title, rev, head: hash },
    });
    if (organisation !== undefined) renameOrganisation(db, before.organisation, organisation);
    describe(`Began another assessment from this copy of "${before.title}", under an identity of its own`);
    return workbookInfo(session, db);
  },

  logo: ({ db }) => readLogo(db),

  setLogo({ db, describe }, { file }) {
    const logo = file === null ? null : logoFrom(file);
    writeLogo(db, logo);
    describe(logo === null ? 'Took the logo of the organisation away' : 'Chose a logo of the organisation');
    return logo;
  },

  progress({ session, db, catalogue }) {
    const marks = session.marks();
    let asked = 0;
    let answered = 0;
    let parked = 0;
    let services = 0;
    for (const subject of listSubjects(db, catalogue)) {
      const recorded = marks.get(subject.ref);
      const duties = dutiesOf(subject, catalogue, recorded);
      asked += duties.length;
      if (subject.kind === 'service') services += 1;
      for (const duty of duties) {
        const mark = recorded?.get(duty.id);
        if (mark && mark.ownership !== '') answered += 1;
        if (mark?.parked) parked += 1;
      }
    }
    return { asked, answered, parked, services, evidence: listEvidence(db).length };
  },

  changes({ db }, input) {
    return listChanges(db, input?.limit ?? 50, input?.before ?? null).map(
      ({ rev, at, who, summary, hash }) => ({ rev, at, who, summary, hash }),
    );
  },

  history: ({ session }) => ({
    undo: session.history.next('undo')?.summary ?? null,
    redo: session.history.next('redo')?.summary ?? null,
  }),

  apply: applySteps,

  undo(context, input) {
    const { history } = context.session;
    const last = history.next('undo');
    if (input?.change !== undefined && last?.rev !== input.change)
      throw new DemarcError(
        'CONFLICT',
        last !== null && history.stands(input.change)
          ? `Something was changed after it: ${last.summary}. Undo step by step, the last change first.`
          : 'It was taken back already.',
      );
    return { undone: takeBack(context, 'undo') };
  },
  redo: (context) => ({ redone: takeBack(context, 'redo') }),

  async saveCopy({ session, core, files, signal, progress }, { target }) {
    const written = await core.runTask(
      { kind: 'copy', workbook: session.readFrom, path: files.targetOf(target) },
      { signal, progress },
    );
    return { ...written, name: files.nameOf(target), handle: target };
  },

  async verify({ session, core, catalogue, signal, progress }, input) {
    const { head } = input ?? {};
    const task = {
      kind: 'verify',
      workbook: session.readFrom,
      file: session.asIs,
      ...(head === undefined ? {} : { head }),
    } as const;
    const found = await core.runTask(task, { signal, progress });
    const report = {
      ...found,
      signOffs: found.signOffs.map((entry) => ({
        ...entry,
        known: entry.signature === null ? null : core.keys.knows(entry.signature).known,
      })),
      places: placesOf(session, catalogue, found.problems),
    };
    // What was never copied leaves no trace in the copy: only how it was opened tells.
    if (!session.copiedWhileOpen) return report;
    return { ...report, ok: false, problems: [...report.problems, copiedWords(session.fileName)] };
  },

  async rebuild({ session, core, files, clock, actor, signal, progress }, { target }) {
    const report = await core.runTask(
      {
        kind: 'repair',
        path: session.asIs,
        name: session.fileName,
        target: files.targetOf(target),
        at: clock.now(),
        who: actor,
      },
      { signal, progress },
    );
    return { ...report, name: files.nameOf(target), handle: target };
  },

  repair: ({ core, files, clock, signal, progress }, { file, target }) =>
    core.runTask(
      {
        kind: 'repair',
        path: files.pathOf(file),
        name: files.nameOf(file),
        target: files.targetOf(target),
        at: clock.now(),
        who: core.settings.read().assessor,
      },
      { signal, progress },
    ),
};

/** `Switched on: Who answered does not accept`; null where no rule was switched. */
function rulesWords(before: readonly RuleId[], after: readonly RuleId[]): string | null {
  const names = (ids: readonly RuleId[]) => ids.map((id) => RULES[id].name).join('; ');
  const on = names(after.filter((id) => !before.includes(id)));
  const off = names(before.filter((id) => !after.includes(id)));
  return [on && `Switched on: ${on}`, off && `Switched off: ${off}`].filter(Boolean).join('. ') || null;
}

/** The organisation is a party under the same name until somebody names that party otherwise. */
export function renameOrganisation(db: WriteDb, before: string, after: string): void {
  for (const party of listParties(db))
    if (party.kind === 'organisation' && party.name === before) writeParty(db, { ...party, name: after });
}

/** The names of the duties that sentences about a record begin with; none that the workbook cannot tell any more. */
function placesOf(
  session: Session,
  catalogue: CatalogueIndex,
  sentences: readonly string[],
): Readonly<Record<string, string>> {
  const refs = new Set(sentences.flatMap((sentence) => placeOf(sentence)?.ref ?? []));
  if (refs.size === 0) return {};
  const places: Record<string, string> = {};
  try {
    const marks = session.marks();
    for (const subject of listSubjects(session.db, catalogue))
      for (const duty of dutiesOf(subject, catalogue, marks.get(subject.ref))) {
        const ref = assignmentRef(subject.ref, duty.id);
        if (refs.has(ref)) places[ref] = `${subject.label}, ${duty.name}`;
      }
  } catch {
    // A damaged workbook may not even say what its services are called; the sentences name them by their refs.
  }
  return places;
}

/** Both directions are the same act: the inverse of an undo is its redo. Returns the sentence of what was done or undone. */
function takeBack({ session, db, rev, describe }: CommandContext, step: 'undo' | 'redo'): string {
  const entry = session.history.next(step);
  if (!entry)
    throw ruleViolation(
      (step === 'undo' ? session.history.because : null) ?? `There is nothing to ${step} in this sitting.`,
    );
  invertRows(db, readRowChanges(db, entry.rev), rev);
  describe(step === 'undo' ? `Undid: ${entry.summary}` : entry.summary.replace(/^Undid: /, ''));
  return entry.summary.replace(/^Undid: /, '');
}
