import type { Outcome } from '../../contract/proposals.ts';
import { NO_NAME, proposalRows } from '../minutes/document.ts';
import { OUTCOME_WORDS } from '../minutes/words.ts';
import { capital } from '../words/capital.ts';
import { none, type ReportList, textColumn } from './report-list.ts';

/** What somebody said of a duty, and what became of it. */
export interface ReportProposal {
  readonly number: number;
  readonly ref: string;
  /** `Orders database: Restore testing`. */
  readonly about: string;
  /** Null where the meeting kept no names. */
  readonly who: string | null;
  /** `proposes AWS + Acme: since June`. */
  readonly said: string;
  readonly outcome: Outcome;
  /** Title of the meeting, and the ISO date on which it was held. */
  readonly meeting: string | null;
  readonly heldOn: string | null;
  /** ISO instant. */
  readonly proposedAt: string;
  readonly settledBy: string | null;
}

/** What people proposed, for a sheet and a page: oldest first, as they are given. */
export function proposalList({ proposals }: { readonly proposals: readonly ReportProposal[] }): ReportList {
  return {
    name: 'Proposals',
    holds: 'What people said of duties in meetings, and what became of it',
    columns: [
      { header: 'Number', width: 9, kind: 'key' },
      textColumn('Who', 24),
      textColumn('What they said', 60),
      textColumn('About', 40),
      { header: 'Ref', width: 36, kind: 'text', leads: true },
      textColumn('Outcome', 13),
      textColumn('Through whom', 22),
      textColumn('Meeting', 28),
      { header: 'Held on', width: 12, kind: 'date' },
      { header: 'Proposed at (UTC)', width: 17, kind: 'instant' },
    ],
    rows: proposals.map((each) => [
      `P-${each.number}`,
      each.who ?? NO_NAME,
      capital(each.said),
      each.about,
      each.ref,
      OUTCOME_WORDS[each.outcome],
      each.settledBy,
      each.meeting,
      each.heldOn,
      each.proposedAt,
    ]),
    block:
      proposals.length === 0
        ? none('Nothing was proposed.')
        : {
            kind: 'table',
            name: 'Proposals',
            columns: [
              { title: 'No.', width: 8 },
              { title: 'About', width: 25, composed: true },
              { title: 'Who', width: 17 },
              { title: 'What they said', width: 35, composed: true },
              { title: 'Outcome', width: 15 },
            ],
            rows: proposalRows(proposals),
          },
  };
}
