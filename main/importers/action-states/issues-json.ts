import { readFile, stat } from 'node:fs/promises';
import { invalidInput } from '../../contract/errors.ts';
import { numeral } from '../../domain/words/counted.ts';
import { readHead } from '../files/head.ts';
import type { Row } from '../sheets/book.ts';
import { encodingOf } from '../text/encoding.ts';
import { decodeText, isObject, type Json, parseJson, type Remedies } from '../text/json.ts';
import type { IssueTable } from './read-states.ts';

const MAX_BYTES = 48 * 1024 ** 2;
/** Where lists of issues lie in their document: Jira's search, ServiceNow's export and its table interface. */
const LISTS = ['issues', 'records', 'result'] as const;

const PART = 'Export the issues with the label demarc alone, or as CSV.';
const REMEDIES: Remedies = { zip: PART, noText: PART, tooMuch: PART };

/** Whether a file begins as a document of JSON does. */
export async function isJson(path: string): Promise<boolean> {
  const head = await readHead(path, 200);
  return /^\ufeff?\s*[[{]/.test(new TextDecoder(encodingOf(head)).decode(head));
}

/**
 * Issues in JSON as a table, one row an issue, numbered from 1: what `demarc actions export` and `gh issue list --json` write, the answer of
 * Jira's search, lists of ServiceNow. INVALID_INPUT for what holds no list of issues.
 */
export async function openIssuesJson(path: string, name: string, signal: AbortSignal): Promise<IssueTable> {
  const { size } = await stat(path);
  if (size > MAX_BYTES)
    throw invalidInput(
      `${name} has ${Math.round(size / 1024 ** 2)} MB; issues in JSON are read up to ${MAX_BYTES / 1024 ** 2} MB. Export those with the label demarc alone, or a CSV.`,
    );
  const issues = issuesIn(
    parseJson(name, decodeText(name, await readFile(path, { signal }), REMEDIES), REMEDIES),
  );
  if (issues === null)
    throw invalidInput(
      `${name} holds no list of issues. Give what the tracker lists: an array of issues, or "issues", "records" or "result".`,
    );
  const { list, total } = issues;
  const columns = new Map<string, number>();
  const rows = list.map((issue, at): Row => {
    const cells = fieldsOf(issue).map(([field, value]) => {
      const column = columns.get(field) ?? columns.size;
      columns.set(field, column);
      return { column, text: textOf(value), type: 'text' as const, formula: false };
    });
    return { number: at + 1, cells: cells.filter(({ text }) => text !== '') };
  });
  const headings = [...columns].map(([text, column]) => ({
    column,
    text,
    type: 'text' as const,
    formula: false,
  }));
  return {
    notes:
      total > list.length
        ? [
            `It says that there are ${numeral(total)} issues and holds ${numeral(list.length)} of them: read the other pages as well.`,
          ]
        : [],
    sheets: [{ name, state: 'visible', kind: 'cells' }],
    merges: () => [],
    async *rows() {
      yield [{ number: 0, cells: headings }, ...rows];
    },
  };
}

/** The issues, and how many there are by the answer of Jira's search, which gives them by pages. */
function issuesIn(document: unknown): { readonly list: readonly Json[]; readonly total: number } | null {
  const list = Array.isArray(document)
    ? document
    : isObject(document)
      ? LISTS.map((key) => document[key]).find(Array.isArray)
      : undefined;
  if (list?.every(isObject) !== true) return null;
  const total = isObject(document) && typeof document.total === 'number' ? document.total : 0;
  return { list, total };
}

/** Jira keeps what is said of an issue in an object of its own, and which of its three kinds a status is in the status. */
function fieldsOf(issue: Json): readonly (readonly [string, unknown])[] {
  const inner = isObject(issue.fields) ? issue.fields : {};
  const category = isObject(inner.status) ? inner.status.statusCategory : undefined;
  return [
    ...Object.entries(issue).filter(([field]) => field !== 'fields'),
    ...Object.entries(inner),
    ...(category === undefined ? [] : [['status category', category] as const]),
  ];
}

/** What an object is called by: a label or status by its name, a person by theirs or their account, a choice by what is shown of it. */
const NAMES = ['name', 'displayName', 'display_value', 'login', 'value'] as const;
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map((each) => (Array.isArray(each) ? '' : textOf(each))).join(', ');
  if (!isObject(value)) return '';
  if (value.type === 'doc') return textIn(value, 0).trim();
  const named = NAMES.map((key) => value[key]).find((each) => typeof each === 'string' && each !== '');
  return typeof named === 'string' ? named : '';
}

/** Lists in tables in panels: people write no deeper. */
const MAX_DEPTH = 30;
/** The text of a description as version 3 of Jira's interface gives it (Atlassian Document Format): blocks end a line. */
function textIn(node: Json, depth: number): string {
  if (typeof node.text === 'string') return node.text;
  if (!Array.isArray(node.content) || depth > MAX_DEPTH) return '';
  const inner = node.content.map((each) => (isObject(each) ? textIn(each, depth + 1) : '')).join('');
  return `${inner}\n`;
}
