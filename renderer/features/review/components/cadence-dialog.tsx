import { useState } from 'react';
import { Button } from '../../../components/button/button.tsx';
import { CadenceField } from '../../../components/cadence-field/cadence-field.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { Refusal } from '../../../components/notice/notice.tsx';
import { useCommand } from '../../../host/use-command.ts';
import { formatCount } from '../../../lib/format.ts';
import styles from './review.module.css';

/** Sets how often single answers are reviewed again. */
export function CadenceDialog(props: { readonly refs: readonly string[]; readonly onClose: () => void }) {
  const { refs, onClose } = props;
  const set = useCommand('due.setCadence', { quiet: true });
  const [months, setMonths] = useState<number | null>(12);
  const [problem, setProblem] = useState<string | null>(null);
  const save = async () => {
    const done = await set.run({ of: { refs: [...refs] }, months });
    if (done.ok) onClose();
    else setProblem(done.failure.message);
  };
  return (
    <Dialog
      title={`Review again: ${formatCount(refs.length, 'answer')}`}
      onClose={onClose}
      onSubmit={() => void save()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={set.busy}>
            Set
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {problem && <Refusal>{problem}</Refusal>}
        <CadenceField
          label="How often"
          hint="From when it was last answered or reviewed. Times for domains and for all answers are set under Rules."
          months={months}
          none="As its domain, or all answers"
          onMonths={setMonths}
        />
      </div>
    </Dialog>
  );
}
