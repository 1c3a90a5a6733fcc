import { slugify } from '../../contract/ids.ts';
import { examples } from '../../examples/index.ts';
import { appendChange, NO_CHANGES, takeTouchedRows } from '../../workbook/change-log.ts';
import { createWorkbookFile } from '../../workbook/create.ts';
import { writeBlinding } from '../../workbook/erasure/blinding.ts';
import { writeParty, writePerson } from '../../workbook/tables/parties.ts';
import { writeWorkbook } from '../../workbook/tables/workbook.ts';
import type { CoreState } from '../core-state.ts';

export interface NewWorkbook {
  /** Left out, an example brings its own. */
  readonly title?: string | undefined;
  readonly organisation?: string | undefined;
  /** Becomes a person of the workbook and its lead assessor; not of an example, which brings its own. */
  readonly assessor?: string | undefined;
  readonly example?: keyof typeof examples | undefined;
}

/** Makes the file with AWS and the organisation as its parties; its making is change 1 of its log. CONFLICT when the file exists. */
export function createWorkbook(core: CoreState, path: string, wanted: NewWorkbook): void {
  const at = core.clock.now();
  const example = wanted.example === undefined ? null : examples[wanted.example];
  const title = wanted.title ?? example?.title ?? 'Assessment';
  const organisation = wanted.organisation ?? example?.organisation ?? 'The organisation';
  const assessor = example === null ? (wanted.assessor ?? null) : null;
  const lead = assessor === null ? null : slugify(assessor, 'person');
  createWorkbookFile(path, (connection) =>
    connection.write((db) => {
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
      });
      writeBlinding(db);
      const facts = {
        at,
        who: core.settings.read().assessor,
        origin: 'core',
        method: 'app.create',
        summary: `Made the workbook "${title}"`,
      };
      appendChange(db, NO_CHANGES, facts, takeTouchedRows(connection));
    }),
  );
}
