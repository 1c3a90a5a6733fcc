import type { FormHeadings } from '../../../../main/contract/forms.ts';
import { ID_SCHEMES } from '../../../../main/domain/controls/control-ids.ts';
import { Select } from '../../../components/field/field.tsx';
import {
  headingRows,
  type Naming as NamingState,
  NOTHING,
  TAKES_OPTIONS,
  withSheet,
  withTakes,
} from '../naming-model.ts';
import styles from './layouts.module.css';

/** What each column of a form takes, where its headings do not tell: the sheet, the row of the headings, and a choice for each. */
export function Naming(props: {
  readonly headings: FormHeadings;
  readonly naming: NamingState;
  readonly disabled: boolean;
  readonly onNaming: (naming: NamingState) => void;
}) {
  const { headings, naming, disabled, onNaming } = props;
  const rows = headingRows(headings, naming);
  const columns = rows.find(({ row }) => row === naming.row)?.headings ?? [];
  return (
    <fieldset className={styles.naming}>
      <legend className={styles.heading}>What its columns take</legend>
      <div className={styles.narrow}>
        <Select
          label="Sheet"
          value={naming.sheet}
          disabled={disabled}
          options={headings.sheets.map(({ sheet }) => ({ value: sheet, label: sheet }))}
          onValue={(sheet) => onNaming(withSheet(headings, naming, sheet))}
        />
        <Select
          label="Headings in row"
          value={String(naming.row)}
          disabled={disabled}
          options={rows.map(({ row, headings: texts }) => ({
            value: String(row),
            label: `${row}: ${texts
              .map(({ text }) => text.slice(0, 20))
              .join(', ')
              .slice(0, 60)}`,
          }))}
          onValue={(row) => onNaming({ ...naming, row: Number(row), takes: {} })}
        />
        <Select
          label="Control ids of"
          value={naming.framework}
          disabled={disabled}
          options={[
            { value: '', label: 'As they are written' },
            ...ID_SCHEMES.map(({ framework, name }) => ({ value: framework, label: name })),
          ]}
          onValue={(framework) => onNaming({ ...naming, framework })}
        />
      </div>
      {naming.others.length > 0 && (
        <p>{`Said already of ${naming.others.map(({ sheet }) => sheet).join(', ')}; all of these sheets are filled in.`}</p>
      )}
      <table className={styles.columns}>
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Takes</th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ letter, text }) => (
            <tr key={letter}>
              <th scope="row">
                {letter} {text}
              </th>
              <td>
                <Select
                  label={`What column ${letter}, ${text.slice(0, 60)}, takes`}
                  hideLabel
                  value={naming.takes[letter] ?? NOTHING}
                  disabled={disabled}
                  options={TAKES_OPTIONS}
                  onValue={(takes) => onNaming(withTakes(naming, letter, takes))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </fieldset>
  );
}
