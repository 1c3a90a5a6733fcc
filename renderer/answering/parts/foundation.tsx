import { Icon } from '../../components/icon/icon.tsx';
import { formatCount } from '../../lib/format.ts';
import type { CardControl } from '../card-control.ts';
import styles from './answer-bar.module.css';

/** Before it is recorded: an answer for a provider's foundation, or a common control, shows in many columns at once. */
export function Foundation({ control }: { readonly control: CardControl }) {
  const { foundation, subject } = control.card;
  if (!foundation) return null;
  return (
    <p className={styles.foundation}>
      <Icon name="info" size={14} />
      Answered once {subject.kind === 'common' ? 'by' : 'for'} {subject.label}: what is recorded here shows in{' '}
      {foundation.columns === 1 ? 'one column' : `all ${formatCount(foundation.columns, 'column')}`} of the
      matrix.
    </p>
  );
}
