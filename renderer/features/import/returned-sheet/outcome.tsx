import type { SheetApplied } from '../../../../main/contract/sheets.ts';
import { Button } from '../../../components/button/button.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { FocusHere } from '../../../components/page/focus-here.tsx';
import { Table } from '../../../components/table/table.tsx';
import { useCommand } from '../../../host/use-command.ts';
import { formatCount, formatNumber } from '../../../lib/format.ts';
import styles from './returned-sheet.module.css';

/** More rows than anybody reads; the rest is counted. */
const MOST_SHOWN = 200;

/** What was taken in, what stayed out and why, and the way back. */
export function Outcome(props: {
  readonly result: SheetApplied;
  readonly onAgain: () => void;
  readonly onDone: () => void;
}) {
  const { change, applied, assignments, left, people, reopened } = props.result;
  const undo = useCommand('workbook.undo');
  const takeBack = async () => {
    if (change !== null && (await undo.run({ change })).ok) props.onAgain();
  };
  return (
    <div className={styles.stack}>
      <FocusHere>
        <div role="status">
          <Notice
            tone={applied > 0 ? 'good' : 'warn'}
            title={
              applied > 0
                ? `${formatCount(applied, 'cell')} of ${formatCount(assignments, 'duty', 'duties')} taken in`
                : 'Nothing was taken in'
            }
            actions={
              <>
                {change !== null && (
                  <Button icon="undo" disabled={undo.busy} onClick={() => void takeBack()}>
                    Undo
                  </Button>
                )}
                <Button onClick={props.onAgain}>Look at the sheet again</Button>
                <Button kind="primary" onClick={props.onDone}>
                  Done
                </Button>
              </>
            }
          >
            {[
              applied > 0 ? 'It is one change in the history, in the name of whoever sent the sheet.' : '',
              people.length > 0 ? `Added: ${people.join(', ')}.` : '',
              reopened > 0
                ? `${formatCount(reopened, 'accepted answer was', 'accepted answers were')} opened again.`
                : '',
            ]
              .filter((sentence) => sentence !== '')
              .join(' ')}
          </Notice>
        </div>
      </FocusHere>
      {left.length > 0 && (
        <section className={styles.left} aria-label="Left as it was">
          <h3>{formatCount(left.length, 'chosen cell')} left as it was</h3>
          <Table heads={['Cell', 'Duty', 'Column', 'Why']}>
            {left.slice(0, MOST_SHOWN).map(({ ref, field, title, cell, why }) => (
              <tr key={`${ref}#${field}`}>
                <td>{cell}</td>
                <td>{ref}</td>
                <td>{title}</td>
                <td>{why}</td>
              </tr>
            ))}
          </Table>
          {left.length > MOST_SHOWN && <p>and {formatNumber(left.length - MOST_SHOWN)} more.</p>}
        </section>
      )}
    </div>
  );
}
