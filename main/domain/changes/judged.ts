import type { Gap } from '../../contract/gaps.ts';
import type { Facts } from '../layouts/facts.ts';
import { statusWords } from '../layouts/facts.ts';
import { VERDICTS, type Verdict } from '../layouts/verdict.ts';

/** Where a control of a framework stands on one side of a comparison. */
export interface ControlStanding {
  /** Name and version. */
  readonly framework: string;
  readonly id: string;
  readonly title: string;
  /** With whom it lies, whether duties are open, and how far it is. */
  readonly words: string;
}
/** What one side of a comparison comes to, by the rules of today. */
export interface Judged {
  readonly gaps: readonly Gap[];
  /** Of every framework that was chosen on either side, in the order of the catalogue. */
  readonly controls: readonly ControlStanding[];
}

const WITH: Readonly<Record<Verdict, string>> = {
  'held-by-provider': 'With the provider',
  'held-by-customer': 'With the customer side',
  'held-together': 'With both sides',
  undecided: 'Undecided',
};

/** Facts of a control in words: `With both sides, duties open\nPartially implemented`. */
export function standingWords(facts: Facts): string {
  if (facts.has('unasked')) return 'No duty asked';
  const verdict = VERDICTS.find((each) => facts.has(each));
  const status = statusWords(facts);
  if (verdict === undefined) return status ?? '';
  return [
    `${WITH[verdict]}${facts.has('open') ? ', duties open' : ''}`,
    ...(status === null ? [] : [status]),
  ].join('\n');
}

export interface GapChanges {
  readonly opened: readonly Gap[];
  readonly closed: readonly Gap[];
  /** There on both sides, with another severity. */
  readonly moved: readonly { readonly before: Gap; readonly after: Gap }[];
  /** There on both sides. */
  readonly stayed: number;
  /**
   * Unanswered duties of a subject of which, on one side, nothing was answered at all: there they are one gap, on the other as many as
   * are still open. Such a subject counts once in the others.
   */
  readonly regrouped: { readonly before: number; readonly after: number };
}

const UNANSWERED = 'unanswered';
/** What tells apart the gaps of a rule that has several at one place, or moves: its own sentence begins with it. */
const WHICH: Readonly<Record<string, RegExp>> = {
  'evidence-expired': /: (E-\d+) "/,
  'evidence-expiring': /: (E-\d+) "/,
  'action-overdue': /^(A-\d+) "/,
  'owner-not-acknowledged': /^(.*?) (?:acknowledged their duties|is named for)/s,
};
/** These are one gap for a subject, whichever duty is named as the first. */
const OF_SUBJECT: ReadonlySet<string> = new Set(['provider-without-evidence']);

/** What a gap is about: by it, a gap of the two sides is the same one, whatever its words. */
function gapKey({ rule, ref, subject, sentence }: Gap, whole: ReadonlySet<string>): string {
  const which = WHICH[rule]?.exec(sentence)?.[1];
  // That evidence is about to expire and that it has are one gap, which grew worse.
  const about = rule === 'evidence-expiring' ? 'evidence-expired' : rule;
  if (which !== undefined) return JSON.stringify([about, which]);
  const wide = OF_SUBJECT.has(rule) || (rule === UNANSWERED && whole.has(subject));
  return JSON.stringify([about, wide ? subject : (ref ?? subject)]);
}

/** Tells the gaps that came from those that went. */
export function gapChanges(before: readonly Gap[], after: readonly Gap[]): GapChanges {
  const whole = new Set(
    [...before, ...after].flatMap(({ rule, ref, subject }) =>
      rule === UNANSWERED && ref === null ? [subject] : [],
    ),
  );
  const was = grouped(before, whole);
  const is = grouped(after, whole);
  const earlier = new Map<string, Gap[]>();
  for (const gap of was.gaps) {
    const key = gapKey(gap, whole);
    const list = earlier.get(key);
    if (list) list.push(gap);
    else earlier.set(key, [gap]);
  }
  const opened: Gap[] = [];
  const moved: { before: Gap; after: Gap }[] = [];
  let stayed = 0;
  for (const gap of is.gaps) {
    const known = earlier.get(gapKey(gap, whole))?.shift();
    if (known === undefined) opened.push(gap);
    else {
      stayed += 1;
      if (known.severity !== gap.severity) moved.push({ before: known, after: gap });
    }
  }
  const left = new Set([...earlier.values()].flat());
  return {
    opened,
    closed: was.gaps.filter((gap) => left.has(gap)),
    moved,
    stayed,
    regrouped: { before: was.more, after: is.more },
  };
}

/** The gaps with one for each subject whose unanswered duties count together, and how many that leaves out. */
function grouped(
  gaps: readonly Gap[],
  whole: ReadonlySet<string>,
): { readonly gaps: readonly Gap[]; readonly more: number } {
  const seen = new Set<string>();
  const kept = gaps.filter(({ rule, subject }) => {
    if (rule !== UNANSWERED || !whole.has(subject)) return true;
    const first = !seen.has(subject);
    seen.add(subject);
    return first;
  });
  return { gaps: kept, more: gaps.length - kept.length };
}

export interface ControlChange extends Omit<ControlStanding, 'words'> {
  readonly before: string;
  readonly after: string;
}

/** The controls that stand otherwise on the two sides, which list the same ones. */
export function controlChanges(
  before: readonly ControlStanding[],
  after: readonly ControlStanding[],
): readonly ControlChange[] {
  const keyOf = ({ framework, id }: ControlStanding) => JSON.stringify([framework, id]);
  const earlier = new Map(before.map((control) => [keyOf(control), control.words]));
  return after.flatMap(({ words, ...control }) => {
    const was = earlier.get(keyOf({ words, ...control })) ?? '';
    return was === words ? [] : [{ ...control, before: was, after: words }];
  });
}
