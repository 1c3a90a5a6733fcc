import { buildReport } from '../assessment/report.ts';
import type { CatalogueIndex } from '../catalogue/lookup.ts';
import { DemarcError, invalidInput } from '../contract/errors.ts';
import type { Layout } from '../contract/layouts.ts';
import { type ControlList, controlList } from '../domain/layouts/control-list.ts';
import type { ControlListLayout, ListColumn } from '../domain/layouts/control-list-layouts.ts';
import { preparedWords } from '../domain/layouts/prepared-words.ts';
import { counted } from '../domain/words/counted.ts';
import { fewNames } from '../domain/words/few-names.ts';
import type { ReadDb } from '../workbook/connection.ts';
import type { LayoutOptions, LayoutWriter } from './layout-writer.ts';

/** A workbook's duties as a list of controls that a tool for compliance takes in. INVALID_INPUT for a framework or a seat, of which it has none. */
export async function controlListWriter(
  db: ReadDb,
  catalogue: CatalogueIndex,
  { layout, columns: columnsOf }: ControlListLayout,
  options: LayoutOptions,
): Promise<LayoutWriter> {
  ofNoFramework(layout, options);
  const report = buildReport(db, catalogue, options);
  const list = controlList(report, options.filled);
  const columns = columnsOf(list);
  const records = [
    columns.map(({ header }) => header),
    ...list.controls.map((control) => columns.map((column) => fitting(column, column.of(control)))),
  ];
  const { writeControlList, readControlListBack } = await import('../exporters/layouts/control-list-file.ts');
  return {
    vantage: null,
    rows: list.controls.length,
    leftOut: [
      ...preparedWords(report, 'file'),
      ...list.leftOut,
      ...list.withoutAddress,
      ...columns.flatMap((column) => {
        const long = list.controls.filter(
          (control) => fitting(column, column.of(control)) !== column.of(control),
        );
        return long.length === 0
          ? []
          : [
              `${column.header} is empty for ${counted(long.length, 'control')}, whose text is longer than the ${column.most} characters that it takes: ${fewNames(long.map(({ name }) => name))}.`,
            ];
      }),
    ],
    async write(path) {
      refuseNoControls(layout, list);
      await writeControlList(records, path);
    },
    reconcile: (path) => readControlListBack(path, records),
  };
}

/** INVALID_INPUT for a framework or a seat. */
export function ofNoFramework({ id }: Layout, { framework, vantage }: LayoutOptions): void {
  if (framework !== undefined || vantage !== undefined)
    throw invalidInput(
      `The layout ${id} has the requirements of every framework that was chosen for the workbook, from one seat. Leave out --framework and --vantage.`,
    );
}
/** NOTHING_TO_SAY where the list has no control. */
export function refuseNoControls({ id }: Layout, { controls }: ControlList): void {
  if (controls.length === 0)
    throw new DemarcError(
      'NOTHING_TO_SAY',
      `Neither the organisation nor a team of its own has a part in any answer, so ${id} would be an empty list; nothing was written.`,
    );
}

/** A text that is too long is left out whole: half of what somebody does reads as all of it. */
const fitting = ({ most }: ListColumn, text: string): string =>
  most !== undefined && text.length > most ? '' : text;
