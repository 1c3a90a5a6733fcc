import type { Environment } from '../../../../main/contract/environments.ts';
import { accountProblem, regionProblem } from '../../../../main/domain/services/places.ts';
import { Panel, Section } from '../../../components/page/page.tsx';
import {
  AddCell,
  AddRow,
  Cell,
  EditCell,
  EditRow,
  useNewEntry,
} from '../../../components/table/edit-rows.tsx';
import { Table } from '../../../components/table/table.tsx';
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
        <Table
          heads={[
            'Name',
            { text: 'AWS account', width: '30%' },
            { text: 'Regions', width: '26%' },
            { text: 'Services', end: true, width: '5.75rem' },
            { text: 'Actions', hidden: true, width: '5.75rem' },
          ]}
        >
          {environments
            .filter((entry) => !held.has(removalKey('environment', entry.id)))
            .map((entry) => (
              <EnvironmentRow key={entry.id} environment={entry} readOnly={readOnly} />
            ))}
          {!readOnly && <AddEnvironment />}
        </Table>
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
  const cell = { readOnly, onLeave: flush } as const;
  const { id, name } = environment;
  return (
    <EditRow
      remove={
        readOnly
          ? null
          : {
              label: `Remove ${name}`,
              run: () => remove(removalKey('environment', id), name, () => calls.removeEnvironment(id)),
            }
      }
    >
      <EditCell
        {...cell}
        label={`Name of ${name}`}
        value={shown.name}
        check={checkName}
        maxLength={200}
        onEdit={(text) => edit({ name: text })}
      />
      <EditCell
        {...cell}
        label={`Account of ${name}`}
        value={shown.account ?? ''}
        check={accountProblem}
        error={accountProblem(shown.account)}
        maxLength={4000}
        onEdit={(text) => edit({ account: orNull(text) })}
      />
      <EditCell
        {...cell}
        label={`Regions of ${name}`}
        value={shown.regions ?? ''}
        check={regionProblem}
        error={regionProblem(shown.regions)}
        maxLength={1000}
        onEdit={(text) => edit({ regions: orNull(text) })}
      />
      <Cell end>{formatNumber(environment.services)}</Cell>
    </EditRow>
  );
}

function AddEnvironment() {
  const { run, busy } = useCommand('environments.add');
  const entry = useNewEntry(
    { name: '', account: '', regions: '' },
    {
      name: 'name',
      add: async ({ name, account, regions }) =>
        (await run({ name: name.trim(), account: orNull(account), regions: orNull(regions) })).ok,
    },
  );
  return (
    <AddRow entry={entry} busy={busy}>
      <AddCell
        entry={entry}
        field="name"
        first
        label="Name of a new environment"
        placeholder="Add an environment"
        maxLength={200}
      />
      <AddCell
        entry={entry}
        field="account"
        label="Account of the new environment"
        placeholder="Ids of 12 digits"
        maxLength={4000}
      />
      <AddCell
        entry={entry}
        field="regions"
        label="Regions of the new environment"
        placeholder="Such as eu-central-1, us-east-1"
        maxLength={1000}
      />
      <Cell />
    </AddRow>
  );
}
