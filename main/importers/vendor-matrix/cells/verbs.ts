// Which words say what is to be done, and which have a party do something. Many of them name things as well, so what stands behind them counts.

/** What is to be done, where nobody is named: verbs without a subject. */
const VERBS: ReadonlySet<string> = new Set(
  'acknowledge act activate add administer adopt agree analyse analyze apply approve assess assign attach authorise authorize back block carry change check choose classify close collect comply configure conduct connect coordinate cover create decide define delete deliver deploy design destroy detect develop disable dispose document employ enable encrypt enforce ensure establish evaluate follow fulfil fulfill grant handle harden implement inform inspect install instruct integrate investigate isolate keep limit log maintain make manage meet monitor notify obtain operate own patch perform plan prevent protect provide recertify record remediate remove renew replace report replicate request require respond restore restrict retain review revoke rotate run sanitize satisfy scan screen secure segment select set sign store subscribe switch tag test track train turn update upgrade use validate verify write'.split(
    ' ',
  ),
);
/** The verb that a word is a form of: "configure" of "configures"; undefined for one that is not known. */
const baseOf = (word: string): string | undefined =>
  [word, word.replace(/s$/u, ''), word.replace(/es$/u, ''), word.replace(/ies$/u, 'y')].find((each) =>
    VERBS.has(each),
  );
/** In front of what is to be done. */
const LINKS: ReadonlySet<string> = new Set(
  'please then also and but so instead still always only regularly automatically periodically additionally'.split(
    ' ',
  ),
);
/** What makes a noun of a verb: "Access is reviewed". */
const OF_NOUNS: ReadonlySet<string> = new Set(['is', 'are', 'was', 'were', 'by', 'of']);
/** "Responsible for guests", "Required for EC2". */
const CALLED =
  /^(?:responsible|accountable|required|needed|necessary|applicable|applies) (?:for|to|on|in|when|where|if)(?: |$)/u;
/** Whether a clause gives a duty; perhaps: a person has to read it. */
export type Duty = 'yes' | 'perhaps' | 'no';
/** Whether folded words say what is to be done, or for what somebody is responsible. */
export function orders(folded: string): Duty {
  const words = folded.trim().split(' ');
  const at = words.findIndex((word) => !LINKS.has(word));
  const [verb = '', next, ...more] = at < 0 ? [] : words.slice(at);
  if (next === undefined) return 'no';
  if (verb === 'never' || (verb === 'do' && next === 'not')) return 'yes';
  if (CALLED.test(words.slice(at).join(' '))) return 'yes';
  if (!VERBS.has(verb) || OF_NOUNS.has(next)) return 'no';
  if (verb === 'own' && next === 'data' && more.length > 0) return 'perhaps';
  return NAMES_THINGS.has(verb) || MAY_NAME_THINGS.has(verb) ? ordersAsNoun(verb, next, more) : 'yes';
}
/** Such a word orders where it has an object: "Test all backups", "Review settings", and not "Test reports are kept", "Document no. 5", "Plan tested". */
function ordersAsNoun(verb: string, next: string, more: readonly string[]): Duty {
  if (DETERMINERS.has(next) || (next.endsWith('ly') && more.length === 0)) return 'yes';
  const isThing =
    /^(?:\d.*|\p{L}+ed|no|per|via|effective)$/u.test(next) ||
    [next, ...more].some((word) => FINITE.has(word));
  if (isThing || (PAPERS.test(next) && OF_PAPERS.has(verb))) return 'no';
  if (PAPERS.test(next) || (verb === 'restore' && next === 'tests')) return 'perhaps';
  const isObject = /\p{L}[^s\P{L}]s$/u.test(next) || LEADING_ON.has(`${verb} ${next}`);
  return isObject || MAY_NAME_THINGS.has(verb) ? 'yes' : 'perhaps';
}
/** Whether folded words begin with the name of a thing that is an order elsewhere: "Test reports are in AWS Artifact". */
export function namesThing(folded: string): boolean {
  const [verb = '', next] = folded.trim().split(' ');
  return next !== undefined && VERBS.has(verb) && orders(folded) === 'no';
}
const LEADING_ON: ReadonlySet<string> = new Set(
  'test for,plan for,report to,carry out,log in,log into,log to,track down,scan for'.split(','),
);
const OF_PAPERS: ReadonlySet<string> = new Set('test change scan plan design track'.split(' '));
/** These begin the names of things at least as often, "Test reports", and these at times, "Monitor screens". */
const NAMES_THINGS: ReadonlySet<string> = new Set(
  'test change plan report access log design scan track limit restore cover carry'.split(' '),
);
const MAY_NAME_THINGS: ReadonlySet<string> = new Set(
  'review monitor secure document check request record run'.split(' '),
);
const DETERMINERS: ReadonlySet<string> = new Set(
  'the a an all any each every both it them this that these those its their your our own new access data logging'.split(
    ' ',
  ),
);
const FINITE: ReadonlySet<string> = new Set(
  'is are was were has have applies apply available noted kept'.split(' '),
);
/** Of these there are tests, reviews and changes. */
const PAPERS = /^(?:reports?|results?|records?|logs|plans|requests|evidence|dates)$/;
/** These name things as well: "customer requests". */
const NOUNS: ReadonlySet<string> = new Set(
  'access act change check design document limit log own patch plan record report request review run scan sign store tag test track train use block select set switch turn update upgrade'.split(
    ' ',
  ),
);
/** Who provides tools for another's part has none of it. */
const HELPS: ReadonlySet<string> = new Set(['provide', 'inform', 'notify', 'report']);
/** Whether folded words behind a party say what it does: "configures users". */
export function doesWork(behind: string): boolean {
  const [verb = ''] = behind.split(' ', 1);
  const base = baseOf(verb);
  return (
    base !== undefined && !NOUNS.has(base) && !HELPS.has(base) && !OF_NOUNS.has(behind.split(' ')[1] ?? '')
  );
}
/** What stands behind a noun, and not behind a verb: "AWS accounts for tests", "AWS patches are applied". */
const BEHIND_NOUNS =
  /^(?:are|is|was|were|must|shall|should|will|may|can|have|has|by|of|for|in|on|at|to|from|with|within|per|via|and|or|not|which|that|\p{L}+(?:ed|ing))$/u;
/** "AWS patcht die Hosts", where "der" and "de" may belong to a noun. */
const ARTICLES: ReadonlySet<string> = new Set(
  'die das den dem einen eine le la les un une el los las il lo gli i het een os uma'.split(' '),
);
/** "AWS credentials management". */
const COMPOUND = /(?:[st]ion|ment|ance|ence)$/u;
/** They end as verbs do. */
const NO_VERBS: ReadonlySet<string> = new Set(
  'this thus its always plus aws dns ebs ecs efs eks emrs hsms kms rds sns sqs tls vms'.split(' '),
);
/** "AWS patches within 30 days", "AWS runs on its own hardware" may be either. */
const OF_HOSTS: ReadonlySet<string> = new Set(['own', 'patch', 'run']);
/** Whether folded words behind a party have it do something: "patches hosts", and of several "patch hosts"; perhaps: a verb that is not known, or a word that may be none. */
export function doesIt(behind: string, isOfSeveral: boolean): Duty {
  const [verb = '', next, third = ''] = behind
    .trim()
    .split(' ')
    .filter((word, at) => at > 2 || VERBS.has(word) || !/^\p{L}+ly$/u.test(word));
  const known = baseOf(verb);
  // "Configures" is said of one, and "configure" of several.
  const stem = (known === verb) === isOfSeveral ? known : undefined;
  const isNoun =
    next !== undefined && (BEHIND_NOUNS.test(next) || (VERBS.has(next) && !DETERMINERS.has(next)));
  if (stem !== undefined && !NOUNS.has(stem)) return isOfSeveral && isNoun ? 'perhaps' : 'yes';
  // "Owns and operates" are two verbs, where "accounts and roles" are nouns.
  const second = /s$/u.test(third) ? baseOf(third) : undefined;
  if (stem !== undefined && !isOfSeveral && next === 'and' && second !== undefined)
    return NOUNS.has(second) ? 'perhaps' : 'yes';
  if (OF_HOSTS.has(stem ?? '') && !isOfSeveral && /^(?:in|on|with|within|to)$/u.test(next ?? ''))
    return 'perhaps';
  if (isNoun || FINITE.has(verb) || NO_VERBS.has(verb)) return 'no';
  if (next !== undefined && ARTICLES.has(next)) return 'yes';
  if (stem !== undefined) return next === undefined || COMPOUND.test(next) ? 'perhaps' : 'yes';
  const isVerb = isOfSeveral || (/^\p{L}+[^s]s$/u.test(verb) && !COMPOUND.test(next ?? ''));
  if (next === undefined || !isVerb) return 'no';
  return BEGINS_OBJECT.test(next) ? 'yes' : 'perhaps';
}
/** In front of what is done to: "AWS destroys the media", where "AWS snapshots every hour" and "AWS accounts access" are nouns. */
const BEGINS_OBJECT = /^(?:the|an?|all|any|its|their|your|our|these|those|it|them)$/u;
