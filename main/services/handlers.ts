import { actionHandlers } from './actions.ts';
import { appHandlers } from './app.ts';
import { assignmentHandlers } from './assignments.ts';
import { catalogueHandlers } from './catalogue.ts';
import { claimHandlers } from './claims.ts';
import type { AllHandlers } from './context.ts';
import { textHandlers } from './control-texts.ts';
import { customHandlers } from './custom.ts';
import { discoverHandlers } from './discover.ts';
import { environmentHandlers } from './environments.ts';
import { evidenceHandlers } from './evidence.ts';
import { exportHandlers } from './exports.ts';
import { findHandlers } from './find.ts';
import { findingHandlers } from './findings.ts';
import { formHandlers } from './forms.ts';
import { gapHandlers } from './gaps.ts';
import { historyHandlers } from './history.ts';
import { importHandlers } from './imports.ts';
import { keyHandlers } from './keys.ts';
import { layoutHandlers } from './layouts.ts';
import { mergeHandlers } from './merge.ts';
import { overviewHandlers } from './overview.ts';
import { packHandlers } from './packs.ts';
import { partyHandlers, peopleHandlers } from './parties.ts';
import { sheetHandlers } from './returned-sheet/sheets.ts';
import { reviewHandlers } from './review.ts';
import { serviceHandlers } from './services-in-use.ts';
import { snapshotHandlers } from './snapshots.ts';
import { viewHandlers } from './views.ts';
import { workbookHandlers } from './workbook.ts';
import { workshopHandlers } from './workshop.ts';

/** Every method of the contract and who serves it; the type fails to compile when one is missing. */
export const handlers: AllHandlers = {
  app: appHandlers,
  workbook: workbookHandlers,
  parties: partyHandlers,
  people: peopleHandlers,
  environments: environmentHandlers,
  services: serviceHandlers,
  assignments: assignmentHandlers,
  evidence: evidenceHandlers,
  gaps: gapHandlers,
  actions: actionHandlers,
  overview: overviewHandlers,
  find: findHandlers,
  discover: discoverHandlers,
  findings: findingHandlers,
  claims: claimHandlers,
  exports: exportHandlers,
  imports: importHandlers,
  sheets: sheetHandlers,
  history: historyHandlers,
  custom: customHandlers,
  texts: textHandlers,
  catalogue: catalogueHandlers,
  workshop: workshopHandlers,
  review: reviewHandlers,
  snapshots: snapshotHandlers,
  merge: mergeHandlers,
  views: viewHandlers,
  layouts: layoutHandlers,
  forms: formHandlers,
  packs: packHandlers,
  keys: keyHandlers,
};
