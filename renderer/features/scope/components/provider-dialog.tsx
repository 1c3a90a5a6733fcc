import { useState } from 'react';
import type { FileHandle } from '../../../../main/contract/capabilities.ts';
import type { Party } from '../../../../main/contract/parties.ts';
import type { EditionLine, EditionLook, Provider } from '../../../../main/contract/providers.ts';
import { editionWords } from '../../../../main/domain/providers/origin-words.ts';
import { Button } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { Select, TextField } from '../../../components/field/field.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { useToasts } from '../../../components/toast/toasts.tsx';
import { failureOf } from '../../../host/call-error.ts';
import { useHost } from '../../../host/context.tsx';
import { useJob } from '../../../host/use-job.ts';
import { formatCount } from '../../../lib/format.ts';
import styles from './scope.module.css';

const NEW = '';

/** Chooses the workbook of a provider, shows what taking it would change, and takes it. `provider`: a newer edition of that one. */
export function ProviderDialog(props: {
  readonly provider: Provider | null;
  /** Who can answer from another workbook and does not yet. */
  readonly parties: readonly Party[];
  readonly onClose: () => void;
}) {
  const { provider, parties } = props;
  const [party, setParty] = useState(parties[0]?.id ?? NEW);
  const [name, setName] = useState('');
  const [kind, setKind] = useState<'internal-provider' | 'third-party'>('internal-provider');
  const [authorised, setAuthorised] = useState(provider?.authorisedOn ?? '');
  const { file, look, problem, busy, choose, take, forget } = useEdition(props.onClose);
  const as = provider ? { party: provider.party } : party === NEW ? { name: name.trim(), kind } : { party };
  const isNamed = !('name' in as) || as.name !== '';
  return (
    <Dialog
      title={provider === null ? 'A provider' : `A newer edition of ${provider.partyName}`}
      onClose={props.onClose}
      wide
      footer={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button disabled={busy || !isNamed} onClick={() => void choose(as)}>
            {file === null ? 'Choose its workbook…' : 'Choose another…'}
          </Button>
          <Button
            kind="primary"
            disabled={busy || look === null}
            onClick={() => void take(as, authorised === '' ? null : authorised)}
          >
            Take it
          </Button>
        </>
      }
    >
      <div className={styles.dialogForm}>
        {provider === null && (
          <>
            <Select
              label="As whom it answers here"
              value={party}
              options={[
                ...parties.map((each) => ({ value: each.id, label: each.name })),
                { value: NEW, label: 'Another party…' },
              ]}
              onValue={(value) => {
                setParty(value);
                forget();
              }}
            />
            {party === NEW && (
              <>
                <TextField
                  label="What it is called"
                  value={name}
                  onValue={(value) => {
                    setName(value);
                    forget();
                  }}
                />
                <Select
                  label="What it is"
                  value={kind}
                  options={[
                    { value: 'internal-provider', label: 'A provider inside the organisation' },
                    { value: 'third-party', label: 'A third party' },
                  ]}
                  onValue={(value) => {
                    setKind(value);
                    forget();
                  }}
                />
              </>
            )}
          </>
        )}
        <TextField
          label="Authorised on"
          hint="The day on which its system was authorised, where there is one: a plan in OSCAL needs it."
          type="date"
          value={authorised}
          onValue={setAuthorised}
        />
        <div className={styles.full}>
          {problem !== null && (
            <Notice tone="bad" title="Nothing was taken.">
              {problem}
            </Notice>
          )}
          {look !== null && file !== null && <Difference look={look} file={file.name} />}
        </div>
      </div>
    </Dialog>
  );
}

type As =
  | { readonly party: string }
  | { readonly name: string; readonly kind: 'internal-provider' | 'third-party' };

/** The file that was chosen, what taking it would change, and the taking. */
function useEdition(onTaken: () => void) {
  const host = useHost();
  const toasts = useToasts();
  const looking = useJob('providers.look');
  const taking = useJob('providers.take');
  const [file, setFile] = useState<FileHandle | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const look = looking.status.state === 'done' ? looking.status.result : null;
  const failed = [taking.status, looking.status].find(({ state }) => state === 'failed');
  const forget = () => {
    looking.reset();
    taking.reset();
    setFile(null);
    setFault(null);
  };
  const choose = async (as: As) => {
    try {
      const [chosen] = await host.pickFiles({
        multiple: false,
        accept: ['.demarc', '.zip'],
        purpose: 'workbook',
      });
      if (!chosen) return;
      forget();
      setFile(chosen);
      await looking.run({ file: chosen.handle, as });
    } catch (error) {
      setFault(failureOf(error).message);
    }
  };
  const take = async (as: As, authorisedOn: string | null) => {
    if (file === null || look === null) return;
    // That it is older was said before.
    const expected = look.edition.head;
    const taken = await taking.run({ file: file.handle, as, authorisedOn, expected, older: true });
    if (taken === null) return;
    toasts.show({ text: `${editionWords(taken.edition)} taken` });
    onTaken();
  };
  return {
    file,
    look,
    problem: fault ?? (failed?.state === 'failed' ? failed.failure.message : null),
    busy: looking.status.state === 'running' || taking.status.state === 'running',
    choose,
    take,
    forget,
  };
}

function Difference({ look, file }: { readonly look: EditionLook; readonly file: string }) {
  const { edition, held, notices, difference } = look;
  const { added, changed, gone, same } = difference;
  return (
    <>
      <p>
        {file} is {editionWords(edition)}
        {held !== null && `, beside ${editionWords(held)}, which is held`}.
      </p>
      {notices.map((notice) => (
        <Notice key={notice} tone="warn" title={notice} />
      ))}
      <Lines title="New" lines={added} />
      <Lines title="Changed" lines={changed} />
      <Lines title="No longer held" lines={gone} />
      <p className={styles.small}>{formatCount(same, 'duty', 'duties')} as before.</p>
    </>
  );
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly EditionLine[] }) {
  if (lines.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3>
        {title}: {formatCount(lines.length, 'duty', 'duties')}
      </h3>
      <ul>
        {lines.map(({ duty, dutyName, what }) => (
          <li key={duty}>
            {dutyName}: <bdi>{what.join('; ')}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}
