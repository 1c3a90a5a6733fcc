import type { Matrix } from '../../../contract/matrix.ts';
import {
  decodeOwnership,
  kindsById,
  OWNERSHIP_STYLES,
  ownershipLetters,
} from '../../../domain/duties/ownership.ts';
import { matrixTable } from '../../../domain/pictures/matrix.ts';
import { counted } from '../../../domain/words/counted.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withWorkbook } from '../context.ts';
import { oneLine, table } from '../output.ts';

export const addMatrix: AddCommand = (program, streams) => {
  program
    .command('matrix')
    .description('show who owns what: responsibilities by services in use')
    .argument('<file>', 'the workbook')
    .action((file: string, options: CommonOptions) =>
      withWorkbook(file, 'read', options, streams, async ({ ask, print }) => {
        const matrix = await ask('assignments.layOutMatrix', {});
        print('matrix', matrix, () => matrixText(matrix));
      }),
    );
};

/** Letters in a grid, columns by number: names of services would make it wider than any terminal. */
function matrixText(matrix: Matrix): string {
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
    table(legend, [
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
