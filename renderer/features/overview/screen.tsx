import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { stackInputs } from '../../../main/domain/pictures/demarcation.ts';
import { buttonClass } from '../../components/button/button.tsx';
import { DemarcationColumns } from '../../components/demarcation/demarcation-columns.tsx';
import { EmptyState } from '../../components/empty-state/empty-state.tsx';
import { Legend } from '../../components/ownership/legend.tsx';
import { Page, Panel, Section } from '../../components/page/page.tsx';
import { SavePicture } from '../../components/save-picture/save-picture.tsx';
import { useWorkbookId } from '../../host/context.tsx';
import { useDemarcData } from '../../host/queries.ts';
import { Bars } from './components/bars.tsx';
import { Chart } from './components/chart.tsx';
import { ActionsDue, Expiring } from './components/due-lists.tsx';
import { Tiles } from './components/tiles.tsx';
import { Week } from './components/week.tsx';
import { gapBars, ownershipBars, ownershipTable } from './model.ts';
import styles from './overview.module.css';

const PICTURE_HEIGHT = 440;

/** The state of the workbook on one page; every figure leads to where it comes from. */
export function OverviewScreen() {
  const workbook = useWorkbookId();
  const navigate = useNavigate();
  const info = useDemarcData('workbook.info', {});
  const overview = useDemarcData('overview.get', {});
  const matrix = useDemarcData('assignments.matrix', {});
  const inputs = useMemo(() => stackInputs(matrix), [matrix]);
  const owners = useMemo(() => ownershipBars(matrix), [matrix]);
  const ownersTable = useMemo(() => ownershipTable(owners), [owners]);
  const gaps = useMemo(() => gapBars(overview.gapDomains), [overview.gapDomains]);
  return (
    <Page title="Overview" lead={`${info.title}, ${info.organisation}`} wide>
      <Tiles overview={overview} />
      {overview.services === 0 && (
        <EmptyState
          icon="services"
          title="No services yet"
          actions={
            <Link to="/w/$workbook/services" params={{ workbook }} className={buttonClass('primary')}>
              Choose services
            </Link>
          }
        >
          Choose the services in use, or drop the templates that describe them: then there is something to
          draw.
        </EmptyState>
      )}
      <Section
        title="Where the line runs"
        hint="From the facilities at the bottom to the data at the top. Below a service’s line the provider does most, above it the customer; a broken line has duties still open."
      >
        <Panel padded>
          <div className={styles.picture}>
            <Legend parties={matrix.parties} />
            <DemarcationColumns
              inputs={inputs}
              height={PICTURE_HEIGHT}
              acts={(drawing) => (
                <SavePicture
                  of={drawing}
                  title={`Where the line runs: ${info.title}`}
                  parties={matrix.parties}
                />
              )}
              onOpen={(subject) =>
                void navigate({
                  to: '/w/$workbook/walk/{-$subject}',
                  params: { workbook, subject },
                  search: {},
                })
              }
            />
          </div>
        </Panel>
      </Section>
      <div className={styles.grid}>
        <Chart
          title="Who owns what"
          hint="By domain, and answered of asked."
          head={ownersTable.head}
          rows={ownersTable.rows}
        >
          <Bars bars={owners} scale="whole" />
        </Chart>
        <Chart
          title="Gaps by domain"
          hint="High, medium and low."
          head={['Domain', 'High', 'Medium', 'Low', 'All']}
          rows={overview.gapDomains.map(({ name, counts }) => [
            name,
            String(counts.high),
            String(counts.medium),
            String(counts.low),
            String(counts.high + counts.medium + counts.low),
          ])}
        >
          {gaps.length === 0 ? (
            <p>The rules find nothing wrong or missing.</p>
          ) : (
            <Bars bars={gaps} scale="count" />
          )}
        </Chart>
        <ActionsDue actions={overview.actions} />
        <Expiring expiring={overview.expiring} today={overview.today} />
      </div>
      <Week week={overview.week} />
    </Page>
  );
}
