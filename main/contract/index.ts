import { actions } from './actions.ts';
import { app } from './app.ts';
import { assignments } from './assignments.ts';
import { catalogue } from './catalogue.ts';
import { claims } from './claims.ts';
import { texts } from './control-texts.ts';
import { custom } from './custom.ts';
import { discover } from './discover.ts';
import { environments } from './environments.ts';
import { evidence } from './evidence.ts';
import { exports_ } from './exports.ts';
import { find } from './find.ts';
import { findings } from './findings.ts';
import { forms } from './forms.ts';
import { gaps } from './gaps.ts';
import { history } from './history.ts';
import { imports } from './imports.ts';
import { keys } from './keys.ts';
import { layouts } from './layouts.ts';
import { merge } from './merge.ts';
import type { MethodAt, MethodName } from './method.ts';
import { overview } from './overview.ts';
import { packs } from './packs.ts';
import { parties, people } from './parties.ts';
import { review } from './review.ts';
import { services } from './services-in-use.ts';
import { sheets } from './sheets.ts';
import { snapshots } from './snapshots.ts';
import { views } from './views.ts';
import { workbook } from './workbook.ts';
import { workshop } from './workshop.ts';

/** Everything that can be asked of Demarc, by group and method. */
export const contract = {
  app,
  workbook,
  parties,
  people,
  environments,
  services,
  assignments,
  evidence,
  gaps,
  actions,
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
  texts,
  catalogue,
  workshop,
  review,
  snapshots,
  merge,
  views,
  layouts,
  forms,
  packs,
  keys,
};
export type DemarcContract = typeof contract;
export type DemarcMethod = MethodName<DemarcContract>;
export type MethodOf<N extends DemarcMethod> = MethodAt<DemarcContract, N>;
