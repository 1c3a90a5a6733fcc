import { belowSeparatorLine } from '../text/csv-separator.ts';
import { CHECKLIST } from './cklb.ts';
import { CONFIG_LISTS } from './config.ts';
import { SCOUT_SUITE, STEAMPIPE } from './large-documents.ts';
import { tableIn } from './tables.ts';

/** Whether the first line has these words one behind the other. One expression for all of them would look for the next from each of the first anew. */
function beginsWithWords(...words: readonly string[]): Pick<RegExp, 'test'> {
  return {
    test(text) {
      const [line = ''] = text.split('\n', 1);
      let from = 0;
      return words.every((word) => {
        const expression = new RegExp(`\\b${word}\\b`, 'g');
        expression.lastIndex = from;
        const found = expression.test(line);
        from = expression.lastIndex;
        return found;
      });
    },
  };
}

/** A table that is read, below whatever title. */
const IS_TABLE: Pick<RegExp, 'test'> = { test: (text) => tableIn(text) !== undefined };

/** What marks the beginning of a file of findings, tried in this order, with what it is. */
export const FINDINGS_MARKS: readonly (readonly [Pick<RegExp, 'test'>, string])[] = [
  [
    /"(finding_info|class_uid|ProductArn|CheckID|Findings|findings|Control ID|TITLE_ID|flaggedResources|recommendationSummaries|AnswerSummaries|ImprovementSummaries|evidenceFolderId|findingArn|resourcesAffected|analyzedAt)"\s*:/,
    'a list of findings',
  ],
  [/"detail-type"\s*:\s*"[^"]{0,100}\bFindings?\b/, 'findings in events of EventBridge'],
  [/"panel_type"\s*:/, 'a snapshot of Steampipe or Powerpipe'],
  [SCOUT_SUITE, 'a report of ScoutSuite'],
  [CHECKLIST, 'a checklist of a STIG'],
  [STEAMPIPE, 'results of a benchmark of Steampipe or Powerpipe'],
  [/^\s*(\[\s*){0,9}\{\s*"plugin"\s*:[^{}]*"category"\s*:/, 'results of CloudSploit'],
  [/^\s*\{\s*"(schemaVersion|accountId)"\s*:[\s\S]*"detectorId"\s*:/, 'findings that GuardDuty exported'],
  [new RegExp(`"(${[...CONFIG_LISTS].join('|')})"\\s*:`), 'results of AWS Config'],
  [beginsWithWords('control_id', 'reason', 'status'), 'a table of Steampipe or Powerpipe'],
  [beginsWithWords('category', 'statusWord'), 'a table of CloudSploit'],
  [
    /^(?=[^\n]*\bdataSource\b)[^\n]*\b(resourceComplianceCheck|complianceCheck)\b/i,
    'a table of evidence of Audit Manager',
  ],
  [
    /^(?=[\s\S]{0,4000}\baccount[ _]?id\b)(?=[\s\S]{0,4000}\bcheck[ _]?id\b)(?=[\s\S]{0,4000}\bresource[ _]?id\b)[\s\S]{0,4000}\bcheck[ _]?name\b/i,
    'a report of Trusted Advisor',
  ],
  [
    /^[^\n]*\b(CHECK_ID|CHECKID|CheckID|CHECK_RESULT|TITLE_ID|(finding_info|metadata)\.uid)\b/,
    'a table of findings',
  ],
  [IS_TABLE, 'a table of findings'],
];

const HEAD = 64 * 1024;

/** What a text that begins like findings is, in words; null for any other. */
export function findingsBegun(text: string): string | null {
  const head = belowSeparatorLine(text.slice(0, HEAD));
  return FINDINGS_MARKS.find(([mark]) => mark.test(head))?.[1] ?? null;
}
