import type { RegisterRow } from '../../contract/assignments.ts';
import type { SheetField } from '../../contract/sheets.ts';
import { type FixedColumn, partyColumn, type RegisterColumnId } from '../sheets/register-cells.ts';
import { plainText } from '../words/plain-text.ts';

const FIELDS: Partial<Readonly<Record<FixedColumn, SheetField>>> = {
  ownership: 'owners',
  deviation: 'deviationReason',
  'not-applicable': 'notApplicable',
  status: 'status',
  due: 'dueOn',
  note: 'note',
  parked: 'parked',
  confirm: 'confirmLater',
  evidence: 'evidence',
};

/** What of an assignment a column changes when it comes back; null for one that only says what Demarc itself decides. */
export function fieldOfColumn(id: RegisterColumnId): SheetField | null {
  const own = partyColumn(id);
  if (own) return `${own.part}/${own.party}` as SheetField;
  return FIELDS[id as FixedColumn] ?? null;
}

/** The party and part of `text/<party>` and `person/<party>`; null for every other field. */
export function partOfField(
  field: SheetField,
): { readonly part: 'text' | 'person'; readonly party: string } | null {
  const slash = field.indexOf('/');
  if (slash < 0) return null;
  return { part: field.slice(0, slash) as 'text' | 'person', party: field.slice(slash + 1) };
}

/** Ids in one order, whatever the order they were written in. */
export const ownersKey = (owners: readonly string[]): string => [...owners].sort().join('+');
/** Numbers of evidence in one form, each once. */
export const evidenceKey = (numbers: readonly number[]): string =>
  [...new Set(numbers)].sort((a, b) => a - b).join(',');

/**
 * The value of a field in one form, by which two are compared: owners as ids joined by + (`-` for not applicable, empty for
 * unanswered), people as ids, evidence as numbers joined by commas, flags as `yes` or empty, texts and dates as recorded.
 */
export function valueOfField(field: SheetField, row: RegisterRow): string {
  switch (field) {
    case 'owners':
      return row.notApplicable === null ? ownersKey(row.shares.map((share) => share.party)) : '-';
    case 'status':
      return row.status;
    case 'dueOn':
      return row.dueOn ?? '';
    case 'note':
      return plainText(row.note ?? '');
    case 'deviationReason':
      return plainText(row.deviationReason ?? '');
    case 'notApplicable':
      return plainText(row.notApplicable ?? '');
    case 'parked':
      return row.parked ? 'yes' : '';
    case 'confirmLater':
      return row.confirmLater ? 'yes' : '';
    case 'evidence':
      return evidenceKey(row.evidence);
    default: {
      const own = partOfField(field);
      const share = row.shares.find(({ party }) => party === own?.party);
      return own?.part === 'person' ? (share?.person ?? '') : plainText(share?.text ?? '');
    }
  }
}
