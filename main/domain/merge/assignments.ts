import type { Ask } from './ask.ts';
import { bothTexts } from './fields.ts';
import { byText, type Row, type Value } from './rows.ts';

/** An answer with everything that belongs to it. */
export interface AnswerRecord {
  readonly row: Row;
  /** Shares by party. */
  readonly shares: ReadonlyMap<string, Row>;
}
export interface AnswerOptions {
  /** False where an earlier merge has asked about every accepted answer of the common state already. */
  readonly askAgain: boolean;
}

const NO_SHARES: ReadonlyMap<string, Row> = new Map();
const cell = (row: Row | undefined, column: string): Value => row?.[column] ?? null;
/** Most merges ask of nearly every answer whether its sides say the same, so no text is made to find out. */
function sameCells(a: Row | undefined, b: Row | undefined, columns: readonly string[]): boolean {
  for (const column of columns) if (cell(a, column) !== cell(b, column)) return false;
  return true;
}
const partiesOf = (record: AnswerRecord | undefined): readonly string[] =>
  [...(record?.shares.keys() ?? [])].sort(byText);
const reviewOf = (record: AnswerRecord | undefined): Value => cell(record?.row, 'review') ?? 'draft';

/** Who owns it, as one: the parties, or that it does not apply, and why that deviates from the catalogue. */
const ownersOf = (record: AnswerRecord | undefined): string =>
  JSON.stringify([partiesOf(record), ...OWNERS.map((column) => cell(record?.row, column)), ownPart(record)]);
const OWNERS = ['not_applicable', 'deviation_reason'] as const;
/** The same parties may be an answer, or the own part beside one that is held. */
const ownPart = (record: AnswerRecord | undefined): Value => cell(record?.row, 'own_part') || 0;
const sameOwners = (a: AnswerRecord | undefined, b: AnswerRecord | undefined): boolean => {
  const [parties, others] = [a?.shares ?? NO_SHARES, b?.shares ?? NO_SHARES];
  if (parties.size !== others.size || ownPart(a) !== ownPart(b)) return false;
  for (const party of parties.keys()) if (!others.has(party)) return false;
  return sameCells(a?.row, b?.row, OWNERS);
};
const detailsOf = (record: AnswerRecord | undefined, party: string): string =>
  JSON.stringify(['text', 'person'].map((column) => cell(record?.shares.get(party), column)));

const REVIEWED = ['reviewed_on', 'reviewed_by'] as const;
const RISK = ['risk_reason', 'risk_approver', 'risk_approved_on', 'risk_expires_on'] as const;

/** Everything that a reviewer accepts. */
export const saidIn = (record: AnswerRecord | undefined): string =>
  JSON.stringify([
    ownersOf(record),
    partiesOf(record).map((party) => [party, detailsOf(record, party)]),
    cell(record?.row, 'status') ?? 'not-started',
    RISK.map((column) => cell(record?.row, column)),
    cell(record?.row, 'due_on'),
    cell(record?.row, 'note'),
  ]);

const FLAGS = ['parked', 'asked_anyway', 'confirm_later'] as const;
const WAITS = ['parked_for', 'parked_person', 'parked_name'] as const;
/** What was set aside about it or said of its review: acts of their own, which accepting the answer takes back. */
const SET_ASIDE = ['parked', 'confirm_later', 'review_text'] as const;

/**
 * Merges one answer that both sides have. Who owns it is one unit, since it follows from the shares together; each
 * party's text and person, the status, the date and the note are units of their own. What was accepted on one side and
 * is other on the other side is asked as a whole.
 */
export function mergeAnswer(
  ref: string,
  base: AnswerRecord | undefined,
  mine: AnswerRecord,
  theirs: AnswerRecord,
  ask: Ask,
  options: AnswerOptions,
): AnswerRecord {
  const accepted = mergeAccepted(ref, base, mine, theirs, ask, options);
  if (accepted) return accepted;
  const question = (field: string) => ({
    key: `assignment/${ref}#${field}`,
    kind: 'changed' as const,
    table: 'assignment',
    row: ref,
    field,
    base: base?.row ?? null,
    mine: mine.row,
    theirs: theirs.row,
    both: null,
  });
  const unit = (columns: readonly string[], isText = false): Row => {
    const own = mine.row;
    if (sameCells(own, theirs.row, columns) || sameCells(theirs.row, base?.row, columns)) return own;
    if (sameCells(own, base?.row, columns) || (!base && isBlank(own, columns))) return theirs.row;
    if (!base && isBlank(theirs.row, columns)) return own;
    const [column = ''] = columns;
    const both = isText ? bothTexts(cell(mine.row, column), cell(theirs.row, column)) : null;
    const answer = ask({ ...question(columns.join('+')), both });
    return answer === 'both' ? { [column]: both } : (answer === 'theirs' ? theirs : mine).row;
  };
  const merged: Record<string, Value> = { ...mine.row };
  const take = (columns: readonly string[], isText = false) => {
    const winner = unit(columns, isText);
    for (const column of columns) merged[column] = cell(winner, column);
  };
  for (const column of FLAGS) merged[column] = flagOf(column, base, mine, theirs);
  // What is no longer parked waits for nothing, whatever one side wrote meanwhile.
  if (merged.parked === 1) take(WAITS);
  else for (const column of WAITS) if (column in merged) merged[column] = null;
  const owners = mergeOwners(base, mine, theirs, merged, () => ask(question('owners')));
  const shares = mergeShares(ref, base, mine, theirs, owners, ask);
  const status = unit(['status']);
  merged.status = cell(status, 'status');
  // What stands behind an accepted risk goes with that status.
  if (cell(mine.row, 'status') === cell(theirs.row, 'status')) take(RISK);
  else for (const column of RISK) merged[column] = cell(status, column);
  take(['due_on']);
  take(['note'], true);
  const review = unit(['review', 'review_text']);
  const sameReview = sameCells(mine.row, theirs.row, ['review', 'review_text']);
  const reviewed = sameReview ? laterReview(mine.row, theirs.row) : review;
  for (const column of ['review', 'review_text']) merged[column] = cell(review, column);
  for (const column of REVIEWED) merged[column] = cell(reviewed, column);
  merged.authors = authorsOf(base?.row, mine.row, theirs.row);
  const result = { row: merged, shares };
  // What was submitted is what its sender saw: with something else in it, it is a draft again.
  if (reviewOf(result) === 'submitted') {
    const sent = [mine, theirs].some(
      (side) => reviewOf(side) === 'submitted' && saidIn(side) === saidIn(result),
    );
    if (!sent) {
      merged.review = 'draft';
      merged.review_text = null;
    }
  }
  return result;
}

function mergeAccepted(
  ref: string,
  base: AnswerRecord | undefined,
  mine: AnswerRecord,
  theirs: AnswerRecord,
  ask: Ask,
  { askAgain }: AnswerOptions,
): AnswerRecord | null {
  const isAccepted = (record: AnswerRecord | undefined) => reviewOf(record) === 'accepted';
  if (!isAccepted(mine) && !isAccepted(theirs)) return null;
  const [holder, other] = isAccepted(mine) ? [mine, theirs] : [theirs, mine];
  const sameAnswer = saidIn(mine) === saidIn(theirs);
  if (sameAnswer && isAccepted(mine) && isAccepted(theirs)) return null;
  const setAside = SET_ASIDE.some((column) => {
    const [was, held, now] = [base, holder, other].map((record) => cell(record?.row, column) || null);
    return now !== was && now !== held;
  });
  if (!setAside) {
    const untouched = reviewOf(other) === reviewOf(base);
    const onItsWay = !isAccepted(base) && (reviewOf(other) === 'submitted' || reviewOf(other) === 'draft');
    if (sameAnswer ? untouched || onItsWay : untouched && saidIn(other) === saidIn(base))
      return { ...holder, row: { ...holder.row, asked_anyway: flagOf('asked_anyway', base, mine, theirs) } };
  }
  const holderStands = saidIn(holder) === saidIn(base) && isAccepted(base);
  if (holderStands && !askAgain) return other;
  const answer = ask({
    key: `assignment/${ref}#accepted`,
    kind: 'accepted',
    table: 'assignment',
    row: ref,
    field: 'row',
    base: base?.row ?? null,
    mine: mine.row,
    theirs: theirs.row,
    both: null,
  });
  return answer === 'theirs' ? theirs : mine;
}

/** When and by whom it was said, and on which proposal. */
const SAID = ['answered_at', 'answered_by', 'basis'] as const;
const WITH_ANSWER = [...OWNERS, 'own_part', ...SAID] as const;

/** Decides on the owners, writes what goes with them into `merged`, and returns the shares of the side that holds. */
function mergeOwners(
  base: AnswerRecord | undefined,
  mine: AnswerRecord,
  theirs: AnswerRecord,
  merged: Record<string, Value>,
  ask: () => 'mine' | 'theirs' | 'both',
): ReadonlyMap<string, Row> {
  const follow = (side: AnswerRecord, columns: readonly string[]) => {
    for (const column of columns) merged[column] = cell(side.row, column);
  };
  if (sameOwners(mine, theirs)) {
    follow(laterAnswer(base, mine, theirs), SAID);
    return sideWithOrder(base, mine, theirs).shares;
  }
  const winner = ((): AnswerRecord => {
    if (sameOwners(theirs, base) && !editsDropped(base, mine, theirs)) return mine;
    if (sameOwners(mine, base) && !editsDropped(base, theirs, mine)) return theirs;
    const side = ask() === 'theirs' ? theirs : mine;
    follow(side, ['confirm_later']);
    return side;
  })();
  follow(winner, WITH_ANSWER);
  return winner.shares;
}

/** Whether the other side wrote into a share that this side took away. */
const editsDropped = (base: AnswerRecord | undefined, side: AnswerRecord, other: AnswerRecord): boolean =>
  [...(base?.shares.keys() ?? [])].some(
    (party) =>
      !side.shares.has(party) &&
      other.shares.has(party) &&
      detailsOf(other, party) !== detailsOf(base, party),
  );

/** Both say the same; the one that said it last stands for it. */
function laterAnswer(base: AnswerRecord | undefined, mine: AnswerRecord, theirs: AnswerRecord): AnswerRecord {
  if (sameCells(theirs.row, base?.row, SAID)) return mine;
  if (sameCells(mine.row, base?.row, SAID)) return theirs;
  const when = ({ row }: AnswerRecord) => JSON.stringify(SAID.map((column) => cell(row, column)));
  return when(mine) >= when(theirs) ? mine : theirs;
}

function sideWithOrder(
  base: AnswerRecord | undefined,
  mine: AnswerRecord,
  theirs: AnswerRecord,
): AnswerRecord {
  let inPlace = true;
  for (const [party, share] of mine.shares)
    inPlace &&= cell(share, 'ord') === cell(theirs.shares.get(party), 'ord');
  if (inPlace) return mine;
  const order = (record: AnswerRecord | undefined) =>
    JSON.stringify(partiesOf(record).map((party) => cell(record?.shares.get(party), 'ord')));
  if (order(theirs) === order(base)) return mine;
  if (order(mine) === order(base)) return theirs;
  return order(mine) <= order(theirs) ? mine : theirs;
}

/** The shares of the side that holds, each with what either side wrote into it; the same map where they stay as they are. */
function mergeShares(
  ref: string,
  base: AnswerRecord | undefined,
  mine: AnswerRecord,
  theirs: AnswerRecord,
  shares: ReadonlyMap<string, Row>,
  ask: Ask,
): ReadonlyMap<string, Row> {
  let changed: Map<string, Row> | null = null;
  for (const [party, share] of shares) {
    const [own, other] = [mine.shares.get(party), theirs.shares.get(party)];
    if (!own || !other) continue;
    const merged = mergeShare(ref, party, base?.shares.get(party), own, other, share, ask);
    if (merged === share) continue;
    changed ??= new Map(shares);
    changed.set(party, merged);
  }
  return changed ?? shares;
}

function mergeShare(
  ref: string,
  party: string,
  base: Row | undefined,
  mine: Row,
  theirs: Row,
  winner: Row,
  ask: Ask,
): Row {
  let merged = winner;
  const take = (column: string, value: Value) => {
    if (merged[column] !== value) merged = { ...merged, [column]: value };
  };
  for (const column of ['text', 'person']) {
    const [b, m, t] = [cell(base, column), cell(mine, column), cell(theirs, column)];
    if (m === t || t === b) take(column, m);
    else if (m === b) take(column, t);
    else {
      const both = column === 'text' ? bothTexts(m, t) : null;
      const answer = ask({
        key: `share/${ref}/${party}#${column}`,
        kind: 'changed',
        table: 'share',
        row: `${ref}/${party}`,
        field: column,
        base: base ?? null,
        mine,
        theirs,
        both,
      });
      take(column, answer === 'both' ? both : answer === 'theirs' ? t : m);
    }
  }
  return merged;
}

/** Of two looks at one answer, the later one stands. */
const laterReview = (mine: Row, theirs: Row): Row => {
  if (sameCells(mine, theirs, REVIEWED)) return mine;
  const when = (row: Row) => JSON.stringify(REVIEWED.map((column) => cell(row, column) ?? ''));
  return when(mine) >= when(theirs) ? mine : theirs;
};

/** Whoever wrote on either side wrote what comes of both. */
function authorsOf(base: Row | undefined, mine: Row, theirs: Row): Value {
  const list = (row: Row | undefined): Value => cell(row, 'authors') ?? '[]';
  const [was, own, other] = [list(base), list(mine), list(theirs)];
  if (own === other || other === was) return own;
  if (own === was) return other;
  const names = [own, other].flatMap((value) => JSON.parse(String(value)) as string[]);
  return JSON.stringify([...new Set(names)].sort(byText));
}

/** A flag that one side turned is turned; both cannot turn it in different ways. */
const flagOf = (
  column: string,
  base: AnswerRecord | undefined,
  mine: AnswerRecord,
  theirs: AnswerRecord,
): Value =>
  cell(mine.row, column) === (cell(base?.row, column) ?? 0)
    ? cell(theirs.row, column)
    : cell(mine.row, column);

const BLANK: Readonly<Record<string, Value>> = { status: 'not-started', review: 'draft' };
const isBlank = (row: Row, columns: readonly string[]): boolean =>
  columns.every((column) => cell(row, column) === (BLANK[column] ?? null));

/** The record of an answer out of its rows. */
export const answerOf = (
  row: Row | undefined,
  shares: ReadonlyMap<string, Row> | undefined,
): AnswerRecord | undefined => (row === undefined ? undefined : { row, shares: shares ?? NO_SHARES });
