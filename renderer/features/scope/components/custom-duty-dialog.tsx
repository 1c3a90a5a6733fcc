import { useState } from 'react';
import type { Domain, Responsibility } from '../../../../main/contract/catalogue.ts';
import { Button } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { Select, TextArea, TextField } from '../../../components/field/field.tsx';
import { Refusal } from '../../../components/notice/notice.tsx';
import { useCommand } from '../../../host/use-command.ts';
import { orNull } from '../model.ts';
import styles from './scope.module.css';

interface Duty {
  readonly name: string;
  readonly question: string;
  readonly domain: string;
  readonly scope: 'service' | 'organisation';
  readonly owner: 'aws' | 'customer' | 'shared';
  readonly provider: string;
  readonly customer: string;
  /** One piece a line. */
  readonly evidence: string;
  /** One a line: `framework/control`. */
  readonly controls: string;
}
const NEW: Duty = {
  name: '',
  question: '',
  domain: '',
  scope: 'service',
  owner: 'customer',
  provider: '',
  customer: '',
  evidence: '',
  controls: '',
};

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** What stands of a duty that is there. */
function fieldsOf(duty: Responsibility, controls: readonly string[]): Duty {
  const { owner } = duty.defaults.iaas;
  return {
    name: duty.name,
    question: duty.question,
    domain: duty.domain,
    scope: duty.scope === 'organisation' ? 'organisation' : 'service',
    owner: owner === 'na' ? 'customer' : owner,
    provider: duty.duties.provider ?? '',
    customer: duty.duties.customer ?? '',
    evidence: duty.evidenceSuggestions.join('\n'),
    controls: controls.join('\n'),
  };
}

/** Asks for a responsibility of the workbook's own, or for what is otherwise with one that is there. */
export function CustomDutyDialog(props: {
  readonly domains: readonly Domain[];
  readonly duty: Responsibility | null;
  readonly controls: readonly string[];
  readonly onClose: () => void;
}) {
  const present = props.duty;
  const [duty, setDuty] = useState<Duty>(
    present ? fieldsOf(present, props.controls) : { ...NEW, domain: props.domains[0]?.id ?? '' },
  );
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const add = useCommand('custom.addResponsibility', { quiet: true });
  const update = useCommand('custom.updateResponsibility', { quiet: true });
  const busy = add.busy || update.busy;

  const submit = async () => {
    setTried(true);
    if (duty.name.trim() === '' || duty.question.trim() === '') return;
    const { domain, scope, owner } = duty;
    const said = {
      name: duty.name.trim(),
      question: duty.question.trim(),
      domain,
      scope,
      owner,
      provider: orNull(duty.provider),
      customer: orNull(duty.customer),
      evidenceSuggestions: lines(duty.evidence).slice(0, 10),
      controls: lines(duty.controls),
    };
    const kept = await (present ? update.run({ id: present.id, ...said }) : add.run(said));
    if (kept.ok) props.onClose();
    else setProblem(kept.failure.message);
  };

  return (
    <Dialog
      title="A responsibility of your own"
      onClose={props.onClose}
      onSubmit={() => void submit()}
      wide
      footer={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={busy}>
            {present ? 'Save' : 'Add'}
          </Button>
        </>
      }
    >
      <div className={styles.dialogForm}>
        {problem && (
          <div className={styles.full}>
            <Refusal>{problem}</Refusal>
          </div>
        )}
        <Fields
          duty={duty}
          domains={props.domains}
          tried={tried}
          onChange={(change) => setDuty((now) => ({ ...now, ...change }))}
        />
      </div>
    </Dialog>
  );
}

/** The duty, field by field. */
function Fields(props: {
  readonly duty: Duty;
  readonly domains: readonly Domain[];
  /** It was to be added already: what is missing is said. */
  readonly tried: boolean;
  readonly onChange: (change: Partial<Duty>) => void;
}) {
  const { duty, tried, onChange } = props;
  return (
    <>
      <TextField
        label="Name"
        hint="Such as: Review of data-sharing agreements"
        maxLength={200}
        value={duty.name}
        onValue={(name) => onChange({ name })}
        error={tried && duty.name.trim() === '' ? 'A name is needed.' : null}
      />
      <Select
        label="Domain"
        value={duty.domain}
        onValue={(domain) => onChange({ domain })}
        options={props.domains.map((entry) => ({ value: entry.id, label: entry.name }))}
      />
      <div className={styles.full}>
        <TextField
          label="Question"
          hint="As you would ask it in the room"
          maxLength={500}
          value={duty.question}
          onValue={(question) => onChange({ question })}
          error={tried && duty.question.trim() === '' ? 'A question is needed.' : null}
        />
      </div>
      <Select
        label="Asked"
        value={duty.scope}
        onValue={(scope) => onChange({ scope })}
        options={[
          { value: 'service', label: 'For each service in use' },
          { value: 'organisation', label: 'Once for the workbook' },
        ]}
      />
      <Select
        label="Suggested owner"
        value={duty.owner}
        onValue={(owner) => onChange({ owner })}
        options={[
          { value: 'customer', label: "The customer's side" },
          { value: 'aws', label: 'AWS' },
          { value: 'shared', label: 'Shared' },
        ]}
      />
      <TextArea
        label="What AWS does"
        optional
        maxLength={2000}
        value={duty.provider}
        onValue={(provider) => onChange({ provider })}
      />
      <TextArea
        label="What the customer does"
        optional
        maxLength={2000}
        value={duty.customer}
        onValue={(customer) => onChange({ customer })}
      />
      <div className={styles.full}>
        <TextArea
          label="Evidence that an auditor would accept"
          optional
          hint="One a line, ten at most"
          value={duty.evidence}
          onValue={(evidence) => onChange({ evidence })}
        />
      </div>
      <div className={styles.full}>
        <TextArea
          label="Controls on which it bears"
          optional
          hint="One a line: framework and control with a slash between, such as iso-27001-2022/A.8.9"
          value={duty.controls}
          onValue={(controls) => onChange({ controls })}
        />
      </div>
    </>
  );
}
