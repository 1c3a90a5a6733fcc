import { type ReactNode, useState } from 'react';
import type { Action } from '../../../../main/contract/actions.ts';
import { addDays } from '../../../../main/domain/days.ts';
import { Button } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { DateField } from '../../../components/field/edit-field.tsx';
import { Select, TextArea, TextField } from '../../../components/field/field.tsx';
import { Refusal } from '../../../components/notice/notice.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import { today } from '../../../lib/format.ts';
import styles from '../gaps.module.css';

/** What a new action is for. */
export type NewAction = Pick<Action, 'title' | 'subject' | 'responsibility' | 'rule'> & {
  /** Says what it will cover. */
  readonly about?: ReactNode;
};
const NOBODY = '';
/** How far ahead a new action falls due, until somebody says otherwise. */
const USUAL_DAYS = 14;

/** Makes an action, or changes one. */
export function ActionDialog(props: {
  readonly action: { readonly make: NewAction } | { readonly edit: Action };
  readonly onClose: () => void;
}) {
  const { action, onClose } = props;
  const known = 'edit' in action ? action.edit : null;
  const made = 'make' in action ? action.make : null;
  const people = useDemarcData('people.list', {});
  const [title, setTitle] = useState(known?.title ?? made?.title ?? '');
  const [person, setPerson] = useState(known?.person ?? NOBODY);
  const [dueOn, setDueOn] = useState<string | null>(known ? known.dueOn : addDays(today(), USUAL_DAYS));
  const [note, setNote] = useState(known?.note ?? '');
  const [problem, setProblem] = useState<string | null>(null);
  const add = useCommand('actions.add', { quiet: true });
  const update = useCommand('actions.update', { quiet: true });
  const busy = add.busy || update.busy;

  const save = async () => {
    if (title.trim() === '') {
      setProblem('Say what is to be done.');
      return;
    }
    const given = {
      title,
      person: person === NOBODY ? null : person,
      dueOn,
      note: note === '' ? null : note,
    };
    const attempt = known
      ? await update.run({ number: known.number, ...given })
      : made
        ? await add.run({
            ...given,
            subject: made.subject,
            responsibility: made.responsibility,
            rule: made.rule,
          })
        : null;
    if (attempt && !attempt.ok) setProblem(attempt.failure.message);
    else onClose();
  };
  return (
    <Dialog
      title={known ? `Action A-${known.number}` : 'Make an action'}
      onClose={onClose}
      onSubmit={() => void save()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind="primary" disabled={busy}>
            {known ? 'Save' : 'Make the action'}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {made?.about && <p className={styles.about}>{made.about}</p>}
        {problem && <Refusal>{problem}</Refusal>}
        <TextField label="What is to be done" value={title} onValue={setTitle} maxLength={300} required />
        <div className={styles.pair}>
          <Select
            label="Who does it"
            value={person}
            onValue={setPerson}
            options={[
              { value: NOBODY, label: 'Nobody yet' },
              ...people.map((entry) => ({ value: entry.id, label: entry.name })),
            ]}
          />
          <DateField label="Due on" value={dueOn} onEdit={setDueOn} />
        </div>
        <TextArea label="Note" optional value={note} onValue={setNote} maxLength={10_000} />
      </div>
    </Dialog>
  );
}
