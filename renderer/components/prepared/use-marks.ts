import { useState } from 'react';
import type { AudienceId, MarksFor, Prepared } from '../../../main/contract/audience.ts';
import { ownMarks } from '../../../main/domain/report/audience.ts';

/** The marks that documents of a workbook bear, as they are typed. */
export type Marks = Readonly<Record<Exclude<keyof Prepared, 'audience'>, string>>;
/** For whom documents are prepared, and their marks, as they are asked for. */
export type PreparedChoice = Marks & Pick<Prepared, 'audience'>;

/** What of a workbook's own facts the marks depend on. */
interface Workbook {
  readonly uuid: string;
  readonly classification: string | null;
  readonly distribution: string | null;
  readonly marksFor: MarksFor;
}

/**
 * The marks for documents of a workbook that are prepared for somebody: those last given to one, which stay on this machine, or else the
 * workbook's own for them. They count for as
 * long as the workbook's own are what they were then: whoever changes those wants the new ones.
 */
export function useMarks(workbook: Workbook, audience: AudienceId): readonly [Marks, (marks: Marks) => void] {
  const name = `demarc.marks.${workbook.uuid}`;
  const { classification, distribution } = ownMarks(workbook, audience);
  const own: Marks = { classification: classification ?? '', distribution: distribution ?? '' };
  const [kept, setKept] = useState<Kept | null>(null);
  const marks = marksOf(kept?.name === name ? kept : read(name), own);
  const keep = (next: Marks) => {
    const given = { name, marks: next, instead: own };
    setKept(given);
    try {
      localStorage.setItem(name, JSON.stringify({ ...next, instead: own }));
    } catch {
      // Without a storage they are typed again next time.
    }
  };
  return [marks, keep];
}

/**
 * What is asked for of a document about two states: a mark that was left as this workbook has it for them is not, so that the one of the other
 * side is not lost.
 */
export function askedOf(
  { audience, classification, distribution }: PreparedChoice,
  workbook: Pick<Workbook, 'classification' | 'distribution' | 'marksFor'>,
): Pick<PreparedChoice, 'audience'> & Partial<Marks> {
  const own = ownMarks(workbook, audience);
  return {
    audience,
    ...(classification === (own.classification ?? '') ? {} : { classification }),
    ...(distribution === (own.distribution ?? '') ? {} : { distribution }),
  };
}

interface Kept {
  readonly name: string;
  readonly marks: Marks;
  /** The workbook's own at that time. */
  readonly instead: Marks;
}

const marksOf = (kept: Kept | null, own: Marks): Marks =>
  kept && kept.instead.classification === own.classification && kept.instead.distribution === own.distribution
    ? kept.marks
    : own;

function read(name: string): Kept | null {
  try {
    const stored = JSON.parse(localStorage.getItem(name) ?? 'null') as Record<string, unknown> | null;
    return stored && { name, marks: textsOf(stored), instead: textsOf(stored.instead) };
  } catch {
    return null;
  }
}

function textsOf(value: unknown): Marks {
  const text = (key: keyof Marks) => {
    const found = (value as Record<string, unknown> | undefined)?.[key];
    return typeof found === 'string' ? found : '';
  };
  return { classification: text('classification'), distribution: text('distribution') };
}
