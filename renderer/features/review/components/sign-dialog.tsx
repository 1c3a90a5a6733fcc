import { useState } from 'react';
import type { Signable } from '../../../../main/contract/review.ts';
import { RULES } from '../../../../main/contract/rules.ts';
import { Button } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { TextArea, TextField } from '../../../components/field/field.tsx';
import { Notice, Refusal } from '../../../components/notice/notice.tsx';
import { NO_KEY, SigningKey } from '../../../components/signing-key/signing-key.tsx';
import { useToasts } from '../../../components/toast/toasts.tsx';
import { failureOf } from '../../../host/call-error.ts';
import { useDemarcData, useDemarcQuery } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import { formatCount, formatNumber } from '../../../lib/format.ts';
import { shortDigest } from '../model.ts';
import styles from './review.module.css';

const SIGNING_RULES = ['other-signs', 'signs-self'] as const;

/** Shows what a signature would stand for, and takes it. */
export function SignDialog(props: { readonly subject: string | null; readonly onClose: () => void }) {
  const { subject, onClose } = props;
  const signable = useDemarcQuery('review.signable', { subject });
  const sign = useCommand('review.sign', { quiet: true });
  const toasts = useToasts();
  const keys = useDemarcQuery('keys.info', {});
  const { rules } = useDemarcData('workbook.info', {});
  const signsSelf = rules.includes('signs-self');
  const here = useDemarcQuery('app.settings', {}).data?.assessor ?? '';
  const [key, setKey] = useState(NO_KEY);
  const [given, setName] = useState<string | null>(null);
  const typed = given ?? (signsSelf ? here : '');
  const [role, setRole] = useState('');
  const [statement, setStatement] = useState(
    'I have read who owns which duty here and what proves it, and I agree with it.',
  );
  const [problem, setProblem] = useState<string | null>(null);
  const { data } = signable;
  // A key signs under its own name alone.
  const own = key.on ? (keys.data?.own ?? null) : null;
  const name = own?.name ?? typed;
  const submit = async () => {
    if (!data) return;
    if (name.trim() === '') return setProblem('Write the name of the person who signs.');
    if (statement.trim() === '') return setProblem('Write what is stated by signing.');
    const done = await sign.run({
      subject,
      name,
      role: role || null,
      statement,
      digest: data.digest,
      ...(own ? { withKey: true } : {}),
      ...(own?.protected ? { passphrase: key.passphrase } : {}),
    });
    if (!done.ok) return setProblem(done.failure.message);
    toasts.show({
      text: own
        ? `Signed ${data.label} with the key of ${own.name}.`
        : `Recorded that ${name.trim()} signed ${data.label}.`,
    });
    onClose();
  };
  return (
    <Dialog
      title={data ? `Sign ${data.label}` : 'Sign'}
      onClose={onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={!data || sign.busy}>
            Sign
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {problem && <Refusal>{problem}</Refusal>}
        {signable.error && <Notice tone="bad">{failureOf(signable.error).message}</Notice>}
        {data && <WhatIsSigned signable={data} />}
        {SIGNING_RULES.filter((id) => rules.includes(id)).map((id) => (
          <p key={id} className={styles.soft}>
            {RULES[id].name}: {RULES[id].asks}
          </p>
        ))}
        <SigningKey wanted={key} disabled={sign.busy} onWanted={setKey} />
        <TextField
          label="Name"
          hint={
            own
              ? 'A key signs under its own name.'
              : 'Recorded without a key, which proves nothing of who wrote it.'
          }
          value={name}
          onValue={setName}
          disabled={own !== null}
          maxLength={200}
          data-autofocus
        />
        <TextField label="Role" optional value={role} onValue={setRole} maxLength={200} />
        <TextArea label="Statement" value={statement} onValue={setStatement} maxLength={10_000} />
      </div>
    </Dialog>
  );
}

function WhatIsSigned({ signable }: { readonly signable: Signable }) {
  const { duties, answered, accepted, evidence, digest } = signable;
  const open = duties - answered;
  const unaccepted = answered - accepted;
  return (
    <>
      <dl className={styles.facts}>
        <dt>Duties</dt>
        <dd>
          {formatNumber(duties)}, of which {formatNumber(answered)} answered and {formatNumber(accepted)}{' '}
          accepted in review
        </dd>
        <dt>Evidence</dt>
        <dd>{formatCount(evidence, 'piece')}</dd>
        <dt>Digest</dt>
        <dd className={styles.digest} title={digest}>
          {shortDigest(digest)}
        </dd>
      </dl>
      {(open > 0 || unaccepted > 0) && (
        <Notice tone="warn">
          {[
            open > 0 && `${formatCount(open, 'duty has', 'duties have')} no answer`,
            unaccepted > 0 && `${formatCount(unaccepted, 'answer is', 'answers are')} not accepted in review`,
          ]
            .filter(Boolean)
            .join(', and ')}
          . It is signed as it stands.
        </Notice>
      )}
    </>
  );
}
