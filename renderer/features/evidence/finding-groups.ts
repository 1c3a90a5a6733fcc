import type { FindingChange } from '../../../main/contract/findings.ts';

/** Findings of one check that changed in the same way: one line for a person to read. */
export interface FindingGroup {
  readonly key: string;
  readonly title: string;
  readonly before: FindingChange['before'];
  readonly after: FindingChange['after'];
  readonly findings: number;
  /** Accounts and Regions, each once: `111122223333, eu-west-1`. */
  readonly places: readonly string[];
  /** Each once, in the order in which they came. */
  readonly resources: readonly string[];
}

/** Puts changes of one check with one result before and one after together, in the order in which they came. */
export function groupChanges(changes: readonly FindingChange[]): readonly FindingGroup[] {
  const groups = new Map<string, FindingChange[]>();
  for (const change of changes) {
    const key = [change.check, change.title, change.before ?? '', change.after ?? ''].join('\n');
    const group = groups.get(key);
    if (group) group.push(change);
    else groups.set(key, [change]);
  }
  return [...groups].flatMap(([key, all]) => {
    const [first] = all;
    if (!first) return [];
    const { title, before, after } = first;
    const places = all.map(({ account, region }) => [account, region].filter(Boolean).join(', '));
    return {
      key,
      title,
      before,
      after,
      findings: all.length,
      places: [...new Set(places)].filter((place) => place !== ''),
      resources: [...new Set(all.flatMap(({ resource }) => resource ?? []))],
    };
  });
}
