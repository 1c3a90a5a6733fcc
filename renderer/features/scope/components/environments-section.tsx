import { useRef, useState } from 'react';
import type { Environment } from '../../../../main/contract/environments.ts';
import { Button, IconButton } from '../../../components/button/button.tsx';
import { EditField } from '../../../components/field/edit-field.tsx';
import { TextField } from '../../../components/field/field.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import table from '../../../components/table/table.module.css';
import { useDemarcData } from '../../../host/queries.ts';
import { useHeldKeys } from '../../../host/use-autosave.ts';
import { useCommand } from '../../../host/use-command.ts';
import { removalKey, useRemoval } from '../../../host/use-removal.ts';
import { formatNumber } from '../../../lib/format.ts';
import { withPending } from '../../../lib/with-pending.ts';
import { useCalls, useEnvironmentAutosave } from '../api.ts';
import { checkName, orNull } from '../model.ts';

type Listed = Environment & { readonly services: number };

/** Where services run, with the accounts behind it. */
export function EnvironmentsSection({ readOnly }: { readonly readOnly: boolean }) {
  const environments = useDemarcData('environments.list', {});
  const held = useHeldKeys(environments.map((entry) => removalKey('environment', entry.id)));
  return (
    <Section
      title="Environments and accounts"
      hint="Where services run: production, test, a landing zone. Answers can differ between them."
    >
      <Panel>
        <div className={table.scroll}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">AWS account</th>
                <th scope="col">Regions</th>
                <th scope="col" className={table.end}>
                  Services
                </th>
                <th scope="col">
                  <span className="visually-hidden">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {environments
                .filter((entry) => !held.has(removalKey('environment', entry.id)))
                .map((entry) => (
                  <EnvironmentRow key={entry.id} environment={entry} readOnly={readOnly} />
                ))}
              {!readOnly && <AddEnvironment />}
            </tbody>
          </table>
        </div>
      </Panel>
    </Section>
  );
}

function EnvironmentRow(props: { readonly environment: Listed; readonly readOnly: boolean }) {
  const { environment, readOnly } = props;
  const { pending, edit, flush } = useEnvironmentAutosave(environment);
  const calls = useCalls();
  const remove = useRemoval();
  const shown = withPending(environment, pending);
  const cell = { hideLabel: true, cell: true, readOnly, onLeave: flush } as const;
  return (
    <tr>
      <td className={table.edit}>
        <EditField
          {...cell}
          label={`Name of ${environment.name}`}
          value={shown.name}
          check={checkName}
          maxLength={200}
          onEdit={(name) => edit({ name })}
        />
      </td>
      <td className={table.edit}>
        <EditField
          {...cell}
          label={`Account of ${environment.name}`}
          value={shown.account ?? ''}
          maxLength={100}
          onEdit={(text) => edit({ account: orNull(text) })}
        />
      </td>
      <td className={table.edit}>
        <EditField
          {...cell}
          label={`Regions of ${environment.name}`}
          value={shown.regions ?? ''}
          maxLength={200}
          onEdit={(text) => edit({ regions: orNull(text) })}
        />
      </td>
      <td className={`${table.end} ${table.fixed}`}>{formatNumber(environment.services)}</td>
      <td className={table.acts}>
        {!readOnly && (
          <IconButton
            icon="remove"
            label={`Remove ${environment.name}`}
            onClick={() =>
              remove(removalKey('environment', environment.id), environment.name, () =>
                calls.removeEnvironment(environment.id),
              )
            }
          />
        )}
      </td>
    </tr>
  );
}

function AddEnvironment() {
  const [name, setName] = useState('');
  const [account, setAccount] = useState('');
  const [regions, setRegions] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const { run, busy } = useCommand('environments.add');
  const add = async () => {
    if (name.trim() === '') {
      field.current?.focus();
      return;
    }
    const added = await run({ name: name.trim(), account: orNull(account), regions: orNull(regions) });
    if (!added.ok) return;
    setName('');
    setAccount('');
    setRegions('');
    field.current?.focus();
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'Enter') void add();
  };
  const common = { hideLabel: true, onKeyDown } as const;
  return (
    <tr className={table.addRow}>
      <td className={table.edit}>
        <TextField
          {...common}
          ref={field}
          label="Name of a new environment"
          placeholder="Add an environment"
          maxLength={200}
          value={name}
          onValue={setName}
        />
      </td>
      <td className={table.edit}>
        <TextField
          {...common}
          label="Account of the new environment"
          placeholder="Account number or alias"
          maxLength={100}
          value={account}
          onValue={setAccount}
        />
      </td>
      <td className={table.edit}>
        <TextField
          {...common}
          label="Regions of the new environment"
          placeholder="Such as eu-central-1"
          maxLength={200}
          value={regions}
          onValue={setRegions}
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
