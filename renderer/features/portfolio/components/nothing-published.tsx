import type { ReactNode } from 'react';
import { Button } from '../../../components/button/button.tsx';
import { EmptyState } from '../../../components/empty-state/empty-state.tsx';

/** What a portfolio is for, and how it begins; `place` says where it lies, where that is not on this machine. */
export function NothingPublished(props: {
  readonly place: string | null;
  /** Other ways on from here. */
  readonly others: ReactNode;
  readonly onPublish: () => void;
}) {
  return (
    <EmptyState
      icon="overview"
      level={1}
      title="Nothing is published yet"
      actions={
        <>
          <Button kind="primary" icon="add" onClick={props.onPublish}>
            Publish workbooks
          </Button>
          {props.others}
        </>
      }
    >
      <p>
        A portfolio shows many workbooks as one picture: where teams own the same duty differently, whose
        evidence runs out, who bears how much. Publish workbooks here, on the Export screen of each, or whole
        folders with <code>demarc publish</code>.{' '}
        {props.place === null
          ? 'It stays in a file on this machine, and the workbooks stay as they are.'
          : `What you publish goes to ${props.place}, which is connected; the workbooks stay as they are.`}
      </p>
    </EmptyState>
  );
}
