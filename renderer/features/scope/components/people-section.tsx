import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Party, Person } from '../../../../main/contract/parties.ts';
import { Button } from '../../../components/button/button.tsx';
import { Select } from '../../../components/field/field.tsx';
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
import { useWorkbookId } from '../../../host/context.tsx';
import { useHeldKeys } from '../../../host/use-autosave.ts';
import { useCommand } from '../../../host/use-command.ts';
import { removalKey, useRemoval } from '../../../host/use-removal.ts';
import { formatNumber } from '../../../lib/format.ts';
import { withPending } from '../../../lib/with-pending.ts';
import { useCalls, usePersonAutosave } from '../api.ts';
import { checkEmail, checkName, orNull } from '../model.ts';
import { ErasePersonDialog } from './erase-person-dialog.tsx';
import styles from './scope.module.css';

type Listed = Person & { readonly assignments: number };

/** Named humans: whoever can be asked about a duty. */
export function PeopleSection(props: {
  readonly people: readonly Listed[];
  readonly parties: readonly Party[];
  readonly readOnly: boolean;
}) {
  const held = useHeldKeys(props.people.map((person) => removalKey('person', person.id)));
  const shown = props.people.filter((person) => !held.has(removalKey('person', person.id)));
  const [erasing, setErasing] = useState(false);
  return (
    <Section
      title="People"
      hint="A duty without a name is nobody's. Whoever is listed here can be named for a share, as a service's lead, or as the assessor."
    >
      <Panel>
        <Table
          heads={[
            'Name',
            'Party',
            'Role',
            { text: 'E-mail', width: '24%' },
            { text: 'Duties', end: true, width: '5rem' },
            { text: 'Actions', hidden: true, width: '5.75rem' },
          ]}
        >
          {shown.map((person) => (
            <PersonRow key={person.id} person={person} parties={props.parties} readOnly={props.readOnly} />
          ))}
          {!props.readOnly && <AddPerson parties={props.parties} />}
        </Table>
      </Panel>
      {!props.readOnly && shown.length > 0 && (
        <div className={styles.below}>
          <Button kind="quiet" icon="remove" onClick={() => setErasing(true)}>
            Erase for good…
          </Button>
        </div>
      )}
      {erasing && <ErasePersonDialog people={props.people} onClose={() => setErasing(false)} />}
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
  const cell = { readOnly, onLeave: flush, maxLength: 200 } as const;
  const { id, name } = person;
  const workbook = useWorkbookId();
  return (
    <EditRow
      entry={`person-${id}`}
      remove={
        readOnly
          ? null
          : {
              label: `Remove ${name}`,
              run: () => remove(removalKey('person', id), name, () => calls.removePerson(id)),
            }
      }
    >
      <EditCell
        {...cell}
        label={`Name of ${name}`}
        value={shown.name}
        check={checkName}
        onEdit={(text) => edit({ name: text })}
      />
      <Cell edit>
        <Select
          label={`Party of ${name}`}
          hideLabel
          cell
          value={shown.party}
          disabled={readOnly}
          options={partyOptions(props.parties)}
          onValue={(party) => edit({ party })}
          onBlur={flush}
        />
      </Cell>
      <EditCell
        {...cell}
        label={`Role of ${name}`}
        value={shown.role ?? ''}
        onEdit={(text) => edit({ role: orNull(text) })}
      />
      <EditCell
        {...cell}
        label={`E-mail of ${name}`}
        type="email"
        value={shown.email ?? ''}
        check={checkEmail}
        onEdit={(text) => edit({ email: orNull(text) })}
      />
      <Cell end>
        {person.assignments === 0 ? (
          '0'
        ) : (
          <Link
            to="/w/$workbook/matrix"
            params={{ workbook }}
            search={{ view: 'register', person: id }}
            aria-label={`Duties of ${name}: ${formatNumber(person.assignments)}`}
          >
            {formatNumber(person.assignments)}
          </Link>
        )}
      </Cell>
    </EditRow>
  );
}

function AddPerson({ parties }: { readonly parties: readonly Party[] }) {
  const { run, busy } = useCommand('people.add');
  const entry = useNewEntry(
    { name: '', party: 'organisation', role: '', email: '' },
    {
      name: 'name',
      keep: ['party'],
      add: async ({ name, party, role, email }) =>
        checkEmail(email) === null &&
        (await run({ name: name.trim(), party, role: orNull(role), email: orNull(email) })).ok,
    },
  );
  const { email } = entry.fields;
  return (
    <AddRow entry={entry} busy={busy}>
      <AddCell
        entry={entry}
        field="name"
        first
        label="Name of a new person"
        placeholder="Add a person"
        maxLength={200}
      />
      <AddChoice
        entry={entry}
        field="party"
        label="Party of the new person"
        options={partyOptions(parties)}
      />
      <AddCell entry={entry} field="role" label="Role of the new person" placeholder="Role" maxLength={200} />
      <AddCell
        entry={entry}
        field="email"
        label="E-mail of the new person"
        placeholder="E-mail"
        type="email"
        maxLength={200}
        error={email.includes('@') || email.length > 40 ? checkEmail(email) : null}
      />
      <Cell />
    </AddRow>
  );
}
