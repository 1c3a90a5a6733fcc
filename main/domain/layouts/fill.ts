import { AUDIENCES, type Prepared } from '../../contract/audience.ts';
import { DemarcError, invalidInput } from '../../contract/errors.ts';
import { kindsById } from '../duties/ownership.ts';
import { leavesOut, markOf, preparedSentence } from '../report/audience.ts';
import type { FrameworkAnnex, Report } from '../report/report.ts';
import { numeral } from '../words/counted.ts';
import { toTheMinute } from '../words/date-words.ts';
import { countCells, type DocumentRow, type DocumentSheet, type LayoutDocument } from './document.ts';
import { type FillLook, gather } from './gather.ts';
import { type LeftOut, leftOutOf } from './left-out.ts';
import { buildTable } from './table.ts';
import { fillIn, type LayoutTemplate, type NotesTemplate, type TemplateVantage } from './template.ts';

/**
 * The seat to write from where none is asked for: the first of those that need no part of a side, or need one that somebody has in
 * some answer of the workbook; the first of all where there is none.
 */
export function seatFor(template: LayoutTemplate, report: Pick<Report, 'parties' | 'rows'>): TemplateVantage {
  const first = vantageOf(template, undefined);
  if (template.vantages.length < 2) return first;
  const kinds = kindsById(report.parties);
  const there = new Set([...report.rows()].flatMap(({ shares }) => shares.map(({ party }) => party)));
  // A list of what one side does needs that side.
  const listed = template.sheets.flatMap((sheet) =>
    sheet.kind === 'lines' && sheet.side ? [sheet.side] : [],
  );
  const fits = ({ seat, needs }: TemplateVantage) => {
    const sides = listed.length > 0 ? listed : needs === undefined ? [] : [needs];
    return (
      sides.length === 0 ||
      [...there].some((party) => sides.includes(seat[kinds.get(party) ?? 'third-party']))
    );
  };
  return template.vantages.find(fits) ?? first;
}

/** A seat of which the tables would have no row is refused: NOTHING_TO_SAY. An empty list reads as if nothing had to be done. */
export function refuseEmpty(
  template: LayoutTemplate,
  vantage: TemplateVantage,
  document: LayoutDocument,
): void {
  if (document.counts.rows > 0) return;
  const others = template.vantages.filter(({ id }) => id !== vantage.id).map(({ id }) => id);
  throw new DemarcError(
    'NOTHING_TO_SAY',
    `Nobody whom ${template.id} lists from the seat ${vantage.id} has a part in any answer, so it would be an empty list; nothing was written. Record who has a part${others.length === 0 ? '' : `, or write it from another seat: ${others.join(', ')}`}.`,
  );
}

/** The seat asked for, the first one when none is. Throws INVALID_INPUT that lists what there is. */
export function vantageOf(template: LayoutTemplate, id: string | undefined): TemplateVantage {
  const [first] = template.vantages;
  if (!first) throw new Error(`The layout ${template.id} has no vantage.`);
  if (id === undefined) return first;
  const found = template.vantages.find((vantage) => vantage.id === id);
  if (found) return found;
  throw invalidInput(
    `The layout ${template.id} has no vantage "${id}". It has ${template.vantages.map((vantage) => vantage.id).join(', ')}.`,
  );
}

function periodOf(from: string | null, to: string | null): string {
  if (from !== null && to !== null) return `${from} to ${to}`;
  if (from !== null) return `From ${from}`;
  return to === null ? 'Not set' : `Until ${to}`;
}

/** What `{organisation}`, `{seat}` and their like stand for in the texts of a layout. */
export function wordsOf(
  template: LayoutTemplate,
  vantage: TemplateVantage,
  report: Report,
  annex: FrameworkAnnex | null,
): Readonly<Record<string, string>> {
  const { meta, parties } = report;
  const providers = parties.filter((party) => party.kind === 'provider').map((party) => party.name);
  return {
    title: meta.title,
    organisation: meta.organisation,
    provider: providers.join(', ') || 'the cloud provider',
    scope: meta.scopeNote ?? 'Not described',
    period: periodOf(meta.periodFrom, meta.periodTo),
    lead: meta.leadAssessor ?? (leavesOut(report, 'names') ? 'Left out' : 'Not named'),
    changed: toTheMinute(meta.lastChange),
    'as-of': meta.judgedAsOf,
    revision: `${meta.revision}`,
    digest: meta.digest,
    app: meta.appVersion,
    catalogue: meta.catalogueVersion,
    layout: template.title,
    vantage: vantage.name,
    // Who "the provider" of this layout is, and who its reader.
    seat: vantage.seat.organisation === 'self' ? meta.organisation : providers.join(', '),
    customer: vantage.seat.organisation === 'self' ? 'the client' : meta.organisation,
    // Figures in a text are counted, never written into it.
    controls: numeral(annex?.controls.length ?? 0),
    objectives: numeral(
      (annex?.controls ?? []).reduce((sum, { objectives }) => sum + (objectives?.length ?? 0), 0),
    ),
    framework: annex?.name ?? '',
    'framework-version': annex?.version ?? '',
    'framework-publisher': annex?.publisher ?? '',
  };
}

/**
 * Fills a layout from a workbook. `annex` holds the controls of its framework with the duties that bear on each; `look` hears how
 * many duties are read, and how many rows of each table are filled in.
 */
export function fillLayout(
  template: LayoutTemplate,
  vantage: TemplateVantage,
  report: Report,
  annex: FrameworkAnnex | null,
  look?: FillLook,
): LayoutDocument {
  const words = wordsOf(template, vantage, report, annex);
  const gathered = gather(report, vantage, look);
  const sheets = template.sheets.filter((sheet) => sheet.vantages?.includes(vantage.id) ?? true);
  const held = new Set<string>();
  const tables = new Map<string, DocumentSheet>();
  for (const sheet of sheets)
    if (sheet.kind !== 'notes')
      tables.set(sheet.name, buildTable(sheet, { template, gathered, annex, words, held, look }));
  const prepared = preparedSentence(report.meta.prepared);
  const found = leftOutOf(gathered, annex, sheets, held);
  const leftOut = { ...found, told: [...(prepared === null ? [] : [prepared]), ...found.told] };
  const filled = sheets.map((sheet): DocumentSheet => {
    const table = tables.get(sheet.name);
    if (table) return table;
    if (sheet.kind === 'notes')
      return buildNotes(sheet, {
        template,
        vantage,
        words,
        leftOut: leftOut.told,
        prepared: report.meta.prepared,
      });
    throw new Error(`The layout ${template.id} has two sheets named ${sheet.name}.`);
  });
  return {
    title: `${template.title}: ${report.meta.title}`,
    digest: report.meta.digest,
    mark: markOf(report.meta.prepared),
    sheets: filled,
    counts: countCells(filled),
    leftOut: [...leftOut.told, ...leftOut.internal],
  };
}

/** The sheet that explains the others: the recipient's own header block, then what to know before relying on the file. */
function buildNotes(
  sheet: NotesTemplate,
  {
    template,
    vantage,
    words,
    leftOut,
    prepared,
  }: {
    readonly template: LayoutTemplate;
    readonly vantage: TemplateVantage;
    readonly words: Readonly<Record<string, string>>;
    readonly leftOut: LeftOut['told'];
    readonly prepared: Prepared;
  },
): DocumentSheet {
  const rows: DocumentRow[] = [{ look: 'title', cells: [fillIn(sheet.title, words)] }];
  const merges = ['A1:B1'];
  const heading = (text: string) => {
    rows.push({ look: 'blank', cells: [] }, { look: 'heading', cells: [text, null] });
  };
  const fact = (label: string, value: string) =>
    rows.push({ look: 'fact', cells: [label, value === '' ? null : value] });
  const paragraph = (text: string) => {
    rows.push({ look: 'paragraph', cells: [text] });
    merges.push(`A${rows.length}:B${rows.length}`);
  };
  for (const { label, value } of sheet.facts) fact(label, fillIn(value, words));
  for (const text of sheet.paragraphs) paragraph(fillIn(text, words));

  heading('About this file');
  fact('Layout', `${template.title}, by ${template.publisher}; template version ${template.version}`);
  fact('Written from the seat of', `${vantage.name}. ${vantage.about}`);
  if (prepared.audience !== 'internal') fact('Prepared for', AUDIENCES[prepared.audience].name);
  if (prepared.classification !== null) fact('Classification', prepared.classification);
  if (prepared.distribution !== null) fact('Distribution', prepared.distribution);
  fact('Workbook', `${words.title}, ${words.organisation}`);
  fact('Written by', `Demarc ${words.app}, catalogue ${words.catalogue}`);
  fact('State', `Last changed ${words.changed}, judged as of ${words['as-of']}`);
  fact('Revision and digest', `${words.revision}, ${words.digest}`);

  paragraph(
    'A spreadsheet limits the height of a row. Where a text is longer than its row shows, open the cell to read it all.',
  );

  heading('What this layout cannot hold');
  for (const text of template.cannotHold) paragraph(fillIn(text, words));
  if (template.cannotHold.length === 0) paragraph('Nothing that the workbook records about a duty.');
  heading('What of this workbook is not in it');
  for (const text of leftOut) paragraph(text);
  if (leftOut.length === 0) paragraph('Nothing.');
  return {
    name: sheet.name,
    columns: [
      { width: 26, mark: false },
      { width: 96, mark: false },
    ],
    rows,
    merges,
    headerRow: 0,
  };
}
