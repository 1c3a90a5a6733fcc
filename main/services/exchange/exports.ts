import { gapInput } from '../../assessment/gap-input.ts';
import { handOutList } from '../../assessment/hand-outs.ts';
import { registerRows } from '../../assessment/register.ts';
import { wordsOfFilter } from '../../assessment/register-filter.ts';
import { buildReport } from '../../assessment/report.ts';
import type { RegisterFilter } from '../../contract/assignments.ts';
import { AUDIENCES, FOR_INTERNAL_USE, type Prepared } from '../../contract/audience.ts';
import { invalidInput, notFound } from '../../contract/errors.ts';
import type { ExportFormat } from '../../contract/exports.ts';
import type { exports_ } from '../../contract/methods/exports.ts';
import { isAnswered } from '../../domain/duties/ownership.ts';
import { findGaps } from '../../domain/gaps/gaps.ts';
import {
  countsFor,
  preparedOf,
  whyNoExtract,
  whyNoFormat,
  whyNoHandOut,
} from '../../domain/report/audience.ts';
import { type ExtractOf, extract } from '../../domain/report/extract.ts';
import { nearest } from '../../domain/words/near-miss.ts';
import { readHead } from '../../workbook/change-log.ts';
import type { ReadDb } from '../../workbook/connection.ts';
import { listEvidence } from '../../workbook/tables/evidence.ts';
import { listPeople } from '../../workbook/tables/parties.ts';
import { listServices } from '../../workbook/tables/services-in-use.ts';
import { readWorkbook } from '../../workbook/tables/workbook.ts';
import { orderedRegister } from '../answers/register.ts';
import type { Handlers, QueryContext } from '../context.ts';

function checkPerson(db: ReadDb, person: string): void {
  const people = listPeople(db);
  if (people.some((entry) => entry.id === person)) return;
  const close = nearest(
    person,
    people.map((entry) => entry.id),
  );
  throw notFound(
    `person "${person}" in this workbook`,
    close ? `Did you mean "${close}"?` : 'People are listed under Scope.',
  );
}

/** INVALID_INPUT for rows chosen by what an audience is not to know. */
function refuseExtract(prepared: Prepared, limits: Parameters<typeof whyNoExtract>[1]): void {
  const why = whyNoExtract(prepared, limits);
  if (why !== null) throw invalidInput(why);
}

/** INVALID_INPUT for a document that is not for an audience. */
function refuseFormat(prepared: Prepared, format: ExportFormat): void {
  const why = whyNoFormat(prepared, format);
  if (why !== null) throw invalidInput(why);
}

/** INVALID_INPUT for the history where an audience does not get it: a wish that is not met is not passed over. */
function refuseHistory({ audience }: Prepared, history: boolean): void {
  if (history && AUDIENCES[audience].without.includes('history'))
    throw invalidInput(
      `The history does not go out to ${AUDIENCES[audience].to}. Export without it, or prepare the document for an auditor.`,
    );
}

/** The rows that the register shows by a filter on a day (ISO); undefined where it filters nothing, because that is the whole workbook. */
function rowsInView(context: QueryContext, filter: RegisterFilter, asOf: string): ExtractOf['rows'] {
  const by = wordsOfFilter(context, filter);
  if (by.length === 0) return undefined;
  const then = { ...context, clock: { ...context.clock, today: () => asOf } };
  return { refs: new Set(orderedRegister(then, { filter }).rows.map((row) => row.ref)), by };
}

export const exportHandlers: Handlers<typeof exports_> = {
  handOuts: ({ session, db, catalogue }) => handOutList(db, session.register().rows(catalogue)),

  listHandOuts: ({ session, core, signal, progress }) =>
    core.runTask({ kind: 'hand-out-list', workbook: session.readFrom }, { signal, progress }),

  async writeHandOuts(context, { target, into, formats, asOf, ...given }) {
    const prepared = preparedOf(given, readWorkbook(context.db));
    const why = whyNoHandOut(prepared);
    if (why !== null) throw invalidInput(why);
    const { session, core, clock, files, signal, progress } = context;
    const written = await core.runTask(
      {
        kind: 'hand-outs',
        workbook: session.readFrom,
        path: files.targetOf(target),
        into,
        formats: [...new Set(formats)],
        prepared,
        asOf: asOf ?? clock.today(),
        appVersion: core.version,
      },
      { signal, progress },
    );
    return { name: files.nameOf(target), handle: target, files: written };
  },

  counts(context, input) {
    const { db, catalogue, clock } = context;
    const asOf = input?.asOf ?? clock.today();
    const prepared = { ...FOR_INTERNAL_USE, audience: input?.audience ?? 'internal' };
    refuseExtract(prepared, input ?? {});
    if (input?.person !== undefined) checkPerson(db, input.person);
    const inView = input?.filter && rowsInView(context, input.filter, asOf);
    const limited = input?.person !== undefined || inView !== undefined;
    if (limited || AUDIENCES[prepared.audience].without.includes('open')) {
      const report = buildReport(db, catalogue, { asOf, appVersion: '', prepared });
      const { counts, meta } = limited ? extract(report, { person: input?.person, rows: inView }) : report;
      return { ...counts, extract: meta.extract };
    }
    let rows = 0;
    let answered = 0;
    let notes = 0;
    for (const row of registerRows(db, catalogue)) {
      rows += 1;
      if (isAnswered(row.ownership)) answered += 1;
      if (row.note !== null) notes += 1;
    }
    const gaps = findGaps(gapInput(db, catalogue, asOf));
    const whole = {
      services: listServices(db).length,
      rows,
      answered,
      notes,
      evidence: listEvidence(db).length,
      gaps: gaps.length,
      people: listPeople(db).length,
    };
    return { ...countsFor(prepared, whole, gaps), extract: null };
  },

  async run(context, input) {
    const { session, db, core, clock, files, signal, progress } = context;
    const prepared = preparedOf(input, readWorkbook(db));
    refuseExtract(prepared, input);
    for (const { format } of input.files) refuseFormat(prepared, format);
    if (input.person !== undefined) checkPerson(db, input.person);
    const by = input.filter ? wordsOfFilter(context, input.filter) : [];
    refuseHistory(prepared, input.history);
    if (input.history && (input.person !== undefined || by.length > 0))
      throw invalidInput(
        'The history is that of the whole workbook, so it cannot go into a part of it. Export the whole, or leave the history out.',
      );
    const wanted = input.files.map((file) => ({ ...file, path: files.targetOf(file.target) }));
    const written = await core.runTask(
      {
        kind: 'export',
        workbook: session.readFrom,
        files: wanted.map(({ format, path }) => ({ format, path })),
        ...(input.person === undefined ? {} : { person: input.person }),
        ...(input.filter === undefined || by.length === 0
          ? {}
          : {
              rows: {
                filter: input.filter,
                by,
                revision: readHead(db).rev,
                actor: context.actor,
              },
            }),
        history: input.history,
        paper: input.paper,
        prepared,
        asOf: input.asOf ?? clock.today(),
        appVersion: core.version,
      },
      { signal, progress },
    );
    return {
      extract: written.extract,
      files: written.files.map(({ path, ...file }, index) => ({
        ...file,
        name: files.nameOf(wanted[index]?.target ?? ''),
        handle: wanted[index]?.target ?? '',
      })),
    };
  },
};
