import { gapInput } from '../assessment/gap-input.ts';
import { registerRows } from '../assessment/register.ts';
import { buildReport } from '../assessment/report.ts';
import { notFound } from '../contract/errors.ts';
import type { exports_ } from '../contract/exports.ts';
import { findGaps } from '../domain/gaps.ts';
import { handOut } from '../domain/hand-out.ts';
import { nearest } from '../domain/near-miss.ts';
import { isAnswered } from '../domain/ownership.ts';
import { runInWorker } from '../jobs/run-in-worker.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { listEvidence } from '../workbook/tables/evidence.ts';
import { listPeople } from '../workbook/tables/parties.ts';
import { listServices } from '../workbook/tables/services-in-use.ts';
import type { Handlers } from './context.ts';

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

export const exportHandlers: Handlers<typeof exports_> = {
  counts({ db, catalogue, clock }, input) {
    if (input?.person !== undefined) {
      checkPerson(db, input.person);
      const made = { generatedAt: clock.now(), today: clock.today(), appVersion: '' };
      return handOut(buildReport(db, catalogue, made), input.person).counts;
    }
    let rows = 0;
    let answered = 0;
    let notes = 0;
    for (const row of registerRows(db, catalogue)) {
      rows += 1;
      if (isAnswered(row.ownership)) answered += 1;
      if (row.note !== null) notes += 1;
    }
    return {
      services: listServices(db).length,
      rows,
      answered,
      notes,
      evidence: listEvidence(db).length,
      gaps: findGaps(gapInput(db, catalogue, clock.today())).length,
      people: listPeople(db).length,
    };
  },

  async run({ session, db, core, clock, files, signal, progress }, input) {
    if (input.person !== undefined) checkPerson(db, input.person);
    const wanted = input.files.map((file) => ({ ...file, path: files.pathOf(file.target) }));
    const written = await runInWorker(
      core.workerUrl,
      {
        kind: 'export',
        workbook: session.readFrom,
        files: wanted.map(({ format, path }) => ({ format, path })),
        ...(input.person === undefined ? {} : { person: input.person }),
        generatedAt: clock.now(),
        today: clock.today(),
        appVersion: core.version,
      },
      { signal, progress },
    );
    return {
      files: written.map(({ path, ...file }, index) => ({
        ...file,
        name: files.nameOf(wanted[index]?.target ?? ''),
        handle: wanted[index]?.target ?? '',
      })),
    };
  },
};
