import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CardLink } from '../../../answering/pane/card-list.tsx';
import { useWorkbookId } from '../../../host/context.tsx';

/** The way to the card of a duty, or to a whole service where there is no one card. */
export function PlaceLink(props: {
  readonly subject: string;
  readonly responsibility: string | null;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  const { subject, responsibility, className, children } = props;
  const workbook = useWorkbookId();
  if (responsibility !== null)
    return (
      <CardLink subject={subject} responsibility={responsibility} className={className}>
        {children}
      </CardLink>
    );
  return (
    <Link to="/w/$workbook/walk/{-$subject}" params={{ workbook, subject }} search={{}} className={className}>
      {children}
    </Link>
  );
}
