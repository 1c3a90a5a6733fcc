import { bearingOn, inheritedAt } from '../../assessment/common-controls.ts';
import { dutiesOf, findSubject } from '../../assessment/subjects.ts';
import { notFound } from '../../contract/errors.ts';
import { assignmentRef } from '../../contract/ids.ts';
import type { assignments } from '../../contract/methods/assignments.ts';
import { ownershipOf } from '../../domain/duties/ownership.ts';
import { suggestedParties } from '../../domain/duties/suggested-parties.ts';
import { bareSuggestion } from '../../domain/duties/suggestion.ts';
import { counted } from '../../domain/words/counted.ts';
import { readAssignment } from '../../workbook/tables/assignments.ts';
import { listParties } from '../../workbook/tables/parties.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { blankAssignment, isHeldThere, locate, type Place, sharesFor } from './place.ts';
import { writeRecord } from './write.ts';

type Input = Parameters<Handlers<typeof assignments>['acceptSuggestions']>[1];

/** Records what the catalogue suggests for what is open, in a whole subject, one domain of it, or the duties named. */
export function acceptSuggestions(
  context: CommandContext,
  input: Input,
): { readonly accepted: readonly string[] } {
  const { places, where } =
    'refs' in input
      ? { places: [...new Set(input.refs)].map((ref) => locate(context, ref)), where: '' }
      : placesOf(context, input);
  const accepted = places.filter((place) => accept(context, place, input.confirmLater)).map(({ ref }) => ref);
  context.describe(
    `Accepted ${counted(accepted.length, 'suggestion')}${where}${input.confirmLater ? ', to be confirmed' : ''}`,
  );
  return { accepted };
}

/** The duties of a subject, or of one domain of it, with words for where that is. */
function placesOf(
  { db, catalogue, session }: CommandContext,
  { subject: subjectRef, domain }: Exclude<Input, { refs: unknown }>,
) {
  const subject = findSubject(db, catalogue, subjectRef);
  if (!subject)
    throw notFound(`service "${subjectRef}" in this workbook`, 'List them with "demarc services".');
  const duties = dutiesOf(subject, catalogue, session.marks().get(subjectRef)).filter(
    (duty) => domain === undefined || duty.domain === domain,
  );
  const commons = session.register().commons();
  const parties = listParties(db);
  const inherited = inheritedAt(commons, subjectRef);
  const on = domain === undefined ? '' : ` on ${catalogue.domain(domain)?.name ?? domain}`;
  return {
    where: ` for ${subject.label}${on}`,
    places: duties.map(
      (duty): Place => ({
        ref: assignmentRef(subjectRef, duty.id),
        subject,
        duty,
        suggestion: bareSuggestion(duty, subject.entry, subject.service?.model ?? null),
        recorded: readAssignment(db, subjectRef, duty.id),
        parties,
        elsewhere: inherited.get(duty.id)?.inherited ?? null,
        bearing: subject.service && bearingOn(commons, subject.service, duty.id),
        asked: true,
      }),
    ),
  };
}

/** Whether the suggestion was recorded; what is answered, parked, locked or not asked here stays as it is. */
function accept(context: CommandContext, place: Place, confirmLater: boolean): boolean {
  const { rev, clock, actor } = context;
  const { recorded, suggestion, subject } = place;
  if (!place.asked || place.elsewhere !== null || isHeldThere(place)) return false;
  if (
    recorded &&
    (recorded.parked || recorded.review === 'accepted' || ownershipOf(recorded).kind !== 'unanswered')
  )
    return false;
  // "Not applicable" is the catalogue's own proposal only on a duty asked anyway: that one wants a person's answer.
  if (suggestion.owner === 'na') return false;
  const owners = suggestedParties(suggestion, subject.ref, place.parties) ?? [];
  if (owners.length === 0) return false;
  writeRecord(context, place, {
    ...(recorded ?? blankAssignment(place, rev)),
    shares: sharesFor(place, owners),
    confirmLater,
    answeredAt: clock.now(),
    answeredBy: actor,
    rev,
  });
  return true;
}
