import { idScheme } from '../controls/control-ids.ts';
import { type QuestionnaireEdition, questionnaireEdition } from '../controls/questionnaire-editions.ts';
import type { Facts } from '../layouts/facts.ts';
import { type ControlRow, controlRow, type Gathered } from '../layouts/gather.ts';
import { type Line, renderParts } from '../layouts/lines.ts';
import { settledFacts } from '../layouts/settled.ts';
import { wordsOfControl } from '../layouts/table.ts';
import { choose, SIDES, type TableTemplate, type TemplateColumn } from '../layouts/template.ts';
import { type FormControls, type FormSheet, foldHeading, type PlannedCell, type PlannedRow } from './plan.ts';
import { whyNothing } from './why-nothing.ts';

/** The columns of a questionnaire that are filled in, by how their headings end in every edition. */
const PARTS = {
  answer: / caiq answer$/,
  owner: / control ownership$/,
  provider: / implementation description$/,
  customer: / responsibilities$/,
} as const;
type Part = keyof typeof PARTS;
const ID_HEADING = 'question id';
/** Headings are looked for in so many rows. */
const HEADING_ROWS = 12;
const CCM = idScheme('csa-ccm');

/** A sheet with the questions of CSA's CAIQ or AI-CAIQ, to be answered in place. */
export interface Questionnaire extends QuestionnaireEdition {
  readonly sheet: FormSheet;
  readonly headingRow: number;
  readonly idColumn: number;
  readonly columns: ReadonlyMap<Part, number>;
}

const headingOf = (text: string): string => foldHeading(text.replace(/\([^)]{0,200}\)/g, ' '));
const partOf = (text: string): Part | undefined =>
  (Object.keys(PARTS) as Part[]).find((part) => PARTS[part].test(headingOf(text)));

/** The questionnaires among these sheets: what has questions by number, and columns for an answer and an owner. */
export const questionnaires = (sheets: readonly FormSheet[]): readonly Questionnaire[] =>
  sheets.flatMap((sheet) => {
    const heading = sheet.rows.find(
      ({ number, cells }) =>
        number <= HEADING_ROWS && [...cells.values()].some((text) => headingOf(text) === ID_HEADING),
    );
    if (!heading) return [];
    const columns = new Map<Part, number>();
    let idColumn = 0;
    for (const [column, text] of heading.cells) {
      const part = partOf(text);
      if (headingOf(text) === ID_HEADING) idColumn = column;
      else if (part !== undefined && !columns.has(part)) columns.set(part, column);
    }
    if (!columns.has('answer') || !columns.has('owner')) return [];
    const above = sheet.rows.filter(({ number }) => number < heading.number);
    return [
      {
        sheet,
        ...questionnaireEdition(
          sheet.name,
          [...heading.cells.values()],
          above.flatMap(({ cells }) => [...cells.values()]),
        ),
        headingRow: heading.number,
        idColumn,
        columns,
      },
    ];
  });

export interface QuestionnaireInput {
  readonly gathered: Gathered;
  readonly controls: FormControls;
  /** What `{seat}` and its like stand for. */
  readonly words: Readonly<Record<string, string>>;
}

/**
 * What is to be written into the rows of a questionnaire, one for each question. The form's own rules hold: every question gets Yes, No
 * or NA with an owner, and No says why. Where the organisation answers for itself, what is partly decided is not met yet: it is answered
 * No, and the text names what is open. Of what nothing is decided nothing is known, so its row stays empty. What its provider has to answer stays empty
 * from the seat of its customer, whose record sets while a duty is open only an owner that no answer still to come can change.
 */
export function planQuestionnaire(
  { sheet, headingRow, idColumn, columns }: Questionnaire,
  template: TableTemplate,
  input: QuestionnaireInput,
): readonly PlannedRow[] {
  const fills = new Map(
    template.columns.flatMap(({ header, fill }) => {
      const part = partOf(header);
      return part === undefined ? [] : [[part, fill] as const];
    }),
  );
  const known = new Map<string, ReturnType<typeof plannedCells>>();
  return sheet.rows.flatMap(({ number, cells }): readonly PlannedRow[] => {
    const id = cells.get(idColumn)?.trim() ?? '';
    const parsed = number <= headingRow ? null : CCM?.parse(id);
    if (!parsed) return [];
    const row = { sheet: sheet.name, row: number, id };
    const control = input.controls.find(parsed);
    if (!control) return [{ ...row, cells: [], why: UNKNOWN }];
    const planned =
      known.get(control.id) ?? plannedCells(controlRow(control, input.gathered), fills, columns, input);
    known.set(control.id, planned);
    return [{ ...row, duties: control.responsibilities, ...planned }];
  });
}
const UNKNOWN = 'The catalogue does not have this question.';

function plannedCells(
  row: ControlRow,
  fills: ReadonlyMap<Part, TemplateColumn['fill']>,
  columns: Questionnaire['columns'],
  { gathered, words }: QuestionnaireInput,
): Pick<PlannedRow, 'cells' | 'why' | 'open'> {
  const open = row.facts.has('open');
  const isOurs = gathered.seat.seat.organisation === 'self';
  const facts = isOurs ? row.facts : settledFacts(row.facts);
  if (facts.has('unasked')) return { cells: [], why: whyNothing(row) };
  const say = (part: Part) => choose(fills.get(part)?.choose ?? [], facts);
  const [answer, owner] = [say('answer'), say('owner')];
  if (open && !SIDES.some((side) => facts.has(side))) return { cells: [], why: NOTHING_DECIDED };
  if (open && !isOurs && !isLasting(owner, fills.get('owner'), facts)) return { cells: [], why: OPEN };
  if (owner === null) return { cells: [], why: NO_OWNER };
  const cells: PlannedCell[] = [];
  const add = (part: Part, text: string | null, more: Partial<PlannedCell>) => {
    const column = columns.get(part);
    if (column !== undefined && text !== null) cells.push({ column, values: [{ text }], ...more });
  };
  add('answer', answer, { ...sameWord(answer), together: true });
  add('owner', owner, { ...sameWord(owner), together: true });
  // Whoever reads a text takes it for all that there is, and a record of a customer's does not say on the form that it is open.
  if (open && !isOurs) return { cells, why: PARTLY };
  for (const part of ['provider', 'customer'] as const) {
    const said = (fills.get(part)?.text ?? []).filter(
      ({ all }) => isOurs || !all?.some((fact) => ASIDES.has(fact)),
    );
    const { text } = renderParts(said, row.lines.map(withoutCause), facts, gathered.names, {
      ...words,
      ...wordsOfControl(row),
    });
    add(part, text, { explains: true });
  }
  return { cells, why: null, open };
}
/** An answer that cannot stand is none on a form, so that whether there is one is not told: the name of the duty is enough. */
const withoutCause = (line: Line): Line =>
  line.source === 'open' ? { ...line, text: `${line.dutyName}.` } : line;

/** Whether it is decided with whom it lies, and a side that an answer still to come may bring in would change no word of it. */
function isLasting(owner: string | null, fill: TemplateColumn['fill'] | undefined, facts: Facts): boolean {
  const all = new Set([...facts, ...SIDES]);
  return facts.has('held-together') && owner === choose(fill?.choose ?? [], all);
}

/** Lists of the form may spell a word with other capitals and signs. */
const sameWord = (text: string | null): Pick<PlannedCell, 'says'> => ({
  says: (word) => text !== null && foldHeading(word) === foldHeading(text),
});
/** What our own sheets say of a customer's record has no place on its provider's form. */
const ASIDES = new Set(['customer-part-unrecorded', 'without-duty', 'unasked']);
const NOTHING_DECIDED = 'No duty that bears on it has an answer that can stand, so nothing is known of it.';
const OPEN = 'A duty that bears on it has no answer that can stand, so no owner is written.';
const PARTLY =
  'A duty that bears on it has no answer that can stand, so only an owner is set that no answer can change.';
const NO_OWNER = 'The form has no word for with whom it lies, so neither answer nor owner is written.';
