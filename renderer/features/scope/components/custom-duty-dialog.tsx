import { useState } from 'react';
import type { Domain } from '../../../../main/contract/catalogue.ts';
import { Button } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { Select, TextArea, TextField } from '../../../components/field/field.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { useCommand } from '../../../host/use-command.ts';
import { orNull } from '../model.ts';
import styles from './scope.module.css';

/** Asks for a responsibility of the workbook's own. */
export function CustomDutyDialog(props: {
  readonly domains: readonly Domain[];
  readonly onClose: () => void;
}) {
  const [name, setName] = useState('');
  const [question, setQuestion] = useState('');
  const [domain, setDomain] = useState(props.domains[0]?.id ?? '');
  const [scope, setScope] = useState<'service' | 'organisation'>('service');
  const [owner, setOwner] = useState<'aws' | 'customer' | 'shared'>('customer');
  const [provider, setProvider] = useState('');
  const [customer, setCustomer] = useState('');
  const [evidence, setEvidence] = useState('');
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { run, busy } = useCommand('custom.addResponsibility', { quiet: true });

  const submit = async () => {
    setTried(true);
    if (name.trim() === '' || question.trim() === '') return;
    const added = await run({
      name: name.trim(),
      question: question.trim(),
      domain,
      scope,
      owner,
      provider: orNull(provider),
      customer: orNull(customer),
      evidenceSuggestions: evidence
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean)
        .slice(0, 10),
    });
    if (added.ok) props.onClose();
    else setProblem(added.failure.message);
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
            Add
          </Button>
        </>
      }
    >
      <div className={styles.dialogForm}>
        {problem && (
          <div className={styles.full}>
            <Notice tone="bad">{problem}</Notice>
          </div>
        )}
        <TextField
          label="Name"
          hint="Such as: Review of data-sharing agreements"
          maxLength={200}
          value={name}
          onValue={setName}
          error={tried && name.trim() === '' ? 'A name is needed.' : null}
        />
        <Select
          label="Domain"
          value={domain}
          onValue={setDomain}
          options={props.domains.map((entry) => ({ value: entry.id, label: entry.name }))}
        />
        <div className={styles.full}>
          <TextField
            label="Question"
            hint="As you would ask it in the room"
            maxLength={500}
            value={question}
            onValue={setQuestion}
            error={tried && question.trim() === '' ? 'A question is needed.' : null}
          />
        </div>
        <Select
          label="Asked"
          value={scope}
          onValue={setScope}
          options={[
            { value: 'service', label: 'For each service in use' },
            { value: 'organisation', label: 'Once for the workbook' },
          ]}
        />
        <Select
          label="Suggested owner"
          value={owner}
          onValue={setOwner}
          options={[
            { value: 'customer', label: "The customer's side" },
            { value: 'aws', label: 'AWS' },
            { value: 'shared', label: 'Shared' },
          ]}
        />
        <TextArea label="What AWS does" optional maxLength={2000} value={provider} onValue={setProvider} />
        <TextArea
          label="What the customer does"
          optional
          maxLength={2000}
          value={customer}
          onValue={setCustomer}
        />
        <div className={styles.full}>
          <TextArea
            label="Evidence that an auditor would accept"
            optional
            hint="One a line, ten at most"
            value={evidence}
            onValue={setEvidence}
          />
        </div>
      </div>
    </Dialog>
  );
}
