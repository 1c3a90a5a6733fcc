import { Link } from '@tanstack/react-router';
import { buttonClass } from '../components/button/button.tsx';
import { EmptyState } from '../components/empty-state/empty-state.tsx';

export function NotFound() {
  return (
    <EmptyState
      icon="search"
      level={1}
      title="There is nothing at this address"
      actions={
        <Link to="/" className={buttonClass('primary')}>
          Go to the start screen
        </Link>
      }
    >
      The address may come from a workbook that is no longer open.
    </EmptyState>
  );
}
