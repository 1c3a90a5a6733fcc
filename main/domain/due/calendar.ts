import type { DueItem } from '../../contract/due.ts';
import { capital } from '../words/capital.ts';
import { plainText } from '../words/plain-text.ts';

// A calendar file after RFC 5545, small enough to be written by hand: one event of a whole day for each thing that is due.

/** Of which workbook it is, in which state. */
export interface CalendarFacts {
  /** The workbook's own id: the same thing has the same UID in every file of it. */
  readonly workbook: string;
  readonly title: string;
  /** ISO instant of the last change. */
  readonly at: string;
  readonly revision: number;
}

export const KIND_WORDS: Readonly<Record<DueItem['kind'], string>> = {
  review: 'Review',
  action: 'Action',
  evidence: 'Evidence',
  report: 'Provider report',
  risk: 'Accepted risk',
  parked: 'Parked',
  duty: 'Duty',
};

/** The text of a calendar file. An entry that is brought in anew takes the place of the one before it. */
export function calendarOf(
  items: readonly DueItem[],
  { workbook, title, at, revision }: CalendarFacts,
): string {
  const stamp = `${at.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Demarc//Demarc//EN',
    'CALSCALE:GREGORIAN',
    ...items.flatMap((item) => [
      'BEGIN:VEVENT',
      `UID:${uidOf(item.id)}@${workbook}`,
      `DTSTAMP:${stamp}`,
      `SEQUENCE:${revision}`,
      `DTSTART;VALUE=DATE:${item.on.replaceAll('-', '')}`,
      `SUMMARY:${escaped(item.what)}`,
      `DESCRIPTION:${escaped(describe(item, title))}`,
      `CATEGORIES:${escaped(KIND_WORDS[item.kind])}`,
      // It is a day to think of, and takes nobody's time.
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** Refs have a slash, which some programs make a name of a file of. */
const uidOf = (id: string): string => id.replaceAll('/', '.');

const describe = ({ kind, who, subject, responsibility }: DueItem, title: string): string =>
  [
    `${capital(KIND_WORDS[kind])} in the workbook "${title}"`,
    ...(who === null ? [] : [`Who: ${who}`]),
    ...(subject === null
      ? []
      : [`Where: ${responsibility === null ? subject : `${subject}/${responsibility}`}`]),
  ].join('\n');

/** RFC 5545, 3.3.11: backslash, semicolon, comma and line end. */
const escaped = (text: string): string =>
  plainText(text)
    .replaceAll(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n');

const OCTETS = 75;
/** RFC 5545, 3.1: no line of more than 75 octets; it goes on after a line end and a blank. No character is cut in two. */
function folded(line: string): string {
  const pieces: string[] = [''];
  let room = OCTETS;
  for (const character of line) {
    const octets = octetsOf(character.codePointAt(0) ?? 0);
    if (octets > room) {
      pieces.push('');
      room = OCTETS - 1;
    }
    pieces[pieces.length - 1] += character;
    room -= octets;
  }
  return pieces.join('\r\n ');
}
const octetsOf = (point: number): number => (point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4);
