import { AUDIENCE_IDS, AUDIENCES, type AudienceId, MARK_LENGTHS } from '../../../main/contract/audience.ts';
import { leftOutWords } from '../../../main/domain/report/audience.ts';
import { Select, TextField } from '../field/field.tsx';
import styles from './prepared.module.css';
import type { Marks } from './use-marks.ts';

/** For whom documents are prepared, with what goes out to them and what does not, and the marks that they bear. */
export function PreparedFor(props: {
  readonly audience: AudienceId;
  readonly marks: Marks;
  readonly disabled: boolean;
  /** Absent where there is only one for whom it can be. */
  readonly onAudience?: (audience: AudienceId) => void;
  readonly onMarks: (marks: Marks) => void;
}) {
  const { audience, marks, disabled, onAudience } = props;
  const profile = AUDIENCES[audience];
  const left = leftOutWords(profile);
  return (
    <>
      <div className={styles.fields}>
        {onAudience && (
          <Select
            label="Prepared for"
            value={audience}
            disabled={disabled}
            options={AUDIENCE_IDS.map((id) => ({ value: id, label: AUDIENCES[id].name }))}
            onValue={onAudience}
          />
        )}
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
          hint="Who may have it; stands at the beginning."
          value={marks.distribution}
          maxLength={MARK_LENGTHS.distribution}
          disabled={disabled}
          onValue={(distribution) => props.onMarks({ ...marks, distribution })}
        />
      </div>
      {onAudience && (
        <p className={styles.goes} aria-live="polite">
          {profile.goes}
          {left !== null && ` Left out: ${left}. The documents say so.`}
        </p>
      )}
    </>
  );
}
