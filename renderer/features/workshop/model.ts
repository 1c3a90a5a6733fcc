import type { WalkSubject } from '../../../main/contract/assignments.ts';
import type { AgendaItem, Attendee } from '../../../main/contract/workshop.ts';

/** Seconds as on a clock: `0:07`, `12:34`, `1:02:03`. */
export function clockWords(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** Sums for the line under the agenda. */
export const agendaTotals = (
  items: readonly AgendaItem[],
): Pick<AgendaItem, 'asked' | 'answered' | 'parked' | 'toConfirm' | 'seconds' | 'secondsNow'> =>
  items.reduce(
    (sum, item) => ({
      asked: sum.asked + item.asked,
      answered: sum.answered + item.answered,
      parked: sum.parked + item.parked,
      toConfirm: sum.toConfirm + item.toConfirm,
      seconds: sum.seconds + item.seconds,
      secondsNow: sum.secondsNow + item.secondsNow,
    }),
    { asked: 0, answered: 0, parked: 0, toConfirm: 0, seconds: 0, secondsNow: 0 },
  );

/** Where the room goes on: the subject where one stopped, else the first service with something open, else anything open. */
export function subjectToPresent(subjects: readonly WalkSubject[], position: string | null): string | null {
  const stopped = position?.split('/')[0];
  const isOpen = (subject: WalkSubject) => subject.answered + subject.parked < subject.asked;
  const known = subjects.find((subject) => subject.ref === stopped && isOpen(subject));
  const found =
    known ??
    subjects.find((subject) => subject.kind === 'service' && isOpen(subject)) ??
    subjects.find(isOpen) ??
    subjects[0];
  return found?.ref ?? null;
}

/** Attendees as the contract takes them. */
export const givenAttendees = (attendees: readonly Attendee[]): ({ person: string } | { name: string })[] =>
  attendees.map(({ person, name }) => (person === null ? { name } : { person }));

/** The list with one entry a step earlier or later; as it is where there is no step left. */
export function moved(list: readonly string[], entry: string, by: -1 | 1): readonly string[] {
  const at = list.indexOf(entry);
  const to = at + by;
  const other = list[to];
  if (at < 0 || other === undefined) return list;
  return list.map((value, index) => (index === at ? other : index === to ? entry : value));
}
