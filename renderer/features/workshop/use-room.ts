import type { WalkSubject } from '../../../main/contract/assignments.ts';
import type { Meeting } from '../../../main/contract/workshop.ts';
import { byAgenda } from '../../../main/domain/meetings.ts';
import { useDemarcData, useDemarcQuery } from '../../host/queries.ts';
import { useCommand } from '../../host/use-command.ts';
import { useUndoOffer } from '../../host/use-undo-offer.ts';

/** The meeting that runs; null while none does, and while that is not known yet. */
export const useRunningMeeting = (): Meeting | null =>
  useDemarcQuery('workshop.meetings', {}).data?.find((meeting) => meeting.running) ?? null;

/** What the room goes through, in its order: the agenda of the running meeting first, then the rest in walking order. */
export function useRoomSubjects(): readonly WalkSubject[] {
  const subjects = useDemarcData('assignments.subjects', {});
  const running = useRunningMeeting();
  return byAgenda(subjects, running?.agenda ?? []);
}

/** Ends a meeting, and offers to take that back. */
export function useEndMeeting(): {
  readonly busy: boolean;
  end(meeting: Pick<Meeting, 'number' | 'title'>): void;
} {
  const end = useCommand('workshop.end');
  const offer = useUndoOffer();
  return {
    busy: end.busy,
    end: ({ number, title }) =>
      void end.run({ meeting: number }).then((attempt) => {
        if (attempt.ok) offer(`${title} has ended. Its minutes are on the workshop screen.`, attempt.change);
      }),
  };
}
