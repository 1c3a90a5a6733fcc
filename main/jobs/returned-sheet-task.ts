import { hash } from 'node:crypto';
import { registerRows } from '../assessment/register.ts';
import { type RegisterThen, registerThen } from '../assessment/register-then.ts';
import type { RegisterRow } from '../contract/assignments.ts';
import { MAX_SHEET_CHANGES, type UnplacedCell } from '../contract/sheets.ts';
import { kindsById, namesById } from '../domain/ownership.ts';
import type { RegisterCellNames } from '../domain/register-cells.ts';
import { compareSheet, type SheetComparison } from '../domain/returned-sheet/compare-sheet.ts';
import { fieldOfColumn, plainName, plainText } from '../domain/returned-sheet/fields.ts';
import { indexLookups } from '../domain/returned-sheet/lookups.ts';
import type { SheetCell } from '../domain/returned-sheet/parse-cell.ts';
import {
  openRegister,
  type RegisterSheetRow,
  type ReturnedRegister,
} from '../importers/returned-sheet/read-register.ts';
import { GENESIS, readHead } from '../workbook/change-log.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { hashOfRevision } from '../workbook/earlier-rows.ts';
import { listEnvironments } from '../workbook/tables/environments.ts';
import { listEvidence } from '../workbook/tables/evidence.ts';
import { listParties, listPeople } from '../workbook/tables/parties.ts';
import { readWorkbook } from '../workbook/tables/workbook.ts';
import { hashOf } from './export-task.ts';
import { rowMatcher } from './match-rows.ts';
import { notesOn, type RowCounts } from './returned-sheet-notes.ts';
import { addedSheetsOf, commentsOf, otherColumns, withoutMerged } from './returned-sheet-rest.ts';
import { withSnapshot } from './snapshot.ts';
import type { ReadSheet, ReturnedSheetTask, TaskControls } from './tasks.ts';

/** Reads a register that came back and compares it with the workbook, and with what it was exported from, on one state of it. */
export const runReturnedSheet = (task: ReturnedSheetTask, controls: TaskControls): Promise<ReadSheet> =>
  withSnapshot(task.workbook, async (db, catalogue) => {
    const sha256 = await hashOf(task.path);
    const parties = listParties(db);
    const people = listPeople(db);
    const file = await openRegister(task.path, task.name, { parties, signal: controls.signal });
    try {
      const standing = standingOf(file, db);
      const earlier = standing.known ? registerThen(db, standing.revision) : null;
      const rows = new Map<string, RegisterRow>();
      for (const row of registerRows(db, catalogue)) rows.set(row.ref, row);
      const names: RegisterCellNames = {
        parties: namesById(parties),
        kinds: kindsById(parties),
        people: namesById(people),
        environments: namesById(listEnvironments(db)),
        provider: parties.find((party) => party.kind === 'provider')?.name ?? 'Provider',
      };
      const lookups = indexLookups({
        parties: [...parties, ...(earlier?.parties ?? []).filter(({ id }) => names.parties.has(id))],
        people: [...people, ...(earlier?.people ?? []).filter(({ id }) => names.people.has(id))],
        evidence: listEvidence(db),
        resolutions: task.resolutions,
      });
      const comparison = compareSheet({
        sheet: file.sheet,
        columns: file.columns,
        names,
        earlier,
        lookups,
        address: file.address,
      });
      const isDuty = (id: string) => catalogue.responsibility(id) !== undefined;
      const read = await readRows(file, rows, isDuty, earlier, comparison, controls);
      const person = people.find(({ id }) => id === file.stamp?.person);
      const counts = comparison.counts();
      const { changes, merged } = withoutMerged(comparison.changes, file);
      const comments = await commentsOf(file);
      const unplaced = [
        ...otherColumns(file),
        ...merged,
        ...comparison.unplaced,
        ...read.unplaced,
        ...comments,
        ...(await addedSheetsOf(file)),
      ];
      return {
        file: task.name,
        sha256,
        rev: readHead(db).rev,
        sender: person ? { person: person.id, name: person.name } : null,
        exported: file.stamp && {
          revision: file.stamp.revision,
          at: file.stamp.asOf,
          known: standing.known,
        },
        rows: read.matched,
        differences: changes,
        unplaced: unplaced.slice(0, MAX_SHEET_CHANGES),
        unchanged: comparison.unchanged(),
        notes: [
          ...standing.notes,
          ...file.notes,
          ...notesOn(file, read, comparison.derived),
          ...tooMany('changed', counts.changes, ' Take those in, then bring the sheet again for the rest.'),
          ...tooMany('without a place', counts.unplaced + read.unplacedRows),
        ],
      };
    } finally {
      await file.close();
    }
  });

const tooMany = (what: string, count: number, rest = ''): readonly string[] =>
  count <= MAX_SHEET_CHANGES
    ? []
    : [`${count} cells are ${what}; the first ${MAX_SHEET_CHANGES} are shown.${rest}`];

interface Standing {
  /** Whether what stood here at `revision` can be told from the change log. */
  readonly known: boolean;
  readonly revision: number;
  readonly notes: readonly string[];
}

/** Whether the sheet is from this workbook's own past. */
function standingOf({ stamp, format }: ReturnedRegister, db: ReadDb): Standing {
  const twoWays =
    'It is compared with what stands here now, and what was changed here meanwhile cannot be told apart.';
  const unknown = (why: string): Standing => ({ known: false, revision: 0, notes: [`${why} ${twoWays}`] });
  if (!stamp)
    return unknown(
      format === 'csv'
        ? 'A CSV does not say what it was exported from.'
        : 'The file does not say what it was exported from.',
    );
  const { workbook, revision, digest } = stamp;
  if (workbook !== null && workbook !== readWorkbook(db).uuid)
    return unknown('It was exported from another workbook: make sure that it belongs here.');
  const hash = revision === 0 ? GENESIS : hashOfRevision(db, revision);
  if (hash === digest) return { known: true, revision, notes: [] };
  return unknown(
    hash === null
      ? `It was exported from a later state of this workbook (revision ${revision}) than the one that is open: look for the newer file.`
      : 'It was exported from a copy of this workbook that went its own way.',
  );
}

interface ReadRows extends RowCounts {
  /** At most `MAX_SHEET_CHANGES`; `unplacedRows` counts them all. */
  readonly unplaced: readonly UnplacedCell[];
  readonly unplacedRows: number;
}

async function readRows(
  file: ReturnedRegister,
  rows: ReadonlyMap<string, RegisterRow>,
  isDuty: (id: string) => boolean,
  earlier: RegisterThen | null,
  comparison: SheetComparison,
  { progress, signal }: TaskControls,
): Promise<ReadRows> {
  const match = rowMatcher(rows, earlier?.goneServices ?? new Set(), isDuty);
  const place = (id: string) => file.columns.findIndex((column) => column.id === id);
  const places = { ref: place('ref'), service: place('service'), responsibility: place('responsibility') };
  const cellAt = (cells: RegisterSheetRow['cells'], index: number): SheetCell | undefined =>
    index < 0 ? undefined : cells[index];
  const first = file.columns[Math.max(0, places.ref)]?.column ?? 0;
  const seen = new Map<string, { readonly number: number; readonly print: string }>();
  const unplaced: UnplacedCell[] = [];
  const gone = new Map<string, number>();
  const fields = file.columns.map(({ id }) => fieldOfColumn(id));
  const saysNothing = (cells: RegisterSheetRow['cells']) =>
    cells.every(
      (cell, at) =>
        cell === undefined ||
        fields[at] === null ||
        (fields[at] === 'owners' && plainName(cell.text) === 'unanswered'),
    );
  let unplacedRows = 0;
  let notAsked = 0;
  let byLabels = 0;
  let sameTwice = 0;
  let done = 0;
  for await (const batch of file.rows()) {
    signal.throwIfAborted();
    for (const { number, cells } of batch) {
      const found = match({
        ref: cellAt(cells, places.ref),
        service: cellAt(cells, places.service),
        responsibility: cellAt(cells, places.responsibility),
      });
      const unplace = (value: string, why: string, more: Partial<UnplacedCell>) => {
        unplacedRows += 1;
        if (unplaced.length === MAX_SHEET_CHANGES) return;
        unplaced.push({
          sheet: file.sheet,
          cell: file.address(number, first),
          value,
          why,
          kind: 'row',
          ref: null,
          field: null,
          suggestion: null,
          written: '',
          party: null,
          ...more,
        });
      };
      if ('why' in found) {
        // A row that names nothing is told by the first of its cells that says something.
        const at =
          found.value === '' ? cells.findIndex((cell) => cell !== undefined && cell.text !== '') : -1;
        const told = at < 0 ? {} : { cell: file.address(number, file.columns[at]?.column ?? first) };
        unplace(at < 0 ? found.value : plainText(cells[at]?.text ?? ''), found.why, {
          suggestion: found.suggestion,
          ...told,
        });
      } else if ('notAsked' in found) {
        if (saysNothing(cells)) notAsked += 1;
        else
          unplace(
            found.notAsked,
            `${found.notAsked} is not asked here any more, so the row was not read. Ask the duty again in the walk-through to take it in.`,
            {},
          );
      } else if ('gone' in found) gone.set(found.gone, (gone.get(found.gone) ?? 0) + 1);
      else {
        const { ref } = found.row;
        const print = hash('sha1', cells.map((cell) => cell?.text ?? '').join('\u0000'));
        const before = seen.get(ref);
        if (!before) {
          seen.set(ref, { number, print });
          if (found.byLabels) byLabels += 1;
          comparison.row(number, cells, found.row);
        } else if (before.print === print) sameTwice += 1;
        else
          unplace(
            ref,
            `${ref} stands in row ${before.number} already, and the two rows differ; only row ${before.number} was read. Keep one of them.`,
            { kind: 'duplicate', ref },
          );
      }
    }
    done += batch.length;
    progress(done, file.stamp?.rows ?? null, 'rows read');
  }
  return { matched: seen.size, byLabels, sameTwice, notAsked, gone, unplaced, unplacedRows };
}
