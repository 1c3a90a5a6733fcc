import { useRef, useState } from 'react';
import type { Party, PartyKind } from '../../../../main/contract/parties.ts';
import { Select } from '../../../components/field/field.tsx';
import { OwnershipParts } from '../../../components/ownership/ownership-chip.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import {
  AddCell,
  AddChoice,
  AddRow,
  Cell,
  EditCell,
  EditRow,
  useNewEntry,
} from '../../../components/table/edit-rows.tsx';
import { Table } from '../../../components/table/table.tsx';
import { useToasts } from '../../../components/toast/toasts.tsx';
import { useCommand } from '../../../host/use-command.ts';
import { PARTY_KIND_WORDS } from '../../../lib/words.ts';
import { usePartyAutosave } from '../api.ts';
import { checkName } from '../model.ts';
import { PartyKindDialog } from './party-kind-dialog.tsx';
import styles from './scope.module.css';

const KINDS: readonly PartyKind[] = [
  'internal-provider',
  'third-party',
  'client',
  'provider',
  'organisation',
];

const KIND_OPTIONS = KINDS.map((value) => ({ value, label: PARTY_KIND_WORDS[value] }));

/** Who can own a duty. */
export function PartiesSection(props: { readonly parties: readonly Party[]; readonly readOnly: boolean }) {
  return (
    <Section
      title="Parties"
      hint="Who can own a duty: AWS, the organisation, a platform team inside it, vendors, the organisation's own customers."
    >
      <Panel>
        <Table heads={['Name', { text: 'Kind', narrow: true }, { text: 'Actions', hidden: true }]}>
          {props.parties.map((party) => (
            <PartyRow key={party.id} party={party} readOnly={props.readOnly} />
          ))}
          {!props.readOnly && <AddParty />}
        </Table>
      </Panel>
    </Section>
  );
}

function PartyRow({ party, readOnly }: { readonly party: Party; readonly readOnly: boolean }) {
  const { pending, edit, flush } = usePartyAutosave(party);
  const remove = useCommand('parties.remove');
  const add = useCommand('parties.add');
  const toasts = useToasts();
  const [wanted, setWanted] = useState<PartyKind | null>(null);
  const onRemove = async () => {
    const removed = await remove.run({ id: party.id });
    if (!removed.ok) return;
    toasts.show({
      text: `${party.name} removed`,
      // Only a party that nothing refers to can be removed, so adding it again brings all of it back.
      action: { label: 'Undo', run: () => void add.run({ name: party.name, kind: party.kind }) },
    });
  };
  const removal = { label: `Remove ${party.name}`, run: () => void onRemove(), busy: remove.busy };
  return (
    <EditRow remove={readOnly ? null : removal}>
      <EditCell
        label={`Name of ${party.name}`}
        value={pending.name ?? party.name}
        check={checkName}
        maxLength={200}
        readOnly={readOnly}
        onEdit={(name) => edit({ name })}
        onLeave={flush}
      />
      <Cell edit={!readOnly}>
        <span className={styles.kind}>
          <OwnershipParts keys={[party.kind]} />
          {readOnly ? (
            PARTY_KIND_WORDS[party.kind]
          ) : (
            <Select
              label={`Kind of ${party.name}`}
              hideLabel
              cell
              value={party.kind}
              options={KIND_OPTIONS}
              onValue={setWanted}
            />
          )}
        </span>
        {wanted !== null && wanted !== party.kind && (
          <PartyKindDialog party={party} kind={wanted} onClose={() => setWanted(null)} />
        )}
      </Cell>
    </EditRow>
  );
}

function AddParty() {
  const { run, busy } = useCommand('parties.add');
  const kindField = useRef<HTMLSelectElement>(null);
  const [tried, setTried] = useState(false);
  const entry = useNewEntry<{ readonly name: string; readonly kind: PartyKind | '' }>(
    { name: '', kind: '' },
    {
      name: 'name',
      // What a party is decides what its answers mean, so it is chosen, never taken over.
      add: async ({ name, kind }) => {
        setTried(kind === '');
        if (kind !== '') return (await run({ name: name.trim(), kind })).ok;
        kindField.current?.focus();
        return false;
      },
    },
  );
  return (
    <AddRow entry={entry} busy={busy}>
      <AddCell
        entry={entry}
        field="name"
        first
        label="Name of a new party"
        placeholder="Add a party"
        maxLength={200}
      />
      <AddChoice
        entry={entry}
        field="kind"
        label="Kind of the new party"
        ref={kindField}
        error={tried && entry.fields.kind === '' ? 'Choose what it is.' : null}
        options={[{ value: '', label: 'What it is…' }, ...KIND_OPTIONS]}
      />
    </AddRow>
  );
}
