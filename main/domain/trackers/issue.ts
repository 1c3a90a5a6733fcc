import type { ActionRow } from '../../contract/actions.ts';
import { issueId } from './issue-id.ts';
import { ISSUE_STATES } from './state-words.ts';

/** An action in the fields that trackers share. */
export interface Issue {
  readonly id: string;
  readonly summary: string;
  readonly description: string;
  readonly status: string;
  /** ISO date. */
  readonly dueDate: string | null;
  readonly assignee: string | null;
  readonly assigneeEmail: string | null;
  /** Without blanks, which end a label in Jira. */
  readonly labels: readonly string[];
}

/** The headings of the CSV, by field; the importers of trackers and our own know them. */
export const ISSUE_HEADINGS: Readonly<Record<keyof Issue, string>> = {
  id: 'Demarc ID',
  summary: 'Summary',
  description: 'Description',
  status: 'Status',
  dueDate: 'Due Date',
  assignee: 'Assignee',
  assigneeEmail: 'Assignee Email',
  labels: 'Labels',
};

/**
 * An action of the workbook with that identity as an issue. Its id is a label and ends the description as well, since not every tracker
 * has a field of its own for it.
 */
export function issueOf(action: ActionRow, uuid: string, email: string | null): Issue {
  const id = issueId(uuid, action);
  const place = [action.subjectLabel, action.responsibilityName].filter((name) => name !== null).join(', ');
  const facts = [
    `About: ${place}`,
    ...(action.rule === null ? [] : [`Gap: ${action.rule}`]),
    `Demarc: ${id}`,
  ];
  return {
    id,
    summary: action.title,
    description: [...(action.note === null ? [] : [action.note, '']), ...facts].join('\n'),
    status: ISSUE_STATES[action.state],
    dueDate: action.dueOn,
    assignee: action.personName,
    assigneeEmail: action.personName === null ? null : email,
    labels: ['demarc', id, ...[action.subject, action.rule].filter((label) => label !== null)],
  };
}

/** The fields of an issue as texts, in the order of the headings. */
export const issueFields = (issue: Issue): readonly (string | null)[] => [
  issue.id,
  issue.summary,
  issue.description,
  issue.status,
  issue.dueDate,
  issue.assignee,
  issue.assigneeEmail,
  issue.labels.join(' '),
];
