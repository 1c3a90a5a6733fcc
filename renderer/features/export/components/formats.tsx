import type { ExportFormat, Paper } from '../../../../main/contract/exports.ts';
import { Button } from '../../../components/button/button.tsx';
import { DateField } from '../../../components/field/edit-field.tsx';
import { Checkbox, Select } from '../../../components/field/field.tsx';
import { Panel } from '../../../components/page/page.tsx';
import type { Value } from '../../../host/client.ts';
import { formatCount, today } from '../../../lib/format.ts';
import { FORMATS } from '../model.ts';
import styles from './export.module.css';

/** Everybody, or the one person for whom a hand-out is made. */
export function ForWhom(props: {
  readonly people: Value<'people.list'>;
  readonly person: string;
  /** Only the rows of a list are exported. */
  readonly inView: boolean;
  readonly disabled: boolean;
  readonly onPerson: (id: string) => void;
}) {
  return (
    <Select
      label="For whom"
      value={props.person}
      disabled={props.disabled}
      options={[
        { value: '', label: props.inView ? 'Everybody' : 'Everybody: the whole workbook' },
        ...props.people.map((entry) => ({
          value: entry.id,
          label: `${entry.name}: ${formatCount(entry.assignments, 'duty', 'duties')}`,
        })),
      ]}
      onValue={props.onPerson}
    />
  );
}

/** The day as of which every document judges what is open, late or expired. */
export function JudgedAsOf(props: {
  readonly day: string | undefined;
  readonly disabled: boolean;
  readonly onDay: (day: string | null) => void;
}) {
  return (
    <DateField
      label="Judged as of"
      hint="Gaps, expiry and overdue dates in every document from here are as of this day, and each says so."
      value={props.day ?? today()}
      disabled={props.disabled}
      onEdit={props.onDay}
    />
  );
}

export function ExportButton(props: { readonly disabled: boolean; readonly onExport: () => void }) {
  return (
    <div>
      <Button kind="primary" size="large" icon="export" disabled={props.disabled} onClick={props.onExport}>
        Export
      </Button>
    </div>
  );
}

const PAPER_NAMES = [
  { value: 'a4', label: 'A4' },
  { value: 'letter', label: 'Letter' },
] as const satisfies readonly { readonly value: Paper; readonly label: string }[];

/** How the documents are written. */
export interface DocumentChoice {
  /** With the history, where there is room for it. */
  readonly history: boolean;
  readonly paper: Paper;
}

/** Which documents are written, on what paper, and whether they tell the history. */
export function Formats(props: {
  readonly chosen: ReadonlySet<ExportFormat>;
  readonly onChosen: (formats: ReadonlySet<ExportFormat>) => void;
  readonly disabled: boolean;
  readonly choice: DocumentChoice;
  /** There is a document that has room for the history. */
  readonly canTell: boolean;
  /** The whole workbook is exported. */
  readonly whole: boolean;
  /** Prepared for internal use. */
  readonly isInternal: boolean;
  /** Whether a document is for the audience. */
  readonly fits: (format: ExportFormat) => boolean;
  /** The history goes out to the audience. */
  readonly goes: boolean;
  readonly onChoice: (choice: DocumentChoice) => void;
}) {
  const { chosen, choice, disabled, whole, fits } = props;
  const toggle = (format: ExportFormat, on: boolean) =>
    props.onChosen(new Set(on ? [...chosen, format] : [...chosen].filter((other) => other !== format)));
  return (
    <Panel padded>
      <div className={styles.formats}>
        {FORMATS.map((entry) => (
          <Checkbox
            key={entry.format}
            label={<strong>{entry.name}</strong>}
            hint={props.isInternal ? entry.what : entry.outside}
            checked={chosen.has(entry.format) && fits(entry.format)}
            disabled={disabled || !fits(entry.format)}
            onChecked={(on) => toggle(entry.format, on)}
          />
        ))}
        <Checkbox
          label="With the history"
          hint={
            !props.goes
              ? 'It does not go out to them.'
              : whole
                ? 'Who changed what, when, from what to what and why: a sheet of the Excel workbook, an annex of the PDF.'
                : 'Only with the whole workbook: it tells of all that was changed.'
          }
          checked={choice.history && props.canTell}
          disabled={disabled || !props.canTell}
          onChecked={(history) => props.onChoice({ ...choice, history })}
        />
        <div className={styles.whom}>
          <Select
            label="Paper"
            hint="What the Excel workbook, the PDF and the Word document are printed on; wide sheets take A3 or Tabloid."
            value={choice.paper}
            options={PAPER_NAMES}
            disabled={disabled || !(chosen.has('xlsx') || chosen.has('pdf') || chosen.has('docx'))}
            onValue={(paper) => props.onChoice({ ...choice, paper })}
          />
        </div>
      </div>
    </Panel>
  );
}
