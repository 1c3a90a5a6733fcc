import { Link } from '@tanstack/react-router';
import { namesById } from '../../../../main/domain/duties/ownership.ts';
import { waitsWords } from '../../../../main/domain/duties/parking.ts';
import { OwnershipChip } from '../../../components/ownership/ownership-chip.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import table from '../../../components/table/table.module.css';
import { Table } from '../../../components/table/table.tsx';
import { useWorkbookId } from '../../../host/context.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { cx } from '../../../lib/cx.ts';
import { formatNumber } from '../../../lib/format.ts';
import styles from './workshop.module.css';

/** Questions that the room put aside, each with its note and the way back to it. */
export function ParkedList() {
  const parked = useDemarcData('workshop.parked', {});
  const parties = useDemarcData('parties.list', {});
  const names = namesById(useDemarcData('people.list', {}));
  const workbook = useWorkbookId();
  if (parked.length === 0)
    return (
      <Section title="Parked">
        <p className={styles.soft}>
          Nothing is parked. P puts a question aside in the presenter view and in the walk-through, so that
          one hard question does not hold up the room.
        </p>
      </Section>
    );
  return (
    <Section title={`Parked (${formatNumber(parked.length)})`}>
      <Panel>
        <Table
          heads={['Duty', 'Service', 'Waits for', 'Note', 'So far', { text: 'Other view', hidden: true }]}
        >
          {parked.map((row) => {
            const there = {
              params: { workbook, subject: row.subject },
              search: { card: row.ref.slice(row.subject.length + 1) },
            };
            return (
              <tr key={row.ref}>
                <th scope="row" className={styles.rowHead}>
                  <Link to="/w/$workbook/present/{-$subject}" {...there}>
                    {row.name}
                  </Link>
                </th>
                <td>{row.subjectLabel}</td>
                <td className={styles.text}>{waitsWords(row.waits, names)}</td>
                <td className={styles.text}>{row.note ?? ''}</td>
                <td>
                  <OwnershipChip ownership={row.ownership} parties={parties} words wrap />
                </td>
                <td className={cx(table.end, styles.number)}>
                  <Link
                    to="/w/$workbook/walk/{-$subject}"
                    {...there}
                    aria-label={`${row.name}, ${row.subjectLabel}, in the walk-through`}
                  >
                    Walk-through
                  </Link>
                </td>
              </tr>
            );
          })}
        </Table>
      </Panel>
    </Section>
  );
}
