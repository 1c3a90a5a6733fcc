import { useState } from 'react';
import type { Provider } from '../../../../main/contract/providers.ts';
import { canAnswerForMany } from '../../../../main/domain/answers/held.ts';
import { Button, IconButton } from '../../../components/button/button.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import table from '../../../components/table/table.module.css';
import { Table } from '../../../components/table/table.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import { useUndoOffer } from '../../../host/use-undo-offer.ts';
import { formatCount, formatDate, formatNumber } from '../../../lib/format.ts';
import { shownEdition } from '../edition-words.ts';
import { ProviderDialog } from './provider-dialog.tsx';
import styles from './scope.module.css';

/** The other workbooks whose answers stand in this one. */
export function ProvidersSection({ readOnly }: { readonly readOnly: boolean }) {
  const providers = useDemarcData('providers.list', {});
  const parties = useDemarcData('parties.list', {});
  const [shown, setShown] = useState<Provider | 'new' | null>(null);
  const taken = new Set(providers.map(({ party }) => party));
  return (
    <Section
      title="Providers"
      hint="Other workbooks whose answers stand in this one: of a landing zone, a platform team, a vendor. What they answer for many, and what they inherit themselves, is held here with its status, its day and the list of what proves it there. A newer edition is looked at first."
      actions={
        !readOnly && (
          <Button icon="add" onClick={() => setShown('new')}>
            Add a provider
          </Button>
        )
      }
    >
      {providers.length > 0 && (
        <Panel>
          <Table
            heads={[
              'Provider',
              'Edition',
              { text: 'Duties', end: true },
              { text: 'Rows here', end: true },
              { text: 'Actions', hidden: true },
            ]}
          >
            {providers.map((provider) => (
              <Row
                key={provider.party}
                provider={provider}
                readOnly={readOnly}
                onUpdate={() => setShown(provider)}
              />
            ))}
          </Table>
        </Panel>
      )}
      {shown !== null && (
        <ProviderDialog
          provider={shown === 'new' ? null : shown}
          parties={parties.filter((party) => canAnswerForMany(party) && !taken.has(party.id))}
          onClose={() => setShown(null)}
        />
      )}
    </Section>
  );
}

function Row(props: {
  readonly provider: Provider;
  readonly readOnly: boolean;
  readonly onUpdate: () => void;
}) {
  const { provider } = props;
  const { party, partyName, edition, authorisedOn, above, ended } = provider;
  const { run, busy } = useCommand('providers.remove');
  const offer = useUndoOffer();
  return (
    <tr>
      <td>
        <div className={styles.duty}>
          <bdi>{partyName}</bdi>
          {above.map((origin) => (
            <span key={`${origin.title} ${origin.rev}`} className={styles.small}>
              inherits from <bdi>{shownEdition(origin)}</bdi>
            </span>
          ))}
        </div>
      </td>
      <td>
        <div className={styles.duty}>
          <bdi>{shownEdition(edition)}</bdi>
          <span className={styles.small}>
            State {edition.digest?.slice(0, 12) ?? 'not known'}
            {authorisedOn !== null && ` · authorised on ${formatDate(authorisedOn)}`}
          </span>
        </div>
      </td>
      <td className={table.end}>
        <div className={styles.duty}>
          {formatNumber(provider.duties)}
          {provider.foundations > 0 && (
            <span className={styles.small}>and {formatCount(provider.foundations, 'foundation')}</span>
          )}
          {ended.length > 0 && (
            <span className={styles.small} title={ended.map(({ dutyName }) => dutyName).join(', ')}>
              {formatCount(ended.length, 'duty', 'duties')} no longer held
            </span>
          )}
        </div>
      </td>
      <td className={table.end}>
        <div className={styles.duty}>
          {formatNumber(provider.rows)}
          {provider.open > 0 && (
            <span className={styles.small}>{formatCount(provider.open, 'own part')} open</span>
          )}
        </div>
      </td>
      <td className={table.acts}>
        {!props.readOnly && (
          <>
            <Button size="small" onClick={props.onUpdate}>
              Take a newer edition…
            </Button>
            <IconButton
              icon="remove"
              label={`Inherit nothing more from ${partyName}`}
              disabled={busy}
              onClick={async () => {
                const removed = await run({ party });
                if (removed.ok) offer(`Nothing more is inherited from ${partyName}`, removed.change);
              }}
            />
          </>
        )}
      </td>
    </tr>
  );
}
