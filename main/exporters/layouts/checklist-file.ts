import type { LayoutReconciliation } from '../../contract/layouts.ts';
import type { Checklist, ChecklistRule } from '../../domain/layouts/checklist.ts';
import { textOf, writeText } from './text-file.ts';

const MAX_PROBLEMS = 10;

/** Writes a checklist as JSON to `path`, as STIG Viewer 3 reads it; it may lie in a sealed folder. */
export const writeChecklist = (checklist: Checklist, path: string): Promise<void> =>
  writeText(path, `${JSON.stringify(checklist, null, 2)}\n`);

/** Reads the file again and holds every rule against the checklist, and all that stands around them. */
export async function readChecklistBack(path: string, checklist: Checklist): Promise<LayoutReconciliation> {
  const found = JSON.parse(textOf(path)) as Checklist;
  const rules = (of: Checklist): readonly ChecklistRule[] => of.stigs[0].rules;
  const there = new Map(rules(found).map((rule) => [rule.group_id, JSON.stringify(rule)]));
  const problems = rules(checklist)
    .filter((rule) => there.get(rule.group_id) !== JSON.stringify(rule))
    .map(({ group_id }) => `The rule ${group_id} is not what was to stand there.`);
  const around = (of: Checklist) => JSON.stringify({ ...of, stigs: [{ ...of.stigs[0], rules: [] }] });
  if (around(found) !== around(checklist))
    problems.push('What stands around its rules is not what it was to be.');
  const counted = [
    { what: 'rules', expected: rules(checklist).length, found: rules(found).length },
    {
      what: 'rules with a result',
      expected: rules(checklist).filter(({ status }) => status !== 'not_reviewed').length,
      found: rules(found).filter(({ status }) => status !== 'not_reviewed').length,
    },
  ];
  return {
    ok: problems.length === 0 && counted.every(({ expected, found: read }) => expected === read),
    counted,
    problems: problems.slice(0, MAX_PROBLEMS),
  };
}
