import {
  acknowledgementRows,
  digestOfDuties,
  digestOfRows,
  signOffRows,
} from '../../assessment/sign-offs.ts';
import { findSubject } from '../../assessment/subjects.ts';
import {
  type Assignment,
  REVIEW_STATES,
  type RegisterRow,
  type ReviewState,
} from '../../contract/assignments.ts';
import { DemarcError, notFound, ruleViolation } from '../../contract/errors.ts';
import { parseAssignmentRef } from '../../contract/ids.ts';
import type { review } from '../../contract/methods/review.ts';
import type { ReviewResult, ReviewRow, Signable } from '../../contract/review.ts';
import { cadenceBook } from '../../domain/due/cadence.ts';
import { ownershipOf } from '../../domain/duties/ownership.ts';
import { originWords } from '../../domain/providers/origin-words.ts';
import { authorsReopened } from '../../domain/review/authors.ts';
import { servicePlaces } from '../../domain/services/service-places.ts';
import { shortKey } from '../../domain/signatures/key-words.ts';
import { formatSignOff, type SignOffStatement } from '../../domain/signatures/statement.ts';
import { signBytes } from '../../platform/ed25519.ts';
import type { Signer } from '../../platform/key-store.ts';
import { readChange } from '../../workbook/change-log.ts';
import { readAssignment, writeAssignment } from '../../workbook/tables/assignments.ts';
import { listCadences } from '../../workbook/tables/cadences.ts';
import { listEnvironments } from '../../workbook/tables/environments.ts';
import { listPeople } from '../../workbook/tables/parties.ts';
import { listServices } from '../../workbook/tables/services-in-use.ts';
import { insertSignOff, type SignedBy, writeAcknowledgement } from '../../workbook/tables/sign-offs.ts';
import { readWorkbook } from '../../workbook/tables/workbook.ts';
import { isHeldThere, locate, type Place } from '../answers/place.ts';
import type { CommandContext, Handlers, QueryContext } from '../context.ts';
import { acceptance, checkSigning } from './two-eyes.ts';

/** What a step may set beside the review itself: nothing of the answer, which is written in one place. */
type BesideAnswer = 'authors' | 'confirmLater' | 'parked' | 'reviewed' | 'waits';

/** One step of the review, the states that it starts from, and what to say of an answer in another. */
interface Step {
  readonly from: readonly ReviewState[];
  readonly verb: string;
  /** What the record says afterwards, beside its revision. */
  after(
    record: Assignment,
    context: CommandContext,
  ): Pick<Assignment, 'review' | 'reviewText'> & Partial<Pick<Assignment, BesideAnswer>>;
  refuse(ref: string, state: ReviewState): string;
  /** Why a rule of the workbook forbids it to whoever is working, answer by answer; null where none does. */
  forbids?(context: CommandContext): (record: Assignment) => string | null;
}

const STATE_WORDS: Readonly<Record<ReviewState, string>> = {
  draft: 'is a draft',
  submitted: 'waits for review',
  accepted: 'has been accepted',
  returned: 'has been returned',
};

/** Where an answer goes through review that is not this place's own; null for one that is. */
function reviewedElsewhere(place: Place): string | null {
  const { ref, recorded, bearing, elsewhere } = place;
  const isHeld = isHeldThere(place) && (!recorded || recorded.shares.length === 0);
  const inherited = isHeld ? bearing?.inherited : elsewhere;
  if (inherited)
    return `${ref} is inherited from ${originWords(inherited.origins)}, where it goes through review.`;
  return isHeld
    ? `${ref} is held from a common control. It goes through review once, as ${bearing?.ref}.`
    : null;
}

/** Takes a batch one step on, as one change. */
function take(context: CommandContext, refs: readonly string[], step: Step, because = ''): ReviewResult {
  const { db, rev } = context;
  const changed: string[] = [];
  const forbidden = step.forbids?.(context) ?? (() => null);
  const skipped: { ref: string; kind: 'locked' | 'same' | 'refused'; why: string }[] = [];
  for (const ref of new Set(refs)) {
    const place = locate(context, ref);
    const { recorded } = place;
    const state = recorded?.review ?? 'draft';
    const elsewhere = reviewedElsewhere(place);
    if (elsewhere !== null) skipped.push({ ref, kind: 'refused', why: elsewhere });
    else if (!recorded || ownershipOf(recorded).kind === 'unanswered')
      skipped.push({ ref, kind: 'refused', why: `${ref} has no answer yet. Answer it first.` });
    else if (!step.from.includes(state))
      skipped.push({
        ref,
        kind: state === 'accepted' ? 'locked' : 'refused',
        why: step.refuse(ref, state),
      });
    else {
      const why = forbidden(recorded);
      if (why !== null) {
        skipped.push({ ref, kind: 'refused', why: `${ref}: ${why}` });
        continue;
      }
      writeAssignment(db, { ...recorded, ...step.after(recorded, context), rev }, recorded);
      changed.push(ref);
    }
  }
  const [first] = skipped;
  if (changed.length === 0 && first)
    throw ruleViolation(
      skipped.length === 1 ? first.why : `None of the ${skipped.length} answers could go on: ${first.why}`,
    );
  const what = changed.length === 1 ? changed[0] : `${changed.length} answers`;
  context.describe(`${step.verb} ${what}${because}`);
  return { changed, skipped };
}

const SUBMIT: Step = {
  from: ['draft', 'returned'],
  verb: 'Submitted for review',
  after: () => ({ review: 'submitted', reviewText: null }),
  refuse: (ref, state) =>
    state === 'accepted'
      ? `${ref} has been accepted in review already. Reopen it with a reason to change it.`
      : `${ref} ${STATE_WORDS[state]} already.`,
};
const ACCEPT: Step = {
  from: ['submitted'],
  verb: 'Accepted in review',
  // Whoever accepts it confirms it, too.
  after: (_record, { actor, clock }) => ({
    review: 'accepted',
    reviewText: null,
    confirmLater: false,
    parked: false,
    waits: null,
    reviewed: { by: actor, on: clock.today() },
  }),
  forbids: acceptance,
  refuse: (ref, state) =>
    state === 'accepted'
      ? `${ref} has been accepted already.`
      : `${ref} ${STATE_WORDS[state]}: submit it for review before it is accepted.`,
};
const RENEW: Step = {
  from: REVIEW_STATES,
  verb: 'Looked at again, and found right,',
  after: ({ review, reviewText }, { actor, clock }) => ({
    review,
    reviewText,
    reviewed: { by: actor, on: clock.today() },
  }),
  refuse: (ref) => `${ref} cannot be looked at again.`,
  forbids: acceptance,
};
const returning = (text: string): Step => ({
  from: ['submitted'],
  verb: 'Returned',
  after: () => ({ review: 'returned', reviewText: text }),
  refuse: (ref, state) =>
    state === 'accepted'
      ? `${ref} has been accepted in review and is locked. Reopen it with a reason instead.`
      : `${ref} ${STATE_WORDS[state]}: only what was submitted can be returned.`,
});
const reopening = (reason: string): Step => ({
  from: ['accepted'],
  verb: 'Reopened',
  after: (record) => ({ review: 'draft', reviewText: reason, authors: authorsReopened(record) }),
  refuse: (ref, state) => `${ref} ${STATE_WORDS[state]}, so there is nothing to reopen.`,
});

const because = (text: string): string => {
  const line = text.replace(/\s+/g, ' ');
  return `: ${line.length > 200 ? `${line.slice(0, 199)}…` : line}`;
};

const rowsOf = ({ session, catalogue }: QueryContext, subject: string | null): readonly RegisterRow[] => {
  const rows = session.register().rows(catalogue);
  return subject === null ? rows : rows.filter((row) => row.subject === subject);
};

const reviewRow = (row: RegisterRow, againOn: string | null, today: string): ReviewRow => ({
  againOn,
  due: againOn !== null && againOn <= today,
  ref: row.ref,
  subject: row.subject,
  subjectLabel: row.subjectLabel,
  domainName: row.domainName,
  responsibilityName: row.responsibilityName,
  ownership: row.ownership,
  people: [...new Set(row.shares.flatMap((share) => share.person ?? []))],
  status: row.status,
  evidence: row.evidence.length,
  parked: row.parked,
  waits: row.waits,
  review: row.review,
  reviewText: row.reviewText,
  answeredAt: row.answeredAt,
  answeredBy: row.answeredBy,
});

/** The rows to be signed, and what a signature for them would stand for. NOT_FOUND for an unknown subject. */
function signableOf(context: QueryContext, subject: string | null): Signable {
  const { db, catalogue } = context;
  const found = subject === null ? null : findSubject(db, catalogue, subject);
  if (subject !== null && !found)
    throw notFound(`service "${subject}" in this workbook`, 'List them with "demarc services".');
  const rows = rowsOf(context, subject);
  return {
    subject,
    label: found?.label ?? readWorkbook(db).title,
    digest: digestOfRows(db, rows),
    duties: rows.length,
    answered: rows.filter((row) => row.ownership.kind !== 'unanswered').length,
    accepted: rows.filter((row) => row.review === 'accepted').length,
    evidence: new Set(rows.flatMap((row) => row.evidence)).size,
  };
}

/** The key of this profile, ready to sign under its own name. RULE_VIOLATION for the name of somebody else. */
function signerFor({ keys }: CommandContext, name: string, passphrase: string | undefined): Signer {
  const signer = keys.unlock(passphrase);
  if (signer.name !== name)
    throw ruleViolation(
      `The key of this profile is that of ${signer.name}. Sign with it under that name, or record ${name} without a key.`,
    );
  return signer;
}

/** What the key adds to the row: it signs the words, and the state of the workbook that they were signed in. */
function signedWith(
  { db, session }: CommandContext,
  words: Pick<SignOffStatement, 'subject' | 'name' | 'role' | 'statement' | 'digest' | 'signedAt'>,
  { key, publicKey, fingerprint }: Signer,
): SignedBy {
  const head = session.head();
  const text = formatSignOff({
    ...words,
    workbook: readWorkbook(db).uuid,
    revision: head.rev,
    changeLogHead: head.hash,
    state: head.state,
    key: fingerprint,
  });
  return { text, signature: signBytes(text, key), publicKey };
}

export const reviewHandlers: Handlers<typeof review> = {
  queue(context, input) {
    const counts: Record<ReviewState, number> = { draft: 0, submitted: 0, accepted: 0, returned: 0 };
    const rows: ReviewRow[] = [];
    const againOn = cadenceBook(listCadences(context.db));
    const today = context.clock.today();
    let due = 0;
    const { environment, account, region } = input ?? {};
    const where = { environment, account, region };
    const places = servicePlaces(listServices(context.db), listEnvironments(context.db));
    for (const row of rowsOf(context, input?.subject ?? null)) {
      if (row.ownership.kind === 'unanswered' || !places.isIn([row.subject], where)) continue;
      if (input?.person !== undefined && !row.shares.some((share) => share.person === input.person)) continue;
      counts[row.review] += 1;
      const entry = reviewRow(row, againOn(row), today);
      if (entry.due) due += 1;
      if ((input?.state === undefined || row.review === input.state) && (!input?.due || entry.due))
        rows.push(entry);
    }
    return { counts, due, rows };
  },

  standing({ db }, { ref }) {
    const { subject, responsibility } = parseAssignmentRef(ref);
    const recorded = readAssignment(db, subject, responsibility);
    if (!recorded) return { review: 'draft', text: null, by: null, at: null };
    // A locked answer does not change, so the change of its revision is the one that accepted it.
    const change = readChange(db, recorded.rev);
    return {
      review: recorded.review,
      text: recorded.reviewText,
      by: change?.who ?? null,
      at: change?.at ?? null,
    };
  },

  submit: (context, { refs }) => take(context, refs, SUBMIT),
  accept: (context, { refs }) => take(context, refs, ACCEPT),
  renew: (context, { refs }) => take(context, refs, RENEW),
  return: (context, { refs, text }) => take(context, refs, returning(text), because(text)),
  reopen: (context, { refs, reason }) => take(context, refs, reopening(reason), because(reason)),

  signOffs: (context) =>
    signOffRows(context.db, context.catalogue, rowsOf(context, null)).map((row) => ({
      ...row,
      known: row.signature === null ? null : context.keys.knows(row.signature).known,
    })),
  signable: (context, { subject }) => signableOf(context, subject),

  sign(context, { subject, name, role, statement, digest, withKey, passphrase }) {
    const { db, rev, clock, describe } = context;
    const now = signableOf(context, subject);
    if (now.answered === 0)
      throw ruleViolation(`${now.label} has no answer yet, so there is nothing to sign.`);
    if (digest !== undefined && digest !== now.digest)
      throw new DemarcError(
        'CONFLICT',
        `${now.label} was changed while you read what to sign, so nothing was signed. Look at it again.`,
        { current: now },
      );
    checkSigning(context, { subject, name, withKey }, rowsOf(context, subject), () =>
      signOffRows(db, context.catalogue, rowsOf(context, null)).filter(
        ({ changedSince }) => changedSince === null,
      ),
    );
    const words = {
      subject,
      name,
      role: role || null,
      statement,
      digest: now.digest,
      signedAt: clock.now(),
    };
    const signer = withKey ? signerFor(context, name, passphrase) : null;
    const entry = insertSignOff(
      db,
      { ...words, signedRev: rev, recordedBy: context.actor },
      signer && signedWith(context, words, signer),
    );
    const what = `${now.label} (${now.digest.slice(0, 12)})`;
    describe(
      signer
        ? `Signed ${what} with the key ${shortKey(signer.fingerprint)}, which calls itself ${name}`
        : `Recorded that ${name} signed ${what}, without a key`,
    );
    return entry;
  },

  acknowledgements: (context) => acknowledgementRows(context.db, rowsOf(context, null)),

  acknowledge(context, { person }) {
    const { db, clock, actor, describe } = context;
    const found = listPeople(db).find((entry) => entry.id === person);
    if (!found) throw notFound(`person "${person}"`, 'Add the person under Scope first.');
    const duties = rowsOf(context, null).filter((row) => row.shares.some((share) => share.person === person));
    if (duties.length === 0)
      throw ruleViolation(`${found.name} is named for no duty, so there is nothing to acknowledge.`);
    const acknowledgedAt = clock.now();
    writeAcknowledgement(db, {
      person,
      digest: digestOfDuties(person, duties),
      acknowledgedAt,
      recordedBy: actor,
    });
    describe(
      `Recorded that ${found.name} acknowledged ${duties.length === 1 ? '1 duty' : `${duties.length} duties`}`,
    );
    return {
      person,
      name: found.name,
      role: found.role,
      duties: duties.length,
      state: 'current',
      acknowledgedAt,
      recordedBy: actor,
    };
  },
};
