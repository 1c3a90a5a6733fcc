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
  ...['sans suite', 'hors périmètre', 'hors scope', 'fuera de alcance'],
  ...['fuori ambito', 'fora do escopo', 'außerhalb des geltungsbereichs', 'buiten scope', 'poza zakresem'],
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
    ...['issue resolved', 'mitigated', 'avoided', 'eliminated'],
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

/** `resolution::duplicate`, `Status: Won't fix`, `triage/duplicate`, `status-wontfix`: what a label says behind what it is about. */
const SCOPE = /^(?:.*[:/]|(?:status|state|resolution|reason|triage|closed|kind|type|[rs])(?=[ _-]))[\s_-]?/i;
/** What says so as a label of what is closed; a status of the name may be one on the way. */
const ENDED_BY_LABEL = ['superseded', 'descoped', 'de scoped'];
/** The label that says why nothing more comes of an issue, as GitHub's and GitLab's say it; undefined where none does. */
export const endingLabel = (labels: readonly string[]): string | undefined =>
  labels.find((label) => {
    const word = label.replace(SCOPE, '');
    return saysEnded(word) || ENDED_BY_LABEL.includes(plainWord(word));
  });

/** Words of which one in a status of a team's own may say that it was not done, so that the kind that the tracker keeps it in is not taken for it. */
const AGAINST =
  /(?<!\p{L})(?:not?|non|never|won't|without|nicht|nie|kein\p{L}*|ohne|pas|sin|niet|geen|nie|sem|não|cancel\p{L}*|reject\p{L}*|declin\p{L}*|refus\p{L}*|abandon\p{L}*|withdraw\p{L}*|drop\p{L}*|defer\p{L}*|postpon\p{L}*|parked|obsolet\p{L}*|duplica\p{L}*|invalid\p{L}*|skip\p{L}*|fail\p{L}*|scope|descop\p{L}*|supersed\p{L}*|replac\p{L}*|on hold|expir\p{L}*|archiv\p{L}*|moved(?! to (?:prod|live|done|release))|transfer\p{L}*|overdue|stale|blocked|partial\p{L}*|partly|incomplet\p{L}*|awaiting|pending|waiting|exceptions?|unresolved|unverified|teilweise|ausstehend|wartend?|wartet|pausiert|ersetzt|abgelaufen|überfällig|en attente|partiel\p{L}*|sans suite|hors|remplac\p{L}*|expiré\p{L}*|pendiente|parcial\p{L}*|fuera|en espera|sustituid\p{L}*|parzial\p{L}*|fuori|in attesa|sostituit\p{L}*|gedeeltelijk|buiten|wachtend|vervangen|częściow\p{L}*|poza|oczekuj\p{L}*|zastąpion\p{L}*|pendente|fora|substituíd\p{L}*|accept(?:ed)? risk|risk accept\p{L}*|verworfen|abgelehnt|abgebrochen|storniert|zurückgestellt|zurückgezogen|hinfällig|überholt|entfällt|verschoben|annul\p{L}*|rejet\p{L}*|report(?:é|ée)|aplazad\p{L}*|descartad\p{L}*|rechazad\p{L}*|rifiutat\p{L}*|scartat\p{L}*|rinviat\p{L}*|geannuleerd|afgewezen|vervallen|uitgesteld|anulowan\p{L}*|odrzucon\p{L}*|adiad\p{L}*|rejeitad\p{L}*)(?!\p{L})/u;
/** Whether a status that is not known has a word that speaks against its having been done. */
export const maySayNotDone = (status: string): boolean => AGAINST.test(plainWord(status));

/** What may stand behind one of them: "partially done". */
const BEHIND_AGAINST = /^(?: (?:done|completed?|fixed|resolved))?$/;
/**
 * The label that may say of what is closed that it was not done; undefined where none may. The word has to be all of it: within a label, as in `expired-certificates`,
 * it is what an issue is about.
 */
export const doubtfulLabel = (labels: readonly string[]): string | undefined =>
  labels.find((label) => {
    const said = plainWord(label.replace(SCOPE, ''));
    const [word = ''] = AGAINST.exec(said) ?? [];
    return word !== '' && said.startsWith(word) && BEHIND_AGAINST.test(said.slice(word.length));
  });
