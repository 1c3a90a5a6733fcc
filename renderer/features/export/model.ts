import type { ExportFormat, ExportPreview, Reconciliation } from '../../../main/contract/exports.ts';
import type { WorkbookInfo } from '../../../main/contract/workbook.ts';
import { fileStem } from '../../../main/domain/words/file-name.ts';
import { formatCount, formatNumber } from '../../lib/format.ts';

export interface FormatWords {
  readonly format: ExportFormat;
  readonly name: string;
  readonly what: string;
  /** The same for whoever is not told everything. */
  readonly outside: string;
}
export const FORMATS: readonly FormatWords[] = [
  {
    format: 'xlsx',
    name: 'Excel',
    what: 'Sheets to filter and to send back: summary, matrix, register, gaps, evidence with SHA-256, findings, actions, decisions, sign-offs, people, and the frameworks that matter to the workbook.',
    outside:
      'Sheets to filter, without those of what is left out. The register has no way back into the workbook.',
  },
  {
    format: 'pdf',
    name: 'PDF',
    what: 'A document to read and to sign: a page for whoever decides, summary, pictures, matrix, tables by service, gaps, evidence, actions, decisions, sign-offs, and the frameworks that matter to the workbook.',
    outside: 'A document to read, without the chapters of what is left out.',
  },
  {
    format: 'csv',
    name: 'CSV',
    what: 'The register alone, one row for each duty, for other programs.',
    outside:
      'The register alone, for other programs, without the columns of what is left out. It has no place for a mark.',
  },
  {
    format: 'docx',
    name: 'Word',
    what: 'For those who read no register, and to go on with: the summary, what needs a decision, each control of the frameworks that matter with its duties, owners, status and evidence, and each service on a page of its own with who does what (RACI).',
    outside:
      'For an auditor the same, without what is left out for them. There is none for a client or the public.',
  },
  {
    format: 'html',
    name: 'HTML',
    what: 'The same as one page that any browser opens, also a telephone’s, without a network.',
    outside: 'The same as one page, for an auditor as well. There is none for a client or the public.',
  },
];

/** A file name after the workbook's title, the person of a hand-out, that it is an extract, and the day, without what some file systems refuse. */
export function exportFileName(
  info: Pick<WorkbookInfo, 'title'>,
  format: string,
  day: string,
  person?: string,
  extract = false,
): string {
  const plain = [
    info.title,
    ...(person === undefined ? [] : [`for ${person}`]),
    ...(extract ? ['extract'] : []),
  ]
    .join(' ')
    .replace(/[,;]+/g, ' ');
  return `${fileStem(plain, 'workbook')} ${day}.${format}`;
}

/** What an extract of the rows in view holds, in words: `Only the 37 rows in view: domain Backups, status In progress`. */
export function extractWords({ rows, extract }: Pick<ExportPreview, 'rows' | 'extract'>): {
  readonly title: string;
  readonly sentence: string;
} {
  const by = extract?.by.join(', ') ?? '';
  const total = formatNumber(extract?.of ?? rows);
  if (rows === 0)
    return {
      title: `No row fits: ${by}`,
      sentence: `None of the ${total} rows of the workbook is in view, so there is nothing to export.`,
    };
  const which = rows === 1 ? 'Only the one row in view' : `Only the ${formatNumber(rows)} rows in view`;
  return {
    title: `${which}: ${by}`,
    sentence: `Of ${total} in the workbook. Their evidence, gaps and people go with them; everything else, and what was signed for the whole, stays out. All but the CSV say that they are an extract, and of what.`,
  };
}

/** One line for each thing counted: what the workbook (or the part that was wanted) holds, and what the written file does. */
export function reconciliationLines(
  result: Reconciliation,
  where = 'in the workbook',
): readonly { readonly text: string; readonly ok: boolean }[] {
  if (result.texts !== undefined)
    return [
      {
        ok: result.ok,
        text: `${formatCount(result.texts, 'text', 'texts')} of the document, each found in the file`,
      },
    ];
  const kinds = [
    ['rows', 'row', 'rows'],
    ['notes', 'note', 'notes'],
    ['evidence', 'piece of evidence', 'pieces of evidence'],
  ] as const;
  return kinds.map(([key, one, many]) => ({
    ok: result.expected[key] === result.found[key],
    text: `${formatCount(result.expected[key], one, many)} ${where}, ${formatNumber(result.found[key])} in the file`,
  }));
}
