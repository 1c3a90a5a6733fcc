import { readMinutes } from '../../assessment/minutes.ts';
import { invalidInput, notFound } from '../../contract/errors.ts';
import type { workshop } from '../../contract/methods/workshop.ts';
import { minutesDocument } from '../../domain/minutes/document.ts';
import { preparedOf, whyNoMinutes } from '../../domain/report/audience.ts';
import { documentMarkdown } from '../../exporters/documents/markdown.ts';
import type { Clock } from '../../platform/clock.ts';
import { readHead } from '../../workbook/change-log.ts';
import type { ReadDb } from '../../workbook/connection.ts';
import { readRunningMeeting } from '../../workbook/tables/meetings.ts';
import { readWorkbook } from '../../workbook/tables/workbook.ts';
import type { Handlers } from '../context.ts';
import { namedFiles } from './named-files.ts';

/** As of which day minutes are read where none is named: one that goes on past midnight is of its day still. */
function dayOf(db: ReadDb, meeting: number, clock: Clock): string {
  const running = readRunningMeeting(db, clock);
  return running?.number === meeting ? running.heldOn : clock.today();
}

export const minutesHandlers: Pick<Handlers<typeof workshop>, 'minutes' | 'writeMinutes'> = {
  minutes({ db, catalogue, clock }, { meeting, asOf }) {
    const [minutes] = readMinutes(db, catalogue, asOf ?? dayOf(db, meeting, clock), meeting);
    if (!minutes)
      throw notFound(`meeting ${meeting} in this workbook`, 'Choose one from the list of meetings.');
    const book = readWorkbook(db);
    const { rev, hash } = readHead(db);
    const prepared = preparedOf({ audience: 'internal' }, book);
    const source = {
      title: book.title,
      organisation: book.organisation,
      revision: rev,
      digest: hash,
      prepared,
    };
    return { minutes, markdown: documentMarkdown(minutesDocument(minutes, source)) };
  },

  async writeMinutes(
    { session, db, core, clock, files, signal, progress },
    { meeting, files: given, paper, asOf, ...marks },
  ) {
    const prepared = preparedOf(marks, readWorkbook(db));
    const why = whyNoMinutes(prepared);
    if (why !== null) throw invalidInput(why);
    const written = await core.runTask(
      {
        kind: 'minutes',
        workbook: session.readFrom,
        meeting,
        files: given.map(({ format, target }) => ({ format, path: files.targetOf(target) })),
        paper,
        prepared,
        asOf: asOf ?? dayOf(db, meeting, clock),
        appVersion: core.version,
      },
      { signal, progress },
    );
    return { files: namedFiles(files, written, given) };
  },
};
