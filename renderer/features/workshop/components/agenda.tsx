import { Link } from '@tanstack/react-router';
import { durationWords } from '../../../../main/domain/meetings.ts';
import { Panel, Section } from '../../../components/page/page.tsx';
import table from '../../../components/table/table.module.css';
import { useWorkbookId } from '../../../host/context.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { cx } from '../../../lib/cx.ts';
import { formatNumber } from '../../../lib/format.ts';
import { agendaTotals } from '../model.ts';
import styles from './workshop.module.css';

/** Zero is said by an empty cell: what stands out is what is left. */
const shown = (count: number): string => (count === 0 ? '' : formatNumber(count));

const number = cx(table.end, styles.number);

/** Services in walking order, with how far each is and how long it took. */
export function Agenda() {
  const agenda = useDemarcData('workshop.agenda', {});
  const workbook = useWorkbookId();
  const total = agendaTotals(agenda);
  return (
    <Section title="Agenda" hint="A service opens in the presenter view at its first duty without an answer.">
      <Panel>
        <div className={table.scroll}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">Service</th>
                <th scope="col" className={table.end}>
                  Answered
                </th>
                <th scope="col" className={table.end}>
                  Parked
                </th>
                <th scope="col" className={table.end}>
                  To be confirmed
                </th>
                <th scope="col" className={table.end}>
                  This meeting
                </th>
                <th scope="col" className={table.end}>
                  In all
                </th>
              </tr>
            </thead>
            <tbody>
              {agenda.map((item) => (
                <tr key={item.ref}>
                  <th scope="row" className={styles.rowHead}>
                    <Link
                      to="/w/$workbook/present/{-$subject}"
                      params={{ workbook, subject: item.ref }}
                      search={{}}
                    >
                      {item.label}
                    </Link>
                    <span className={styles.soft}> {item.detail}</span>
                  </th>
                  <td className={number}>
                    {formatNumber(item.answered)} of {formatNumber(item.asked)}
                  </td>
                  <td className={number}>{shown(item.parked)}</td>
                  <td className={number}>{shown(item.toConfirm)}</td>
                  <td className={number}>{durationWords(item.secondsNow)}</td>
                  <td className={number}>{durationWords(item.seconds)}</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row" className={styles.together}>
                  Together
                </th>
                <td className={number}>
                  {formatNumber(total.answered)} of {formatNumber(total.asked)}
                </td>
                <td className={number}>{shown(total.parked)}</td>
                <td className={number}>{shown(total.toConfirm)}</td>
                <td className={number}>{durationWords(total.secondsNow)}</td>
                <td className={number}>{durationWords(total.seconds)}</td>
              </tr>
            </tfoot>
          </table>
        </div>
      </Panel>
    </Section>
  );
}
