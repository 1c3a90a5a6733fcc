import { useState } from 'react';
import type { Party } from '../../../../main/contract/parties.ts';
import type { EditionLine, EditionLook, Provider } from '../../../../main/contract/providers.ts';
import { Button } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { Select, TextField } from '../../../components/field/field.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { formatCount } from '../../../lib/format.ts';
import { shownEdition } from '../edition-words.ts';
import { type As, useEdition } from '../use-edition.ts';
import { FromPortfolio } from './from-portfolio.tsx';
import styles from './scope.module.css';

const NEW = '';

/** Chooses the workbook of a provider, or what was published of it, shows what taking it would change, and takes it. `provider`: a newer edition of that one. */
export function ProviderDialog(props: {
  readonly provider: Provider | null;
  /** Who can answer from another workbook and does not yet. */
  readonly parties: readonly Party[];
  readonly onClose: () => void;
}) {
  const { provider, parties } = props;
  const [whom, setWhom] = useState<Whom>({
    party: parties[0]?.id ?? NEW,
    name: '',
    kind: 'internal-provider',
  });
  const [authorised, setAuthorised] = useState(provider?.authorisedOn ?? '');
  const { source, look, problem, busy, choose, chooseFile, take, forget } = useEdition(props.onClose);
  const as = provider ? { party: provider.party } : asOf(whom);
  const isNamed = !('name' in as) || as.name !== '';
  return (
    <Dialog
      title={provider === null ? 'A provider' : `A newer edition of ${provider.partyName}`}
      onClose={props.onClose}
      wide
      footer={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button disabled={busy || !isNamed} onClick={() => void chooseFile(as)}>
            {source === null ? 'Choose its workbook…' : 'Choose another…'}
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
          <AsWhom
            parties={parties}
            whom={whom}
            onWhom={(next) => {
              setWhom(next);
              forget();
            }}
          />
        )}
        <TextField
          label="Authorised on"
          hint="The day on which its system was authorised, where there is one: a plan in OSCAL needs it."
          type="date"
          value={authorised}
          onValue={setAuthorised}
        />
        <FromPortfolio
          workbook={provider?.edition.uuid}
          disabled={busy || !isNamed}
          chosen={source}
          onChoose={(published) => void choose(as, published)}
        />
        <div className={styles.full}>
          {problem !== null && (
            <Notice tone="bad" title="Nothing was taken.">
              {problem}
            </Notice>
          )}
          {look !== null && source !== null && <Difference look={look} file={source.name} />}
        </div>
      </div>
    </Dialog>
  );
}

/** A party of the workbook by its id, or what one is to be called that becomes one. */
interface Whom {
  readonly party: string;
  readonly name: string;
  readonly kind: 'internal-provider' | 'third-party';
}
const asOf = ({ party, name, kind }: Whom): As => (party === NEW ? { name: name.trim(), kind } : { party });

function AsWhom(props: {
  readonly parties: readonly Party[];
  readonly whom: Whom;
  readonly onWhom: (whom: Whom) => void;
}) {
  const { parties, whom, onWhom } = props;
  return (
    <>
      <Select
        label="As whom it answers here"
        value={whom.party}
        options={[
          ...parties.map((each) => ({ value: each.id, label: each.name })),
          { value: NEW, label: 'Another party…' },
        ]}
        onValue={(party) => onWhom({ ...whom, party })}
      />
      {whom.party === NEW && (
        <>
          <TextField
            label="What it is called"
            value={whom.name}
            onValue={(name) => onWhom({ ...whom, name })}
          />
          <Select
            label="What it is"
            value={whom.kind}
            options={[
              { value: 'internal-provider', label: 'A provider inside the organisation' },
              { value: 'third-party', label: 'A third party' },
            ]}
            onValue={(kind) => onWhom({ ...whom, kind })}
          />
        </>
      )}
    </>
  );
}

function Difference({ look, file }: { readonly look: EditionLook; readonly file: string }) {
  const { edition, held, notices, difference } = look;
  const { added, changed, gone, same } = difference;
  return (
    <>
      <p>
        {file} is {shownEdition(edition)}
        {held !== null && `, beside ${shownEdition(held)}, which is held`}.
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
