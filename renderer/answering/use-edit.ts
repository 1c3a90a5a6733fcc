import type { Status } from '../../main/contract/assignments.ts';
import { assignmentKey, useShowAssignment } from '../components/ownership/use-answering.ts';
import type { Input } from '../host/client.ts';
import { useClient, useWorkbookId } from '../host/context.tsx';
import { type Autosave, useAutosave } from '../host/use-autosave.ts';

/** What stands beside an answer. Texts and people are one entry per party, so that edits of two halves merge. */
export interface AssignmentEdit {
  readonly [share: ShareKey]: string | null;
  readonly note: string;
  readonly reason: string;
  readonly status: Status;
  readonly dueOn: string | null;
  readonly parked: boolean;
}
type ShareKey = `duty:${string}` | `person:${string}`;
export const dutyKey = (party: string): ShareKey => `duty:${party}`;
export const personKey = (party: string): ShareKey => `person:${party}`;

/** The edit as `assignments.update` takes it. */
export function updateOf(ref: string, patch: Partial<AssignmentEdit>): Input<'assignments.update'> {
  const under = (prefix: string): Record<string, string | null> =>
    Object.fromEntries(
      Object.entries(patch).flatMap(([name, value]) =>
        name.startsWith(prefix) && (value === null || typeof value === 'string')
          ? [[name.slice(prefix.length), value]]
          : [],
      ),
    );
  const duties = under('duty:');
  const people = under('person:');
  return {
    ref,
    ...(Object.keys(duties).length > 0 ? { duties } : {}),
    ...(Object.keys(people).length > 0 ? { people } : {}),
    ...(patch.note === undefined ? {} : { note: patch.note }),
    ...(patch.reason === undefined ? {} : { reason: patch.reason }),
    ...(patch.status === undefined ? {} : { status: patch.status }),
    ...(patch.dueOn === undefined ? {} : { dueOn: patch.dueOn }),
    ...(patch.parked === undefined ? {} : { parked: patch.parked }),
  };
}

/** Saves what is typed beside an answer, as it is typed. */
export function useEdit(ref: string, label: string, baseRev: number | undefined): Autosave<AssignmentEdit> {
  const client = useClient();
  const workbook = useWorkbookId();
  const show = useShowAssignment();
  return useAutosave<AssignmentEdit>({
    key: assignmentKey(ref),
    label,
    baseRev,
    save: async (patch, rev) => {
      const input = { ...updateOf(ref, patch), ...(rev === undefined ? {} : { baseRev: rev }) };
      const assignment = await client.call('assignments.update', input, workbook);
      show(ref, assignment);
      return assignment.rev;
    },
  });
}
