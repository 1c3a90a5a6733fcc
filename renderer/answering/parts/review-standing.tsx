import { useState } from 'react';
import type { Card } from '../../../main/contract/assignments.ts';
import { Button } from '../../components/button/button.tsx';
import { TextField } from '../../components/field/field.tsx';
import { Notice } from '../../components/notice/notice.tsx';
import { useDemarcQuery } from '../../host/queries.ts';
import { useCommand } from '../../host/use-command.ts';
import { formatMoment } from '../../lib/format.ts';
import type { CardControl } from '../card-control.ts';

/** What a reviewer said of the answer: it is read before one answers again. */
export function ReturnedNotice({ card: { assignment } }: { readonly card: Card }) {
  if (!assignment?.reviewText || assignment.review === 'accepted' || assignment.review === 'submitted')
    return null;
  return (
    <Notice tone="warn" title={assignment.review === 'returned' ? 'Returned by the reviewer' : 'Reopened'}>
      {assignment.reviewText}
    </Notice>
  );
}

/** Where the answer stands in review, and the one way in which an accepted answer can be changed. */
export function ReviewStanding({ control }: { readonly control: CardControl }) {
  const review = control.card.assignment?.review;
  if (review === 'accepted') return <Accepted control={control} />;
  if (review !== 'submitted') return null;
  return <Notice title="Waits for review">A change makes it a draft again, to be submitted anew.</Notice>;
}

function Accepted({ control }: { readonly control: CardControl }) {
  const { ref } = control.card;
  const { data: standing } = useDemarcQuery('review.standing', { ref });
  const { data: info } = useDemarcQuery('workbook.info', {});
  const reopen = useCommand('review.reopen', { quiet: true });
  const [reason, setReason] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async () => {
    if (reason === null || reason.trim() === '') return setProblem('Give the reason.');
    const done = await reopen.run({ refs: [ref], reason });
    if (!done.ok) setProblem(done.failure.message);
  };
  const who = standing?.by ? ` by ${standing.by}` : '';
  const when = standing?.at ? ` on ${formatMoment(standing.at)}` : '';
  return (
    <Notice
      tone="good"
      title={`Accepted in review${who}${when}`}
      actions={
        reason === null ? (
          <Button size="small" disabled={info?.readOnly !== false} onClick={() => setReason('')}>
            Reopen with a reason…
          </Button>
        ) : undefined
      }
    >
      {reason === null ? (
        'It is locked. What was accepted changes only when it is reopened with a reason.'
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            setReason(null);
          }}
        >
          <TextField
            label="Why it has to change"
            hint="The reason goes into the change log. The answer is a draft again."
            error={problem}
            value={reason}
            maxLength={10_000}
            autoFocus
            onValue={(next) => {
              setReason(next);
              setProblem(null);
            }}
          />
          <Button kind="primary" size="small" type="submit" disabled={reopen.busy}>
            Reopen
          </Button>{' '}
          <Button size="small" onClick={() => setReason(null)}>
            Cancel
          </Button>
        </form>
      )}
    </Notice>
  );
}
