import type { Matrix } from '../../../contract/matrix.ts';
import {
  decodeOwnership,
  kindsById,
  OWNERSHIP_STYLES,
  ownershipLetters,
} from '../../../domain/duties/ownership.ts';
import type { Grouped } from '../../../domain/grouped.ts';
import { matrixTable } from '../../../domain/pictures/matrix.ts';
import { isPlacedBy, narrowMatrix } from '../../../domain/pictures/narrow-matrix.ts';
import { counted } from '../../../domain/words/counted.ts';
import { byPlace, groupedTable, groupsField, type PlaceOptions, placeOptions } from '../by-place.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withWorkbook } from '../context.ts';
import { oneLine, table } from '../output.ts';

const KEYS = ['service', 'domain', 'tag'];

export const addMatrix: AddCommand = (program, streams) => {
  placeOptions(
    program
      .command('matrix')
      .description('show who owns what: responsibilities by services in use')
      .argument('<file>', 'the workbook'),
    KEYS,
  ).action((file: string, options: CommonOptions & PlaceOptions) =>
    withWorkbook(file, 'read', options, streams, async ({ ask, print }) => {
      const whole = await ask('assignments.layOutMatrix', {});
      const { where, filter, arrange } = await byPlace(options, ask, KEYS);
      const asked = { ...where, tag: filter.tag };
      const wanted = whole.subjects.filter(
        (subject) =>
          subject.kind !== 'provider' &&
          (filter.subject === undefined || subject.ref === filter.subject) &&
          isPlacedBy(subject, asked),
      );
      const { rows, groups } = arrange(wanted, ({ ref }) => [ref]);
      // What a provider answers once stands in every column of a service.
      const providers = whole.subjects.filter(
        ({ kind, ref }) => kind === 'provider' && (rows.some(isService) || ref === filter.subject),
      );
      const refs = [...rows, ...providers].map(({ ref }) => ref);
      const matrix =
        options.only === undefined && options.group === undefined
          ? whole
          : narrowMatrix(whole, refs, filter.domain);
      print('matrix', { ...matrix, ...groupsField({ rows, groups }) }, () =>
        rows.length === 0 ? 'Nothing of the matrix is there.\n' : matrixText(matrix, groups),
      );
    }),
  );
};

const isService = ({ kind }: Matrix['subjects'][number]): boolean => kind === 'service';

/** Letters in a grid, columns by number: names of services would make it wider than any terminal. */
function matrixText(matrix: Matrix, groups: Grouped<unknown>['groups']): string {
  const { columns, rows, ownership } = matrixTable(matrix);
  const kinds = kindsById(matrix.parties);
  const legend = columns.map((column, index) => ({ number: index + 1, ...column }));
  const asked = rows.map((row, index) => ({ ...row, index }));
  const known = new Map<string, string>();
  const lettersOf = (found: string): string => {
    const before = known.get(found);
    if (before !== undefined) return before;
    const made = ownershipLetters(decodeOwnership(found), kinds);
    known.set(found, made);
    return made;
  };
  const letters = (column: number, row: number): string => {
    const found = ownership(column, row);
    return found === undefined ? '' : lettersOf(found);
  };
  const used = new Set(matrix.parties.map((party) => party.kind));
  const key = Object.entries(OWNERSHIP_STYLES)
    .filter(
      ([kind]) => kind === 'not-applicable' || kind === 'unanswered' || [...used].some((own) => own === kind),
    )
    .map(([kind, style]) => {
      const names = matrix.parties.filter((party) => party.kind === kind).map((party) => oneLine(party.name));
      return `${style.letter} ${names.length > 0 ? names.join(', ') : style.label.toLowerCase()}`;
    });
  return (
    groupedTable({ rows: legend, groups }, [
      { head: '', align: 'right', text: (column) => column.number },
      { head: 'COLUMN', text: (column) => column.ref },
      { head: '', text: (column) => column.label },
      { head: '', text: (column) => column.detail },
    ]) +
    '\n' +
    table(asked, [
      { head: 'RESPONSIBILITY', text: (row) => row.id },
      { head: 'DOMAIN', text: (row) => row.domainName },
      ...columns.map((_, column) => ({
        head: String(column + 1),
        text: (row: { index: number }) => letters(column, row.index),
      })),
    ]) +
    `\n${key.join('   ')}   (empty: not asked there)\n${counted(columns.length, 'column')}, ${counted(rows.length, 'responsibility', 'responsibilities')}\n`
  );
}
