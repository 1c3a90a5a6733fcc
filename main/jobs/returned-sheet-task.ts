import { namedParties } from '../assessment/parties.ts';
import { proposedTexts } from '../assessment/proposed-texts.ts';
import { registerRows } from '../assessment/register.ts';
import { registerThen } from '../assessment/register-then.ts';
import type { CatalogueIndex } from '../catalogue/lookup.ts';
import type { RegisterRow } from '../contract/assignments.ts';
import { MAX_SHEET_CHANGES, type UnplacedCell } from '../contract/sheets.ts';
import { indexLookups } from '../domain/answers/lookups.ts';
import { kindsById, namesById } from '../domain/duties/ownership.ts';
import { compareSheet, type SheetComparison } from '../domain/returned-sheet/compare-sheet.ts';
import type { MovedCells } from '../domain/returned-sheet/moved-cells.ts';
import { placeWords } from '../domain/services/places.ts';
import { cellReader, type RegisterCellNames } from '../domain/sheets/register-cells.ts';
import { plainText } from '../domain/words/plain-text.ts';
import { openRegister, type ReturnedRegister } from '../importers/returned-sheet/read-register.ts';
import { GENESIS, readHead } from '../workbook/change-log.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { hashOfRevision } from '../workbook/earlier-rows.ts';
import { listEnvironments } from '../workbook/tables/environments.ts';
import { listEvidence } from '../workbook/tables/evidence.ts';
import { listPeople } from '../workbook/tables/parties.ts';
import { listServices } from '../workbook/tables/services-in-use.ts';
import { readWorkbook } from '../workbook/tables/workbook.ts';
import { rowMatcher } from './returned-sheet/match-rows.ts';
import { notesOn } from './returned-sheet/notes.ts';
import {
  addedSheetsOf,
  cellsOfCopy,
  changedElsewhere,
  commentsOf,
  linksOf,
  otherColumns,
  withoutMerged,
} from './returned-sheet/rest.ts';
import { readRows } from './returned-sheet/rows.ts';
import { type ReadableSheet, surveyRows } from './returned-sheet/survey.ts';
import { withSnapshot } from './snapshot.ts';
import type { ReadSheet, ReturnedSheetTask, TaskControls } from './tasks.ts';
import { hashOf } from './write-beside.ts';

/** Looks through the rows of a sheet, as they are now and as they were exported. */
function surveyor(of: {
  readonly task: ReturnedSheetTask;
  readonly controls: TaskControls;
  readonly catalogue: CatalogueIndex;
  readonly file: ReturnedRegister;
  readonly rows: ReadonlyMap<string, RegisterRow>;
  readonly names: RegisterCellNames;
  readonly earlier: ReturnType<typeof registerThen> | null;
}) {
  const { task, controls, catalogue, file, rows, names, earlier } = of;
  const exported = earlier ? (row: RegisterRow) => earlier.row(row) : null;
  const textsOf = (readers: ReturnType<typeof cellReader>[], row: RegisterRow) =>
    readers.map((read) => plainText(read(row) ?? ''));
  const isDuty = (id: string) => catalogue.responsibility(id) !== undefined;
  const match = rowMatcher(rows, new Set(earlier?.goneServices.keys()), isDuty);
  const sameCatalogue = file.stamp?.catalogue === catalogue.catalogue.version;
  return (sheet: ReadableSheet) => {
    const readers = {
      now: sheet.columns.map(({ id }) => cellReader(id, names)),
      exported: sheet.columns.map(({ id }) => cellReader(id, earlier?.names ?? names)),
    };
    return surveyRows(
      {
        name: task.name,
        file: sheet,
        rows,
        match,
        exported,
        otherServices: earlier?.goneServices.values() ?? [],
        otherDuties: catalogue.responsibilities.map(({ name }) => name),
        sameCatalogue,
        textsOf: (row, when) => textsOf(readers[when], when === 'exported' ? (exported?.(row) ?? row) : row),
        isDerivedAlike: (row) => sameCatalogue && earlier?.isSameVariant(row.subject) === true,
        goneRow: (ref) => {
          const duty = catalogue.responsibility(ref.split('/')[1] ?? '');
          if (!earlier || !duty) return null;
          return earlier.goneRow(ref, { responsibility: duty.id, responsibilityName: duty.name });
        },
      },
      controls,
    );
  };
}

/** What copies of the register's sheet say otherwise, which has no place. */
async function cellsOfCopies(
  file: ReturnedRegister,
  survey: Awaited<ReturnType<typeof surveyRows>>,
  compare: (copy: ReadableSheet) => SheetComparison,
): Promise<readonly UnplacedCell[]> {
  const copied: UnplacedCell[] = [];
  for (const copy of file.copies) {
    const other = compare(copy);
    for await (const batch of copy.rows())
      for (const { number, cells } of batch) {
        const found = survey.matchIn(copy, cells);
        if ('row' in found) other.row(number, cells, found.row);
      }
    copied.push(...cellsOfCopy(other, file.sheet));
  }
  return copied;
}

/** Reads a register that came back and compares it with the workbook, and with what it was exported from, on one state of it. */
export const runReturnedSheet = (task: ReturnedSheetTask, controls: TaskControls): Promise<ReadSheet> =>
  withSnapshot(task.workbook, async (db, catalogue) => {
    const sha256 = await hashOf(task.path);
    const parties = namedParties(db);
    const people = listPeople(db);
    const environments = listEnvironments(db);
    const file = await openRegister(task.path, task.name, { parties, signal: controls.signal });
    try {
      const standing = standingOf(file, db);
      const earlier = standing.known ? registerThen(db, catalogue, standing.revision) : null;
      const rows = new Map<string, RegisterRow>();
      for (const row of registerRows(db, catalogue)) rows.set(row.ref, row);
      const names: RegisterCellNames = {
        parties: namesById(parties),
        kinds: kindsById(parties),
        people: namesById(people),
        environments: namesById(environments),
        places: placeWords(listServices(db), environments),
        provider: parties.find((party) => party.kind === 'provider')?.name ?? 'Provider',
      };
      const lookups = indexLookups({
        parties: [...parties, ...(earlier?.parties ?? []).filter(({ id }) => names.parties.has(id))],
        people: [...people, ...(earlier?.people ?? []).filter(({ id }) => names.people.has(id))],
        evidence: listEvidence(db),
        resolutions: task.resolutions,
      });
      const surveyed = surveyor({ task, controls, catalogue, file, rows, names, earlier });
      const proposedText = proposedTexts(db, catalogue);
      const compared = (sheet: ReadableSheet, moved: MovedCells) =>
        compareSheet({
          sheet: sheet.sheet,
          columns: sheet.columns,
          names,
          earlier,
          lookups,
          moved,
          proposedText,
          address: sheet.address,
        });
      const survey = await surveyed(file);
      const comparison = compared(file, survey.moved);
      const read = await readRows(file, survey, comparison, file.stamp?.rows ?? null, controls);
      const copied = await cellsOfCopies(file, survey, (copy) => compared(copy, new Map()));
      const person = people.find(({ id }) => id === file.stamp?.person);
      const counts = comparison.counts();
      const { changes, merged } = withoutMerged(comparison.changes, file);
      const comments = await commentsOf(file);
      const unplaced = [
        ...otherColumns(file),
        ...merged,
        ...comparison.unplaced,
        ...read.unplaced,
        ...copied,
        ...comments,
        ...(await changedElsewhere(file)),
        ...(await linksOf(file)),
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
