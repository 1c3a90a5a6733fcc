import type {
  ClaimsComparison,
  ClaimsRecorded,
  ComparedControl,
  MatrixCounts,
  MatrixPreview,
  SheetMapping,
  UnreadCell,
} from '../../../contract/claims.ts';
import { DemarcError, invalidInput } from '../../../contract/errors.ts';
import { type GivenMapping, mappingSchema } from '../../../contract/methods/claims.ts';
import { areOnControls, claimsInWords, partsInWords } from '../../../domain/claims.ts';
import { idScheme } from '../../../domain/controls/control-ids.ts';
import { counted } from '../../../domain/words/counted.ts';
import { readSmallFile } from '../../../platform/small-file.ts';
import type { WorkbookCommand } from '../context.ts';
import type { DocumentOf } from '../documents/document.ts';
import { EXIT, type ExitStatus } from '../exit.ts';
import { oneLine, table } from '../output.ts';

const MAX_MAPPING_BYTES = 8 * 1024 * 1024;
/** Cells that are told one by one to people; `--json` names all. */
const SHOWN_CELLS = 40;
/** Controls on which claim and record disagree, in `--json`. */
const MAX_DISAGREEMENTS = 5000;

export interface VendorMatrixOptions {
  readonly dryRun: boolean;
  /** Id or name of the vendor; needed to record. */
  readonly vendor?: string | undefined;
  /** Path of a file with the mapping, as `--json` prints it. */
  readonly mapping?: string | undefined;
  /** How control ids are written that may be those of several frameworks. */
  readonly framework?: string | undefined;
}

/** Records what a vendor's matrix claims; with `dryRun` only says what it would read. Found: a cell of the matrix was not read. */
export async function importVendorMatrix(
  { ask, print }: WorkbookCommand,
  file: string,
  options: VendorMatrixOptions,
): Promise<ExitStatus> {
  const mapping = options.mapping === undefined ? undefined : readMapping(options.mapping);
  const { framework } = options;
  const input = {
    file,
    ...(mapping === undefined ? {} : { mapping }),
    ...(framework === undefined ? {} : { framework }),
  };
  const vendor = options.vendor === undefined ? undefined : await vendorOf(ask, options.vendor.trim());
  if (options.dryRun) {
    const preview = await ask('claims.preview', { ...input, ...(vendor === undefined ? {} : { vendor }) });
    print(
      'import-vendor-matrix',
      document(preview.counts, preview.mapping, preview.unread, { notes: preview.notes, recorded: null }),
      () => previewText(preview),
    );
    return statusOf(preview.counts);
  }
  if (vendor === undefined)
    throw invalidInput(
      'Say whose matrix it is with --vendor NAME, or look at it first with --dry-run. Nothing was changed.',
    );
  const recorded = await ask('claims.record', { ...input, vendor });
  const { matrix, unread, mapping: used, ...outcome } = recorded;
  const comparison = await ask('claims.compare', {
    matrix: matrix.id,
    verdict: 'disagree',
    limit: MAX_DISAGREEMENTS,
  });
  print(
    'import-vendor-matrix',
    document(matrix.counts, used, unread, {
      recorded: { matrix, ...outcome },
      comparison: { counts: comparison.counts, disagree: comparison.rows.map(disagreement) },
    }),
    () => recordedText(recorded) + comparisonText(comparison, matrix.frameworks),
  );
  return statusOf(matrix.counts);
}

/** A party of the workbook by id or name, else a new one of that name. */
async function vendorOf(
  ask: WorkbookCommand['ask'],
  wanted: string,
): Promise<{ party: string } | { name: string }> {
  const known = (await ask('parties.list', {})).find(
    ({ id, name }) => id === wanted || name.toLowerCase() === wanted.toLowerCase(),
  );
  return known ? { party: known.id } : { name: wanted };
}

/** A title block is no part of the matrix; a cell in its rows that nobody read is a loss that somebody must look at. */
const statusOf = ({ unread, claims }: MatrixCounts): ExitStatus =>
  unread > 0 || claims === 0 ? EXIT.found : EXIT.done;

const disagreement = ({ framework, control, title, owners, why, duties }: ComparedControl) => ({
  framework,
  control,
  title,
  owners,
  why,
  refs: duties.filter(({ verdict }) => verdict === 'disagree').map(({ ref }) => ref),
});

/** The same for both ways. A claim changes no answer, so there are never changes. */
const document = (
  counts: MatrixCounts,
  mapping: readonly SheetMapping[],
  unread: readonly UnreadCell[],
  more: Pick<Printed, 'notes' | 'recorded' | 'comparison'>,
): Printed => ({ kind: 'vendor-matrix', changes: [], mapping, claims: counts, unplaced: unread, ...more });
type Printed = DocumentOf<'import-vendor-matrix'>;

function readMapping(path: string): GivenMapping {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readSmallFile(path, MAX_MAPPING_BYTES));
  } catch (error) {
    if (error instanceof DemarcError) throw error;
    throw invalidInput(
      `The mapping ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}. Give a JSON file as "demarc import --dry-run --json" prints it.`,
    );
  }
  // The whole document of a dry run may be given back, or the mapping alone.
  const list =
    Array.isArray(parsed) || parsed === null || typeof parsed !== 'object'
      ? parsed
      : Reflect.get(parsed, 'mapping');
  const result = mappingSchema.safeParse(list);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw invalidInput(
      `The mapping ${path} is not one: ${issue ? `${issue.path.join('.')}: ${issue.message}` : 'it has another shape'}. Give a JSON file as "demarc import --dry-run --json" prints it.`,
    );
  }
  return result.data;
}

const mappingText = (mapping: readonly SheetMapping[]): string =>
  mapping
    .map((sheet) => {
      if (!sheet.matrix) return `${oneLine(sheet.sheet)}: no matrix\n`;
      if (sheet.columns.length === 0) return `${oneLine(sheet.layoutTitle ?? sheet.sheet)}\n`;
      const scheme = sheet.scheme === null ? undefined : idScheme(sheet.scheme);
      const ids = scheme ? `, ids of ${scheme.name} (${scheme.framework})` : '';
      const head = `${oneLine(sheet.sheet)}: ${sheet.layoutTitle ?? 'as mapped'}, headings in row ${sheet.headerRow}${ids}\n`;
      return (
        head +
        table(sheet.columns, [
          { head: '  COLUMN', text: ({ letter }) => letter },
          { head: 'HEADING', text: ({ header }) => oneLine(header).slice(0, 60) },
          {
            head: 'READ AS',
            text: ({ meaning, confidence }) => `${meaning}${confidence === 'likely' ? ' (likely)' : ''}`,
          },
        ])
      );
    })
    .join('');

function unreadText(
  unread: readonly UnreadCell[],
  counts: MatrixCounts,
  mapping: readonly SheetMapping[],
): string {
  const inside = unread.filter(({ outside }) => !outside);
  const lines = inside
    .slice(0, SHOWN_CELLS)
    .map(
      ({ sheet, cell, value, why }) =>
        `not read: ${oneLine(sheet)}!${cell} "${oneLine(value).slice(0, 60)}": ${oneLine(why)}\n`,
    );
  if (inside.length > SHOWN_CELLS)
    lines.push(`and ${inside.length - SHOWN_CELLS} more; --json names every one.\n`);
  const [one, many] = partsInWords(mapping);
  const outside = one === 'cell' ? ` of the matrix not read, ${counts.outside} outside it` : ' not read';
  return `${counted(counts.cells, one, many)}: ${counts.read} read, ${counts.unread}${outside}.\n${lines.join('')}`;
}

function previewText({ mapping, unread, counts, notes, claims }: MatrixPreview): string {
  return [
    mappingText(mapping),
    ...notes.map((note) => `note: ${oneLine(note)}\n`),
    `${claimsInWords(
      counts,
      claims.map(({ framework }) => framework),
    )}, ${counts.silent} without an owner.\n`,
    unreadText(unread, counts, mapping),
    'Nothing was changed.\n',
  ].join('');
}

function recordedText({
  matrix,
  replaced,
  fresh,
  changed,
  unchanged,
  gone,
  changes,
  vendorAdded,
  notes,
  unread,
  mapping,
}: ClaimsRecorded): string {
  const lines = [
    `Recorded "${oneLine(matrix.title)}" as E-${matrix.evidence}: ${claimsInWords(matrix.counts, matrix.frameworks)}. No answer was changed.\n`,
  ];
  if (vendorAdded) lines.push(`${matrix.party} is new among the parties.\n`);
  if (replaced) {
    lines.push(
      `It takes the place of "${oneLine(replaced.title)}": ${fresh} new, ${changed} changed, ${unchanged} as before, ${gone} gone.\n`,
    );
    for (const { control, part, before, after } of changes.slice(0, SHOWN_CELLS))
      lines.push(
        `  ${oneLine(control)}${part === null ? '' : ` ${oneLine(part)}`}: ${before ?? 'new'} -> ${after ?? 'gone'}${before === after ? ' (other words)' : ''}\n`,
      );
  }
  lines.push(...notes.map((note) => `note: ${oneLine(note)}\n`));
  return lines.join('') + unreadText(unread, matrix.counts, mapping);
}

function comparisonText({ counts, rows }: ClaimsComparison, frameworks: readonly string[]): string {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const of = areOnControls(frameworks)
    ? counted(all, 'control')
    : counted(all, 'service or question', 'services or questions');
  const head = `Beside our record, of ${of}: ${counts.disagree} disagree, ${counts['not-recorded']} not recorded, ${counts.agree} agree, ${counts.silent} silent, ${counts.untied} not compared.\n`;
  const lines = rows
    .slice(0, SHOWN_CELLS)
    .map(({ control, title, why }) => `  ${oneLine(control)} ${oneLine(title ?? '')}: ${oneLine(why)}\n`);
  if (counts.disagree > lines.length)
    lines.push(`  and ${counts.disagree - lines.length} more; the screen Import shows every one.\n`);
  return head + lines.join('');
}
