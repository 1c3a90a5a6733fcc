import { useState } from 'react';
import type { CommonControl, Reach } from '../../../../main/contract/common-controls.ts';
import type { Party } from '../../../../main/contract/parties.ts';
import { Button, IconButton } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { Checkbox, Select, TextField } from '../../../components/field/field.tsx';
import { Refusal } from '../../../components/notice/notice.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import styles from './scope.module.css';

const NOWHERE: Reach = { everywhere: false, environments: [], tags: [], services: [] };

/** Says where the answer of a party holds, and where it does not and why; null for one that is made. */
export function CommonDialog(props: {
  readonly control: CommonControl | null;
  readonly parties: readonly Party[];
  readonly onClose: () => void;
}) {
  const { control, parties } = props;
  const { responsibilities, domains } = useDemarcData('catalogue.responsibilities', {});
  const duties = responsibilities.filter(({ scope }) => scope === 'service');
  const [party, setParty] = useState(control?.party ?? parties[0]?.id ?? '');
  const [duty, setDuty] = useState(control?.responsibility ?? duties[0]?.id ?? '');
  const [reach, setReach] = useState<Reach>(control?.reach ?? { ...NOWHERE, everywhere: true });
  const [problem, setProblem] = useState<string | null>(null);
  const { run, busy } = useCommand('common.set', { quiet: true });
  const leaving = useLeaving(control, setProblem);
  const submit = async () => {
    if (!(await leaving.leaveOutTyped())) return;
    const done = await run({
      refs: [`${party}/${duty}`],
      reach: {
        everywhere: reach.everywhere,
        environments: [...reach.environments],
        tags: [...reach.tags],
        services: [...reach.services],
      },
    });
    if (done.ok) props.onClose();
    else setProblem(done.failure.message);
  };
  return (
    <Dialog
      title={control === null ? 'A common control' : `${control.partyName}: ${control.responsibilityName}`}
      onClose={props.onClose}
      onSubmit={() => void submit()}
      wide
      footer={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={busy || leaving.busy}>
            {control === null ? 'Add' : 'Save'}
          </Button>
        </>
      }
    >
      <div className={styles.dialogForm}>
        {control === null && (
          <>
            <Select
              label="Who answers"
              value={party}
              options={parties.map(({ id, name }) => ({ value: id, label: name }))}
              onValue={setParty}
            />
            <Select
              label="What is answered once"
              value={duty}
              options={duties.map(({ id, name, domain }) => ({
                value: id,
                label: name,
                group: domains.find((entry) => entry.id === domain)?.name ?? domain,
              }))}
              onValue={setDuty}
            />
          </>
        )}
        <ReachFields reach={reach} onReach={setReach} />
        {control !== null && <Exceptions control={control} leaving={leaving} />}
        {problem !== null && (
          <div className={styles.full}>
            <Refusal title="Not saved">{problem}</Refusal>
          </div>
        )}
      </div>
    </Dialog>
  );
}

type Places = 'environments' | 'tags' | 'services';
const HEADINGS: Readonly<Record<Places, string>> = {
  environments: 'All services that stand in these environments and in no other',
  tags: 'All services with a tag',
  services: 'Single services',
};

function ReachFields(props: { readonly reach: Reach; readonly onReach: (reach: Reach) => void }) {
  const { reach, onReach } = props;
  const environments = useDemarcData('environments.list', {});
  const services = useDemarcData('services.list', {});
  const tags = [...new Set(services.flatMap((service) => service.tags))].sort();
  const turned = (kind: Places, id: string, on: boolean) =>
    onReach({ ...reach, [kind]: on ? [...reach[kind], id] : reach[kind].filter((entry) => entry !== id) });
  const groups: readonly {
    readonly kind: Places;
    readonly entries: readonly (readonly [string, string])[];
  }[] = [
    { kind: 'environments', entries: environments.map(({ id, name }) => [id, name]) },
    { kind: 'tags', entries: tags.map((tag) => [tag, tag]) },
    { kind: 'services', entries: services.map(({ ref, label }) => [ref, label]) },
  ];
  return (
    <fieldset className={styles.reach}>
      <legend>Holds in</legend>
      <Checkbox
        label="Every service that is asked it"
        checked={reach.everywhere}
        onChecked={(everywhere) => onReach({ ...reach, everywhere })}
      />
      {!reach.everywhere &&
        groups
          .filter(({ entries }) => entries.length > 0)
          .map(({ kind, entries }) => (
            <fieldset key={kind} className={styles.places}>
              <legend>{HEADINGS[kind]}</legend>
              {entries.map(([id, label]) => (
                <Checkbox
                  key={id}
                  label={<bdi>{label}</bdi>}
                  checked={reach[kind].includes(id)}
                  onChecked={(on) => turned(kind, id, on)}
                />
              ))}
            </fieldset>
          ))}
    </fieldset>
  );
}

/** What is typed of a service that is left out, and how it is; `leaveOutTyped` tells whether nothing of it is left to be said. */
function useLeaving(control: CommonControl | null, onProblem: (problem: string | null) => void) {
  const services = useDemarcData('services.list', {});
  const { run, busy } = useCommand('common.except', { quiet: true });
  const [chosen, setService] = useState('');
  const [reason, setReason] = useState('');
  const known = new Set(control?.exceptions.map(({ subject }) => subject));
  const free = services.filter(({ ref }) => !known.has(ref));
  const service = free.some(({ ref }) => ref === chosen) ? chosen : (free[0]?.ref ?? '');
  const except = async (ref: string, why: string | null): Promise<boolean> => {
    const done = await run({ ref: control?.ref ?? '', services: [ref], reason: why });
    onProblem(done.ok ? null : done.failure.message);
    if (done.ok && why !== null) setReason('');
    return done.ok;
  };
  const leaveOutTyped = async () => reason.trim() === '' || except(service, reason.trim());
  return { free, service, setService, reason, setReason, except, leaveOutTyped, busy };
}

/** The services in which it does not hold, each with its reason; each is left out, or taken back, by itself. */
function Exceptions(props: {
  readonly control: CommonControl;
  readonly leaving: ReturnType<typeof useLeaving>;
}) {
  const { control, leaving } = props;
  const { free, service, reason, busy } = leaving;
  return (
    <fieldset className={styles.reach}>
      <legend>But not in</legend>
      <p className={styles.small}>What is left out here, and why, is saved at once.</p>
      {control.exceptions.map(({ subject, label, reason: why }) => (
        <div key={subject} className={styles.excepted}>
          <span>
            <bdi>{label}</bdi>: <bdi>{why}</bdi>
          </span>
          <IconButton
            icon="remove"
            label={`It holds in ${label} again`}
            disabled={busy}
            onClick={() => void leaving.except(subject, null)}
          />
        </div>
      ))}
      {free.length > 0 && (
        <div className={styles.exception}>
          <Select
            label="Service"
            hideLabel
            value={service}
            options={free.map(({ ref, label }) => ({ value: ref, label }))}
            onValue={leaving.setService}
          />
          <TextField
            label="Why it does not hold there"
            hideLabel
            placeholder="Why it does not hold there"
            value={reason}
            maxLength={10_000}
            onValue={leaving.setReason}
            onKeyDown={(event) => {
              // Enter would save the rest and close before one sees what was left out.
              if (event.key !== 'Enter' || event.nativeEvent.isComposing || reason.trim() === '') return;
              event.preventDefault();
              void leaving.leaveOutTyped();
            }}
          />
          <Button disabled={busy || reason.trim() === ''} onClick={() => void leaving.leaveOutTyped()}>
            Leave it out
          </Button>
        </div>
      )}
    </fieldset>
  );
}
