import { assignmentHandlers } from './answers/assignments.ts';
import { commonHandlers } from './answers/common.ts';
import type { AllHandlers } from './context.ts';
import { claimHandlers } from './exchange/claims.ts';
import { discoverHandlers } from './exchange/discover.ts';
import { exportHandlers } from './exchange/exports.ts';
import { findingHandlers } from './exchange/findings.ts';
import { formHandlers } from './exchange/forms.ts';
import { importHandlers } from './exchange/imports.ts';
import { layoutHandlers } from './exchange/layouts.ts';
import { mergeHandlers } from './exchange/merge.ts';
import { packHandlers } from './exchange/packs.ts';
import { portfolioHandlers } from './exchange/portfolio.ts';
import { providerHandlers } from './exchange/providers.ts';
import { sheetHandlers } from './exchange/returned-sheet/sheets.ts';
import { appHandlers } from './program/app.ts';
import { erasureHandlers } from './program/erase.ts';
import { keyHandlers } from './program/keys.ts';
import { actionHandlers } from './record/actions.ts';
import { catalogueHandlers } from './record/catalogue.ts';
import { textHandlers } from './record/control-texts.ts';
import { customHandlers } from './record/custom.ts';
import { environmentHandlers } from './record/environments.ts';
import { evidenceHandlers } from './record/evidence.ts';
import { findHandlers } from './record/find.ts';
import { historyHandlers } from './record/history.ts';
import { houseRulesHandlers } from './record/house-rules.ts';
import { partyHandlers, peopleHandlers } from './record/parties.ts';
import { proposalHandlers } from './record/proposals.ts';
import { serviceHandlers } from './record/services-in-use.ts';
import { viewHandlers } from './record/views.ts';
import { workbookHandlers } from './record/workbook.ts';
import { workshopHandlers } from './record/workshop.ts';
import { dueHandlers } from './review/due.ts';
import { gapHandlers } from './review/gaps.ts';
import { overviewHandlers } from './review/overview.ts';
import { reviewHandlers } from './review/review.ts';
import { snapshotHandlers } from './review/snapshots.ts';
import { roomHandlers } from './room/handlers.ts';

/** Every method of the contract and who serves it; the type fails to compile when one is missing. */
export const handlers: AllHandlers = {
  app: appHandlers,
  workbook: workbookHandlers,
  parties: partyHandlers,
  people: peopleHandlers,
  environments: environmentHandlers,
  services: serviceHandlers,
  assignments: assignmentHandlers,
  common: commonHandlers,
  providers: providerHandlers,
  evidence: evidenceHandlers,
  erasure: erasureHandlers,
  gaps: gapHandlers,
  actions: actionHandlers,
  due: dueHandlers,
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
  houseRules: houseRulesHandlers,
  texts: textHandlers,
  catalogue: catalogueHandlers,
  workshop: workshopHandlers,
  proposals: proposalHandlers,
  room: roomHandlers,
  review: reviewHandlers,
  snapshots: snapshotHandlers,
  merge: mergeHandlers,
  views: viewHandlers,
  layouts: layoutHandlers,
  forms: formHandlers,
  packs: packHandlers,
  keys: keyHandlers,
  portfolio: portfolioHandlers,
};
