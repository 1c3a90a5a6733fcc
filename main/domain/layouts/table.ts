import { WITHOUT_DUTY } from '../../contract/catalogue.ts';
import { isOwned } from '../duties/status.ts';
import { leavesOut } from '../report/audience.ts';
import type { FrameworkAnnex } from '../report/report.ts';
import { capital } from '../words/capital.ts';
import { fewNames } from '../words/few-names.ts';
import { alsoNeeded } from './also-needed.ts';
import { type DocumentRow, type DocumentSheet, lettersOf } from './document.ts';
import { evidencePlaces, evidenceText, providerEvidence } from './evidence-cells.ts';
import { statusWords } from './facts.ts';
import {
  type AnnexControl,
  type ControlRow,
  controlRow,
  type FillLook,
  type Gathered,
  ownershipText,
  peopleText,
  servicesText,
} from './gather.ts';
import { lineRows } from './line-tables.ts';
import { renderParts, renderParty, subjectOf } from './lines.ts';
import {
  choose,
  type FactSource,
  fillIn,
  type LayoutTemplate,
  spellControlId,
  type TableTemplate,
  type TemplateColumn,
} from './template.ts';

/** What is counted while a table is filled. */
const ROWS = 'rows filled in';

export interface TableInput {
  readonly template: LayoutTemplate;
  readonly gathered: Gathered;
  readonly annex: FrameworkAnnex | null;
  /** What `{organisation}` and its like stand for. */
  readonly words: Readonly<Record<string, string>>;
  /** Collects the keys of the lines that stand in some cell. */
  readonly held: Set<string>;
  /** Hears how many rows of the table are filled in, of how many. */
  readonly look?: FillLook | undefined;
}

/** `people` -> `People`; codes such as `GV.OC` stay as they are. */
const groupWords = (group: string): string =>
  /^[a-z][a-z-]*$/.test(group) ? capital(group).replaceAll('-', ' ') : group;

/** A column with the party that it is repeated for. */
interface OpenColumn extends TemplateColumn {
  readonly party?: string;
}

/** The columns of a table, one for each party where a column is repeated: those with a share anywhere, in their order. */
function openColumns(sheet: TableTemplate, { gathered, words }: TableInput): readonly OpenColumn[] {
  const used = new Set(gathered.rows.flatMap((row) => row.shares.map((share) => share.party)));
  const known = new Set(gathered.report.parties.map((party) => party.id));
  const parties = [
    ...gathered.report.parties.filter((party) => used.has(party.id)),
    ...[...used].filter((party) => !known.has(party)).map((party) => ({ id: party, name: party })),
  ];
  return sheet.columns.flatMap((column): readonly OpenColumn[] =>
    column.eachParty
      ? parties.map((party) => ({
          ...column,
          header: fillIn(column.header, { ...words, party: party.name }),
          party: party.id,
        }))
      : [{ ...column, header: fillIn(column.header, words) }],
  );
}

/** What `{done}`, `{subjects}` and their like stand for in a text about a control. */
export function wordsOfControl({ control, duties }: ControlRow): Readonly<Record<string, string>> {
  const total = (of: 'done' | 'applicable') => `${duties.reduce((sum, { facts }) => sum + facts[of], 0)}`;
  const owned = duties.filter(({ owners }) => owners.size > 0);
  return {
    done: total('done'),
    applicable: total('applicable'),
    duties: fewNames(owned.flatMap(({ rows }) => rows[0]?.responsibilityName ?? [])),
    subjects: fewNames([...new Set(duties.flatMap(({ rows }) => rows.filter(isOwned).map(subjectOf)))]),
    without: control.without === undefined ? '' : WITHOUT_DUTY[control.without],
    why: control.why ?? '',
  };
}

/** The duties of a control that somebody has a part of: what does not apply, or has no answer, is no reason for anything. */
const ownedDuties = ({ duties }: ControlRow): readonly string[] =>
  duties.flatMap(({ owners, rows }) => (owners.size > 0 ? (rows[0]?.responsibility ?? []) : []));

function controlCell(column: OpenColumn, row: ControlRow, input: TableInput, asked: Asked): string | null {
  const { fill } = column;
  if (fill.from === 'question-id' || fill.from === 'objective-id') return asked.id;
  if (fill.from === 'objective-text') return asked.text;
  if (fill.choose) {
    const said = choose(fill.choose, row.facts);
    return said === null ? null : fillIn(said, input.words);
  }
  if (fill.text) {
    const also = fill.text.some(({ say }) => say?.includes('{also}'))
      ? alsoNeeded(ownedDuties(row), input.template, input.gathered.report)
      : '';
    const facts = also === '' ? row.facts : new Set([...row.facts, 'also-needed']);
    const words = { ...input.words, ...wordsOfControl(row), also };
    const { text, held } = renderParts(fill.text, row.lines, facts, input.gathered.names, words);
    for (const key of held) input.held.add(key);
    return text;
  }
  return fill.from === undefined ? null : controlFact(fill.from, column, row, input);
}

function controlFact(
  from: FactSource,
  { party, fill }: OpenColumn,
  row: ControlRow,
  { template, annex, gathered, held }: TableInput,
): string | null {
  const { control } = row;
  switch (from) {
    case 'control-id':
      return spellControlId(control.id, template.idStyle);
    case 'control-id-title':
      return `${spellControlId(control.id, template.idStyle)} ${control.title}`;
    case 'control-title':
      return control.formerly === undefined
        ? control.title
        : `${control.title} (formerly ${control.formerly.join(', ')})`;
    case 'control-framework':
      return control.of ?? (annex === null ? null : `${annex.name} ${annex.version}`);
    case 'control-text':
      return control.text ?? null;
    case 'control-group':
      return template.groupTitles?.[control.group] ?? groupWords(control.group);
    case 'ownership':
      return ownershipText(row, gathered);
    case 'party-text': {
      if (party === undefined) return null;
      const said = renderParty(party, row.lines, gathered.names);
      for (const key of said.held) held.add(key);
      return said.text;
    }
    case 'status':
      return statusWords(row.facts);
    case 'services':
      return servicesText(row);
    case 'people':
      return peopleText(row, gathered);
    case 'evidence':
      return evidenceText(row);
    case 'evidence-places':
      return evidencePlaces(row, gathered);
    case 'provider-evidence':
      return (
        providerEvidence(row, gathered, fill.reports) ??
        (row.facts.has('kind:provider') && !leavesOut(gathered.report, 'evidence')
          ? (fill.otherwise ?? null)
          : null)
      );
    default:
      // The sources of lines have nothing to say about a control; the template's schema keeps them out.
      return null;
  }
}

/** The controls of a table, or their parts: one without parts stands for itself. */
const rowsOf = (sheet: TableTemplate, annex: FrameworkAnnex | null): readonly AnnexControl[] =>
  (annex?.controls ?? []).flatMap((control): readonly AnnexControl[] => {
    if (sheet.kind !== 'parts' || control.parts === undefined) return [control];
    const { title, group } = control;
    return control.parts.map((part) => ({ title, group, ...part }));
  });

/** What one row is about: the control, a question of its publisher's, or an objective of its assessment. */
interface Asked {
  readonly id: string;
  readonly text: string | null;
}
function askedOf({ kind }: TableTemplate, { id, questions, objectives }: AnnexControl): readonly Asked[] {
  if (kind === 'questions' && questions) return questions.map((question) => ({ id: question, text: null }));
  if (kind === 'objectives' && objectives) return objectives;
  return [{ id, text: null }];
}

function bodyOf(sheet: TableTemplate, columns: readonly OpenColumn[], input: TableInput): DocumentRow[] {
  const { gathered, annex } = input;
  const { look } = input;
  if (sheet.kind === 'lines' || sheet.kind === 'parties')
    return lineRows(sheet, columns, input).map((cells, index, all): DocumentRow => {
      look?.(index, all.length, ROWS);
      return { look: 'body', cells };
    });
  return rowsOf(sheet, annex).flatMap((control, index, all): readonly DocumentRow[] => {
    look?.(index, all.length, ROWS);
    const row = controlRow(control, gathered);
    return askedOf(sheet, control).map((asked) => ({
      look: 'body',
      cells: columns.map((column) => controlCell(column, row, input, asked)),
    }));
  });
}

/** The heading of a table: one row, or two where columns have a wider heading above them. */
function headingOf(columns: readonly OpenColumn[], from: number): { rows: DocumentRow[]; merges: string[] } {
  const headers = columns.map((column) => column.header);
  if (!columns.some((column) => column.group))
    return { rows: [{ look: 'header', cells: headers }], merges: [] };
  const merges: string[] = [];
  const above: (string | null)[] = [];
  for (const [index, { group }] of columns.entries()) {
    if (group === undefined) {
      above.push(headers[index] ?? null);
      merges.push(`${lettersOf(index)}${from}:${lettersOf(index)}${from + 1}`);
      continue;
    }
    const first = group !== columns[index - 1]?.group;
    above.push(first ? group : null);
    if (!first) continue;
    let last = index;
    while (columns[last + 1]?.group === group) last += 1;
    if (last > index) merges.push(`${lettersOf(index)}${from}:${lettersOf(last)}${from}`);
  }
  return {
    rows: [
      { look: 'group', cells: above },
      {
        look: 'header',
        cells: columns.map((column, index) => (column.group ? (headers[index] ?? null) : null)),
      },
    ],
    merges,
  };
}

/** One table of a layout, filled; adds to `held` what its cells say. */
export function buildTable(sheet: TableTemplate, input: TableInput): DocumentSheet {
  const columns = openColumns(sheet, input);
  const rows: DocumentRow[] = [];
  const merges: string[] = [];
  const across = (look: 'title' | 'guidance', text: string) => {
    rows.push({ look, cells: [fillIn(text, input.words)] });
    if (columns.length > 1) merges.push(`A${rows.length}:${lettersOf(columns.length - 1)}${rows.length}`);
  };
  if (sheet.title !== undefined) across('title', sheet.title);
  for (const text of sheet.guidance ?? []) across('guidance', text);
  const heading = headingOf(columns, rows.length + 1);
  rows.push(...heading.rows);
  merges.push(...heading.merges);
  const headerRow = rows.length;
  rows.push(...bodyOf(sheet, columns, input));
  return {
    name: fillIn(sheet.name, input.words),
    columns: columns.map(({ width, mark = false, most }) => ({ width, mark, most })),
    rows,
    merges,
    headerRow,
  };
}
