import { AUDIENCE_IDS, AUDIENCES } from '../../../main/contract/audience.ts';
import { leftOutWords } from '../../../main/domain/report/audience.ts';
import { Select, TextField } from '../field/field.tsx';
import styles from './publishing.module.css';
import type { Publishing } from './use-publishing.ts';

/** For whom workbooks are published, with what goes out to them and what does not, and for which unit. */
export function PublishFields(props: { readonly publishing: Publishing }) {
  const { audience, unit, job, setAudience, setUnit } = props.publishing;
  const disabled = job.status.state === 'running';
  const profile = AUDIENCES[audience];
  const left = leftOutWords(profile);
  return (
    <>
      <div className={styles.fields}>
        <Select
          label="Published for"
          value={audience}
          disabled={disabled}
          options={AUDIENCE_IDS.map((id) => ({ value: id, label: AUDIENCES[id].name }))}
          onValue={setAudience}
        />
        <TextField
          label="Unit"
          optional
          hint="The part of the organisation; left empty, the organisation that the workbook names."
          value={unit}
          maxLength={200}
          disabled={disabled}
          onValue={setUnit}
        />
      </div>
      <p className={styles.goes} aria-live="polite">
        {profile.goes}
        {left !== null && ` Left out: ${left}.`} The contents of evidence are never published.
      </p>
    </>
  );
}
