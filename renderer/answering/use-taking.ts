import type { Proposal } from '../../main/contract/proposals.ts';
import { namesById } from '../../main/domain/duties/ownership.ts';
import { saidWords } from '../../main/domain/proposals.ts';
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

/** Takes proposals over and declines them; what was done is said, and can be taken back. */
export function useTaking(control: CardControl): Taking {
  const take = useCommand('proposals.take');
  const decline = useCommand('proposals.decline');
  const offer = useUndoOffer();
  const words = (proposal: Proposal) =>
    `${proposal.by?.name ?? 'Somebody in the room'} ${saidWords(proposal, namesById(control.parties))}`;
  return {
    locked: control.locked,
    busy: take.busy || decline.busy,
    take: (proposal) =>
      void take.run({ number: proposal.number }).then((attempt) => {
        if (attempt.ok) offer(`Taken over: ${words(proposal)}`, attempt.change);
      }),
    decline: (proposal) =>
      void decline.run({ number: proposal.number }).then((attempt) => {
        if (attempt.ok) offer(`Declined: ${words(proposal)}`, attempt.change);
      }),
  };
}
