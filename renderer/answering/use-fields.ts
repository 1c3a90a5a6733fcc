import type { Card, Status } from '../../main/contract/assignments.ts';
import type { Party } from '../../main/contract/parties.ts';
import { isSaidHere } from '../../main/domain/answers/held.ts';
import { kindsById, ownershipOf, partiesOf } from '../../main/domain/duties/ownership.ts';
import { differs } from '../components/ownership/answers.ts';
import type { Autosave } from '../host/use-autosave.ts';
import { cardLabel } from './card-label.ts';
import type { DraftControl } from './draft/use-draft.ts';
import { type AssignmentEdit, dutyKey, personKey, useEdit } from './use-edit.ts';

/** One part of a card: what stands in it, and whether it can be written now. */
export interface CardField<V> {
  readonly value: V;
  /** What stands is not recorded: it waits for the answer. */
  readonly drafted: boolean;
  readonly locked: boolean;
  set(value: V): void;
  /** The field was left: what was typed is sent now. */
  leave(): void;
}
export interface CardFields {
  /** How what is recorded already saves itself. */
  readonly edit: Autosave<AssignmentEdit>;
  readonly status: CardField<Status>;
  readonly dueOn: CardField<string | null>;
  readonly reason: CardField<string>;
  readonly note: CardField<string>;
  /** The recorded answer differs from the suggestion, or the one that stands chosen would. */
  readonly deviates: boolean;
  person(party: string): CardField<string | null>;
  /** `usual` stands where nobody has written anything. */
  duty(party: string, usual: string): CardField<string>;
}

/**
 * The parts of a card, which can be filled in in any order. What hangs on an answer is a draft until there is one and saves
 * itself from then on; a note needs no answer, so it is recorded at once.
 */
export function useFields(
  card: Card,
  parties: readonly Party[],
  control: DraftControl,
  locked: boolean,
): CardFields {
  const { assignment } = card;
  const edit = useEdit(card.ref, cardLabel(card), assignment?.rev);
  const { draft, change } = control;
  const kinds = kindsById(parties);
  const open = card.ownership.kind === 'unanswered';
  const recorded = partiesOf(card.ownership);
  const customers = recorded.some((party) => kinds.get(party) !== 'provider');
  const standing = draft.owners?.length
    ? ownershipOf({ shares: draft.owners.map(shareOf), notApplicable: null })
    : card.ownership;
  const deviates = differs(standing, card.suggestion, parties);
  /** Locked, or said elsewhere: what is held is changed where it was answered. */
  const closed = (field: Parameters<typeof isSaidHere>[2], party?: string): boolean =>
    locked || !isSaidHere(card.common?.how, card.common?.ownParties ?? [], field, party);

  /** One of the two that say how far the customer's part is. */
  const beside = <K extends 'status' | 'dueOn'>(
    name: K,
    saved: AssignmentEdit[K],
  ): CardField<AssignmentEdit[K]> => {
    const chosen = open ? (draft[name] as AssignmentEdit[K] | undefined) : undefined;
    const typed = edit.pending[name] as AssignmentEdit[K] | undefined;
    return {
      value: chosen === undefined ? pending(typed, saved) : chosen,
      drafted: chosen !== undefined,
      locked: closed(name) || (!open && !customers),
      set: (value) => (open ? change({ [name]: value }) : edit.edit({ [name]: value })),
      leave: edit.flush,
    };
  };
  return {
    edit,
    deviates,
    status: beside('status', assignment?.status ?? 'not-started'),
    dueOn: beside('dueOn', assignment?.dueOn ?? null),
    reason: {
      value: open
        ? (draft.reason ?? '')
        : (pending(edit.pending.reason, assignment?.deviationReason ?? '') ?? ''),
      drafted: open && (draft.reason ?? '') !== '',
      locked: closed('deviationReason') || (!open && !deviates),
      set: (reason) =>
        open ? change({ reason: reason === '' ? undefined : reason }) : edit.edit({ reason }),
      leave: edit.flush,
    },
    note: {
      value: pending(edit.pending.note, assignment?.note ?? '') ?? '',
      drafted: false,
      locked,
      set: (note) => edit.edit({ note }),
      leave: edit.flush,
    },
    person: (party) => {
      const share = assignment?.shares.find((entry) => entry.party === party);
      const chosen = draft.people?.[party];
      return {
        value: share ? pending(edit.pending[personKey(party)], share.person) : (chosen ?? null),
        drafted: !share && chosen != null,
        locked: closed('person', party),
        set: (person) => {
          if (!share) return change({ people: { [party]: person } });
          edit.edit({ [personKey(party)]: person });
          edit.flush();
        },
        leave: edit.flush,
      };
    },
    duty: (party, usual) => {
      const share = assignment?.shares.find((entry) => entry.party === party);
      const written = draft.duties?.[party];
      return {
        value: share ? (pending(edit.pending[dutyKey(party)], share.text ?? '') ?? '') : (written ?? usual),
        drafted: !share && written !== undefined,
        locked: closed('text', party),
        set: (text) =>
          share ? edit.edit({ [dutyKey(party)]: text }) : change({ duties: { [party]: text } }),
        leave: edit.flush,
      };
    },
  };
}

const pending = <V>(typed: V | undefined, saved: V): V => (typed === undefined ? saved : typed);
const shareOf = (party: string) => ({ party, text: null, person: null });
