import { idsIn } from '../../domain/trackers/issue-id.ts';

/** Columns that only lists of a tracker have beside each other: Jira's, ServiceNow's in words and by name, and those of this project's own actions. */
const OF_TRACKERS: readonly (readonly string[])[] = [
  ['issue key', 'status'],
  ['vorgangsschlüssel', 'status'],
  ['short description', 'state'],
  ['short_description', 'state'],
  ['demarc id', 'status'],
];

/** Whether headings are those of a list of issues. */
export function areIssueHeadings(headings: readonly string[]): boolean {
  const there = new Set(headings.map((heading) => heading.trim().toLowerCase()));
  return OF_TRACKERS.some((columns) => columns.every((column) => there.has(column)));
}

/** Whether a text names an action as a tracker was given it. */
export const namesActions = (text: string): boolean => idsIn(text).length > 0;
