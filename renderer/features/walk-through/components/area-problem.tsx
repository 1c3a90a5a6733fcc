import { Link } from '@tanstack/react-router';
import { buttonClass } from '../../../components/button/button.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { failureOf } from '../../../host/call-error.ts';
import { useWorkbookId } from '../../../host/context.tsx';

/** A card that cannot be shown: why, and where to go on. */
export function AreaProblem({ error }: { readonly error: unknown }) {
  const workbook = useWorkbookId();
  return (
    <Notice
      tone="bad"
      title="This card cannot be shown"
      actions={
        <Link
          to="/w/$workbook/walk/{-$subject}"
          params={{ workbook, subject: undefined }}
          search={{}}
          className={buttonClass()}
        >
          Go on where I stopped
        </Link>
      }
    >
      {failureOf(error).message} Recorded answers are not affected.
    </Notice>
  );
}
