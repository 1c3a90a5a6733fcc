import { useState } from 'react';
import {
  COLUMN_MEANINGS,
  type ColumnMeaning,
  type DiscoveredFile,
  type InventoryTable,
  type MappedColumn,
} from '../../../../main/contract/discover.ts';
import { guessColumns } from '../../../../main/domain/services/guess-columns.ts';
import { columnLetters } from '../../../../main/domain/sheets/cell-address.ts';
import { Button } from '../../../components/button/button.tsx';
import { Select } from '../../../components/field/field.tsx';
import { useCommand } from '../../../host/use-command.ts';
import styles from './services.module.css';

/** What a person said of the columns of one table. */
export interface GivenTable {
  readonly fingerprint: string;
  readonly columns: readonly MappedColumn[];
}

type Holds = ColumnMeaning | '';
const HOLDS: Readonly<Record<Holds, string>> = {
  '': 'Nothing that is read',
  service: 'The service of AWS',
  label: 'What it is called here',
  environment: 'Its environment',
  account: 'Its account',
  region: 'Its Region',
  owner: 'Its owner',
  tags: 'Its tags',
};
const OPTIONS = (['', ...COLUMN_MEANINGS] as const).map((value) => ({ value, label: HOLDS[value] }));
const ORIGINS: Readonly<Record<InventoryTable['origin'], string>> = {
  none: 'Say what its columns hold',
  recognised: 'Columns, as recognised',
  given: 'Columns, as you said',
  saved: 'Columns, as remembered',
};

/** The columns of somebody's own inventory: what each holds, beside what stands in it. */
export function TableColumns(props: {
  readonly file: DiscoveredFile;
  readonly table: InventoryTable;
  /** Whether one is asked at once what the columns hold, where nobody knows. */
  readonly open: boolean;
  readonly onRead: (table: GivenTable | null) => void;
}) {
  const { file, table, onRead } = props;
  const [columns, setColumns] = useState<readonly MappedColumn[]>(() =>
    table.origin === 'none' ? guessColumns(table.headings) : table.columns,
  );
  const say = (column: number, means: Holds) =>
    setColumns((now) => [
      ...now.filter((entry) => entry.column !== column && (means === 'tags' || entry.means !== means)),
      ...(means === '' ? [] : [{ column, means }]),
    ]);
  const hasService = columns.some(({ means }) => means === 'service');
  return (
    <details open={props.open && table.origin === 'none'}>
      <summary className={styles.summary}>{ORIGINS[table.origin]}</summary>
      <div className={styles.columns}>
        <table>
          <caption className="visually-hidden">Columns of {file.file}</caption>
          <thead>
            <tr>
              <th scope="col">Column</th>
              <th scope="col">In its first rows</th>
              <th scope="col">Holds</th>
            </tr>
          </thead>
          <tbody>
            {table.headings.map((heading, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
              <tr key={column}>
                <th scope="row">{heading || columnLetters(column)}</th>
                <td>{samplesOf(table, column)}</td>
                <td>
                  <Select
                    label={`What ${heading || `column ${columnLetters(column)}`} holds`}
                    hideLabel
                    cell
                    value={columns.find((entry) => entry.column === column)?.means ?? ''}
                    options={OPTIONS}
                    onValue={(means) => say(column, means)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <div className={styles.columnsFoot}>
          <Button
            kind={table.origin === 'none' ? 'primary' : 'plain'}
            disabled={!hasService}
            onClick={() => onRead({ fingerprint: table.fingerprint, columns })}
          >
            Read with these columns
          </Button>
          {table.origin === 'saved' && <Forget table={table} onForgotten={() => onRead(null)} />}
          <p className={styles.small}>
            {hasService
              ? 'Remembered for the next table with the same headings when its services are added.'
              : 'Say which column holds the service of AWS.'}
          </p>
        </div>
      </div>
    </details>
  );
}

function samplesOf({ samples }: InventoryTable, column: number): string {
  const texts = samples.map((row) => row[column] ?? '').filter((text) => text !== '');
  return [...new Set(texts)].join(' · ');
}

function Forget(props: { readonly table: InventoryTable; readonly onForgotten: () => void }) {
  const { run, busy } = useCommand('claims.forgetMapping');
  const forget = async () => {
    if ((await run({ fingerprint: props.table.fingerprint })).ok) props.onForgotten();
  };
  return (
    <Button disabled={busy} onClick={() => void forget()}>
      Forget them
    </Button>
  );
}
