import { useId, useState } from 'react';
import type { Status } from '../../../../main/contract/assignments.ts';
import { kindsById, partiesOf } from '../../../../main/domain/ownership.ts';
import { TextArea, TextField } from '../../../components/field/field.tsx';
import { differs } from '../../../components/ownership/answers.ts';
import type { Autosave } from '../../../host/use-autosave.ts';
import { cx } from '../../../lib/cx.ts';
import { STATUS_WORDS } from '../../../lib/words.ts';
import type { AssignmentEdit } from '../use-edit.ts';
import type { WalkControl } from '../use-walk.ts';
import styles from './details.module.css';

type Edit = Autosave<AssignmentEdit>;
const STATUSES = Object.keys(STATUS_WORDS) as readonly Status[];

/** What stands beside the answer. Every field is always there, so that nothing moves when one becomes useful. */
export function DetailFields({ control, edit }: { readonly control: WalkControl; readonly edit: Edit }) {
  const { card, parties, locked } = control;
  const kinds = kindsById(parties);
  const customers = partiesOf(card.ownership).some((party) => kinds.get(party) !== 'provider');
  const deviates = differs(card.ownership, card.suggestion.owner, kinds);
  return (
    <div className={styles.details}>
      <StatusField
        value={edit.pending.status ?? card.assignment?.status ?? 'not-started'}
        disabled={locked || !customers}
        onStatus={(status) => {
          edit.edit({ status });
          edit.flush();
        }}
      />
      <DraftArea
        name="note"
        label="Note"
        placeholder="Anything worth keeping from the discussion (M)"
        value={edit.pending.note ?? card.assignment?.note ?? ''}
        disabled={locked}
        edit={edit}
      />
      <TextField
        type="date"
        label="Due"
        value={(edit.pending.dueOn === undefined ? card.assignment?.dueOn : edit.pending.dueOn) ?? ''}
        disabled={locked || !customers}
        onValue={(value) => edit.edit({ dueOn: value === '' ? null : value })}
        onBlur={edit.flush}
      />
      <DraftArea
        name="reason"
        label={deviates ? 'This differs from the suggestion. Why?' : 'Why it differs from the suggestion'}
        placeholder={deviates ? 'An auditor will ask (R)' : 'Only where it differs'}
        value={edit.pending.reason ?? card.assignment?.deviationReason ?? ''}
        disabled={locked || !deviates}
        wanted={deviates && !card.assignment?.deviationReason}
        edit={edit}
      />
    </div>
  );
}

function DraftArea(props: {
  readonly name: 'note' | 'reason';
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly disabled: boolean;
  readonly wanted?: boolean;
  readonly edit: Edit;
}) {
  const { name, edit } = props;
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <div className={cx(name === 'reason' && styles.reason, props.wanted && styles.wanted)}>
      <TextArea
        data-key={props.disabled ? undefined : name}
        rows={2}
        label={props.label}
        placeholder={props.placeholder}
        value={draft ?? props.value}
        disabled={props.disabled}
        onValue={(value) => {
          setDraft(value);
          edit.edit({ [name]: value });
        }}
        onBlur={() => {
          setDraft(null);
          if (draft !== null) edit.flush();
        }}
      />
    </div>
  );
}

function StatusField(props: {
  readonly value: Status;
  readonly disabled: boolean;
  readonly onStatus: (status: Status) => void;
}) {
  const id = useId();
  return (
    <fieldset className={styles.status} disabled={props.disabled}>
      <legend className={styles.legend}>Status of the customer's part</legend>
      <div className={styles.choices}>
        {STATUSES.map((status) => (
          <label key={status} className={styles.choice}>
            <input
              type="radio"
              name={id}
              value={status}
              checked={props.value === status}
              onChange={() => props.onStatus(status)}
            />
            <span>{STATUS_WORDS[status]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
