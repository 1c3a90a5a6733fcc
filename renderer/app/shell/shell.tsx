import { getRouteApi, Link, Outlet, useRouterState } from '@tanstack/react-router';
import { Suspense, useEffect, useRef } from 'react';
import { buttonClass } from '../../components/button/button.tsx';
import { EmptyState } from '../../components/empty-state/empty-state.tsx';
import { failureOf } from '../../host/call-error.ts';
import { WorkbookScope } from '../../host/context.tsx';
import { useDemarcQuery } from '../../host/queries.ts';
import { AreaBoundary, AreaError } from '../error-boundary.tsx';
import { HistoryButtons } from './history.tsx';
import { Loading } from './loading.tsx';
import { Rail } from './rail.tsx';
import { SaveStateView } from './save-state.tsx';
import { isPresenting, screenOf } from './screens.ts';
import styles from './shell.module.css';
import { TopBar } from './top-bar.tsx';

const route = getRouteApi('/w/$workbook');

/** The frame around all screens of one workbook. */
export function WorkbookShell() {
  const { workbook } = route.useParams();
  return (
    <WorkbookScope id={workbook} key={workbook}>
      <Frame />
    </WorkbookScope>
  );
}

function Frame() {
  const info = useDemarcQuery('workbook.info', {});
  const path = useRouterState({ select: (state) => state.location.pathname });
  const screen = screenOf(path);
  const main = useRef<HTMLElement>(null);
  const shown = useRef(screen?.id);

  // A new screen takes the focus, so that a reader who hears the page starts at its top; the first one does not.
  useEffect(() => {
    document.title = [screen?.label, info.data?.title, 'Demarc'].filter(Boolean).join(' - ');
    if (shown.current !== screen?.id && !main.current?.contains(document.activeElement))
      main.current?.focus();
    shown.current = screen?.id;
  }, [screen, info.data?.title]);

  if (info.isError && !info.data) {
    const failure = failureOf(info.error);
    return failure.code === 'NOT_FOUND' ? (
      <NotOpen />
    ) : (
      <AreaError error={info.error} reset={() => void info.refetch()} />
    );
  }
  if (!info.data) return <Loading />;
  if (isPresenting(path))
    return (
      <div className={styles.presenting}>
        <main ref={main} id="main" tabIndex={-1} className={styles.presentingMain}>
          <AreaBoundary resetKey={path}>
            <Suspense fallback={<Loading />}>
              <Outlet />
            </Suspense>
          </AreaBoundary>
        </main>
        <footer className={styles.presentingFoot}>
          {info.data.readOnly ? (
            <span className={styles.save} role="status" title={info.data.notices.join(' ')}>
              Read only
            </span>
          ) : (
            <>
              <HistoryButtons />
              <SaveStateView />
            </>
          )}
        </footer>
      </div>
    );
  return (
    <div className={styles.frame}>
      <button type="button" className={styles.skip} onClick={() => main.current?.focus()}>
        Skip to the screen
      </button>
      <Rail />
      <TopBar info={info.data} />
      <main ref={main} id="main" tabIndex={-1} className={styles.main}>
        <AreaBoundary resetKey={path}>
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </AreaBoundary>
      </main>
    </div>
  );
}

function NotOpen() {
  return (
    <main>
      <EmptyState
        icon="document"
        level={1}
        title="This workbook is not open"
        actions={
          <Link to="/" className={buttonClass('primary')}>
            Go to the start screen
          </Link>
        }
      >
        It was closed, or Demarc was started again since. What was saved is in its file: open it from the list
        of recent workbooks.
      </EmptyState>
    </main>
  );
}
