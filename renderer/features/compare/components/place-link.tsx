import { Link } from '@tanstack/react-router';
import { CardLink, listLine } from '../../../answering/pane/card-list.tsx';
import { useWorkbookId } from '../../../host/context.tsx';
import type { Target } from '../model.ts';

/** Names the place of a change, as a link to where it can be looked at. */
export function PlaceLink(props: { readonly target: Target | null; readonly children: string }) {
  const workbook = useWorkbookId();
  const { target } = props;
  if (target === null) return props.children;
  if (target.screen === 'card')
    return (
      <CardLink subject={target.subject} responsibility={target.card}>
        {props.children}
      </CardLink>
    );
  if (target.screen === 'service')
    return (
      <Link {...listLine} to="/w/$workbook/services" params={{ workbook }} search={{ edit: target.ref }}>
        {props.children}
      </Link>
    );
  return (
    <Link {...listLine} to="/w/$workbook/evidence" params={{ workbook }} search={{ open: target.number }}>
      {props.children}
    </Link>
  );
}
