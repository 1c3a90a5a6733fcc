import { isAhead } from '../../../domain/services/days-ahead.ts';
import { isOfOthers, isOfUnused, isOfUsed } from '../../../domain/services/in-use.ts';
import { asksWhetherUsed } from '../../../domain/services/row-states.ts';
import { isNotInUse, saysEndOn, saysInUse, saysNotInUse } from '../../../domain/services/state-words.ts';
import { isNo, isYes } from '../../../domain/words/yes-no.ts';
import { resourceTypeOfArn } from '../arns/arn.ts';
import { plainHeading } from '../csv.ts';

// Lists of resources name some that are no more. What says so of one stands in its row, in the fields beside it, in its line or above it. What is not known to
// say so is told (arns/beside-arns.ts).

/** States of what is no more, as AWS writes them: of instances, tables, stacks and of the record of a thing. */
const STATE =
  /^(terminated([-_ ]with[-_ ]errors)?|terminating|shutting[-_ ]down|deleted|deleting|delete[-_ ](complete|in[-_ ]progress)|pending[-_ ]?deletion|destroyed|destroying|resource[-_ ]?deleted(notrecorded)?)$/i;
/** Headings, as `plainHeading` writes them, below which stands the state of a resource itself; one of a part of it says that something of it is off. */
const OF_STATE =
  /^u?(resource|current|instance|table|cluster|bucket|key|record|life ?cycle|configurationitem|operational|operation|install|installation|decommission(ing)?|ci|asset)?(status|state|lifecycle|zustand|statut|état|estado|stato|stan)$/;
/** One of a kind of thing: `ReplicationInstanceStatus`, of the row itself where it is named by `ReplicationInstanceIdentifier`. */
const OF_KIND = /^(.+)(?:status|state)$/;
const NAMES = ['id', 'identifier', 'arn', 'name'];
/** Kinds of what happens to a thing, or lies at it. */
const OF_PARTS = /(attachment|association|policy|scan|finding|drift|check|replica|health|tag)$/;
/** Where in its record a thing has its state: `configuration.state.name`, `status.State`. */
const PATH = /^configuration\.|\.(name|value|code|state|status)$/gi;
/** Amazon ECS calls inactive what was deleted (ECS API Reference, "Cluster", "Service", "TaskDefinition"); others what idles. */
const OF_ECS = /^(arn:aws[a-z-]*:ecs:|AWS::ECS::|ecs:)/;
/** Headings of the day on which it went, or of whether it did; when it is to go is a plan. */
const OF_END =
  /^(is)?(deleted|terminated|destroyed|removed|retired|decommissioned)(at|on|date|time|timestamp)?$|^resourcedeletiontime$|^deregisteredat$/;
/** Headings that say what is to become of it. */
const OF_PLANS =
  /^(action|decision|recommendation|disposition|verdict|todo|next(step|action)|cleanup|plan)s?$/;
/** A thing that is off is there all the same: so say states, and columns that ask whether it is on. */
const IS_OFF =
  /^(disabled|inactive|denied|rejected|proposed|candidate|d[ée]sacti|inacti|inakti|deakti|disatti|desativ|nieakt)/i;
const ASKS_WHETHER_ON =
  /(active|enabled|deployed|live|aktiv|activée?|service|activo|attivo|ativo|actief|aktywn[aey])$/i;
/** What is used of a thing may be so much of it: none is no sign that it went. */
const OF_AMOUNTS =
  /^(use|used|genutzt|verwendet|utilisée?|usado|utilizado|usato|utilizzato|gebruikt|używan[aey])$/;
const DAY = /^\d{4}-\d{2}|^\d{1,2}[./]\d{1,2}[./]\d{4}/;
const NO_DAY = /^(0001|1970)-/;
/** Seconds since 1970, as the command line writes times unless it is asked for others. */
const SECONDS = /^\d{10}(\.\d+)?$/;
/** What AWS and others call a state of what is there. */
const IS_THERE =
  /^(available|running|stopped|stopping|starting|in-?service|(create|update|import|rollback|update_rollback)_complete|creating|updating|modifying|issued|success(ful)?|completed?|installed|enabled|disabled|ok|operational|(in[-_ ]?progress)|associated|succeeded|healthy|in[-_ ]?use|pending|submitted|none|ready|initialized|up|online|normal|waiting|bootstrapping|provisioning|rebooting|resizing|backing[-_ ]up|published|imported|resource[-_ ]?(discovered|not[-_ ]?recorded))$/i;
/** What a text says of resources that went, or are to go: in the line of one, or in that which leads to it. */
const SAYS_GONE =
  /(?<![\p{L}\d_./-])(?<!\b(?:not|never|be|none|if|when|soft|be) )(deleted|destroyed|terminated|removed|decommission(ed)?|retired|deprovisioned|shut down|no longer (exists?|in use|used|needed)|(please |to |and )(delete|remove|destroy|terminate|retire)|gelöscht\p{L}*|stillgelegt\p{L}*|abgeschaltet\p{L}*|supprimée?s?|décommissionnée?s?|eliminad[oa]s?|borrad[oa]s?|eliminat[oaie]|dismess[oaie]|verwijderde?|usunięt\p{L}*|removid[oa]s?|exclu[ií]d[oa]s?)(?![\p{L}\d_/-])/iu;

/** Whether a state is that of something which is no more, or not yet. */
export const isGoneState = (state: string): boolean => STATE.test(state.slice(0, 60).trim());

/** What a column, or a field, beside a resource says of it by its heading; '' where that is not known. */
type Telling = 'state' | 'kind' | 'end' | 'use' | 'amount' | 'plan' | '';
const telling = new Map<string, Telling>();
function tellingOf(heading: string): Telling {
  const known = telling.get(heading);
  if (known !== undefined) return known;
  const plain = plainHeading(heading.slice(0, LONGEST_HEADING).replace(PATH, ''));
  let tells: Telling = '';
  if (OF_STATE.test(plain)) tells = 'state';
  else if (OF_END.test(plain)) tells = 'end';
  else if (asksWhetherUsed(heading) && !ASKS_WHETHER_ON.test(plain))
    tells = OF_AMOUNTS.test(plain) ? 'amount' : 'use';
  else if (OF_PLANS.test(plain)) tells = 'plan';
  // Names come from files of strangers, so what is remembered is bounded.
  if (telling.size < MOST_REMEMBERED) telling.set(heading, tells);
  return tells;
}
const MOST_REMEMBERED = 10_000;
const LONGEST_HEADING = 200;
const LONGEST_CELL = 600;

/** The same of headings, or fields, that stand beside each other: the state of a kind of thing is that of a row which is named as one. */
function tellingAmong(headings: readonly string[]): readonly Telling[] {
  const kinds = ofTheirKind(headings);
  return headings.map((heading) => tellingOf(heading) || (kinds.has(heading) ? 'kind' : ''));
}
/** Of headings those of the state of a kind as which the row is named. */
function ofTheirKind(headings: readonly string[]): ReadonlySet<string> {
  const states = headings.filter((heading) => ENDS_IN_STATE.test(heading));
  if (states.length === 0) return NONE;
  const plain = new Set(headings.map(plainHeading));
  const isNamed = (heading: string): boolean => {
    const kind = OF_KIND.exec(plainHeading(heading))?.[1] ?? '';
    return kind !== '' && !OF_PARTS.test(kind) && NAMES.some((name) => plain.has(kind + name));
  };
  return new Set(states.filter(isNamed));
}
const NONE: ReadonlySet<string> = new Set();
/** Whether a heading is of a state, of whatever it be. */
export const ENDS_IN_STATE = /(status|state)$/i;

const STATE_IN = /^\{.{0,500}?"(?:State|Name|Status|Code|state|name|status|code)" ?: ?"([^"]{1,60})"/;
/** Of a state with its reason and its times, as JSON in a cell, the state alone; any other cell as it is. */
export const stateAlone = (cell: string | undefined): string =>
  (cell?.startsWith('{') ? (STATE_IN.exec(cell)?.[1] ?? cell) : (cell ?? '')).trim();
const said = (cell: string | undefined): string => {
  const short = stateAlone(cell?.slice(0, LONGEST_CELL)).slice(0, 60);
  return SECONDS.test(short) ? new Date(Number(short) * 1000).toISOString() : short;
};
/** Whether a heading of the state of a kind is of the resource with this ARN or type: `DBInstanceStatus` of `rds:db`, and not the owner's, or that of a volume beside a snapshot. */
export function isOfItsKind(heading: string, of: string): boolean {
  const kind = OF_KIND.exec(plainHeading(heading))?.[1] ?? '';
  const last = plainHeading((resourceTypeOfArn(of) ?? of).split(':').at(-1) ?? '').replace(/[^a-z]/g, '');
  const type = SHORT_TYPES.get(last) ?? last;
  return type !== '' && (kind.endsWith(type) || type.endsWith(kind));
}
/** What ARNs call otherwise than the answers of AWS. */
const SHORT_TYPES: ReadonlyMap<string, string> = new Map([
  ['db', 'dbinstance'],
  ['rep', 'replicationinstance'],
]);
/** Whether what stands below a heading says that the resource beside it is gone; `of`: its ARN, or its type. */
function isGone(tells: Telling, heading: string, cell: string, asOf: string, of: string): boolean {
  if (tells === 'kind' && of !== '' && !isOfItsKind(heading, of)) return false;
  if (tells === 'kind' || tells === 'state') {
    if (isGoneState(cell) || (/^inactive$/i.test(cell) && OF_ECS.test(of))) return true;
    return (
      tells === 'state' &&
      saysNotInUse(cell) &&
      !IS_OFF.test(cell) &&
      !OF_SOMETHING_ELSE.test(cell) &&
      !isStillThere(cell, asOf)
    );
  }
  if (tells === 'end') return (DAY.test(cell) && !NO_DAY.test(cell) && !isAhead(cell, asOf)) || isYes(cell);
  if (tells === 'amount' && /^\d/.test(cell)) return false;
  return (tells === 'use' || tells === 'amount') && cell !== '' && isNo(cell);
}
/** What is planned for a resource that is there, or where it was taken out alone: `Planned maintenance`, `Removed from backup`. */
const OF_SOMETHING_ELSE =
  /^(?:(?:planned|geplante?[rs]?) (?:for |zur )?(?:maintenance|upgrades?|updates?|patch(?:es|ing)?|removal|decommission\p{L}*|migration|retirement|termination|deletion|resize|wartung|ablösung|abschaltung|stilllegung)|(?:removed|excluded) from (?:the )?(?:backups?|monitoring|scope|scans?|patching|reports?))/iu;
/** Of what is to end on a later day: `Retired 2027`. What is planned, or not yet there, is not before its day. */
const isStillThere = (cell: string, asOf: string): boolean => isAhead(cell, asOf) && saysEndOn(cell);
/** Whether it is known to say that the resource is there. */
function isThere(tells: Telling, cell: string): boolean {
  if (tells === 'end') return cell === '' || isNo(cell) || NO_DAY.test(cell);
  if (tells === 'amount' && /^\d*[1-9]/.test(cell)) return true;
  if (tells === 'use' || tells === 'amount') return isYes(cell);
  return cell === '' || IS_THERE.test(cell) || saysInUse(cell);
}

/** What the columns of a table of resources say of whether they are there on an ISO date, by their headings; `own`: the column of their ARNs or types, -1 for none. */
export function goneColumns(headings: readonly string[], asOf: string, own = -1) {
  const all = tellingAmong(headings);
  const isGoneAt = (at: number, row: readonly string[]): boolean =>
    isGone(all[at] ?? '', headings[at] ?? '', said(row[at]), asOf, own < 0 ? '' : (row[own] ?? ''));
  const obeyed = (['state', 'kind', 'end', 'use', 'amount'] as const).flatMap((tells) =>
    all.flatMap((each, at) => (each === tells ? [at] : [])),
  );
  const plans = all.flatMap((each, at) => (each === 'plan' ? [at] : []));
  return {
    /** The column that says of a row that its resource is gone; -1 where none does. */
    goneBy: (row: readonly string[]): number => obeyed.find((at) => isGoneAt(at, row)) ?? -1,
    /** Whether one of them says so. */
    isGone: isGoneAt,
    /** Whether what a column says of a row is known, and that the resource is there. */
    isThere: (at: number, row: readonly string[]): boolean => isThere(all[at] ?? '', said(row[at])),
    /** Those that say whether a resource is there. */
    obeyed,
    /** Those that hold a state, an end or a plan. */
    telling: [...obeyed, ...plans],
  };
}

/** What of an object, by its fields as texts, says that it is gone on an ISO date; null where nothing does. `of`: its ARN or type. */
export function goneByField(fields: ReadonlyMap<string, string>, asOf: string, of = ''): string | null {
  const names = [...fields.keys()];
  const all = tellingAmong(names);
  for (const [at, name] of names.entries()) {
    const tells = all[at] ?? '';
    const text = fields.get(name) ?? '';
    if (tells !== '' && isGone(tells, name, said(text), asOf, of)) return text;
  }
  return null;
}
/** The same, in words of AWS, of what is named by its kind and by no ARN: its state is that of its kind; `isEntry`: of an entry of a list any state of its own is. */
export function goneByKind(fields: ReadonlyMap<string, string>, isEntry: boolean): string | null {
  const names = [...fields.keys()];
  const kinds = ofTheirKind(names);
  const states = names.filter((name) => kinds.has(name) || (isEntry && tellingOf(name) === 'state'));
  const texts = states.map((name) => fields.get(name) ?? '');
  return texts.find((text) => isGoneState(said(text))) ?? null;
}

/** Whether a title says of the resources below it that they are not there: of all of them, and of no others beside them. */
export const isOfGone = (title: string): boolean =>
  isLeadOfGone(title) && !isOfUsed(title) && !OF_BOTH.test(title) && !namesThing(title);
const isLeadOfGone = (title: string): boolean =>
  (isOfUnused(title) && !IS_OFF.test(title)) || saysGone(title);
/** `Running and terminated`, `Inventory without retired`. */
const OF_BOTH =
  /(?<!\p{L})(and|or|incl|excl|including|excluding|without|except|und|oder|inkl|exkl|ohne|außer|et|ou|sans|sauf|y|o|sin|excepto|e|senza|tranne|en|of|zonder|behalve|i|lub|bez|sem)(?!\p{L})|[/&+]/iu;

/**
 * Whether a title begins with a word of states and goes on as the name of one thing does: `Retired customers portal`, `planned giving`. Kinds of resources, things in
 * the plural, days, reasons and sentences go on otherwise.
 */
function namesThing(title: string): boolean {
  const [, behind = ''] =
    /^(?:retired|planned|deleted|removed|terminated|decommissioned) (\p{L}+(?: \p{L}+){0,2})$/iu.exec(
      title.trim(),
    ) ?? [];
  return behind !== '' && !isNotInUse(title) && !OF_THINGS.test(behind) && !GOES_ON.test(behind);
}
const OF_THINGS =
  /(?:s|data|infrastructure|account|application|bucket|cluster|database|environment|function|instance|key|pool|queue|resource|role|server|service|stack|stream|system|table|topic|user|volume|vpc|workload|lambda|dynamodb|redshift|aurora|kafka|glue|athena|cloudfront|cognito|eventbridge|cloudwatch|kendra|lex|qldb|compute|storage|network(?:ing)?|messaging|staging|production|prod|dev|sandbox|test)$/iu;
const GOES_ON =
  /^(?:after|again|already|and|as|at|because|before|by|due|during|for|from|in|last|not|now|on|per|recently|since|so|soon|this|to|today|until|via|when|with|yesterday)(?!\p{L})/iu;

/** What lists of resources are called that say no more than that: by the kind of what is in them, or as programs and answers of AWS call them. */
const OF_KINDS =
  /(?:s|arn|list|set|id)$|^(?:inventory|data|content|resource|statement|value|response|output|result|meta)$/i;
export const namesKind = (title: string): boolean =>
  !/[\s_-]/.test(title) && OF_KINDS.test(title) && !isOfOthers(title);

const LONGEST_LINE = 2000;
const ARN = /arn:aws[^\s"'`,;<>|()[\]\\]*/g;
/** Terraform says what becomes of a resource above it, and of one that goes that its members become nothing. */
const OF_TERRAFORM = /^\s*# \S+ (?:\([^)]{1,80}\) )?(will|must) be (destroyed|created|updated|replaced|read)/;
const BECOMES_NOTHING = /^\s*- .*-> null\s*$/;
const HEADING = /^(#{1,6}) ([\p{L}\d*_`"'].*)$/u;
/** A few words by themselves are a title of what follows; settings, commands and greetings are not. */
const IS_TITLE = /^\p{L}[\p{L}\p{N} '’()/&-]{2,60}$/u;
/** Ranks below those of headings; a title by its form alone stands below whatever leads to it. */
const OF_LEAD = 7;
const BELOW_LEAD = 8;
const OF_TITLE = 9;

/** What stands above a line of a text, and whether that, or what the line says itself, is that its resources are gone. */
export interface LineSays {
  /** Words that say that the resources of the line are gone; null where none do. */
  readonly gone: string | null;
  /** What leads to the line, from the nearest on. */
  readonly titles: readonly string[];
}

/** Tells of each line of a text with ARNs, in their order, what it and what leads to it say of them; null of those without. */
export function goneInText(): (line: string) => LineSays | null {
  let sections: { readonly rank: number; readonly title: string; readonly says: Says }[] = [];
  let hadArn = true;
  // Leads right behind each other form a path: what the first says stays until one that is not of the kind of what is below it.
  let isBehindLead = false;
  let isInPath = false;
  const enterLead = (words: string): void => {
    const title = words.slice(0, -1).trim();
    const says = saysOf(title);
    const isAfterOne = isBehindLead && sections.at(-1)?.rank === OF_LEAD && sections.at(-1)?.says !== null;
    if (says === null && (isAfterOne || (isInPath && namesKind(title)))) {
      enter(BELOW_LEAD, words, null);
      isInPath = true;
    } else {
      enter(OF_LEAD, words, ofLead(title));
      isInPath = false;
    }
  };
  const enter = (rank: number, title: string, says = saysOf(title)) => {
    sections = sections.filter((above) => above.rank < rank);
    sections.push({ rank, title, says });
  };
  return (whole) => {
    const line = whole.slice(0, LONGEST_LINE);
    const words = line.replace(ARN, ' ').trim();
    if (!line.includes('arn:aws')) {
      const [, marks = '', heading = ''] = HEADING.exec(words) ?? [];
      if (OF_TERRAFORM.test(line)) enter(OF_LEAD, words, / be destroyed/.test(line) ? 'gone' : 'there');
      else if (heading !== '') enter(marks.length, words, saysOf(heading));
      else if (words.endsWith(':')) enterLead(words);
      // A sentence ends what was led to.
      else if (/\p{L}[^\p{L}]{0,3}[.!?]$/u.test(words))
        sections = sections.filter(({ rank }) => rank < OF_LEAD);
      else if (hadArn && IS_TITLE.test(words)) enter(OF_TITLE, words);
      if (words !== '') {
        hadArn = false;
        isBehindLead = words.endsWith(':') && heading === '';
      }
      return null;
    }
    hadArn = true;
    isBehindLead = false;
    const above = sections.findLast(({ says }) => says !== null);
    const here = saysGone(words) || BECOMES_NOTHING.test(line) ? words : null;
    const titles = sections.map(({ title }) => title).reverse();
    return { gone: above?.says === 'gone' ? above.title : here, titles };
  };
}
/** What a title says of the resources below it, whatever stands further out; null where that holds. */
type Says = 'gone' | 'there' | null;
/** A line that leads to resources says of itself which they are, unless it is called by their kind: `Remaining:` below what was deleted, and `Tables:`. */
const ofLead = (title: string): Says => saysOf(title) ?? (namesKind(title) ? null : 'there');
const saysOf = (title: string): Says => (isLeadOfGone(title) ? 'gone' : isOfUsed(title) ? 'there' : null);
const saysGone = (words: string): boolean => SAYS_GONE.test(words);
