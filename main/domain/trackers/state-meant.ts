import type { ActionState } from '../../contract/actions.ts';
import { doubtfulLabel, endingLabel, maySayNotDone, reasonSaid, saysEnded } from './reason-words.ts';
import { isBareClosed, isBareOpen, stateSaid } from './state-words.ts';

/** What a tracker says of how far an issue is. */
export interface StateFacts {
  readonly status: string;
  /** Which of the tracker's own few kinds of states the status is one of; empty where it keeps none. */
  readonly category: string;
  /** Why it was closed; empty where that is not said. */
  readonly resolution: string;
  readonly labels: readonly string[];
}
export interface StateMeant {
  readonly state: ActionState;
  /** By which words, where they are other than those of the state itself: nobody would know from the state what they were. */
  readonly by: { readonly field: 'category' | 'status' | 'label'; readonly words: string } | null;
}
/** Which of the words is not known; `against`: the kind of states that it may not be one of. */
export interface StateUnknown {
  readonly unknown: 'status' | 'resolution';
  readonly against: string | null;
}

/**
 * The state that a tracker means, `now` being that of the action here; or which of its words is not known. A status that is known counts first, then one that says why nothing
 * more comes of it, then the kind of states that the tracker keeps a team's own word in, unless that word may speak against its having been done. Where nothing but closed is said,
 * a label may say why; one that says so beside a reason, or may say that it was not done, is told.
 */
export function stateMeant(
  { status, category, resolution, labels }: StateFacts,
  now: ActionState,
): StateMeant | StateUnknown {
  if (stateSaid(status) !== undefined) {
    const meant = wordMeant(status, resolution, now);
    if (meant !== 'done') return by(meant, null);
    const isUnsaid = reasonSaid(resolution) === 'unsaid';
    const label = endingLabel(labels);
    const words = label ?? (isUnsaid ? doubtfulLabel(labels) : undefined);
    if (words === undefined) return by(meant, null);
    const isDropped = isUnsaid && label !== undefined && isBareClosed(status);
    return by(isDropped ? 'dropped' : meant, { field: 'label', words });
  }
  const kind = stateSaid(category);
  const isDropped =
    kind === 'done' ? reasonSaid(status) === 'dropped' : kind === undefined && saysEnded(status);
  if (isDropped) return { state: 'dropped', by: { field: 'status', words: status } };
  if (kind === undefined) return { unknown: 'status', against: null };
  if (status === '') return by(wordMeant(category, resolution, now), null);
  if (kind === 'done' && maySayNotDone(status)) return { unknown: 'status', against: category };
  return by(wordMeant(category, resolution, now), { field: 'category', words: status });
}

const by = (meant: ActionState | 'unknown', words: StateMeant['by']): StateMeant | StateUnknown =>
  meant === 'unknown' ? { unknown: 'resolution', against: null } : { state: meant, by: words };

/**
 * What has only two states does not say whether something closed was done, or something open begun: what was dropped or is in progress here stays so, unless it is said
 * why it was closed.
 */
function wordMeant(word: string, resolution: string, now: ActionState): ActionState | 'unknown' {
  const state = stateSaid(word) ?? now;
  if (isBareOpen(word) && now === 'in-progress') return now;
  if (state !== 'done') return state;
  const why = reasonSaid(resolution);
  if (why === undefined) return 'unknown';
  if (why === 'dropped') return why;
  return why !== 'done' && isBareClosed(word) && now === 'dropped' ? now : state;
}
