import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { matrixTable } from '../../../main/domain/pictures/matrix.ts';
import { buttonClass } from '../../components/button/button.tsx';
import { EmptyState } from '../../components/empty-state/empty-state.tsx';
import { Tabs } from '../../components/tabs/tabs.tsx';
import { useWorkbookId } from '../../host/context.tsx';
import { useDemarcData, useDemarcQuery } from '../../host/queries.ts';
import { FilterBar } from './components/filter-bar.tsx';
import { GridPane } from './components/grid-pane.tsx';
import styles from './components/matrix.module.css';
import { PicturePane } from './components/picture-pane.tsx';
import { RegisterPane } from './components/register-pane.tsx';
import { ViewsMenu } from './components/views-menu.tsx';
import type { MatrixSearch, MatrixView, SearchPatch } from './search.ts';

const route = getRouteApi('/w/$workbook/matrix');

const TABS: readonly { readonly value: MatrixView; readonly label: string }[] = [
  { value: 'grid', label: 'Grid' },
  { value: 'register', label: 'Register' },
  { value: 'picture', label: 'Picture' },
];

/** All duties of all services: as a coloured grid, as a flat register, and as the picture of where the line runs. */
export function MatrixScreen() {
  const workbook = useWorkbookId();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const router = useRouter();
  // Asked for together with the matrix rather than after it: the grid needs both before it can paint.
  useDemarcQuery('parties.list', {});
  const matrix = useDemarcData('assignments.matrix', {});
  const table = useMemo(() => matrixTable(matrix), [matrix]);
  const view = search.view ?? 'grid';
  const change = useCallback(
    (patch: SearchPatch) => {
      // Some come after a pause: whoever is on the way to another screen by then is not called back.
      if (!router.latestLocation.pathname.startsWith(`/w/${workbook}/matrix`)) return;
      void navigate({
        search: (old) => {
          const next = { ...old, ...patch };
          return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined));
        },
        replace: true,
      });
    },
    [navigate, router, workbook],
  );
  const apply = useCallback(
    (saved: MatrixSearch) => void navigate({ search: saved, replace: true }),
    [navigate],
  );

  if (!matrix.subjects.some((subject) => subject.kind === 'service'))
    return (
      <EmptyState
        icon="matrix"
        title="No services in the matrix yet"
        actions={
          <Link
            to="/w/$workbook/services"
            params={{ workbook }}
            search={{ add: 'catalogue' }}
            className={buttonClass('primary')}
          >
            Add services
          </Link>
        }
      >
        Each service in use becomes a column here, each duty a row. Add services from the catalogue, or let
        Demarc find them in your templates.
      </EmptyState>
    );
  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <h1 className="visually-hidden">Matrix</h1>
        <Tabs label="View" tabs={TABS} value={view} onValue={(next) => change({ view: next })} />
        <FilterBar search={search} matrix={matrix} onChange={change} />
        <span className={styles.views}>
          <ViewsMenu search={search} onApply={apply} />
        </span>
      </header>
      {view === 'grid' && <GridPane matrix={matrix} table={table} search={search} onChange={change} />}
      {view === 'register' && <RegisterPane search={search} onChange={change} />}
      {view === 'picture' && <PicturePane matrix={matrix} search={search} />}
    </div>
  );
}
