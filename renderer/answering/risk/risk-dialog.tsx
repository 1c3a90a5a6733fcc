import { useState } from 'react';
import type { RiskAcceptance } from '../../../main/contract/assignments.ts';
import { addMonths } from '../../../main/domain/days.ts';
import { Button } from '../../components/button/button.tsx';
import { Dialog } from '../../components/dialog/dialog.tsx';
import { DateField } from '../../components/field/edit-field.tsx';
import { Select, TextArea } from '../../components/field/field.tsx';
import { Refusal } from '../../components/notice/notice.tsx';
import { useDemarcData } from '../../host/queries.ts';
import { useCommand } from '../../host/use-command.ts';
import { today } from '../../lib/format.ts';
import styles from './risk.module.css';

const NOBODY = '';
/** How long a risk is accepted until somebody says otherwise. */
const USUAL_MONTHS = 12;

/** Says why a risk is accepted, who approved it and until when. What is not known yet can be left out: it is a gap until then. */
export function RiskDialog(props: {
  /** The duty, and what it is called. */
  readonly ref: string;
  readonly place: string;
  readonly risk: RiskAcceptance | null;
  readonly onClose: () => void;
}) {
  const { risk, onClose } = props;
  const people = useDemarcData('people.list', {});
  const update = useCommand('assignments.update', { quiet: true });
  const [reason, setReason] = useState(risk?.reason ?? '');
  const [approver, setApprover] = useState(risk?.approver ?? NOBODY);
  const [approvedOn, setApprovedOn] = useState<string | null>(risk ? risk.approvedOn : today());
  const [expiresOn, setExpiresOn] = useState<string | null>(
    risk ? risk.expiresOn : addMonths(today(), USUAL_MONTHS),
  );
  const [problem, setProblem] = useState<string | null>(null);
  const save = async () => {
    const done = await update.run({
      ref: props.ref,
      status: 'risk-accepted',
      risk: {
        reason: reason || null,
        approver: approver === NOBODY ? null : approver,
        approvedOn,
        expiresOn,
      },
    });
    if (done.ok) onClose();
    else setProblem(done.failure.message);
  };
  return (
    <Dialog
      title={`Accepted risk: ${props.place}`}
      onClose={onClose}
      onSubmit={() => void save()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind="primary" disabled={update.busy}>
            Save
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {problem && <Refusal>{problem}</Refusal>}
        <TextArea
          label="Why the risk is accepted"
          value={reason}
          onValue={setReason}
          maxLength={10_000}
          data-autofocus
        />
        <Select
          label="Approved by"
          hint={people.length === 0 ? 'Add people under Scope, then name one of them.' : undefined}
          value={approver}
          onValue={setApprover}
          options={[
            { value: NOBODY, label: 'Nobody yet' },
            ...people.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <div className={styles.pair}>
          <DateField label="Approved on" value={approvedOn} onEdit={setApprovedOn} />
          <DateField
            label="Accepted until"
            hint="From the day after, it is a gap until it is accepted anew."
            value={expiresOn}
            onEdit={setExpiresOn}
          />
        </div>
      </div>
    </Dialog>
  );
}
