import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWorkbookId } from '../../../host/context.tsx';

/** The way to a card of the walk-through, or to a whole service where there is no one card. */
export function PlaceLink(props: {
  readonly subject: string;
  readonly responsibility: string | null;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  const workbook = useWorkbookId();
  return (
    <Link
      to="/w/$workbook/walk/{-$subject}"
      params={{ workbook, subject: props.subject }}
      search={props.responsibility === null ? {} : { card: props.responsibility }}
      className={props.className}
    >
      {props.children}
    </Link>
  );
}
