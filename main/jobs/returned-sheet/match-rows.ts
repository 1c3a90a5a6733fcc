import type { RegisterRow } from '../../contract/assignments.ts';
import type { SheetCell } from '../../domain/answers/parse-cell.ts';
import { nearestInFile } from '../../domain/words/near-miss.ts';
import { plainName } from '../../domain/words/plain-text.ts';

/** Which assignment a row of a sheet is about, or why none. */
export type RowMatch =
  | { readonly row: RegisterRow; readonly byLabels: boolean }
  /** The service of a ref that was there at export and is gone since. */
  | { readonly gone: string; readonly ref: string }
  /** A duty that its service was asked then and is not any more, such as of another variant of it. */
  | { readonly notAsked: string }
  /** Asked for where the row is told: there may be a million of them, and looking for what was meant takes time. */
  | { readonly explain: () => WhyNone };
export interface WhyNone {
  readonly why: string;
  readonly value: string;
  readonly suggestion: string | null;
}

/** Finds assignments by ref, else by the words of service and responsibility where these mean exactly one. */
export function rowMatcher(
  rows: ReadonlyMap<string, RegisterRow>,
  goneServices: ReadonlySet<string>,
  isDuty: (id: string) => boolean,
) {
  let labels: ReadonlyMap<string, RegisterRow | null> | null = null;
  let bySubject: ReadonlyMap<string, readonly string[]> | null = null;
  let subjects: readonly string[] | null = null;
  let byLabel: ReadonlyMap<string, readonly RegisterRow[]> | null = null;
  let serviceLabels: readonly string[] | null = null;
  const nearest = nearestInFile();

  const near = (ref: string): string | null => {
    bySubject ??= dutiesBySubject(rows);
    subjects ??= [...bySubject.keys()];
    const [subject = '', duty = ''] = ref.split('/');
    const itsSubject = bySubject.has(subject) ? subject : nearest(subject, subjects);
    if (itsSubject === null) return null;
    const duties = bySubject.get(itsSubject) ?? [];
    const itsDuty = duties.includes(duty) ? duty : nearest(duty, duties);
    return itsDuty === null ? null : `${itsSubject}/${itsDuty}`;
  };

  const nearLabels = (service: string, responsibility: string): RegisterRow | null => {
    if (service === '' || responsibility === '') return null;
    byLabel ??= Map.groupBy(rows.values(), ({ subjectLabel }) => subjectLabel);
    serviceLabels ??= [...byLabel.keys()];
    const label = byLabel.has(service) ? service : nearest(service, serviceLabels);
    const own = byLabel.get(label ?? '') ?? [];
    const duty = nearest(
      responsibility,
      own.map(({ responsibilityName }) => responsibilityName),
    );
    return own.find(({ responsibilityName }) => responsibilityName === duty) ?? null;
  };

  const unknownRef = (written: string, ref: string): WhyNone => {
    const suggestion = near(ref);
    return {
      why: `There is no "${written}" in this workbook, so the row was not read.${suggestion ? ` Did you mean "${suggestion}"?` : ' A new duty is asked in the walk-through; a new service is added under Services.'}`,
      value: written,
      suggestion,
    };
  };

  const unknownLabels = (service: string, responsibility: string, several: boolean): WhyNone => {
    const value = [service, responsibility].filter((text) => text !== '').join(', ');
    if (several)
      return {
        why: 'The row has no ref, and its service and responsibility mean more than one here. Write the ref.',
        value,
        suggestion: null,
      };
    const close = nearLabels(service, responsibility);
    return {
      why: `The row has no ref and is not one of the register, so it was not read.${close ? ` Did you mean "${close.subjectLabel}, ${close.responsibilityName}" (${close.ref})? Write the ref.` : ' Add a new service under Services; its duties are then asked.'}`,
      value,
      suggestion: close?.ref ?? null,
    };
  };

  return (cells: {
    readonly ref: SheetCell | undefined;
    readonly service: SheetCell | undefined;
    readonly responsibility: SheetCell | undefined;
  }): RowMatch => {
    const written = (cells.ref?.text ?? '').trim();
    if (written !== '') {
      const ref = written.toLowerCase();
      const row = rows.get(ref);
      if (row) return { row, byLabels: false };
      const [service = '', duty = ''] = ref.split('/');
      if (goneServices.has(service)) return { gone: service, ref };
      bySubject ??= dutiesBySubject(rows);
      if (bySubject.has(service) && isDuty(duty)) return { notAsked: ref };
      return { explain: () => unknownRef(written, ref) };
    }
    const service = (cells.service?.text ?? '').trim();
    const responsibility = (cells.responsibility?.text ?? '').trim();
    labels ??= rowsByLabels(rows);
    const row = labels.get(labelKey(service, responsibility));
    if (row) return { row, byLabels: true };
    return { explain: () => unknownLabels(service, responsibility, row === null) };
  };
}

const labelKey = (service: string, responsibility: string): string =>
  `${plainName(service)}\n${plainName(responsibility)}`;

/** Rows by the words of service and responsibility; null where two have the same. */
function rowsByLabels(rows: ReadonlyMap<string, RegisterRow>): ReadonlyMap<string, RegisterRow | null> {
  const found = new Map<string, RegisterRow | null>();
  for (const row of rows.values()) {
    const key = labelKey(row.subjectLabel, row.responsibilityName);
    found.set(key, found.has(key) ? null : row);
  }
  return found;
}

function dutiesBySubject(rows: ReadonlyMap<string, RegisterRow>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { subject, responsibility } of rows.values()) {
    const list = found.get(subject);
    if (list) list.push(responsibility);
    else found.set(subject, [responsibility]);
  }
  return found;
}
