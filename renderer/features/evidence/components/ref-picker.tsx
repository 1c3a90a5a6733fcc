import { useState } from 'react';
import { Button } from '../../../components/button/button.tsx';
import { Select } from '../../../components/field/field.tsx';
import { useDemarcData, useDemarcQuery } from '../../../host/queries.ts';
import styles from './register.module.css';

/** Finds one duty: first where it is asked, then which one. */
export function RefPicker(props: {
  /** Refs that are linked already and cannot be chosen again. */
  readonly taken: readonly string[];
  readonly onPick: (ref: string) => void;
  readonly onClose?: () => void;
}) {
  const subjects = useDemarcData('assignments.subjects', {});
  const [subject, setSubject] = useState(subjects[0]?.ref ?? '');
  const [chosen, setChosen] = useState('');
  const walk = useDemarcQuery('assignments.walk', { subject }, { enabled: subject !== '' });
  const domains = new Map(walk.data?.domains.map((domain) => [domain.id, domain.name]));
  const open = (walk.data?.items ?? []).filter((item) => !props.taken.includes(item.ref));
  const ref = open.some((item) => item.ref === chosen) ? chosen : (open[0]?.ref ?? '');
  return (
    <div className={styles.pickRow}>
      <Select
        label="Asked for"
        value={subject}
        onValue={setSubject}
        options={subjects.map((entry) => ({ value: entry.ref, label: entry.label }))}
      />
      <Select
        label="Duty"
        value={ref}
        onValue={setChosen}
        options={open.map((item) => ({
          value: item.ref,
          label: item.name,
          group: domains.get(item.domain) ?? item.domain,
        }))}
      />
      <Button disabled={ref === ''} onClick={() => props.onPick(ref)}>
        Link
      </Button>
      {props.onClose && (
        <Button kind="quiet" onClick={props.onClose}>
          Done
        </Button>
      )}
    </div>
  );
}
