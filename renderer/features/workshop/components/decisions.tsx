import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Button, IconButton } from '../../../components/button/button.tsx';
import { TextField } from '../../../components/field/field.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import table from '../../../components/table/table.module.css';
import { Table } from '../../../components/table/table.tsx';
import { useWorkbookId } from '../../../host/context.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import { useUndoOffer } from '../../../host/use-undo-offer.ts';
import { formatMoment } from '../../../lib/format.ts';
import styles from './workshop.module.css';

/** The log of decisions, newest first; one without a duty can be added here. */
export function Decisions({ readOnly }: { readonly readOnly: boolean }) {
  const decisions = useDemarcData('workshop.decisions', {});
  const workbook = useWorkbookId();
  const remove = useCommand('workshop.removeDecision');
  const offer = useUndoOffer();
  const takeOut = async (number: number) => {
    const done = await remove.run({ number });
    if (done.ok) offer('Decision removed.', done.change);
  };
  return (
    <Section
      title="Decisions"
      hint="What the room agreed on, beside the answers themselves. D on a card notes one on its duty; it stands on that card."
    >
      {!readOnly && <AddDecision />}
      {decisions.length > 0 && (
        <Panel>
          <Table
            heads={[
              'Decision',
              'About',
              'Meeting',
              'Noted',
              ...(readOnly ? [] : [{ text: 'Actions', hidden: true }]),
            ]}
          >
            {decisions.map((decision) => (
              <tr key={decision.number} data-entry={`decision-${decision.number}`} tabIndex={-1}>
                <td className={styles.text}>{decision.text}</td>
                <td>
                  {decision.ref && (
                    <About refTo={decision.ref} words={decision.about ?? ''} workbook={workbook} />
                  )}
                </td>
                <td>{decision.meetingTitle ?? ''}</td>
                <td className={styles.soft}>
                  {formatMoment(decision.decidedAt)}
                  {decision.recordedBy === null ? '' : ` by ${decision.recordedBy}`}
                </td>
                {!readOnly && (
                  <td className={table.acts}>
                    <IconButton
                      icon="remove"
                      label={`Remove decision ${decision.number}`}
                      onClick={() => void takeOut(decision.number)}
                    />
                  </td>
                )}
              </tr>
            ))}
          </Table>
        </Panel>
      )}
    </Section>
  );
}

function About(props: { readonly refTo: string; readonly words: string; readonly workbook: string }) {
  const [subject = '', card = ''] = props.refTo.split('/');
  return (
    <Link
      to="/w/$workbook/present/{-$subject}"
      params={{ workbook: props.workbook, subject }}
      search={{ card }}
    >
      {props.words}
    </Link>
  );
}

function AddDecision() {
  const [text, setText] = useState('');
  const decide = useCommand('workshop.decide');
  return (
    <form
      className={styles.line}
      onSubmit={async (event) => {
        event.preventDefault();
        if (text.trim() === '' || decide.busy) return;
        if ((await decide.run({ text: text.trim() })).ok) setText('');
      }}
    >
      <div className={styles.grow}>
        <TextField
          label="A decision about no duty in particular"
          value={text}
          onValue={setText}
          maxLength={10_000}
        />
      </div>
      <Button type="submit" disabled={text.trim() === '' || decide.busy}>
        Note it
      </Button>
    </form>
  );
}
