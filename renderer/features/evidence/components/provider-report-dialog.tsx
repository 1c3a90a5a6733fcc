import { useState } from 'react';
import type { Evidence, ProviderReportKind } from '../../../../main/contract/evidence.ts';
import { PROVIDER_REPORT_LABELS } from '../../../../main/domain/evidence/provider-reports.ts';
import { Button } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { Checkbox, Select } from '../../../components/field/field.tsx';
import { Refusal } from '../../../components/notice/notice.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import styles from './register.module.css';

const KINDS = Object.keys(PROVIDER_REPORT_LABELS) as readonly ProviderReportKind[];
type Scope = 'all' | 'some';

/** Says which provider a report is on, what kind it is, and which services it covers. */
export function ProviderReportDialog(props: { readonly piece: Evidence; readonly onClose: () => void }) {
  const { piece } = props;
  const report = piece.providerReport;
  const providers = useDemarcData('parties.list', {}).filter((party) => party.kind === 'provider');
  const services = useServiceNames(report?.services ?? []);
  const set = useCommand('evidence.setProviderReport', { quiet: true });
  const [party, setParty] = useState(report?.party ?? providers[0]?.id ?? '');
  const [kind, setKind] = useState<ProviderReportKind>(report?.kind ?? 'soc-2');
  const [scope, setScope] = useState<Scope>(report?.services ? 'some' : 'all');
  const [chosen, setChosen] = useState<readonly string[]>(report?.services ?? []);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async () => {
    if (scope === 'some' && chosen.length === 0) {
      setProblem('Tick the services that it covers, or choose all services.');
      return;
    }
    const done = await set.run({
      number: piece.number,
      party,
      kind,
      services: scope === 'all' ? null : [...chosen],
    });
    if (done.ok) props.onClose();
    else setProblem(done.failure.message);
  };
  const provider = providers.find((entry) => entry.id === party)?.name ?? 'the provider';
  return (
    <Dialog
      title={`E-${piece.number} as a report on a provider`}
      onClose={props.onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={set.busy}>
            Save
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {problem && <Refusal>{problem}</Refusal>}
        {providers.length > 1 && (
          <Select
            label="Provider"
            value={party}
            onValue={setParty}
            options={providers.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <Select<ProviderReportKind>
          label="Kind of report"
          value={kind}
          onValue={setKind}
          options={KINDS.map((value) => ({ value, label: PROVIDER_REPORT_LABELS[value] }))}
        />
        <Select<Scope>
          label="Services in its scope"
          value={scope}
          onValue={setScope}
          hint={`What ${provider} does for all services alike, such as guarding its buildings, is covered by a report on all services only.`}
          options={[
            { value: 'all', label: 'All services' },
            { value: 'some', label: 'Only some' },
          ]}
        />
        {scope === 'some' && (
          <ul className={styles.refList} aria-label="Services">
            {services.map(({ id, name }) => (
              <li key={id}>
                <Checkbox
                  label={name}
                  checked={chosen.includes(id)}
                  onChecked={(on) => setChosen(on ? [...chosen, id] : chosen.filter((other) => other !== id))}
                />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}

/** The AWS services in use, each once, and those recorded already though they are in use no more. */
function useServiceNames(
  recorded: readonly string[],
): readonly { readonly id: string; readonly name: string }[] {
  const inUse = useDemarcData('services.list', {});
  const names = new Map(recorded.map((id) => [id, id]));
  for (const service of inUse) names.set(service.catalogueId, service.serviceName);
  return [...names].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name, 'en'));
}
