import { bearingOn, readCommons } from '../../assessment/common-controls.ts';
import { invalidInput, notFound, ruleViolation } from '../../contract/errors.ts';
import type { ParsedOf } from '../../contract/methods/method.ts';
import type { providers } from '../../contract/methods/providers.ts';
import type { Party } from '../../contract/parties.ts';
import type { EditionFacts, EditionLook } from '../../contract/providers.ts';
import { canAnswerForMany } from '../../domain/answers/held.ts';
import { namesById } from '../../domain/duties/ownership.ts';
import { differenceOf } from '../../domain/providers/difference.ts';
import { DEEPEST, type EditionRow, type EndedRow, editionKey } from '../../domain/providers/edition.ts';
import { cloudOf, leftTexts } from '../../domain/providers/inherit.ts';
import { editionWords } from '../../domain/providers/origin-words.ts';
import { counted } from '../../domain/words/counted.ts';
import { plainName } from '../../domain/words/plain-text.ts';
import type { ReadEdition } from '../../jobs/provider-tasks.ts';
import { readAssignment, writeAssignment } from '../../workbook/tables/assignments.ts';
import { listOwnParts } from '../../workbook/tables/common-controls.ts';
import { listParties } from '../../workbook/tables/parties.ts';
import {
  listEditions,
  readEdition,
  type StoredEdition,
  writeEdition,
} from '../../workbook/tables/provider-editions.ts';
import { readService } from '../../workbook/tables/services-in-use.ts';
import { readWorkbook } from '../../workbook/tables/workbook.ts';
import type { CommandContext, QueryContext } from '../context.ts';
import { addParty } from '../record/new-party.ts';

type As = ParsedOf<typeof providers.look>['as'];

/** Whom a provider is here; one that is named for the first time has no id yet. */
type Named = Pick<Party, 'name' | 'kind'> & { readonly id: string | null };

/** The party of the workbook that is meant. INVALID_INPUT for one that answers for nobody else, NOT_FOUND for an unknown id. */
export function partyMeant(db: QueryContext['db'], as: NonNullable<As>): Named {
  const parties = listParties(db);
  const known =
    'party' in as
      ? parties.find(({ id }) => id === as.party)
      : parties.find(({ name }) => plainName(name) === plainName(as.name));
  if (known && !canAnswerForMany(known))
    throw invalidInput(
      `${known.name} cannot answer from another workbook: only an internal provider or a third party does. Give the party that kind under Scope, or name another.`,
    );
  if (known) return known;
  if ('name' in as) return { ...as, id: null };
  throw notFound(`party "${as.party}"`, `The workbook has ${parties.map(({ id }) => id).join(', ')}.`);
}

/** The party as which a workbook answers here already. */
function partyOf(db: QueryContext['db'], { uuid, title }: EditionFacts): Named {
  const held = listEditions(db).find(({ facts }) => facts.uuid === uuid);
  if (held) return partyMeant(db, { party: held.party });
  throw notFound(
    `provider whose workbook is “${title}”`,
    'Say as which party it answers here to add it as one.',
  );
}

/** An edition beside what is held: what taking it would change, and the rows that would be taken. */
interface Looked {
  readonly named: Named;
  readonly look: EditionLook;
  readonly rows: readonly EditionRow[];
  readonly held: StoredEdition | null;
}

/** Holds an edition against the one that is there. RULE_VIOLATION where it is another workbook, or one that inherits from this one. */
export function lookAt({ db, catalogue }: QueryContext, read: ReadEdition, as: As): Looked {
  const { edition, notices } = read;
  const { facts } = edition;
  const own = readWorkbook(db).uuid;
  if (facts.uuid === own)
    throw ruleViolation(
      `“${facts.title}” is this workbook, or a copy of it, and none inherits from itself. A copy that is another assessment is made one with "demarc copy" or under Scope.`,
    );
  if (edition.rows.some(({ above }) => above.some(({ uuid }) => uuid === own)))
    throw ruleViolation(
      `“${facts.title}” inherits from this workbook, so this one cannot inherit from it. Nothing was taken.`,
    );
  const named = as === undefined ? partyOf(db, facts) : partyMeant(db, as);
  const held = named.id === null ? null : readEdition(db, named.id);
  if (held && held.facts.uuid !== facts.uuid)
    throw ruleViolation(
      `${named.name} answers here from ${editionWords(held.facts)}, and “${facts.title}” is another workbook. Remove that provider first, or take this one as another party.`,
    );
  // Merging two copies may have made two parties of one provider: each of them can be brought up to date.
  const elsewhere = held === null && listEditions(db).find((other) => other.facts.uuid === facts.uuid);
  if (elsewhere)
    throw ruleViolation(
      `“${facts.title}” is a provider of this workbook already, as ${namesById(listParties(db)).get(elsewhere.party) ?? elsewhere.party}. Take the newer edition as that party.`,
    );
  if (edition.rows.some(({ above }) => above.length >= DEEPEST))
    throw ruleViolation(
      `“${facts.title}” has answers that came down through ${DEEPEST} other workbooks, and no more can stand above this one. Take the workbook from which it inherits them.`,
    );
  // A duty of the provider's own is known here where it is called the same: two workbooks may have given one id to two duties.
  const rows = edition.rows.filter(({ duty, named: called }) => {
    const known = catalogue.responsibility(duty);
    return known !== undefined && plainName(known.custom ? known.name : '') === plainName(called ?? '');
  });
  const unknown = edition.rows.length - rows.length;
  const nameOf = (duty: string) => catalogue.responsibility(duty)?.name ?? duty;
  return {
    named,
    rows,
    held,
    look: {
      edition: facts,
      notices: [
        ...(held ? besideHeld(held.facts, read) : []),
        ...notices,
        ...(rows.length === 0 ? ['It has no answer that would hold here.'] : []),
        ...nowhere(rows, listParties(db)),
        ...(unknown === 0
          ? []
          : [
              `${counted(unknown, 'answer')} to duties of its own, which this workbook does not know, ${unknown === 1 ? 'is' : 'are'} left out.`,
            ]),
      ],
      held: held?.facts ?? null,
      difference: differenceOf(held?.rows ?? [], rows, named, nameOf),
    },
  };
}

/** Foundations of a cloud that no party here is. */
function nowhere(rows: readonly EditionRow[], parties: readonly Party[]): readonly string[] {
  const clouds = new Set(
    rows.flatMap((row) => (row.foundation && cloudOf(row, parties) === undefined ? row.party : [])),
  );
  return [...clouds].map(
    (cloud) =>
      `What it answers for the foundations of ${cloud} stands nowhere here: this workbook has no provider of that name. Call yours so under Scope.`,
  );
}

const isOlder = (facts: EditionFacts, held: EditionFacts): boolean => facts.rev < held.rev;

/** What to know of an edition beside the one that is held: that it is older, or of a copy that went its own way. */
function besideHeld(held: EditionFacts, { edition: { facts }, lacks }: ReadEdition): readonly string[] {
  if (isOlder(facts, held))
    return [`It is older than the edition that this workbook has (${editionWords(held)}).`];
  const isApart = facts.rev === held.rev ? facts.head !== held.head : lacks.includes(held.head);
  return isApart
    ? [
        `It does not go on from the edition that this workbook has (${editionWords(held)}): it is a copy that went its own way since, or a person was erased in it.`,
      ]
    : [];
}

/** What earlier editions gave and this one does not. */
function endedAfter(held: StoredEdition | null, rows: readonly EditionRow[], day: string): EndedRow[] {
  const given = new Set(rows.map(editionKey));
  const before = (held?.ended ?? []).filter(({ row }) => !given.has(editionKey(row)));
  const now = (held?.rows ?? []).filter((row) => !given.has(editionKey(row))).map((row) => ({ row, day }));
  return [...before, ...now].sort((a, b) => (editionKey(a.row) < editionKey(b.row) ? -1 : 1));
}

/**
 * Marks own parts to be confirmed that were said beside something else than the provider leaves now, or before it was taken; its edition
 * was written before. Gives back how many.
 */
function askAgain(
  { db, rev }: CommandContext,
  provider: Pick<Party, 'id' | 'kind'>,
  before: readonly EditionRow[],
  after: readonly EditionRow[],
): number {
  const left = (row: EditionRow | undefined) => JSON.stringify(row ? leftTexts(row, provider) : []);
  const was = new Map(before.map((row) => [editionKey(row), row]));
  const changed = new Set(
    after.flatMap((row) => (left(was.get(editionKey(row))) === left(row) ? [] : row.duty)),
  );
  if (changed.size === 0) return 0;
  const commons = readCommons(db);
  let asked = 0;
  for (const { subject, responsibility } of listOwnParts(db)) {
    const service = changed.has(responsibility) ? readService(db, subject) : null;
    if (!service || bearingOn(commons, service, responsibility)?.party !== provider.id) continue;
    const record = readAssignment(db, subject, responsibility);
    if (!record || record.confirmLater) continue;
    writeAssignment(db, { ...record, confirmLater: true, rev }, record);
    asked += 1;
  }
  return asked;
}

/** Takes an edition in the place of the one that is held, as one change; the party is added where it is new. RULE_VIOLATION for one that is older, unless that is asked for. */
export function takeEdition(
  context: CommandContext,
  read: ReadEdition,
  {
    as,
    authorisedOn,
    older = false,
  }: {
    readonly as?: As;
    readonly authorisedOn?: string | null | undefined;
    readonly older?: boolean | undefined;
  },
): EditionLook {
  const { db, clock, actor, describe } = context;
  const { look, rows, held, named } = lookAt(context, read, as);
  const { facts } = read.edition;
  if (held && isOlder(facts, held.facts) && !older)
    throw ruleViolation(
      `${editionWords(facts)} is older than the edition that this workbook has (${editionWords(held.facts)}), so nothing was taken. Ask for the newest one; on the command line, --older takes it all the same.`,
    );
  const authorised = authorisedOn === undefined ? (held?.authorisedOn ?? null) : authorisedOn;
  const { added, changed, gone } = look.difference;
  // The same state may give more than it did: a duty that this workbook has come to know.
  if (held && held.facts.head === facts.head && added.length + changed.length + gone.length === 0) {
    if (held.authorisedOn === authorised) return look;
    writeEdition(db, { ...held, authorisedOn: authorised });
    describe(`Said when ${named.name} was authorised`);
    return look;
  }
  const id = named.id ?? addParty(db, named).id;
  writeEdition(db, {
    party: id,
    facts,
    rows,
    ended: endedAfter(held, rows, facts.day),
    takenAt: clock.now(),
    takenBy: actor,
    authorisedOn: authorised,
  });
  // What was held once and comes back is held against what it left then.
  const before = [...(held?.ended ?? []).map(({ row }) => row), ...(held?.rows ?? [])];
  const asked = askAgain(context, { id, kind: named.kind }, before, rows);
  const news = held
    ? `${added.length} new, ${changed.length} changed, ${gone.length} no longer held`
    : counted(rows.length, 'duty', 'duties');
  describe(
    `Took ${editionWords(facts)} as the provider ${named.name}: ${news}${asked === 0 ? '' : `; ${counted(asked, 'own part')} to be confirmed`}`,
  );
  return look;
}
