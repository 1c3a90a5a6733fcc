import type { Control, Framework } from '../../contract/catalogue.ts';
import type {
  ControlTextsPreview,
  ControlTextsSource,
  ShownControlText,
} from '../../contract/control-texts.ts';
import { DemarcError, notFound } from '../../contract/errors.ts';
import type { texts } from '../../contract/methods/control-texts.ts';
import { fromControlToken, toControlToken } from '../../domain/controls/control-spelling.ts';
import { textsFrameworkOf } from '../../domain/controls/control-texts.ts';
import type { ReadControlTexts } from '../../jobs/tasks.ts';
import type { ReadDb } from '../../workbook/connection.ts';
import {
  deleteControlCatalogue,
  insertControlTexts,
  listControlCatalogues,
  readControlBodies,
  readControlCatalogue,
  readControlText,
  writeControlCatalogue,
} from '../../workbook/tables/control-texts.ts';
import type { Handlers, JobContext, QueryContext } from '../context.ts';

const read = ({ core, files, signal, progress }: JobContext, file: string): Promise<ReadControlTexts> =>
  core.runTask(
    { kind: 'control-texts', path: files.pathOf(file), name: files.nameOf(file) },
    { signal, progress },
  );

/** What taking the texts in would change here. */
function previewOf(db: ReadDb, { about, texts }: ReadControlTexts): ControlTextsPreview {
  const now = readControlCatalogue(db, about.framework);
  const bodies = now ? readControlBodies(db, now.source) : new Map<string, string>();
  const coming = new Set(texts.map(({ token }) => token));
  return {
    ...about,
    replaces: now === null ? null : `${now.title}, version ${now.version}`,
    changes: texts.filter((text) => bodies.get(text.token) !== JSON.stringify(text)).length,
    gone: [...bodies.keys()].filter((token) => !coming.has(token)).length,
  };
}

export const textHandlers: Handlers<typeof texts> = {
  preview: async (context, { file }) => previewOf(context.db, await read(context, file)),

  async record(context, { file }) {
    const { session } = context;
    if (session.readOnly)
      throw new DemarcError(
        'READ_ONLY',
        `${session.fileName} is open for reading only, so no texts can be taken in.`,
      );
    const found = await read(context, file);
    const { about } = found;
    const preview = previewOf(context.db, found);
    if (preview.changes === 0 && preview.gone === 0) return preview;
    return context.write('texts.record', (command) => {
      insertControlTexts(command.db, about.sha256, found.texts);
      writeControlCatalogue(command.db, {
        framework: about.framework,
        source: about.sha256,
        title: about.title,
        version: about.version,
        fileName: about.file,
        controls: about.controls,
        recordedAt: command.clock.now(),
        recordedBy: command.actor,
      });
      command.describe(
        `Took in the texts of ${about.controls} controls of ${about.frameworkName} from ${about.file}`,
      );
      return preview;
    });
  },

  get: (context, { framework, control }) => shownText(context, framework, control),

  list: ({ db, catalogue }) =>
    listControlCatalogues(db).map((record): ControlTextsSource => {
      const { frameworks } = catalogue.catalogue;
      return {
        framework: record.framework,
        frameworkName: catalogue.framework(record.framework)?.name ?? record.framework,
        title: record.title,
        version: record.version,
        file: record.fileName,
        sha256: record.source,
        controls: record.controls,
        recordedAt: record.recordedAt,
        recordedBy: record.recordedBy,
        frameworks: frameworks
          .filter((framework) => textsFrameworkOf(framework) === record.framework)
          .map(({ id }) => id),
      };
    }),

  remove(context, { framework }) {
    const record = readControlCatalogue(context.db, framework);
    if (!record)
      throw notFound(`text of controls of "${framework}" in this workbook`, 'There is nothing to remove.');
    deleteControlCatalogue(context.db, framework);
    context.describe(`Removed the texts of ${record.controls} controls of ${record.title}`);
    return null;
  },
};

function shownText(
  { db, catalogue }: QueryContext,
  framework: string,
  control: string,
): ShownControlText | null {
  const entry = catalogue.framework(framework);
  const known = entry?.controls.find(({ id, oscalId }) => id === control || oscalId === control);
  const source = readControlCatalogue(db, entry ? textsFrameworkOf(entry) : framework);
  if (!source) return entry && known ? shippedText(entry, known) : null;
  const token = known?.oscalId ?? toControlToken(control);
  const text = readControlText(db, source.source, token);
  if (!text) return null;
  return {
    ...text,
    id: known?.id ?? fromControlToken(token),
    relatedIds: text.related.map(fromControlToken),
    source: `${source.title}, version ${source.version}`,
  };
}

/** A control in its publisher's words, as the shipped catalogue has them; null where their licence keeps them out of it. */
function shippedText(framework: Framework, { id, oscalId, title, text }: Control): ShownControlText | null {
  if (text === undefined) return null;
  const paragraphs = text.split(/\n+/).map((line) => ({ label: null, depth: 0, text: line }));
  return {
    id,
    token: oscalId,
    title,
    withdrawn: null,
    statement: paragraphs,
    guidance: [],
    examples: [],
    related: [],
    relatedIds: [],
    source: `${framework.publisher}: ${framework.name} ${framework.version}, ${framework.licence.kind}`,
  };
}
