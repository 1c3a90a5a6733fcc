import type { assignments } from '../../contract/methods/assignments.ts';
import type { AnswerChange } from '../../domain/answers/changes.ts';
import type { Handlers } from '../context.ts';
import { waitsGiven } from './record.ts';

type Method = Handlers<typeof assignments>;
type Update = Parameters<Method['update']>[1];
/** What a command may say of a duty: what stands beside an answer, and the answer itself. */
export type Given = Partial<Omit<Update, 'ref' | 'baseRev'>> & {
  readonly answer?: Parameters<Method['answer']>[1]['answer'] | undefined;
};

/** The changes behind what a command says, in the order of writing: the answer first, with its reason. */
export function changesGiven({ answer, reason, ...beside }: Given): readonly AnswerChange[] {
  const changes: AnswerChange[] = [];
  if (answer && 'owners' in answer) changes.push({ field: 'owners', owners: answer.owners, reason });
  else if (answer) changes.push({ field: 'not-applicable', why: answer.notApplicable, reason });
  else if (reason !== undefined) changes.push({ field: 'deviationReason', value: reason });
  for (const [field, given] of [
    ['text', beside.duties],
    ['person', beside.people],
  ] as const)
    for (const [party, value] of Object.entries(given ?? {})) changes.push({ field, party, value });
  if (beside.status !== undefined) changes.push({ field: 'status', status: beside.status });
  if (beside.risk !== undefined) changes.push({ field: 'risk', risk: beside.risk });
  if (beside.dueOn !== undefined) changes.push({ field: 'dueOn', value: beside.dueOn });
  if (beside.note !== undefined) changes.push({ field: 'note', value: beside.note });
  if (beside.parked !== undefined || beside.waits !== undefined)
    changes.push({ field: 'parked', parked: beside.parked, waits: waitsGiven(beside.waits) });
  return changes;
}
