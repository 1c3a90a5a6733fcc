import type { FrameworkAnnex } from '../report/report.ts';
import { counted } from '../words/counted.ts';
import { fewNames } from '../words/few-names.ts';
import { reportsOn } from './evidence-cells.ts';
import { type Gathered, linePeople } from './gather.ts';
import { type Line, renderLine } from './lines.ts';
import { type Necessity, necessities } from './necessary.ts';
import { type LayoutTemplate, spellControlId, type TableTemplate, type TemplateColumn } from './template.ts';

export interface LineInput {
  readonly template: Pick<LayoutTemplate, 'idStyle'>;
  readonly gathered: Gathered;
  readonly annex: FrameworkAnnex | null;
  readonly held: Set<string>;
}
type Column = Pick<TemplateColumn, 'fill'>;
type Cells = readonly (string | null)[];

/** The cells of a table of what one side does, or of its parties; adds to `held` what they say. */
export function lineRows(
  sheet: TableTemplate,
  columns: readonly Column[],
  input: LineInput,
): readonly Cells[] {
  const { gathered, annex } = input;
  const lines = linesFor(sheet, gathered, annex);
  if (sheet.kind === 'parties') return partyRows(lines, columns, input);
  const necessity = annex === null ? NOBODYS : necessities(annex, gathered);
  const wanted =
    sheet.necessary === undefined
      ? lines
      : lines.filter(({ duty }) => (necessity(duty).why === null) === sheet.necessary);
  const rows = sheet.byDuty ? byDuty(wanted) : wanted.map((line) => [line]);
  return rows.map((lines, index) => {
    const number = `${sheet.prefix ?? ''}${index + 1}`;
    return columns.map((column) => lineCell(column, lines, { number, necessity }, input));
  });
}
/** Everything that is said of one duty together, in the order in which duties first come. */
const byDuty = (lines: readonly Line[]): readonly (readonly Line[])[] =>
  [...new Set(lines.map(({ duty }) => duty))].map((duty) => lines.filter((line) => line.duty === duty));
const NOBODYS = (): Necessity => ({ criteria: [], why: null });

function linesFor(
  { side, linked }: TableTemplate,
  gathered: Gathered,
  annex: FrameworkAnnex | null,
): readonly Line[] {
  const bearing = new Set(annex?.controls.flatMap((control) => control.responsibilities) ?? []);
  return [...gathered.duties.values()]
    .flatMap((duty) => duty.lines)
    .filter(({ source, duty }) => source === side && (linked === undefined || bearing.has(duty) === linked));
}

function lineCell(
  { fill }: Column,
  lines: readonly Line[],
  { number, necessity }: { readonly number: string; readonly necessity: (duty: string) => Necessity },
  { gathered, annex, template, held }: LineInput,
): string | null {
  const [first] = lines;
  if (!first) return null;
  const { duty, dutyName, party } = first;
  const joined = (texts: readonly (string | null)[]) =>
    [...new Set(texts.filter((text) => text !== null))].join(', ') || null;
  const spelled = (ids: readonly string[]) => joined(ids.map((id) => spellControlId(id, template.idStyle)));
  switch (fill.from) {
    case 'number':
      return number;
    case 'party':
      return party === null ? null : (gathered.names.parties.get(party) ?? party);
    case 'duty':
      return dutyName;
    case 'line':
    case 'sentence': {
      for (const { keys } of lines) for (const key of keys) held.add(key);
      const alone = fill.from === 'sentence';
      const said = lines.map((line) =>
        renderLine(line, gathered.names, {
          subjects: true,
          // Who it is has no column there; whoever the user entity has it done by is named.
          party: alone && line.party !== null && !gathered.names.isPrincipal(line.party),
        }),
      );
      // The name of a duty is a title, and no part of a sentence: nobody is responsible "for malware in uploads".
      if (alone) said.unshift(`${dutyName}: the user entity is responsible for the following.`);
      return said.join('\n');
    }
    case 'services':
      return joined(lines.flatMap(({ subjects }) => subjects));
    case 'criteria':
      return spelled(
        (annex?.controls ?? []).flatMap(({ id, responsibilities }) =>
          responsibilities.includes(duty) ? [id] : [],
        ),
      );
    case 'necessary-criteria':
      return spelled(necessity(duty).criteria);
    case 'why-not-necessary':
      return necessity(duty).why;
    case 'evidence':
      return joined([...new Set(lines.flatMap(({ evidence }) => evidence))].map((n) => `E-${n}`));
    case 'people':
      return joined(lines.map((line) => linePeople(line, gathered)));
    default:
      return null;
  }
}
/** One row for each party that says something, in the order in which they first do. */
function partyRows(lines: readonly Line[], columns: readonly Column[], input: LineInput): readonly Cells[] {
  const parties = new Set(lines.flatMap(({ party }) => (party === null ? [] : [party])));
  return [...parties].map((party) => {
    const said = lines.filter((line) => line.party === party);
    return columns.map((column) => partyCell(column, party, said, input));
  });
}

function partyCell(
  { fill }: Column,
  party: string,
  said: readonly Line[],
  { gathered }: LineInput,
): string | null {
  switch (fill.from) {
    case 'party':
      return gathered.names.parties.get(party) ?? party;
    case 'party-kind':
      return gathered.kindOf(party) === 'provider' ? 'Cloud provider' : 'Vendor';
    case 'services':
      return fewNames([...new Set(said.flatMap(({ subjects }) => subjects))]);
    case 'party-line-count':
      return counted(said.length, 'control', 'controls');
    case 'provider-evidence':
      return reportsOn(party, gathered);
    default:
      return null;
  }
}
