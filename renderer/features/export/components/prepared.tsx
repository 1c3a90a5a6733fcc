import {
  AUDIENCE_IDS,
  AUDIENCES,
  type AudienceId,
  MARK_LENGTHS,
} from '../../../../main/contract/audience.ts';
import { leftOutWords } from '../../../../main/domain/audience.ts';
import { Select, TextField } from '../../../components/field/field.tsx';
import type { Marks } from '../use-marks.ts';
import styles from './export.module.css';

/** For whom every document from here is prepared, with what goes out to them and what does not, and the marks that it bears. */
export function PreparedFor(props: {
  readonly audience: AudienceId;
  readonly marks: Marks;
  readonly disabled: boolean;
  readonly onAudience: (audience: AudienceId) => void;
  readonly onMarks: (marks: Marks) => void;
}) {
  const { audience, marks, disabled } = props;
  const profile = AUDIENCES[audience];
  const left = leftOutWords(profile);
  return (
    <>
      <div className={styles.prepared}>
        <Select
          label="Prepared for"
          value={audience}
          disabled={disabled}
          options={AUDIENCE_IDS.map((id) => ({ value: id, label: AUDIENCES[id].name }))}
          onValue={props.onAudience}
        />
        <TextField
          label="Classification"
          optional
          hint="On every page and sheet, such as Confidential or TLP:AMBER."
          value={marks.classification}
          maxLength={MARK_LENGTHS.classification}
          disabled={disabled}
          onValue={(classification) => props.onMarks({ ...marks, classification })}
        />
        <TextField
          label="Distribution"
          optional
          hint="Who may have it; stands on the cover."
          value={marks.distribution}
          maxLength={MARK_LENGTHS.distribution}
          disabled={disabled}
          onValue={(distribution) => props.onMarks({ ...marks, distribution })}
        />
      </div>
      <p className={styles.goes} aria-live="polite">
        {profile.goes}
        {left !== null && ` Left out: ${left}. The documents say so.`}
      </p>
    </>
  );
}
