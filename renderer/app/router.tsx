import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { compareSearch } from '../features/compare/search.ts';
import { evidenceSearch } from '../features/evidence/search.ts';
import { exportSearch } from '../features/export/search.ts';
import { gapSearch } from '../features/gaps/search.ts';
import { historySearch } from '../features/history/search.ts';
import { learnSearch } from '../features/learn/search.ts';
import { matrixSearch } from '../features/matrix/search.ts';
import { portfolioSearch } from '../features/portfolio/search.ts';
import { reviewSearch } from '../features/review/search.ts';
import { servicesSearch } from '../features/services/search.ts';
import { StartScreen } from '../features/start/screen.tsx';
import { startSearch } from '../features/start/search.ts';
import { walkSearch } from '../features/walk-through/search.ts';
import { presentSearch } from '../features/workshop/search.ts';
import { entrySearch } from '../lib/entry-search.ts';
import { AreaError } from './error-boundary.tsx';
import { NotFound } from './not-found.tsx';
import { Root } from './root.tsx';
import { Loading } from './shell/loading.tsx';
import { WorkbookShell } from './shell/shell.tsx';

/*
 * All addresses of the program. Filters, sort order and what is selected live in the search part, so that back, reload
 * and a second window show the same. Screens read theirs with getRouteApi('<path>').
 */
const root = createRootRoute({ component: Root, notFoundComponent: NotFound });

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: startSearch,
  component: StartScreen,
});

const learn = createRoute({
  getParentRoute: () => root,
  path: '/learn/{-$page}',
  validateSearch: learnSearch,
  component: lazyRouteComponent(() => import('../features/learn/screen.tsx'), 'LearnScreen'),
});

const guide = createRoute({
  getParentRoute: () => root,
  path: '/guide/{-$page}',
  component: lazyRouteComponent(() => import('../features/guide/screen.tsx'), 'GuideScreen'),
});

const portfolio = createRoute({
  getParentRoute: () => root,
  path: '/portfolio/{-$report}',
  validateSearch: portfolioSearch,
  component: lazyRouteComponent(() => import('../features/portfolio/screen.tsx'), 'PortfolioScreen'),
});

const workbook = createRoute({ getParentRoute: () => root, path: '/w/$workbook', component: WorkbookShell });
const home = createRoute({
  getParentRoute: () => workbook,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/w/$workbook/services', params });
  },
});
const scope = createRoute({
  getParentRoute: () => workbook,
  path: 'scope',
  validateSearch: entrySearch,
  component: lazyRouteComponent(() => import('../features/scope/screen.tsx'), 'ScopeScreen'),
});
const services = createRoute({
  getParentRoute: () => workbook,
  path: 'services',
  validateSearch: servicesSearch,
  component: lazyRouteComponent(() => import('../features/services/screen.tsx'), 'ServicesScreen'),
});
const walk = createRoute({
  getParentRoute: () => workbook,
  path: 'walk/{-$subject}',
  validateSearch: walkSearch,
  component: lazyRouteComponent(() => import('../features/walk-through/screen.tsx'), 'WalkThroughScreen'),
});
const workshop = createRoute({
  getParentRoute: () => workbook,
  path: 'workshop',
  validateSearch: entrySearch,
  component: lazyRouteComponent(() => import('../features/workshop/screen.tsx'), 'WorkshopScreen'),
});
const present = createRoute({
  getParentRoute: () => workbook,
  path: 'present/{-$subject}',
  validateSearch: presentSearch,
  component: lazyRouteComponent(() => import('../features/workshop/presenter/screen.tsx'), 'PresenterScreen'),
});
const matrix = createRoute({
  getParentRoute: () => workbook,
  path: 'matrix',
  validateSearch: matrixSearch,
  component: lazyRouteComponent(() => import('../features/matrix/screen.tsx'), 'MatrixScreen'),
});
const evidence = createRoute({
  getParentRoute: () => workbook,
  path: 'evidence',
  validateSearch: evidenceSearch,
  component: lazyRouteComponent(() => import('../features/evidence/screen.tsx'), 'EvidenceScreen'),
});
const review = createRoute({
  getParentRoute: () => workbook,
  path: 'review',
  validateSearch: reviewSearch,
  component: lazyRouteComponent(() => import('../features/review/screen.tsx'), 'ReviewScreen'),
});
const compare = createRoute({
  getParentRoute: () => workbook,
  path: 'compare',
  validateSearch: compareSearch,
  component: lazyRouteComponent(() => import('../features/compare/screen.tsx'), 'CompareScreen'),
});
const history = createRoute({
  getParentRoute: () => workbook,
  path: 'history',
  validateSearch: historySearch,
  component: lazyRouteComponent(() => import('../features/history/screen.tsx'), 'HistoryScreen'),
});
const gaps = createRoute({
  getParentRoute: () => workbook,
  path: 'gaps',
  validateSearch: gapSearch,
  component: lazyRouteComponent(() => import('../features/gaps/screen.tsx'), 'GapsScreen'),
});
const overview = createRoute({
  getParentRoute: () => workbook,
  path: 'overview',
  component: lazyRouteComponent(() => import('../features/overview/screen.tsx'), 'OverviewScreen'),
});
const imports = createRoute({
  getParentRoute: () => workbook,
  path: 'import',
  component: lazyRouteComponent(() => import('../features/import/screen.tsx'), 'ImportScreen'),
});
const exports_ = createRoute({
  getParentRoute: () => workbook,
  path: 'export',
  validateSearch: exportSearch,
  component: lazyRouteComponent(() => import('../features/export/screen.tsx'), 'ExportScreen'),
});

const routeTree = root.addChildren([
  start,
  learn,
  guide,
  portfolio,
  workbook.addChildren([
    home,
    scope,
    services,
    walk,
    workshop,
    present,
    matrix,
    evidence,
    review,
    gaps,
    overview,
    compare,
    history,
    imports,
    exports_,
  ]),
]);

export const createDemarcRouter = () =>
  createRouter({
    routeTree,
    history: createHashHistory(),
    defaultErrorComponent: AreaError,
    defaultPendingComponent: Loading,
    defaultNotFoundComponent: NotFound,
    defaultPendingMs: 200,
    defaultPreload: 'intent',
    scrollRestoration: false,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createDemarcRouter>;
  }
}
