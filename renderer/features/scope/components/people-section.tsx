import { useRef, useState } from 'react';
import type { Party, Person } from '../../../../main/contract/parties.ts';
import { Button, IconButton } from '../../../components/button/button.tsx';
import { EditField } from '../../../components/field/edit-field.tsx';
import { Select, TextField } from '../../../components/field/field.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import table from '../../../components/table/table.module.css';
import { useHeldKeys } from '../../../host/use-autosave.ts';
import { useCommand } from '../../../host/use-command.ts';
import { removalKey, useRemoval } from '../../../host/use-removal.ts';
import { formatNumber } from '../../../lib/format.ts';
import { withPending } from '../../../lib/with-pending.ts';
import { useCalls, usePersonAutosave } from '../api.ts';
import { checkEmail, checkName, orNull } from '../model.ts';

type Listed = Person & { readonly assignments: number };

/** Named humans: whoever can be asked about a duty. */
export function PeopleSection(props: {
  readonly people: readonly Listed[];
  readonly parties: readonly Party[];
  readonly readOnly: boolean;
}) {
  const held = useHeldKeys(props.people.map((person) => removalKey('person', person.id)));
  const shown = props.people.filter((person) => !held.has(removalKey('person', person.id)));
  return (
    <Section
      title="People"
      hint="A duty without a name is nobody's. Whoever is listed here can be named for a share, as a service's lead, or as the assessor."
    >
      <Panel>
        <div className={table.scroll}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Party</th>
                <th scope="col">Role</th>
                <th scope="col">E-mail</th>
                <th scope="col" className={table.end}>
                  Duties
                </th>
                <th scope="col">
                  <span className="visually-hidden">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((person) => (
                <PersonRow
                  key={person.id}
                  person={person}
                  parties={props.parties}
                  readOnly={props.readOnly}
                />
              ))}
              {!props.readOnly && <AddPerson parties={props.parties} />}
            </tbody>
          </table>
        </div>
      </Panel>
    </Section>
  );
}

const partyOptions = (parties: readonly Party[]) =>
  parties.map((party) => ({ value: party.id, label: party.name }));

function PersonRow(props: {
  readonly person: Listed;
  readonly parties: readonly Party[];
  readonly readOnly: boolean;
}) {
  const { person, readOnly } = props;
  const { pending, edit, flush } = usePersonAutosave(person);
  const calls = useCalls();
  const remove = useRemoval();
  const shown = withPending(person, pending);
  const cell = { hideLabel: true, cell: true, readOnly, onLeave: flush, maxLength: 200 } as const;
  return (
    <tr>
      <td className={table.edit}>
        <EditField
          {...cell}
          label={`Name of ${person.name}`}
          value={shown.name}
          check={checkName}
          onEdit={(name) => edit({ name })}
        />
      </td>
      <td className={table.edit}>
        <Select
          label={`Party of ${person.name}`}
          hideLabel
          cell
          value={shown.party}
          disabled={readOnly}
          options={partyOptions(props.parties)}
          onValue={(party) => edit({ party })}
          onBlur={flush}
        />
      </td>
      <td className={table.edit}>
        <EditField
          {...cell}
          label={`Role of ${person.name}`}
          value={shown.role ?? ''}
          onEdit={(text) => edit({ role: orNull(text) })}
        />
      </td>
      <td className={table.edit}>
        <EditField
          {...cell}
          label={`E-mail of ${person.name}`}
          type="email"
          value={shown.email ?? ''}
          check={checkEmail}
          onEdit={(text) => edit({ email: orNull(text) })}
        />
      </td>
      <td className={`${table.end} ${table.fixed}`}>{formatNumber(person.assignments)}</td>
      <td className={table.acts}>
        {!readOnly && (
          <IconButton
            icon="remove"
            label={`Remove ${person.name}`}
            onClick={() =>
              remove(removalKey('person', person.id), person.name, () => calls.removePerson(person.id))
            }
          />
        )}
      </td>
    </tr>
  );
}

function AddPerson({ parties }: { readonly parties: readonly Party[] }) {
  const [name, setName] = useState('');
  const [party, setParty] = useState('organisation');
  const [role, setRole] = useState('');
  const [email, setEmail] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const { run, busy } = useCommand('people.add');
  const emailProblem = checkEmail(email);
  const add = async () => {
    if (name.trim() === '') {
      field.current?.focus();
      return;
    }
    if (emailProblem) return;
    const added = await run({ name: name.trim(), party, role: orNull(role), email: orNull(email) });
    if (!added.ok) return;
    setName('');
    setRole('');
    setEmail('');
    field.current?.focus();
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'Enter') void add();
  };
  const common = { hideLabel: true, maxLength: 200, onKeyDown } as const;
  return (
    <tr className={table.addRow}>
      <td className={table.edit}>
        <TextField
          {...common}
          ref={field}
          label="Name of a new person"
          placeholder="Add a person"
          value={name}
          onValue={setName}
        />
      </td>
      <td className={table.edit}>
        <Select
          label="Party of the new person"
          hideLabel
          value={party}
          onValue={setParty}
          options={partyOptions(parties)}
        />
      </td>
      <td className={table.edit}>
        <TextField
          {...common}
          label="Role of the new person"
          placeholder="Role"
          value={role}
          onValue={setRole}
        />
      </td>
      <td className={table.edit}>
        <TextField
          {...common}
          label="E-mail of the new person"
          placeholder="E-mail"
          type="email"
          value={email}
          error={email.includes('@') || email.length > 40 ? emailProblem : null}
          onValue={setEmail}
        />
      </td>
      <td />
      <td className={table.acts}>
        <Button icon="add" disabled={busy} onClick={() => void add()}>
          Add
        </Button>
      </td>
    </tr>
  );
}
