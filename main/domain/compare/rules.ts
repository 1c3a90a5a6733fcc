import type { Part } from '../../contract/audience.ts';
import type { Cadence } from '../../contract/due.ts';
import type { RetentionRules } from '../../contract/erasure.ts';
import { RULE_IDS, RULES, type RuleId } from '../../contract/rules.ts';
import type { Change, ChangedBy } from '../../contract/snapshots.ts';
import { cadenceWords } from '../due/cadence.ts';
import { counted } from '../words/counted.ts';
import type { FrozenHouseRules } from './frozen-state.ts';
import { fieldsOf, pairs } from './pairs.ts';

/** One thing that house rules say, and what it is about: by both it is found in another edition. */
export interface HouseSaying {
  readonly field: 'Party' | 'Own duty' | 'Default' | 'Own service' | 'Own framework' | 'Mapping' | 'Severity';
  readonly about: string;
  readonly sentence: string;
  /** All that stands in the file about it, of which the sentence is the gist. */
  readonly content: string;
}
/** The rules by which a workbook is judged, at one moment. */
export interface RulesThen {
  readonly twoEyes: readonly RuleId[];
  readonly cadences: readonly Cadence[];
  readonly retention: RetentionRules;
  readonly house: FrozenHouseRules | null;
  /** What the house rules say; nothing where there are none, null where they cannot be read. */
  readonly says: readonly HouseSaying[] | null;
}
/** What a time between two reviews is for, in names. */
export interface RulePlaces {
  domain(id: string): string;
  duty(ref: string): string;
}

/** House rules by edition and hash, which a snapshot holds itself. */
export function compareEditions(
  before: FrozenHouseRules | null | undefined,
  after: FrozenHouseRules | null | undefined,
): readonly Change[] {
  const { changes, differ } = fieldsOf('rules', null, 'House rules');
  differ('Edition', editionWords(before), editionWords(after));
  return changes;
}
const editionWords = (rules: FrozenHouseRules | null | undefined): string | null =>
  rules ? `${rules.name}, edition ${rules.edition}, SHA-256 ${rules.sha256.slice(0, 16)}` : null;

/** What is different in the rules of a workbook, beside the edition of its house rules; nothing of the parts that are left out. */
export function compareRules(
  before: RulesThen,
  after: RulesThen,
  places: RulePlaces,
  leaves: (part: Part) => boolean = () => false,
): readonly Change[] {
  return [
    ...(leaves('reasons') || leaves('gaps') ? [] : compareSayings(before.says, after.says)),
    ...(leaves('signOffs') ? [] : compareTwoEyes(before, after)),
    ...(leaves('status') ? [] : compareCadences(before, after, places)),
    ...(leaves('contents') ? [] : compareRetention(before.retention, after.retention)),
  ];
}

function compareSayings(before: RulesThen['says'], after: RulesThen['says']): readonly Change[] {
  // An edition that cannot be read is told by its hash alone.
  if (before === null || after === null) return [];
  return pairs(numbered(before), numbered(after), ({ field, about }) => `${field} ${about}`).flatMap(
    ({ before: a, after: b }) => {
      const { field, about } = b ?? a ?? { field: '', about: '' };
      const { changes, differ } = fieldsOf('rules', null, `House rules, ${about}`);
      const sameGist = a?.sentence === b?.sentence && a?.content !== b?.content;
      differ(field, a?.sentence ?? null, b ? `${b.sentence}${sameGist ? OTHER_TEXTS : ''}` : null);
      return changes;
    },
  );
}
const OTHER_TEXTS = ' Its texts are others.';

/** A file may say two things about the same, of which the first that holds counts: each is held against its like in order. */
function numbered(says: readonly HouseSaying[]): readonly HouseSaying[] {
  const seen = new Map<string, number>();
  return says.map((each) => {
    const key = `${each.field} ${each.about}`;
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return times === 1 ? each : { ...each, about: `${each.about} (${times})` };
  });
}

function compareTwoEyes(before: RulesThen, after: RulesThen): readonly Change[] {
  const { changes, differ } = fieldsOf('rules', null, 'Two pairs of eyes');
  const words = ({ twoEyes }: RulesThen, id: RuleId) => (twoEyes.includes(id) ? 'On' : 'Off');
  for (const id of RULE_IDS) differ(RULES[id].name, words(before, id), words(after, id));
  return changes;
}

function compareCadences(before: RulesThen, after: RulesThen, places: RulePlaces): readonly Change[] {
  const key = ({ domain, ref }: Cadence) => JSON.stringify([domain, ref]);
  return pairs(before.cadences, after.cadences, key).flatMap(({ before: a, after: b }) => {
    const { domain, ref } = b ?? a ?? { domain: null, ref: null };
    const place =
      ref !== null
        ? places.duty(ref)
        : `Reviews of ${domain === null ? 'the workbook' : places.domain(domain)}`;
    const { changes, differ } = fieldsOf('rules', ref, place);
    differ('Time between reviews', a && cadenceWords(a.months), b && cadenceWords(b.months));
    return changes;
  });
}

function compareRetention(before: RetentionRules, after: RetentionRules): readonly Change[] {
  const { changes, differ } = fieldsOf('rules', null, 'Retention');
  const due = ({ retentionDays: days }: RetentionRules) =>
    days === null ? null : `after ${counted(days, 'day')}`;
  differ('Removed evidence is due to be destroyed', due(before), due(after));
  differ('Legal hold on the workbook', before.hold, after.hold);
  return changes;
}

/** An entry of the change log that touched rules, with the rules before and after it. */
export interface RuleEntry {
  readonly by: ChangedBy;
  readonly before: RulesThen;
  readonly after: RulesThen;
}

/** The changes of rules with who made them: the entries that changed the same, in the order in which they are given. */
export function withAuthors(
  changes: readonly Change[],
  entries: readonly RuleEntry[],
  places: RulePlaces,
): readonly Change[] {
  const keyOf = ({ ref, place, field }: Change) => JSON.stringify([ref, place, field]);
  const found = new Map<string, ChangedBy[]>();
  for (const { before, after, by } of entries)
    for (const change of [
      ...compareEditions(before.house, after.house),
      ...compareRules(before, after, places),
    ]) {
      const key = keyOf(change);
      found.set(key, [...(found.get(key) ?? []), by]);
    }
  return changes.map((change) => {
    const by = change.group === 'rules' ? found.get(keyOf(change)) : undefined;
    return by === undefined ? change : { ...change, by };
  });
}
