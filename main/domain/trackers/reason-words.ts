import type { ActionState } from '../../contract/actions.ts';
import { plainWord, stateSaid } from './state-words.ts';

/** What says as a status, too, that nothing more comes of it. */
const ENDED = [
  ...['duplicate', 'cannot reproduce', "can't reproduce", 'declined', 'rejected', 'invalid', 'obsolete'],
  ...['abandoned', 'withdrawn', 'not a bug', 'works as designed', 'as designed', 'by design', 'not needed'],
  ...['no longer needed', 'no longer required', 'no longer relevant', 'not applicable', "won't implement"],
  ...[
    'will not do',
    'out of scope',
    'overtaken by events',
    'risk accepted',
    'duplikat',
    'doublon',
    'duplicado',
  ],
  ...['duplicato'],
];
/** What says so of something that was closed, and as a status may be one on the way: a known error is open until its cause is gone. */
const NOT_SOLVED = [
  ...['incomplete', 'not solved', 'known error', 'user error', 'no resolution provided', 'unsuccessful'],
  ...['cut', 'copied to backlog', 'removed from the backlog'],
];
/**
 * Why something was closed, where that is no state as well: Jira's and ServiceNow's resolutions, GitHub's reasons, and the reasons of Azure DevOps in its Agile, Scrum and CMMI
 * processes (https://learn.microsoft.com/azure/devops/boards/work-items/guidance/agile-process-workflow), whose Deferred says neither.
 */
const RESOLUTIONS: ReadonlyMap<string, ActionState | 'unsaid'> = new Map([
  ...[
    ...['fixed', 'solved', 'implemented', 'delivered'],
    ...['solved remotely', 'closed/resolved by caller', 'resolved by caller', 'resolved by change'],
    ...['resolved by problem', 'resolved by request', 'solution provided', 'workaround provided'],
    ...['successful', 'successful with issues', 'fix applied'],
    ...['acceptance tests pass', 'work finished', 'fixed and verified', 'verified', 'validation test passed'],
    ...['code complete and unit tests pass', 'code complete and system test passes'],
  ].map((word) => [word, 'done'] as const),
  ...[...ENDED, ...NOT_SOLVED].map((word) => [word, 'dropped'] as const),
  ...['', 'unresolved', 'none', 'reopened'].map((word) => [word, 'unsaid'] as const),
]);
/** What Azure DevOps writes as the reason of a state of a team's own. */
const MOVED = /^moved (?:to|out of) state /;

/** What is said of why something was closed; undefined for a word that is not known. */
export function reasonSaid(word: string): ActionState | 'unsaid' | undefined {
  // `Solved (Work Around)`: ServiceNow says in brackets how.
  const why = plainWord(word).replace(/(?<=[^ (]) \([^()]*\)$/, '');
  return MOVED.test(why) ? 'unsaid' : (RESOLUTIONS.get(why) ?? stateSaid(why));
}

/** Whether a word is one of why nothing more comes of something, be it its status or a label. */
export const saysEnded = (word: string): boolean =>
  ENDED.includes(plainWord(word)) || stateSaid(word) === 'dropped';

/** `resolution::duplicate`, `Status: Won't fix`: what a label says behind what it is about. */
const SCOPE = /^.*:\s?/;
/** The label that says why nothing more comes of an issue, as GitHub's and GitLab's say it; undefined where none does. */
export const endingLabel = (labels: readonly string[]): string | undefined =>
  labels.find((label) => saysEnded(label.replace(SCOPE, '')));

/** Words of which one in a status of a team's own may say that it was not done, so that the kind that the tracker keeps it in is not taken for it. */
const AGAINST =
  /(?<!\p{L})(?:not?|non|never|won't|without|nicht|nie|kein\p{L}*|ohne|pas|sin|niet|geen|nie|sem|não|cancel\p{L}*|reject\p{L}*|declin\p{L}*|refus\p{L}*|abandon\p{L}*|withdraw\p{L}*|drop\p{L}*|defer\p{L}*|postpon\p{L}*|parked|obsolet\p{L}*|duplica\p{L}*|invalid\p{L}*|skip\p{L}*|fail\p{L}*|scope|accept(?:ed)? risk|risk accept\p{L}*|verworfen|abgelehnt|abgebrochen|storniert|zurückgestellt|zurückgezogen|hinfällig|überholt|entfällt|verschoben|annul\p{L}*|rejet\p{L}*|report(?:é|ée)|aplazad\p{L}*|descartad\p{L}*|rechazad\p{L}*|rifiutat\p{L}*|scartat\p{L}*|rinviat\p{L}*|geannuleerd|afgewezen|vervallen|uitgesteld|anulowan\p{L}*|odrzucon\p{L}*|adiad\p{L}*|rejeitad\p{L}*)(?!\p{L})/u;
/** Whether a status that is not known has a word that speaks against its having been done. */
export const maySayNotDone = (status: string): boolean => AGAINST.test(plainWord(status));
