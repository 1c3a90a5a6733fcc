import { Link } from '@tanstack/react-router';
import type { Overview } from '../../../../main/contract/overview.ts';
import { percentWords } from '../../../../main/domain/words/percent.ts';
import { ProgressBar } from '../../../components/progress/progress.tsx';
import { useWorkbookId } from '../../../host/context.tsx';
import { formatCount, formatNumber } from '../../../lib/format.ts';
import styles from '../overview.module.css';

/** Where the assessment stands, in four numbers that lead to where they come from. */
export function Tiles({ overview }: { readonly overview: Overview }) {
  const workbook = useWorkbookId();
  const params = { workbook };
  const { asked, answered, parked, confirmLater, gaps, actions } = overview;
  const found = gaps.reduce((sum, { count }) => sum + count, 0);
  const inHand = gaps.reduce((sum, each) => sum + each.inHand, 0);
  const high = gaps.find(({ severity }) => severity === 'high')?.count ?? 0;
  return (
    <ul className={styles.tiles} aria-label="Where the assessment stands">
      <li className={styles.tile}>
        <Link to="/w/$workbook/walk/{-$subject}" params={params} search={{}}>
          Answered
        </Link>
        <strong>{percentWords(answered, asked)}</strong>
        <ProgressBar label="Answered" done={answered} total={asked} />
        <span>{`${formatNumber(answered)} of ${formatCount(asked, 'duty', 'duties')}`}</span>
      </li>
      <li className={styles.tile}>
        <Link to="/w/$workbook/services" params={params}>
          Services
        </Link>
        <strong>{formatNumber(overview.services)}</strong>
        <span>{`${formatNumber(parked)} parked, ${formatNumber(confirmLater)} to be confirmed`}</span>
      </li>
      <li className={styles.tile}>
        <Link to="/w/$workbook/gaps" params={params} search={{}}>
          Gaps
        </Link>
        <strong>{formatNumber(found)}</strong>
        <span>{`${formatNumber(high)} high, ${formatNumber(inHand)} in hand`}</span>
      </li>
      <li className={styles.tile}>
        <Link to="/w/$workbook/gaps" params={params} search={{ view: 'actions' }}>
          Actions
        </Link>
        <strong>{formatNumber(actions.live)}</strong>
        <span>{actions.overdue === 0 ? 'none overdue' : `${formatNumber(actions.overdue)} overdue`}</span>
      </li>
    </ul>
  );
}
