import { useDeferredValue, useMemo, useState } from 'react';
import type { Party } from '../../main/contract/parties.ts';
import type { Proposal } from '../../main/contract/proposals.ts';
import { namesById } from '../../main/domain/duties/ownership.ts';
import { saidWords } from '../../main/domain/proposals.ts';
import { useToasts } from '../components/toast/toasts.tsx';
import { failureOf } from '../host/call-error.ts';
import { useClient, useWorkbookId } from '../host/context.tsx';
import { useDemarcQuery } from '../host/queries.ts';
import { useCommand } from '../host/use-command.ts';
import { useUndoOffer } from '../host/use-undo-offer.ts';
import type { CardControl } from './card-control.ts';

/** How what somebody proposed becomes the answer of a card, or does not. */
export interface Taking {
  readonly locked: boolean;
  readonly busy: boolean;
  take(proposal: Proposal): void;
  decline(proposal: Proposal): void;
}

/**
 * What people said of a duty and did not withdraw, newest first, and how it is taken over or declined: what was done is told, and can be taken
 * back. `wanted` false asks for nothing: a line has no room for it.
 */
export function useProposed(
  ref: string,
  parties: readonly Party[],
  locked: boolean,
  wanted: boolean,
): Pick<CardControl, 'proposals' | 'voices' | 'taking'> {
  // Asked for when the card itself is drawn.
  const drawn = useDeferredValue(ref, null) === ref && wanted;
  const { data } = useDemarcQuery('proposals.list', { ref }, { enabled: drawn, keepPrevious: false });
  const taking = useTaking(parties, locked);
  const proposals = useMemo(() => (data ?? []).filter(({ outcome }) => outcome !== 'withdrawn'), [data]);
  // As everybody in the room counts them, while a meeting is running.
  const meetings = useDemarcQuery('workshop.meetings', {}, { enabled: proposals.length > 0 }).data;
  const running = meetings?.find((meeting) => meeting.running)?.number;
  const voices = useMemo(
    () => proposals.filter(({ meeting }) => running === undefined || meeting === running),
    [proposals, running],
  );
  return { proposals, voices, taking };
}

function useTaking(parties: readonly Party[], locked: boolean): Taking {
  const take = useCommand('proposals.take');
  const decline = useCommand('proposals.decline');
  const client = useClient();
  const workbook = useWorkbookId();
  const toasts = useToasts();
  const [attaching, setAttaching] = useState(false);
  /** A file is copied into the workbook, which takes its time. */
  const attach = async ({ number }: Proposal) => {
    setAttaching(true);
    try {
      const { number: evidence, title } = await client.runJob('proposals.takeFile', { number }, workbook);
      toasts.show({ text: `Attached as evidence: E-${evidence} ${title}` });
    } catch (error) {
      toasts.show({ tone: 'error', text: failureOf(error).message });
    } finally {
      setAttaching(false);
    }
  };
  const offer = useUndoOffer();
  const words = (proposal: Proposal) =>
    `${proposal.by?.name ?? 'Somebody in the room'} ${saidWords(proposal, namesById(parties))}`;
  return {
    locked,
    busy: take.busy || decline.busy || attaching,
    take: (proposal) =>
      proposal.kind === 'file'
        ? void attach(proposal)
        : void take.run({ number: proposal.number }).then((attempt) => {
            if (attempt.ok) offer(`Taken over: ${words(proposal)}`, attempt.change);
          }),
    decline: (proposal) =>
      void decline.run({ number: proposal.number }).then((attempt) => {
        if (attempt.ok) offer(`Declined: ${words(proposal)}`, attempt.change);
      }),
  };
}
