import { saysNotInUse } from '../../../domain/services/row-states.ts';
import { plainHeading } from '../csv.ts';

// Lists of resources name some that are no more. What says so of one stands in its row, in its line or in the line that leads to it.

/** States of what is no more, as AWS writes them: of instances, tables, stacks and of the record of a thing. */
const STATE =
  /^(terminated|terminating|shutting[-_ ]down|deleted|deleting|delete[-_ ](complete|in[-_ ]progress)|pending[-_ ]deletion|destroyed|destroying|resource[-_ ]?deleted(notrecorded)?)$/i;
/** Headings, as `plainHeading` writes them, below which stands the state of a resource itself; one of a part of it says that something of it is off. */
const OF_STATE =
  /^(resource|current|instance|table|cluster|bucket|record|lifecycle|configurationitem)?(status|state|lifecycle|zustand|statut|état|estado|stato|stan)$/;
/** Headings of the day on which it went; when it is to go is a plan. */
const OF_END = /^(deleted|terminated|destroyed|removed|retired|decommissioned)(at|on|date|time|timestamp)?$/;
/** Headings that say what is to become of it. */
const OF_PLANS =
  /^(action|decision|recommendation|disposition|verdict|todo|next(step|action)|cleanup|plan)s?$/;
/** A thing that is off is there all the same. */
const IS_OFF =
  /^(disabled|inactive|denied|rejected|proposed|candidate|d[ée]sacti|inacti|inakti|deakti|disatti|desativ|nieakt)/i;
const DAY = /^\d{4}-\d{2}|^\d{1,2}[./]\d{1,2}[./]\d{4}/;
const NO_DAY = /^(0001|1970)-/;
/** What a text says of resources that went, or are to go: in the line of one, or in that which leads to it. */
const SAYS_GONE =
  /(?<![\p{L}\d_./-])(?<!\b(?:not|never|be|none|if|when|soft|be) )(deleted|destroyed|terminated|removed|decommission(ed)?|retired|deprovisioned|shut down|no longer (exists?|in use|used|needed)|(please |to |and )(delete|remove|destroy|terminate|retire)|gelöscht\p{L}*|stillgelegt\p{L}*|abgeschaltet\p{L}*|supprimée?s?|décommissionnée?s?|eliminad[oa]s?|borrad[oa]s?|eliminat[oaie]|dismess[oaie]|verwijderde?|usunięt\p{L}*|removid[oa]s?|exclu[ií]d[oa]s?)(?![\p{L}\d_/-])/iu;

/** Whether a state is that of something which is no more, or not yet. */
export const isGoneState = (state: string): boolean => STATE.test(state.slice(0, 60).trim());

/** Which columns of a table of resources say that one is gone, and which may say so in words of their own. */
export function goneColumns(headings: readonly string[]) {
  const plain = headings.map(plainHeading);
  const placed = (pattern: RegExp) => plain.flatMap((heading, at) => (pattern.test(heading) ? [at] : []));
  const states = placed(OF_STATE);
  const ends = placed(OF_END);
  return {
    /** The column that says of a row that its resource is gone; -1 where none does. */
    goneBy(row: readonly string[]): number {
      const said = (at: number) => (row[at] ?? '').slice(0, 60).trim();
      const isGone = (at: number) =>
        isGoneState(said(at)) || (saysNotInUse(said(at)) && !IS_OFF.test(said(at)));
      const isDay = (at: number) => DAY.test(said(at)) && !NO_DAY.test(said(at));
      return states.find(isGone) ?? ends.find(isDay) ?? -1;
    },
    /** Those that hold a state, an end or a plan. */
    telling: [...states, ...ends, ...placed(OF_PLANS)],
  };
}

/** The state of an object that says that it is gone; null where none does. */
export function goneStateOf(object: Readonly<Record<string, unknown>>): string | null {
  for (const [name, value] of Object.entries(object))
    if (typeof value === 'string' && isGoneState(value) && OF_STATE.test(plainHeading(name))) return value;
  return null;
}

const LONGEST_LINE = 2000;
const ARN = /arn:aws[^\s"'`,;<>|()[\]\\]*/g;
/** Terraform says what becomes of a resource above it, and of one that goes that its members become nothing. */
const OF_TERRAFORM = /^\s*# \S+ (?:\([^)]{1,80}\) )?(will|must) be (destroyed|created|updated|replaced|read)/;
const BECOMES_NOTHING = /^\s*- .*-> null\s*$/;

/**
 * Tells of each line of a text, in their order, what says that the resources in it are gone: its own words, or those of the last line that leads to what
 * follows; null where nothing does.
 */
export function goneInText(): (line: string) => string | null {
  let lead: string | null = null;
  return (whole) => {
    const line = whole.slice(0, LONGEST_LINE);
    const words = line.replace(ARN, ' ').trim();
    const hasArn = line.includes('arn:aws');
    if (OF_TERRAFORM.test(line)) lead = / be destroyed/.test(line) ? words : null;
    else if (!hasArn && /:$|^#{1,6} /.test(words)) lead = saysGone(words) ? words : null;
    // A sentence ends what was led to, and so does a gap behind resources.
    else if (!hasArn && /\p{L}[^\p{L}]{0,3}[.!?]$/u.test(words)) lead = null;
    if (!hasArn) return null;
    return lead ?? (saysGone(words) || BECOMES_NOTHING.test(line) ? words : null);
  };
}
const saysGone = (words: string): boolean => SAYS_GONE.test(words);
