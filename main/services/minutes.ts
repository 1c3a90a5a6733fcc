import { readMinutes } from '../assessment/minutes.ts';
import { FOR_INTERNAL_USE } from '../contract/audience.ts';
import { invalidInput, notFound } from '../contract/errors.ts';
import type { workshop } from '../contract/methods/workshop.ts';
import { whyNoMinutes } from '../domain/audience.ts';
import { minutesDocument } from '../domain/minutes/document.ts';
import { documentMarkdown } from '../exporters/documents/markdown.ts';
import { runInWorker } from '../jobs/run-in-worker.ts';
import { readHead } from '../workbook/change-log.ts';
import { readWorkbook } from '../workbook/tables/workbook.ts';
import type { Handlers } from './context.ts';

export const minutesHandlers: Pick<Handlers<typeof workshop>, 'minutes' | 'writeMinutes'> = {
  minutes({ db, catalogue, clock }, { meeting, asOf }) {
    const [minutes] = readMinutes(db, catalogue, asOf ?? clock.today(), meeting);
    if (!minutes)
      throw notFound(`meeting ${meeting} in this workbook`, 'Choose one from the list of meetings.');
    const { title, organisation } = readWorkbook(db);
    const { rev, hash } = readHead(db);
    const source = { title, organisation, revision: rev, digest: hash, prepared: FOR_INTERNAL_USE };
    return { minutes, markdown: documentMarkdown(minutesDocument(minutes, source)) };
  },

  async writeMinutes(
    { session, core, clock, files, signal, progress },
    { meeting, files: given, paper, asOf, ...prepared },
  ) {
    const why = whyNoMinutes(prepared);
    if (why !== null) throw invalidInput(why);
    const written = await runInWorker(
      core.workerUrl,
      {
        kind: 'minutes',
        workbook: session.readFrom,
        meeting,
        files: given.map(({ format, target }) => ({ format, path: files.targetOf(target) })),
        paper,
        prepared,
        asOf: asOf ?? clock.today(),
        appVersion: core.version,
      },
      { signal, progress },
    );
    return {
      files: written.map((file, index) => {
        const target = given[index]?.target ?? '';
        return { ...file, name: files.nameOf(target), handle: target };
      }),
    };
  },
};
