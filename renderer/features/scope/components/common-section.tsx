import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CommonControl } from '../../../../main/contract/common-controls.ts';
import { canAnswerForMany } from '../../../../main/domain/answers/held.ts';
import { namesById } from '../../../../main/domain/duties/ownership.ts';
import { reachWords } from '../../../../main/domain/duties/reach-words.ts';
import { capital } from '../../../../main/domain/words/capital.ts';
import { fewNames } from '../../../../main/domain/words/few-names.ts';
import { Button, IconButton } from '../../../components/button/button.tsx';
import { OwnershipChip } from '../../../components/ownership/ownership-chip.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import table from '../../../components/table/table.module.css';
import { Table } from '../../../components/table/table.tsx';
import { useWorkbookId } from '../../../host/context.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import { useUndoOffer } from '../../../host/use-undo-offer.ts';
import { formatCount, formatNumber } from '../../../lib/format.ts';
import { STATUS_WORDS } from '../../../lib/words.ts';
import { shownOrigins } from '../edition-words.ts';
import { CommonDialog } from './common-dialog.tsx';
import styles from './scope.module.css';

/** What a party of the organisation, or a vendor, answers once for many services. */
export function CommonSection({ readOnly }: { readonly readOnly: boolean }) {
  const controls = useDemarcData('common.list', {});
  const parties = useDemarcData('parties.list', {});
  const [shown, setShown] = useState<CommonControl | 'new' | null>(null);
  const able = parties.filter(canAnswerForMany);
  return (
    <Section
      title="Common controls"
      hint="What an internal provider or a third party answers once. Its answer, persons, status and evidence stand in every service in which it holds."
      actions={
        !readOnly && (
          <Button icon="add" disabled={able.length === 0} onClick={() => setShown('new')}>
            Add a common control
          </Button>
        )
      }
    >
      {able.length === 0 && !readOnly && (
        <p className={styles.small}>
          Add an internal provider or a third party under Parties first: a platform team, a vendor.
        </p>
      )}
      {controls.length > 0 && (
        <Panel>
          <Table
            heads={[
              'Answer',
              { text: 'Owner', width: '22%' },
              { text: 'Holds in', width: '31%' },
              { text: 'Services', width: '14%' },
              { text: 'Actions', hidden: true, width: '5.75rem' },
            ]}
          >
            {controls.map((control) => (
              <Row key={control.ref} control={control} readOnly={readOnly} onEdit={() => setShown(control)} />
            ))}
          </Table>
        </Panel>
      )}
      {shown !== null && (
        <CommonDialog
          control={shown === 'new' ? null : (controls.find(({ ref }) => ref === shown.ref) ?? shown)}
          parties={able}
          onClose={() => setShown(null)}
        />
      )}
    </Section>
  );
}

function Row(props: {
  readonly control: CommonControl;
  readonly readOnly: boolean;
  readonly onEdit: () => void;
}) {
  const { control } = props;
  const workbook = useWorkbookId();
  const parties = useDemarcData('parties.list', {});
  const { run, busy } = useCommand('common.remove');
  const offer = useUndoOffer();
  const locked = control.review === 'accepted' && control.inherited === null;
  return (
    <tr>
      <td>
        <div className={styles.duty}>
          <Link
            to="/w/$workbook/walk/{-$subject}"
            params={{ workbook, subject: control.party }}
            search={{ card: control.responsibility }}
          >
            {control.responsibilityName}
          </Link>
          <span className={styles.small}>
            <bdi>{control.partyName}</bdi> · {STATUS_WORDS[control.status]}
            {control.evidence > 0 && ` · ${formatCount(control.evidence, 'piece')} of evidence`}
          </span>
          {control.inherited && (
            <span className={styles.small}>Inherited from {shownOrigins(control.inherited.origins)}</span>
          )}
        </div>
      </td>
      <td>
        <div className={styles.duty}>
          <OwnershipChip ownership={control.ownership} parties={parties} words wrap />
        </div>
      </td>
      <td>
        <div className={styles.duty}>
          <HoldsIn control={control} />
        </div>
      </td>
      <td>
        <div className={styles.duty}>
          {formatNumber(control.services)}
          {control.open > 0 && (
            <span className={styles.small}>{formatCount(control.open, 'own part')} open</span>
          )}
          {control.ownAnswers > 0 && (
            <span className={styles.small}>
              {control.ownAnswers === 1
                ? '1 with an answer of its own'
                : `${formatNumber(control.ownAnswers)} with answers of their own`}
            </span>
          )}
        </div>
      </td>
      <td className={table.acts}>
        {!props.readOnly && locked && (
          <span className={styles.small} title="Accepted in review: reopen it on its card to change it">
            Locked
          </span>
        )}
        {!props.readOnly && !locked && (
          <>
            <IconButton
              icon="edit"
              label={`Where ${control.responsibilityName} of ${control.partyName} holds`}
              onClick={props.onEdit}
            />
            {control.inherited === null && (
              <IconButton
                icon="remove"
                label={`Take out ${control.responsibilityName} of ${control.partyName}`}
                disabled={busy}
                onClick={async () => {
                  const removed = await run({ ref: control.ref });
                  if (removed.ok)
                    offer(`${control.responsibilityName} is no longer a common control`, removed.change);
                }}
              />
            )}
          </>
        )}
      </td>
    </tr>
  );
}

/** Where it holds, and in which services of that it does not. */
function HoldsIn({ control }: { readonly control: CommonControl }) {
  const environments = namesById(useDemarcData('environments.list', {}));
  const services = new Map(useDemarcData('services.list', {}).map(({ ref, label }) => [ref, label]));
  return (
    <>
      {capital(reachWords(control.reach, { environments, services }))}
      {control.partly.length > 0 && (
        <span className={styles.small}>
          Not in{' '}
          <bdi>
            {fewNames(
              control.partly.map((ref) => services.get(ref) ?? ref),
              3,
            )}
          </bdi>
          , standing in other environments as well
        </span>
      )}
      {control.exceptions.map(({ subject, label, reason }) => (
        <span key={subject} className={styles.small}>
          Not in <bdi>{label}</bdi>: <bdi>{reason}</bdi>
        </span>
      ))}
    </>
  );
}
