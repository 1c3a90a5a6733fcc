import type { RefObject } from 'react';
import type { RegisterRow } from '../../../main/contract/assignments.ts';
import type { Party } from '../../../main/contract/parties.ts';
import type { RegisterNames } from '../../../main/domain/sheets/cell-words.ts';
import { lineAt } from '../../components/data-table/group-lines.ts';
import { useToasts } from '../../components/toast/toasts.tsx';
import { COLUMN_FIELDS, columnText } from './components/register-columns.tsx';
import { copiedRows, type PastePlan, planByHeads, planByPlace } from './paste-plan.ts';
import { useClipboard } from './use-clipboard.ts';
import type { Register } from './use-register.ts';

/** Copying what is selected or, where nothing is, the cell in focus, and pasting from there. */
export function useRegisterClipboard(of: {
  readonly register: Register;
  readonly rowOn: (line: number) => RegisterRow | undefined;
  /** Null while the selected rows are still being read. */
  readonly selectedRows: RefObject<readonly RegisterRow[] | null>;
  readonly parties: readonly Party[];
  readonly names: RegisterNames;
  readonly columns: readonly { readonly id: string }[];
  readonly at: { readonly line: number; readonly column: number };
  readonly keys: ReadonlySet<string>;
  readonly onPaste: (plan: Promise<PastePlan>) => unknown;
}): void {
  const { register, parties, names, columns, at, keys, selectedRows } = of;
  const toasts = useToasts();
  useClipboard({
    copied: () => {
      if (keys.size === 0) {
        const row = of.rowOn(at.line);
        return row ? [[columnText(row, columns[at.column]?.id ?? 'ref', names)]] : null;
      }
      if (selectedRows.current === null) {
        toasts.show({ text: 'The selected rows are still being read. Copy again in a moment.' });
        return null;
      }
      return copiedRows(selectedRows.current, parties, names);
    },
    onPaste: (block) => of.onPaste(planOf(block)),
  });
  const planOf = async (block: readonly (readonly string[])[]): Promise<PastePlan> => {
    const byHeads = planByHeads(block, parties);
    if (byHeads) return byHeads;
    const [only] = block.length === 1 && block[0]?.length === 1 ? block[0] : [];
    const field = COLUMN_FIELDS[columns[at.column]?.id ?? ''];
    if (only !== undefined && field && keys.size > 0)
      return { changes: [...keys].map((ref) => ({ ref, field, value: only })), ignored: [] };
    const refs = await register.refs();
    const place = lineAt(register.groups, at.line);
    const focused = 'row' in place ? place.row : place.group.start;
    const row = keys.size > 0 ? refs.findIndex((ref) => keys.has(ref)) : focused;
    return planByPlace(block, { row, column: at.column }, (index, column) => {
      const ref = refs[index];
      const into = COLUMN_FIELDS[columns[column]?.id ?? ''];
      return ref !== undefined && into ? { ref, field: into } : null;
    });
  };
}
