import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CommonControl } from '../../../../main/contract/common-controls.ts';
import { canAnswerForMany } from '../../../../main/domain/answers/held.ts';
import { namesById } from '../../../../main/domain/duties/ownership.ts';
import { reachWords } from '../../../../main/domain/duties/reach-words.ts';
import { Button, IconButton } from '../../../components/button/button.tsx';
import { OwnershipChip } from '../../../components/ownership/ownership-chip.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import table from '../../../components/table/table.module.css';
import { useToasts } from '../../../components/toast/toasts.tsx';
import { useWorkbookId } from '../../../host/context.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import { formatCount, formatNumber } from '../../../lib/format.ts';
import { STATUS_WORDS } from '../../../lib/words.ts';
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
          <Button
            icon="add"
            disabled={able.length === 0}
            title={able.length === 0 ? 'Add an internal provider or a third party first' : undefined}
            onClick={() => setShown('new')}
          >
            Add a common control
          </Button>
        )
      }
    >
      {controls.length > 0 && (
        <Panel>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">Answer</th>
                <th scope="col">Owner</th>
                <th scope="col">Holds in</th>
                <th scope="col">Services</th>
                <th scope="col">
                  <span className="visually-hidden">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {controls.map((control) => (
                <Row
                  key={control.ref}
                  control={control}
                  readOnly={readOnly}
                  onEdit={() => setShown(control)}
                />
              ))}
            </tbody>
          </table>
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
  const environments = namesById(useDemarcData('environments.list', {}));
  const { run, busy } = useCommand('common.remove');
  const toasts = useToasts();
  const locked = control.review === 'accepted';
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
            {control.partyName} · {STATUS_WORDS[control.status]}
            {control.evidence > 0 && ` · ${formatCount(control.evidence, 'piece')} of evidence`}
          </span>
        </div>
      </td>
      <td className={table.fixed}>
        <OwnershipChip ownership={control.ownership} parties={parties} words />
      </td>
      <td>
        <div className={styles.duty}>
          {reachWords(control.reach, environments)}
          {control.exceptions.map(({ subject, label, reason }) => (
            <span key={subject} className={styles.small}>
              not {label}: {reason}
            </span>
          ))}
        </div>
      </td>
      <td className={table.fixed}>
        <div className={styles.duty}>
          {formatNumber(control.services)}
          {control.open > 0 && <span className={styles.small}>{control.open} own parts open</span>}
          {control.ownAnswers > 0 && (
            <span className={styles.small}>{control.ownAnswers} with their own answer</span>
          )}
        </div>
      </td>
      <td className={table.acts}>
        {!props.readOnly && (
          <>
            <IconButton
              icon="edit"
              label={`Where ${control.responsibilityName} of ${control.partyName} holds`}
              disabled={locked}
              onClick={props.onEdit}
            />
            <IconButton
              icon="remove"
              label={`Take out ${control.responsibilityName} of ${control.partyName}`}
              disabled={busy || locked}
              onClick={async () => {
                const removed = await run({ ref: control.ref });
                if (removed.ok)
                  toasts.show({ text: `${control.responsibilityName} is no longer a common control` });
              }}
            />
          </>
        )}
      </td>
    </tr>
  );
}
