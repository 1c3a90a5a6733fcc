import { useState } from 'react';
import type { Status } from '../../../../main/contract/assignments.ts';
import type { Party } from '../../../../main/contract/parties.ts';
import { Button } from '../../../components/button/button.tsx';
import { BulkFrame } from '../../../components/data-table/bulk-frame.tsx';
import { Select } from '../../../components/field/field.tsx';
import { Kbd } from '../../../components/kbd/kbd.tsx';
import { useShortcut } from '../../../components/shortcuts/shortcuts.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { formatCount } from '../../../lib/format.ts';
import { STATUS_WORDS } from '../../../lib/words.ts';
import { type BulkSet, useAcceptSuggestions, useBulk } from '../use-desk.ts';
import styles from './bulk.module.css';
import { DueDialog } from './due-dialog.tsx';
import { OwnerDialog } from './owner-dialog.tsx';

/** What can be done to everything selected, each as one step that can be undone. */
export function BulkBar(props: {
  readonly refs: ReadonlySet<string>;
  readonly onKeep: (refs: readonly string[]) => void;
  readonly onClear: () => void;
}) {
  const { refs } = props;
  const parties = useDemarcData('parties.list', {});
  const info = useDemarcData('workbook.info', {});
  const bulk = useBulk(props.onKeep);
  const [dialog, setDialog] = useState<'owner' | 'due' | null>(null);
  const accept = useAcceptSuggestions();
  const run = (set: BulkSet) => void bulk([...refs], set);
  const disabled = info.readOnly;
  const keys = { group: 'Matrix', enabled: !disabled, guarded: true, once: true };
  useShortcut('o', 'Owner of what is selected', () => setDialog('owner'), keys);
  useShortcut('Shift+A', 'Accept the suggestions for what is selected', () => void accept([...refs]), {
    ...keys,
    alone: true,
  });
  const providers = new Set(parties.filter(({ kind }) => kind === 'provider').map(({ id }) => id));
  const everywhere = [...refs].filter((ref) => providers.has(ref.slice(0, ref.indexOf('/')))).length;
  const many = formatCount(refs.size, 'duty', 'duties');
  const note =
    everywhere === refs.size ? 'answered once for every service' : `${everywhere} for every service`;
  return (
    <BulkFrame
      many={many}
      note={everywhere > 0 ? note : undefined}
      escapes={dialog === null}
      onClear={props.onClear}
    >
      <Button size="small" disabled={disabled} onClick={() => setDialog('owner')}>
        Owner… <Kbd keys="o" />
      </Button>
      <Button
        size="small"
        icon="check"
        disabled={disabled}
        aria-keyshortcuts="Shift+A"
        title="Shift+A"
        onClick={() => void accept([...refs])}
      >
        Accept suggestions
      </Button>
      <Choices parties={parties} disabled={disabled} onSet={run} />
      <Button size="small" disabled={disabled} onClick={() => setDialog('due')}>
        Due date…
      </Button>
      <Button size="small" disabled={disabled} icon="park" onClick={() => run({ parked: true })}>
        Park
      </Button>
      <Button size="small" disabled={disabled} kind="quiet" onClick={() => run({ parked: false })}>
        Unpark
      </Button>
      {dialog === 'owner' && (
        <OwnerDialog
          title={`Owner of ${many}`}
          parties={parties}
          onClose={() => setDialog(null)}
          onSet={(set) => {
            setDialog(null);
            run(set);
          }}
        />
      )}
      {dialog === 'due' && (
        <DueDialog
          title={`Due date of ${many}`}
          onClose={() => setDialog(null)}
          onSet={(dueOn) => {
            setDialog(null);
            run({ dueOn });
          }}
        />
      )}
    </BulkFrame>
  );
}

/** Person and status for all of them. */
function Choices(props: {
  readonly parties: readonly Party[];
  readonly disabled: boolean;
  readonly onSet: (set: BulkSet) => void;
}) {
  const { parties, disabled, onSet } = props;
  const people = useDemarcData('people.list', {});
  return (
    <>
      <div className={styles.choice}>
        <Select
          label="Person"
          hideLabel
          value=""
          disabled={disabled || people.length === 0}
          options={[
            { value: '', label: people.length === 0 ? 'No people yet' : 'Person…' },
            ...people.map(({ id, name, party }) => ({
              value: id,
              label: name,
              group: parties.find((entry) => entry.id === party)?.name ?? party,
            })),
          ]}
          onValue={(id) => {
            const person = people.find((entry) => entry.id === id);
            if (person) onSet({ people: { [person.party]: person.id } });
          }}
        />
      </div>
      <div className={styles.choice}>
        <Select
          label="Status"
          hideLabel
          value=""
          disabled={disabled}
          options={[
            { value: '', label: 'Status…' },
            ...Object.entries(STATUS_WORDS).map(([value, label]) => ({ value, label })),
          ]}
          onValue={(status) => status !== '' && onSet({ status: status as Status })}
        />
      </div>
    </>
  );
}
