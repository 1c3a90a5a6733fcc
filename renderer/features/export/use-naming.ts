import { useState } from 'react';
import type { FormHeadings, NamedColumns } from '../../../main/contract/forms.ts';
import type { RunningJob } from '../../host/use-job.ts';
import { beginNaming, headingsIn, type Naming, namedBy } from './naming-model.ts';

export interface NamingOf {
  /** Null until a form was refused because nobody knows its columns. */
  readonly open: { readonly headings: FormHeadings; readonly naming: Naming } | null;
  /** What the form is filled in with; nothing where no column was named. */
  readonly asked: { readonly columns?: readonly NamedColumns[]; readonly remember?: boolean };
  /** Whether the workbook keeps it for forms with the same headings; null where it is open for reading only. */
  readonly remember: boolean | null;
  setRemember(remember: boolean): void;
  name(naming: Naming): void;
  /** Another form has other columns. */
  forget(): void;
}

/** The columns of a form that its reader names, from the headings that a refusal brought: they stay while it is filled in again. */
export function useNaming({ status }: Pick<RunningJob<'forms.fill'>, 'status'>, readOnly: boolean): NamingOf {
  const [remember, setRemember] = useState(true);
  const [headings, setHeadings] = useState<FormHeadings | null>(null);
  const [naming, setNaming] = useState<Naming | null>(null);
  const refused = status.state === 'failed' ? headingsIn(status.failure.details) : null;
  if (refused !== null && refused !== headings) {
    setHeadings(refused);
    setNaming((before) => before ?? beginNaming(refused));
  }
  const columns = naming === null ? [] : namedBy(naming);
  return {
    asked: columns.length === 0 ? {} : { columns, remember: remember && !readOnly },
    remember: readOnly ? null : remember,
    setRemember,
    open: headings === null || naming === null ? null : { headings, naming },
    name: setNaming,
    forget() {
      setHeadings(null);
      setNaming(null);
    },
  };
}
