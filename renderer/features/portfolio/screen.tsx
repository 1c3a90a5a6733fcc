import { getRouteApi } from '@tanstack/react-router';
import { Fragment, useCallback, useEffect, useMemo, useState } from 'react';
import type {
  PortfolioConnection,
  PortfolioReport,
  PortfolioReportName,
} from '../../../main/contract/portfolio.ts';
import { REPORT_TITLES } from '../../../main/domain/portfolio/words.ts';
import { Button } from '../../components/button/button.tsx';
import { useSize } from '../../components/demarcation/use-size.ts';
import { Icon } from '../../components/icon/icon.tsx';
import { Notice } from '../../components/notice/notice.tsx';
import { FullPage } from '../../components/page/page.tsx';
import { BackButton } from '../../components/reading/back-button.tsx';
import { Split } from '../../components/side-panel/side-panel.tsx';
import { Tabs } from '../../components/tabs/tabs.tsx';
import { failureOf } from '../../host/call-error.ts';
import { useDemarcQuery, useQueryCache } from '../../host/queries.ts';
import { useCommand } from '../../host/use-command.ts';
import { type LookedAt, usePortfolio } from '../../host/use-portfolio.ts';
import { ColumnsButton } from './components/columns-button.tsx';
import { ConnectDialog } from './components/connect-dialog.tsx';
import { ExportReport } from './components/export-report.tsx';
import { Filters } from './components/filters.tsx';
import { LookPanel } from './components/look-panel.tsx';
import { NothingPublished } from './components/nothing-published.tsx';
import { PublishDialog } from './components/publish-dialog.tsx';
import { ReportLists } from './components/report-lists.tsx';
import { layoutOf, resized } from './list-columns.ts';
import { beginningWords, filterOf, listOf, overviewParts, REPORT_TABS } from './model.ts';
import type { Opening } from './openings.ts';
import styles from './portfolio.module.css';
import type { PortfolioPatch, PortfolioSearch } from './search.ts';

const route = getRouteApi('/portfolio/{-$report}');

/** Many workbooks as one picture: what was published to the file on this machine, or to what was connected instead, by six reports. */
export function PortfolioScreen() {
  const { report: wanted } = route.useParams();
  const report = REPORT_TABS.find(({ value }) => value === wanted)?.value ?? 'overview';
  const [open, setOpen] = useState<'publish' | 'connect' | null>(null);
  const portfolio = usePortfolio();
  const connected = portfolio?.connected ?? null;
  const all = useDemarcQuery(
    'portfolio.report',
    { from: portfolio?.from, report: 'overview' },
    { enabled: portfolio !== null },
  );
  useFreshReports();
  useEffect(() => {
    document.title = 'Portfolio - Demarc';
  }, []);
  const read = all.data?.report === 'overview' ? all.data : null;
  const overview = read?.body ?? null;
  const failure = all.error ? failureOf(all.error) : null;
  const none =
    (connected === null && failure?.code === 'NOT_FOUND') || (overview?.totals.workbooks === 0 && !failure);
  const publish = () => setOpen('publish');
  const ways = <Ways connected={connected} onConnect={() => setOpen('connect')} />;
  return (
    <div className={styles.screen}>
      <nav aria-label="Portfolio" className={styles.bar}>
        <BackButton />
      </nav>
      <main className={styles.main}>
        {none ? (
          <NothingPublished place={connected?.name ?? null} others={ways} onPublish={publish} />
        ) : (
          <FullPage
            title="Portfolio"
            lead={
              <>
                {read === null ? 'Reading the portfolio' : <Lead read={read} report={report} />}
                {connected !== null && <Place connected={connected} />}
              </>
            }
            actions={
              <>
                {ways}
                {connected?.copy !== true && (
                  <Button icon="add" onClick={publish}>
                    Publish workbooks
                  </Button>
                )}
              </>
            }
          >
            {failure ? (
              <Notice tone="bad" title="The portfolio could not be read">
                {failure.message}
              </Notice>
            ) : (
              portfolio &&
              overview && (
                <Report
                  key={connected?.handle ?? 'own'}
                  from={portfolio.from}
                  report={report}
                  units={[...new Set(overview.workbooks.map(({ unit }) => unit))].sort()}
                />
              )
            )}
          </FullPage>
        )}
      </main>
      {open === 'publish' && <PublishDialog onClose={() => setOpen(null)} />}
      {open === 'connect' && <ConnectDialog onClose={() => setOpen(null)} />}
    </div>
  );
}

/** What all of it comes to, in a sentence whose numbers open what they count. */
function Lead(props: { readonly read: PortfolioReport<'overview'>; readonly report: PortfolioReportName }) {
  const navigate = route.useNavigate();
  const open = (opening: Opening) =>
    void navigate({
      params: { report: opening.kind === 'look' ? props.report : opening.report },
      // A report that it leads to is of all that is published, too.
      search: ({ cols, ...now }: PortfolioSearch): PortfolioSearch => ({
        ...(cols === undefined ? {} : { cols }),
        ...(opening.kind === 'look' ? { ...now, look: opening.look } : (opening.patch as PortfolioSearch)),
      }),
      replace: true,
    });
  return overviewParts(props.read).map(({ words, opening }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one sentence, of which some say the same.
    <Fragment key={index}>
      {opening === null ? (
        words
      ) : (
        <button type="button" className={styles.opens} onClick={() => open(opening)}>
          {words}
        </button>
      )}
    </Fragment>
  ));
}

/** Where the numbers are from, while it is not the file on this machine. */
function Place({ connected: { kind, name, copy } }: { readonly connected: PortfolioConnection }) {
  return (
    <span className={styles.place}>
      <Icon name={kind === 'server' ? 'link' : 'file'} size={14} />
      <span>
        Connected until Demarc ends: <bdi>{name}</bdi>
        {copy && ' (a copy of the file that you chose, to be read only)'}
      </span>
    </span>
  );
}

/** The ways to another portfolio, and back to the one on this machine. */
function Ways(props: { readonly connected: PortfolioConnection | null; readonly onConnect: () => void }) {
  const disconnect = useCommand('portfolio.disconnect');
  return props.connected === null ? (
    <Button icon="link" onClick={props.onConnect}>
      Connect a portfolio
    </Button>
  ) : (
    <Button icon="close" disabled={disconnect.busy} onClick={() => void disconnect.run({})}>
      Disconnect
    </Button>
  );
}

/** Others publish as well, by the command line, and no event tells of it: whoever opens the screen sees what is there now. */
function useFreshReports(): void {
  const { raw } = useQueryCache();
  useEffect(() => {
    void raw.invalidateQueries({ queryKey: [null, 'portfolio'] });
  }, [raw]);
}

function Report(props: {
  readonly from: LookedAt['from'];
  readonly report: PortfolioReportName;
  readonly units: readonly string[];
}) {
  const { from, report } = props;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const filter = filterOf(report, search);
  const { data, error } = useDemarcQuery(
    'portfolio.report',
    { from, report, filter },
    { keepPrevious: true },
  );
  const show = useCallback(
    (to: PortfolioReportName, patch: PortfolioPatch) =>
      void navigate({
        params: { report: to },
        search: (now: PortfolioSearch): PortfolioSearch =>
          Object.fromEntries(Object.entries({ ...now, ...patch }).filter(([, value]) => value !== undefined)),
        replace: true,
      }),
    [navigate],
  );
  const open = useCallback(
    (opening: Opening) =>
      opening.kind === 'look'
        ? show(report, { look: opening.look })
        : show(opening.report, { list: undefined, look: undefined, ...opening.patch }),
    [report, show],
  );
  // Another filter counts other things than those that stand open.
  const change = (patch: PortfolioPatch) => show(report, { look: undefined, ...patch });
  const shown = data?.report === report ? data : null;
  const [frame, room] = useSize<HTMLDivElement>();
  const { cols, list: named } = search;
  const list = useMemo(() => (shown === null ? null : listOf(shown, named)), [shown, named]);
  const layout = useMemo(() => list && layoutOf(list, cols?.[list.name], room), [list, cols, room]);
  const choose = (columns: string | null) => {
    if (!list) return;
    const { [list.name]: _, ...others } = cols ?? {};
    show(report, { cols: columns === null ? others : { ...others, [list.name]: columns } });
  };
  return (
    <div className={styles.listing}>
      <Tabs<PortfolioReportName>
        label="Report"
        value={report}
        onValue={(next) => show(next, { list: undefined, look: undefined })}
        tabs={REPORT_TABS}
      />
      <div className={styles.tools}>
        <Filters report={report} search={search} units={props.units} shown={shown} onChange={change} />
        {list && layout && <ColumnsButton name={list.name} layout={layout} onChoose={choose} />}
        <ExportReport from={from} report={report} filter={filter} />
      </div>
      {/* What is opened beside it takes no column away. */}
      <div ref={frame} className={styles.frame}>
        <Split
          panel={
            search.look === undefined ? null : (
              <LookPanel
                key={JSON.stringify(search.look)}
                from={from}
                look={search.look}
                onClose={() => show(report, { look: undefined })}
              />
            )
          }
        >
          {error ? (
            <Notice tone="bad" title={`${REPORT_TITLES[report]} could not be read`}>
              {failureOf(error).message}
            </Notice>
          ) : (
            shown &&
            list &&
            layout &&
            room > 0 && (
              <div className={styles.list}>
                <p role="status" className={styles.beginning}>
                  {beginningWords(shown, list.name)}
                </p>
                <ReportLists
                  key={report}
                  report={shown}
                  list={list}
                  layout={layout}
                  onResize={(column, width) => choose(resized(layout, column, width))}
                  onOpen={open}
                />
              </div>
            )
          )}
        </Split>
      </div>
    </div>
  );
}
