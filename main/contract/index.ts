import { actions } from './methods/actions.ts';
import { app } from './methods/app.ts';
import { assignments } from './methods/assignments.ts';
import { catalogue } from './methods/catalogue.ts';
import { claims } from './methods/claims.ts';
import { common } from './methods/common-controls.ts';
import { texts } from './methods/control-texts.ts';
import { custom } from './methods/custom.ts';
import { discover } from './methods/discover.ts';
import { due } from './methods/due.ts';
import { environments } from './methods/environments.ts';
import { erasure } from './methods/erasure.ts';
import { evidence } from './methods/evidence.ts';
import { exports_ } from './methods/exports.ts';
import { find } from './methods/find.ts';
import { findings } from './methods/findings.ts';
import { forms } from './methods/forms.ts';
import { gaps } from './methods/gaps.ts';
import { history } from './methods/history.ts';
import { houseRules } from './methods/house-rules.ts';
import { imports } from './methods/imports.ts';
import { keys } from './methods/keys.ts';
import { layouts } from './methods/layouts.ts';
import { merge } from './methods/merge.ts';
import type { MethodAt, MethodName } from './methods/method.ts';
import { overview } from './methods/overview.ts';
import { packs } from './methods/packs.ts';
import { parties, people } from './methods/parties.ts';
import { portfolio } from './methods/portfolio.ts';
import { proposals } from './methods/proposals.ts';
import { providers } from './methods/providers.ts';
import { review } from './methods/review.ts';
import { room } from './methods/room.ts';
import { services } from './methods/services-in-use.ts';
import { sheets } from './methods/sheets.ts';
import { snapshots } from './methods/snapshots.ts';
import { views } from './methods/views.ts';
import { workbook } from './methods/workbook.ts';
import { workshop } from './methods/workshop.ts';

/** Everything that can be asked of Demarc, by group and method. */
export const contract = {
  app,
  workbook,
  parties,
  people,
  environments,
  services,
  assignments,
  common,
  providers,
  evidence,
  erasure,
  gaps,
  actions,
  due,
  overview,
  find,
  discover,
  findings,
  claims,
  exports: exports_,
  imports,
  sheets,
  history,
  custom,
  houseRules,
  texts,
  catalogue,
  workshop,
  proposals,
  room,
  review,
  snapshots,
  merge,
  views,
  layouts,
  forms,
  packs,
  keys,
  portfolio,
};
export type DemarcContract = typeof contract;
export type DemarcMethod = MethodName<DemarcContract>;
export type MethodOf<N extends DemarcMethod> = MethodAt<DemarcContract, N>;
