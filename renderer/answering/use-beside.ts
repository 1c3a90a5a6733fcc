import type { Card } from '../../main/contract/assignments.ts';
import { assignmentKey, useShowAssignment } from '../components/ownership/use-answering.ts';
import { useSaves, useWorkbookId } from '../host/context.tsx';
import { keyOf } from '../host/invalidation.ts';
import { useQueryCache } from '../host/queries.ts';
import { useCommand } from '../host/use-command.ts';
import { formatCount } from '../lib/format.ts';
import type { CardControl } from './card-control.ts';
import type { Here } from './use-recording.ts';

type Beside = Pick<CardControl, 'takeBack' | 'takeBackAll' | 'acceptAll' | 'park' | 'takeUp' | 'decide'>;

/** What is done with a card beside answering it: taking back, accepting what is left, parking, deciding. */
export function useBeside(here: Here): Beside {
  const { card, going, places } = here;
  const workbook = useWorkbookId();
  const cache = useQueryCache();
  const saves = useSaves();
  const show = useShowAssignment();
  const clear = useCommand('assignments.clear');
  const update = useCommand('assignments.update');
  const acceptSuggestions = useCommand('assignments.acceptSuggestions');
  const decision = useCommand('workshop.decide');
  const { ref } = card;
  const { name } = card.responsibility;

  const change = async (patch: Omit<Parameters<typeof update.run>[0], 'ref'>): Promise<boolean> => {
    await saves.flush(assignmentKey(ref));
    const attempt = await update.run({ ref, ...patch });
    if (attempt.ok) show(ref, attempt.value);
    return attempt.ok;
  };
  const takeBackAll = async (refs: readonly string[], text: string) => {
    for (const target of refs) {
      await saves.flush(assignmentKey(target));
      const attempt = await clear.run({ ref: target });
      if (!attempt.ok) return;
      show(target, attempt.value);
    }
    here.setLast(null);
    here.setSaid(text);
    if (going.isHere()) here.setPanel(null);
  };
  return {
    takeBack: (target) => {
      if (here.readOnly) return;
      void going.alone(() =>
        takeBackAll([target], target === ref ? `${name}. Answer taken back.` : 'Answer taken back.'),
      );
    },
    takeBackAll: (refs) =>
      void going.alone(() => takeBackAll(refs, `${formatCount(refs.length, 'answer')} taken back.`)),

    acceptAll: ({ domain, confirmLater }) => {
      if (here.readOnly) return;
      void going.alone(async () => {
        const attempt = await acceptSuggestions.run({
          subject: card.subject.ref,
          confirmLater,
          ...(domain === undefined ? {} : { domain }),
        });
        if (!attempt.ok) return;
        const { accepted } = attempt.value;
        const where = domain === undefined ? card.subject.label : card.domain.name;
        const later = confirmLater ? ', to be confirmed later' : '';
        const text =
          accepted.length === 0
            ? `Nothing was left to accept on ${where}. Parked duties wait for their own answer.`
            : `Accepted ${formatCount(accepted.length, 'suggestion')} on ${where}${later}.`;
        here.setLast({ kind: 'bulk', text, refs: accepted });
        here.setSaid(text);
        await cache.refresh('assignments.card', { ref });
        const fresh = cache.raw.getQueryData<Card>(keyOf(workbook, 'assignments.card', { ref }));
        going.goTo(fresh?.nextOpen ?? null);
      });
    },

    park: (waits) => {
      if (here.locked) return;
      void going.alone(async () => {
        if (!(await change({ parked: true, ...(waits ? { waits } : {}) }))) return;
        here.setSaid(`${name}. Parked.`);
        if (!going.isHere()) return;
        here.setPanel(null);
        if (card.ownership.kind === 'unanswered') going.goTo(places.nextOpen);
      });
    },
    takeUp: () => {
      if (here.locked) return;
      void going.alone(async () => {
        if (await change({ parked: false })) here.setSaid(`${name}. Taken up again.`);
      });
    },
    decide: (text) => {
      if (here.readOnly) return;
      void going.alone(async () => {
        const attempt = await decision.run({ text, ref });
        if (!attempt.ok) return;
        here.setSaid(`${name}. Decision noted.`);
        if (going.isHere()) here.setPanel(null);
      });
    },
  };
}
