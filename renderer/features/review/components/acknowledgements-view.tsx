import type { AcknowledgementState } from '../../../../main/contract/review.ts';
import { Badge, type Tone } from '../../../components/badge/badge.tsx';
import { Button } from '../../../components/button/button.tsx';
import { EmptyState } from '../../../components/empty-state/empty-state.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import table from '../../../components/table/table.module.css';
import { Table } from '../../../components/table/table.tsx';
import { useToasts } from '../../../components/toast/toasts.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import { cx } from '../../../lib/cx.ts';
import { formatCount, formatMoment, formatNumber } from '../../../lib/format.ts';
import styles from './review.module.css';
import { Who } from './who.tsx';

const STATES: Readonly<Record<AcknowledgementState, { readonly words: string; readonly tone: Tone }>> = {
  none: { words: 'Not yet', tone: 'plain' },
  current: { words: 'Acknowledged', tone: 'good' },
  stale: { words: 'Duties changed since', tone: 'warn' },
};

/** Who is named for duties, and whether they said that they understood them. */
export function AcknowledgementsView(props: { readonly onDuties: (person: string) => void }) {
  const { readOnly } = useDemarcData('workbook.info', {});
  const rows = useDemarcData('review.acknowledgements', {});
  const acknowledge = useCommand('review.acknowledge');
  const toasts = useToasts();
  if (rows.length === 0)
    return (
      <EmptyState icon="person" title="Nobody is named yet">
        Name people on the cards of the walk-through. Whoever is named for a duty can acknowledge it here.
      </EmptyState>
    );
  const record = async (person: string) => {
    const done = await acknowledge.run({ person });
    if (done.ok)
      toasts.show({
        text: `Recorded that ${done.value.name} acknowledged ${formatCount(done.value.duties, 'duty', 'duties')}.`,
      });
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.scroll} aria-label="Acknowledgements" tabIndex={0}>
      <div className={styles.sections}>
        <Section
          title="Owners and their duties"
          hint="Record it when a person has read the duties that name them and understood them. It holds until a duty of theirs, or its text, changes."
        >
          <Panel>
            <Table
              heads={[
                'Person',
                { text: 'Duties', end: true },
                'State',
                'Recorded',
                { text: 'Acts', hidden: true },
              ]}
            >
              {rows.map((row) => (
                <tr key={row.person}>
                  <td className={table.fixed}>
                    <Who name={row.name} role={row.role} />
                  </td>
                  <td className={cx(table.fixed, table.end)}>{formatNumber(row.duties)}</td>
                  <td className={table.fixed}>
                    <Badge tone={STATES[row.state].tone}>{STATES[row.state].words}</Badge>
                  </td>
                  <td className={table.fixed}>
                    {row.acknowledgedAt && (
                      <>
                        {formatMoment(row.acknowledgedAt)}
                        {row.recordedBy && ` by ${row.recordedBy}`}
                      </>
                    )}
                  </td>
                  <td className={table.acts}>
                    <Button
                      size="small"
                      kind="quiet"
                      aria-label={`Show duties of ${row.name}`}
                      onClick={() => props.onDuties(row.person)}
                    >
                      Show duties
                    </Button>
                    <Button
                      size="small"
                      disabled={readOnly || acknowledge.busy || row.duties === 0 || row.state === 'current'}
                      aria-label={`Record that ${row.name} acknowledged`}
                      onClick={() => void record(row.person)}
                    >
                      Record
                    </Button>
                  </td>
                </tr>
              ))}
            </Table>
          </Panel>
        </Section>
      </div>
    </section>
  );
}
