import { NO_MARKS } from '../../contract/audience.ts';
import { slugify } from '../../contract/ids.ts';
import { examples } from '../../examples/index.ts';
import { appendChange, NO_CHANGES, takeTouchedRows } from '../../workbook/change-log.ts';
import type { WriteDb } from '../../workbook/connection.ts';
import { createWorkbookFile } from '../../workbook/create.ts';
import { writeBlinding } from '../../workbook/erasure/blinding.ts';
import type { OtherFile } from '../../workbook/merge/other-workbook.ts';
import { writeParty, writePerson } from '../../workbook/tables/parties.ts';
import { writeWorkbook } from '../../workbook/tables/workbook.ts';
import type { Template } from '../../workbook/template.ts';
import type { CoreState } from '../core-state.ts';
import { type Beginning, beginFromTemplate, type Place } from './begin-from-template.ts';

export interface NewWorkbook {
  /** Left out, an example brings its own. */
  readonly title?: string | undefined;
  /** Left out, an example or a template brings its own. */
  readonly organisation?: string | undefined;
  /** Becomes a person of the workbook and its lead assessor; not of an example, which brings its own. */
  readonly assessor?: string | undefined;
  readonly example?: keyof typeof examples | undefined;
  /** The workbook that it begins from; not together with an example. */
  readonly template?: OtherFile | undefined;
  /** Takes the services in use of the template along. */
  readonly withServices?: boolean | undefined;
  /** Of a workbook that is made from a template for one account. */
  readonly place?: Place | undefined;
}

/** Makes the file with AWS and the organisation as its parties, or with what its template gives; its making is change 1 of its log. CONFLICT when the file exists. */
export function createWorkbook(
  core: CoreState,
  path: string,
  wanted: Omit<NewWorkbook, 'template'> & { readonly template?: Template },
): void {
  const at = core.clock.now();
  const example = wanted.example === undefined ? null : examples[wanted.example];
  const title = wanted.title ?? example?.title ?? 'Assessment';
  const { template } = wanted;
  createWorkbookFile(path, (connection) =>
    connection.write((db) => {
      if (template) begin(core, db, { ...wanted, template }, { title, at });
      else beginEmpty(core, db, wanted, { title, at });
      writeBlinding(db);
      const facts = {
        at,
        who: core.settings.read().assessor,
        origin: 'core',
        method: 'app.create',
        summary: `Made the workbook "${title}"${template ? ` from the template "${template.from.title}" (its change log is at ${template.from.head})` : ''}`,
      };
      appendChange(db, NO_CHANGES, facts, takeTouchedRows(connection));
    }),
  );
}

interface Named {
  readonly title: string;
  readonly at: string;
}

const begin = (core: CoreState, db: WriteDb, beginning: Beginning, { title, at }: Named): void =>
  beginFromTemplate(db, beginning, {
    uuid: core.ids.uuid(),
    title,
    catalogue_version: core.shipped.catalogue.version,
    created_at: at,
    app_version: core.version,
  });

function beginEmpty(
  core: CoreState,
  db: WriteDb,
  wanted: Omit<NewWorkbook, 'template'>,
  { title, at }: Named,
): void {
  const example = wanted.example === undefined ? null : examples[wanted.example];
  const organisation = wanted.organisation ?? example?.organisation ?? 'The organisation';
  const assessor = example === null ? (wanted.assessor ?? null) : null;
  const lead = assessor === null ? null : slugify(assessor, 'person');
  writeParty(db, { id: 'aws', name: 'AWS', kind: 'provider', order: 1 });
  writeParty(db, { id: 'organisation', name: organisation, kind: 'organisation', order: 2 });
  if (assessor !== null && lead !== null)
    writePerson(db, { id: lead, name: assessor, party: 'organisation', role: null, email: null });
  writeWorkbook(db, {
    uuid: core.ids.uuid(),
    title,
    organisation,
    leadAssessor: lead,
    periodFrom: null,
    periodTo: null,
    reviewOn: null,
    scopeNote: null,
    frameworks: [],
    catalogueVersion: core.shipped.catalogue.version,
    createdAt: at,
    appVersion: core.version,
    rules: [],
    example: wanted.example ?? null,
    classification: null,
    distribution: null,
    marksFor: NO_MARKS,
    usualAgenda: [],
    begunFrom: null,
  });
}
