import type { RegisterRow } from '../../contract/assignments.ts';
import type { SheetField } from '../../contract/sheets.ts';
import { type FixedColumn, partyColumn, type RegisterColumnId } from '../register-cells.ts';

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

// Control characters, their pictures, and what stands for a character that could not be kept.
const SIGNS =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to find.
  /[\x00-\x08\x0b-\x1f\x7f\u2400-\u2421\ufffd-\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * A text as far as programs leave it alone: composed (NFC), line ends as LF, no blanks at either end, and one sign for all
 * characters that a sheet cannot hold and an export therefore replaces.
 */
export function plainText(text: string): string {
  const unified = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  return unified.replace(SIGNS, '\ufffd').normalize('NFC').trim();
}

/** A name as it is compared: without regard to capitals, composition, blanks and signs that nobody sees. */
export const plainName = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .trim()
    .replace(/\s+/g, ' ')
    .toLowerCase();
