import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';
import type { PortfolioReportName } from '../../../main/contract/portfolio.ts';
import { REPORT_TITLES } from '../../../main/domain/portfolio/words.ts';
import { Button } from '../../components/button/button.tsx';
import { Notice } from '../../components/notice/notice.tsx';
import { FullPage } from '../../components/page/page.tsx';
import { BackButton } from '../../components/reading/back-button.tsx';
import { Split } from '../../components/side-panel/side-panel.tsx';
import { Tabs } from '../../components/tabs/tabs.tsx';
import { failureOf } from '../../host/call-error.ts';
import { useDemarcQuery, useQueryCache } from '../../host/queries.ts';
import { ExportReport } from './components/export-report.tsx';
import { Filters } from './components/filters.tsx';
import { LookPanel } from './components/look-panel.tsx';
import { NothingPublished } from './components/nothing-published.tsx';
import { PublishDialog } from './components/publish-dialog.tsx';
import { ReportLists } from './components/report-lists.tsx';
import { filterOf, type Opening, overviewWords, REPORT_TABS } from './model.ts';
import styles from './portfolio.module.css';
import type { PortfolioPatch, PortfolioSearch } from './search.ts';

const route = getRouteApi('/portfolio/{-$report}');

/** Many workbooks as one picture: what was published to the file on this machine, by six reports. */
export function PortfolioScreen() {
  const { report: wanted } = route.useParams();
  const report = REPORT_TABS.find(({ value }) => value === wanted)?.value ?? 'overview';
  const [publishing, setPublishing] = useState(false);
  const all = useDemarcQuery('portfolio.report', { report: 'overview' });
  useFreshReports();
  useEffect(() => {
    document.title = 'Portfolio - Demarc';
  }, []);
  const overview = all.data?.report === 'overview' ? all.data.body : null;
  const failure = all.error ? failureOf(all.error) : null;
  const none = failure?.code === 'NOT_FOUND' || overview?.totals.workbooks === 0;
  const publish = () => setPublishing(true);
  return (
    <div className={styles.screen}>
      <nav aria-label="Portfolio" className={styles.bar}>
        <BackButton />
      </nav>
      <main className={styles.main}>
        {none ? (
          <NothingPublished onPublish={publish} />
        ) : (
          <FullPage
            title="Portfolio"
            lead={overview === null ? 'Reading the portfolio' : overviewWords(overview)}
            actions={
              <Button icon="add" onClick={publish}>
                Publish workbooks
              </Button>
            }
          >
            {failure ? (
              <Notice tone="bad" title="The portfolio could not be read">
                {failure.message}
              </Notice>
            ) : (
              overview && (
                <Report
                  report={report}
                  units={[...new Set(overview.workbooks.map(({ unit }) => unit))].sort()}
                />
              )
            )}
          </FullPage>
        )}
      </main>
      {publishing && <PublishDialog onClose={() => setPublishing(false)} />}
    </div>
  );
}

/** Others publish as well, by the command line, and no event tells of it: whoever opens the screen sees what is there now. */
function useFreshReports(): void {
  const { raw } = useQueryCache();
  useEffect(() => {
    void raw.invalidateQueries({ queryKey: [null, 'portfolio'] });
  }, [raw]);
}

function Report(props: { readonly report: PortfolioReportName; readonly units: readonly string[] }) {
  const { report } = props;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const filter = filterOf(report, search);
  const { data, error } = useDemarcQuery('portfolio.report', { report, filter }, { keepPrevious: true });
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
        <ExportReport report={report} filter={filter} />
      </div>
      <Split
        panel={
          search.look === undefined ? null : (
            <LookPanel
              key={JSON.stringify(search.look)}
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
          shown && <ReportLists key={report} report={shown} wanted={search.list} onOpen={open} />
        )}
      </Split>
    </div>
  );
}
