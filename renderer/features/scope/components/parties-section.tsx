import { useRef, useState } from 'react';
import type { Party, PartyKind } from '../../../../main/contract/parties.ts';
import { Button, IconButton } from '../../../components/button/button.tsx';
import { EditField } from '../../../components/field/edit-field.tsx';
import { Select, TextField } from '../../../components/field/field.tsx';
import { OwnershipParts } from '../../../components/ownership/ownership-chip.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import table from '../../../components/table/table.module.css';
import { useToasts } from '../../../components/toast/toasts.tsx';
import { useCommand } from '../../../host/use-command.ts';
import { cx } from '../../../lib/cx.ts';
import { PARTY_KIND_WORDS } from '../../../lib/words.ts';
import { usePartyAutosave } from '../api.ts';
import { checkName } from '../model.ts';
import styles from './scope.module.css';

const KINDS: readonly PartyKind[] = [
  'internal-provider',
  'third-party',
  'client',
  'provider',
  'organisation',
];

/** Who can own a duty. */
export function PartiesSection(props: { readonly parties: readonly Party[]; readonly readOnly: boolean }) {
  return (
    <Section
      title="Parties"
      hint="Who can own a duty: AWS, the organisation, a platform team inside it, vendors, the organisation's own customers."
    >
      <Panel>
        <div className={table.scroll}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Kind</th>
                <th scope="col">
                  <span className="visually-hidden">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {props.parties.map((party) => (
                <PartyRow key={party.id} party={party} readOnly={props.readOnly} />
              ))}
              {!props.readOnly && <AddParty />}
            </tbody>
          </table>
        </div>
      </Panel>
    </Section>
  );
}

function PartyRow({ party, readOnly }: { readonly party: Party; readonly readOnly: boolean }) {
  const { pending, edit, flush } = usePartyAutosave(party);
  const remove = useCommand('parties.remove');
  const add = useCommand('parties.add');
  const toasts = useToasts();
  const onRemove = async () => {
    const removed = await remove.run({ id: party.id });
    if (!removed.ok) return;
    toasts.show({
      text: `${party.name} removed`,
      // Only a party that nothing refers to can be removed, so adding it again brings all of it back.
      action: { label: 'Undo', run: () => void add.run({ name: party.name, kind: party.kind }) },
    });
  };
  return (
    <tr>
      <td className={table.edit}>
        <EditField
          label={`Name of ${party.name}`}
          hideLabel
          cell
          value={pending.name ?? party.name}
          check={checkName}
          maxLength={200}
          readOnly={readOnly}
          onEdit={(name) => edit({ name })}
          onLeave={flush}
        />
      </td>
      <td>
        <span className={styles.kind}>
          <OwnershipParts keys={[party.kind]} />
          {PARTY_KIND_WORDS[party.kind]}
        </span>
      </td>
      <td className={table.acts}>
        {!readOnly && (
          <IconButton
            icon="remove"
            label={`Remove ${party.name}`}
            disabled={remove.busy}
            onClick={() => void onRemove()}
          />
        )}
      </td>
    </tr>
  );
}

function AddParty() {
  const [name, setName] = useState('');
  const [kind, setKind] = useState<PartyKind>('third-party');
  const field = useRef<HTMLInputElement>(null);
  const { run, busy } = useCommand('parties.add');
  const add = async () => {
    if (name.trim() === '') {
      field.current?.focus();
      return;
    }
    const added = await run({ name: name.trim(), kind });
    if (!added.ok) return;
    setName('');
    field.current?.focus();
  };
  return (
    <tr className={table.addRow}>
      <td className={table.edit}>
        <TextField
          ref={field}
          label="Name of a new party"
          hideLabel
          placeholder="Add a party"
          maxLength={200}
          value={name}
          onValue={setName}
          onKeyDown={(event) => {
            if (event.key === 'Enter') void add();
          }}
        />
      </td>
      <td className={cx(table.edit, styles.narrow)}>
        <Select
          label="Kind of the new party"
          hideLabel
          value={kind}
          onValue={setKind}
          options={KINDS.map((value) => ({ value, label: PARTY_KIND_WORDS[value] }))}
        />
      </td>
      <td className={table.acts}>
        <Button icon="add" disabled={busy} onClick={() => void add()}>
          Add
        </Button>
      </td>
    </tr>
  );
}
