import type { Evidence, EvidenceKind } from '../../../main/contract/evidence.ts';
import { supportedBy } from '../../../main/domain/evidence/supported-by.ts';
import { EXPIRY_WARNING_DAYS } from '../../../main/domain/gaps/evidence-dates.ts';
import type { Sort } from '../../components/data-table/columns.ts';
import { daysBetween, formatDate } from '../../lib/format.ts';
import { holdsWords } from '../../lib/has-words.ts';
import type { EvidenceOnly, EvidenceSearch } from './search.ts';

export const KIND_WORDS: Readonly<Record<EvidenceKind, string>> = {
  file: 'File',
  reference: 'File kept elsewhere',
  link: 'Link',
  note: 'Note',
  finding: 'Finding',
};

export type Expiry = 'none' | 'fine' | 'soon' | 'expired';

/** How a piece stands towards its expiry; it is good through the day on which it expires. */
export function expiryOf(expires: string | null, today: string): Expiry {
  if (expires === null) return 'none';
  if (expires < today) return 'expired';
  return daysBetween(today, expires) <= EXPIRY_WARNING_DAYS ? 'soon' : 'fine';
}

export function expiryWords(expires: string | null, today: string): string {
  if (expires === null) return '';
  const days = daysBetween(today, expires);
  if (days < 0) return `Expired ${formatDate(expires)}`;
  return days === 0 ? 'Expires today' : formatDate(expires);
}

/** `1 Oct 2025 to 30 Sept 2026`, or the one date there is. */
export function periodWords(from: string | null, to: string | null): string {
  if (from && from === to) return formatDate(from);
  if (from && to) return `${formatDate(from)} to ${formatDate(to)}`;
  if (from) return `from ${formatDate(from)}`;
  return to ? `to ${formatDate(to)}` : '';
}

function belongsTo(piece: Evidence, only: EvidenceOnly): boolean {
  if (only === 'current') return piece.replacedBy === null;
  if (only === 'replaced') return piece.replacedBy !== null;
  if (only === 'provider-report') return piece.providerReport !== null;
  // A report on a provider counts without a link, and what was replaced has handed its links on.
  return piece.links.length === 0 && piece.replacedBy === null && piece.providerReport === null;
}

/** The pieces that the address asks for. Texts match title, file, address, note, number and what is supported. */
export function filterEvidence(
  list: readonly Evidence[],
  search: EvidenceSearch,
  today: string,
  isThere: (subjects: readonly string[]) => boolean = () => true,
): readonly Evidence[] {
  const holds = holdsWords(search.text ?? '');
  return list.filter((piece) => {
    if (search.kind && piece.kind !== search.kind) return false;
    const expiry = expiryOf(piece.expires, today);
    if (search.dates && expiry !== search.dates) return false;
    if (search.only && !belongsTo(piece, search.only)) return false;
    if (!isThere(supportedBy(piece))) return false;
    return holds(
      `e-${piece.number}`,
      piece.title,
      piece.fileName,
      piece.url,
      piece.text,
      piece.sha256,
      ...piece.links,
    );
  });
}

export function sortEvidence(list: readonly Evidence[], sort: Sort | null): readonly Evidence[] {
  if (!sort) return list;
  const sign = sort.direction === 'ascending' ? 1 : -1;
  const keyOf = (piece: Evidence): string | number => {
    if (sort.by === 'title') return piece.title;
    if (sort.by === 'kind') return KIND_WORDS[piece.kind];
    if (sort.by === 'size') return piece.size ?? -1;
    // What never expires comes after everything that does.
    if (sort.by === 'expires') return piece.expires ?? '9999';
    if (sort.by === 'covers') return piece.coversTo ?? piece.coversFrom ?? '';
    if (sort.by === 'links') return piece.links.length;
    return piece.number;
  };
  return [...list].sort((a, b) => {
    const left = keyOf(a);
    const right = keyOf(b);
    const order =
      typeof left === 'number' && typeof right === 'number'
        ? left - right
        : String(left).localeCompare(String(right), 'en', { numeric: true });
    return order === 0 ? a.number - b.number : sign * order;
  });
}

export type PreviewKind = 'image' | 'pdf' | 'text';

/** Whether its content lies in the workbook. */
export const isEmbedded = (piece: Evidence): boolean =>
  piece.kind === 'file' || (piece.kind === 'finding' && piece.sha256 !== null);

/** How a piece can be looked at inside the page; null for what can only be saved. Markup of every kind is shown as text. */
export function previewKind(piece: Evidence): PreviewKind | null {
  if (!isEmbedded(piece) || piece.mediaType === null) return null;
  const type = piece.mediaType.toLowerCase().split(';')[0]?.trim() ?? '';
  if (/^image\/(png|jpeg|gif|webp|avif|bmp)$/.test(type)) return 'image';
  if (type === 'application/pdf') return 'pdf';
  return /^(text\/[a-z0-9.+-]+|application\/(json|xml|yaml)|image\/svg\+xml|message\/rfc822)$/.test(type)
    ? 'text'
    : null;
}

/** Whether there is anything to look at: a file that can be shown, or the text of a note. */
export const canPreview = (piece: Evidence): boolean => piece.text !== null || previewKind(piece) !== null;
