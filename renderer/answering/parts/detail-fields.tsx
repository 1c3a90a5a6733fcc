import { useId } from 'react';
import type { Status } from '../../../main/contract/assignments.ts';
import { DateField } from '../../components/field/edit-field.tsx';
import { TextArea } from '../../components/field/field.tsx';
import { Kbd } from '../../components/kbd/kbd.tsx';
import { cx } from '../../lib/cx.ts';
import { STATUS_WORDS } from '../../lib/words.ts';
import type { CardControl } from '../card-control.ts';
import { RiskLine } from '../risk/risk-line.tsx';
import type { CardField } from '../use-fields.ts';
import styles from './details.module.css';
import { useTyped } from './use-typed.ts';

const STATUSES = Object.keys(STATUS_WORDS) as readonly Status[];

/** What stands beside the answer. Every field is always there, so that nothing moves when one becomes useful. */
export function DetailFields({ control }: { readonly control: CardControl }) {
  const { card, fields } = control;
  const { status, dueOn, deviates, reason } = fields;
  const recorded = card.ownership.kind !== 'unanswered';
  return (
    <div className={styles.details} data-shrinks>
      <StatusField field={status} />
      <div className={cx(styles.due, dueOn.drafted && styles.drafted)}>
        <DateField
          label="Due (W)"
          data-key={dueOn.locked ? undefined : 'due'}
          value={dueOn.value}
          disabled={dueOn.locked}
          onEdit={dueOn.set}
          onLeave={dueOn.leave}
        />
      </div>
      <Lines
        name="reason"
        label={deviates && !reason.locked ? 'Why does it differ?' : 'Why it differs'}
        placeholder={deviates && !reason.locked ? 'An auditor will ask (R)' : 'Only where it differs (R)'}
        field={reason}
        wanted={recorded && deviates && !reason.locked && reason.value.trim() === ''}
      />
      <Lines
        name="note"
        label="Note"
        placeholder="Anything worth keeping from the discussion (M)"
        field={fields.note}
      />
      <RiskLine control={control} />
    </div>
  );
}

function Lines(props: {
  readonly name: 'note' | 'reason';
  readonly label: string;
  readonly placeholder: string;
  readonly field: CardField<string>;
  readonly wanted?: boolean;
}) {
  const { name, field } = props;
  const typed = useTyped(field);
  return (
    <div className={cx(styles[name], props.wanted && styles.wanted, field.drafted && styles.drafted)}>
      <TextArea
        data-key={field.locked ? undefined : name}
        dir="auto"
        rows={1}
        label={props.label}
        placeholder={props.placeholder}
        value={typed.shown}
        disabled={field.locked}
        maxLength={10_000}
        onValue={typed.type}
        onBlur={typed.leave}
      />
    </div>
  );
}

function StatusField({ field }: { readonly field: CardField<Status> }) {
  const id = useId();
  return (
    <fieldset className={cx(styles.status, field.drafted && styles.drafted)} disabled={field.locked}>
      <legend className={styles.legend}>
        <span className={styles.whole}>Status of the customer's part</span>
        <span className={styles.short} aria-hidden="true">
          Status
        </span>{' '}
        <Kbd keys="t" />
      </legend>
      <div className={styles.choices}>
        {STATUSES.map((status) => (
          <label key={status} className={styles.choice}>
            <input
              type="radio"
              name={id}
              value={status}
              checked={field.value === status}
              onChange={() => {
                field.set(status);
                field.leave();
              }}
            />
            <span>{STATUS_WORDS[status]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
