import { useState } from 'react';
import type { Prepared } from '../../../main/contract/audience.ts';

/** The marks that documents of a workbook bear, as they are typed. */
export type Marks = Readonly<Record<Exclude<keyof Prepared, 'audience'>, string>>;
/** For whom documents are prepared, and their marks, as they are asked for. */
export type PreparedChoice = Marks & Pick<Prepared, 'audience'>;
const NONE: Marks = { classification: '', distribution: '' };

/** The marks last given to documents of a workbook: they stay on this machine, under the workbook's own id. */
export function useMarks(workbook: string): readonly [Marks, (marks: Marks) => void] {
  const name = `demarc.marks.${workbook}`;
  const [kept, setKept] = useState(() => ({ name, marks: read(name) }));
  const marks = kept.name === name ? kept.marks : read(name);
  const keep = (next: Marks) => {
    setKept({ name, marks: next });
    try {
      localStorage.setItem(name, JSON.stringify(next));
    } catch {
      // Without a storage they are typed again next time.
    }
  };
  return [marks, keep];
}

function read(name: string): Marks {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(name) ?? '{}');
    const text = (key: keyof Marks) => {
      const value = (stored as Record<string, unknown>)[key];
      return typeof value === 'string' ? value : '';
    };
    return { classification: text('classification'), distribution: text('distribution') };
  } catch {
    return NONE;
  }
}
