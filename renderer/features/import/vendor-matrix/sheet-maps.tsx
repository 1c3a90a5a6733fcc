import { useState } from 'react';
import type { MatrixPreview, SheetMapping, SheetSample } from '../../../../main/contract/claims.ts';
import type { GivenMapping } from '../../../../main/contract/methods/claims.ts';
import { ID_SCHEMES, OWN_IDS } from '../../../../main/domain/controls/control-ids.ts';
import { Badge } from '../../../components/badge/badge.tsx';
import { Button } from '../../../components/button/button.tsx';
import { Checkbox, Select, TextField } from '../../../components/field/field.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import { useCommand } from '../../../host/use-command.ts';
import { withHeaderRow, withMeaning, withSheet } from './model.ts';
import { SheetTable } from './sheet-table.tsx';
import styles from './vendor-matrix.module.css';

interface Mapping {
  /** What was remembered for these headings was forgotten: it is to be read again. */
  readonly onForgotten: () => void;
  readonly mapping: GivenMapping;
  readonly onMapping: (mapping: GivenMapping) => void;
}

/** The sheets of the file; the one in view with its headings, the meaning of each column, and a few rows to judge by. */
export function SheetMaps(props: Mapping & { readonly preview: MatrixPreview; readonly busy: boolean }) {
  const { preview } = props;
  const shown = preview.mapping.filter(({ sheet }) =>
    preview.samples.some((sample) => sample.sheet === sheet),
  );
  const first = shown.find(({ matrix }) => matrix) ?? shown[0];
  const [chosen, setChosen] = useState<string | null>(null);
  const sheet = shown.find((entry) => entry.sheet === chosen) ?? first;
  const sample = preview.samples.find((entry) => entry.sheet === sheet?.sheet);
  if (!sheet || !sample) return null;
  return (
    <Section
      title="How it is read"
      hint="Sheets and columns as they were recognised. Whatever is corrected here is remembered for the next file with the same headings."
    >
      <Panel>
        <div className={styles.sheets}>
          <fieldset className={styles.sheetList}>
            <legend className="visually-hidden">Sheets</legend>
            {shown.map((entry) => (
              <button
                key={entry.sheet}
                type="button"
                aria-pressed={entry.sheet === sheet.sheet}
                className={styles.sheet}
                onClick={() => setChosen(entry.sheet)}
              >
                <span>{entry.sheet}</span>
                <SheetBadge sheet={entry} />
              </button>
            ))}
          </fieldset>
        </div>
        <SheetMap key={sheet.sheet} sheet={sheet} sample={sample} {...props} />
      </Panel>
    </Section>
  );
}

const SheetBadge = ({ sheet }: { readonly sheet: SheetMapping }) =>
  sheet.matrix ? <Badge tone="note">{ORIGINS[sheet.origin]}</Badge> : <Badge>no matrix</Badge>;
const ORIGINS: Readonly<Record<SheetMapping['origin'], string>> = {
  recognised: 'recognised',
  saved: 'as remembered',
  given: 'as corrected',
  none: 'no matrix',
};

function SheetMap(
  props: Mapping & { readonly sheet: SheetMapping; readonly sample: SheetSample; readonly busy: boolean },
) {
  const { sheet, sample, mapping, onMapping } = props;
  const [row, setRow] = useState<string | null>(null);
  const changeRow = (text: string) => {
    setRow(text);
    const number = Number(text);
    if (Number.isInteger(number) && number > 0) onMapping(withHeaderRow(mapping, sheet, number));
  };
  return (
    <div className={styles.map}>
      <div className={styles.facts}>
        <div className={styles.layout}>
          {sheet.layoutTitle ?? (sheet.matrix ? 'Mapped by hand' : 'Read as no matrix')}
          {sample.state !== 'visible' && ' (a hidden sheet)'}
          {sheet.origin === 'saved' && <Forget sheet={sheet} onForgotten={props.onForgotten} />}
        </div>
        <Checkbox
          label="Holds claims"
          checked={sheet.matrix}
          onChecked={(matrix) =>
            onMapping(
              withSheet(mapping, sheet, {
                matrix,
                headerRow: sheet.headerRow || sample.rows[0]?.number || 1,
              }),
            )
          }
        />
        <div className={styles.number}>
          <TextField
            label="Headings in row"
            inputMode="numeric"
            value={row ?? (sheet.headerRow === 0 ? '' : String(sheet.headerRow))}
            onValue={changeRow}
            onBlur={() => setRow(null)}
          />
        </div>
        {sheet.matrix && (
          <>
            <div className={styles.number}>
              <Select
                label="Rows of headings"
                value={String(sheet.headerRows)}
                onValue={(rows) => onMapping(withSheet(mapping, sheet, { headerRows: Number(rows) }))}
                options={['1', '2', '3'].map((value) => ({ value, label: value }))}
              />
            </div>
            <div className={styles.scheme}>
              <Select
                label="Control ids of"
                value={sheet.scheme ?? ''}
                onValue={(scheme) =>
                  onMapping(withSheet(mapping, sheet, { scheme: scheme === '' ? null : scheme }))
                }
                options={[
                  { value: '', label: 'As the file says' },
                  { value: OWN_IDS, label: 'The vendor’s own' },
                  ...ID_SCHEMES.map(({ id, name }) => ({ value: id, label: name })),
                ]}
              />
            </div>
          </>
        )}
      </div>
      <SheetTable
        sheet={sheet}
        sample={sample}
        onMeaning={(column, meaning) => onMapping(withMeaning(mapping, sheet, column, meaning))}
      />
    </div>
  );
}

/** The headings were seen before and a person said how they are to be read. */
function Forget(props: { readonly sheet: SheetMapping; readonly onForgotten: () => void }) {
  const { run, busy } = useCommand('claims.forgetMapping');
  const { fingerprint } = props.sheet;
  const forget = async () => {
    if (fingerprint !== null && (await run({ fingerprint })).ok) props.onForgotten();
  };
  return (
    <Button size="small" disabled={busy} onClick={() => void forget()}>
      Forget how these headings are read
    </Button>
  );
}
