import { useState } from 'react';
import type { FileHandle } from '../../../main/contract/capabilities.ts';
import type { WorkbookInfo } from '../../../main/contract/workbook.ts';
import { TEMPLATE_WORDS } from '../../../main/domain/templates.ts';
import { Button } from '../../components/button/button.tsx';
import { Dialog } from '../../components/dialog/dialog.tsx';
import { Checkbox, TextField } from '../../components/field/field.tsx';
import { Notice, Refusal } from '../../components/notice/notice.tsx';
import { failureOf } from '../../host/call-error.ts';
import { useHost } from '../../host/context.tsx';
import { useDemarcQuery } from '../../host/queries.ts';
import { useCapability } from '../../host/use-capability.ts';
import { useCommand } from '../../host/use-command.ts';
import { suggestFileName } from './model.ts';
import styles from './start.module.css';

interface Props {
  /** Given, the workbook is a copy of the example. */
  readonly example?: 'ecommerce';
  /** Given, the workbook begins from that one. */
  readonly template?: FileHandle;
  readonly onDone: (info: WorkbookInfo) => void;
  readonly onClose: () => void;
}

/** Asks for what a new workbook needs: a title, whose assessment it is, and who is assessing. */
export function NewWorkbook(props: Props) {
  const settings = useDemarcQuery('app.settings', {});
  if (!settings.data) return null;
  return <Form {...props} assessor={settings.data.assessor ?? ''} />;
}

function Form(props: Props & { readonly assessor: string }) {
  const host = useHost();
  const dialogs = useCapability('nativeDialogs');
  const [title, setTitle] = useState(props.example ? 'Online shop (example)' : '');
  const [organisation, setOrganisation] = useState('');
  const [assessor, setAssessor] = useState(props.assessor);
  const [withServices, setWithServices] = useState(false);
  const [missing, setMissing] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const create = useCommand('app.create', { quiet: true });
  const saveSettings = useCommand('app.saveSettings', { quiet: true });

  const submit = async () => {
    const named = title.trim();
    setMissing(named === '');
    if (named === '') return;
    setProblem(null);
    try {
      const target = dialogs
        ? await host.pickTarget({ suggestedName: suggestFileName(named), format: 'demarc' })
        : null;
      if (dialogs && !target) return;
      if (assessor.trim() !== props.assessor) await saveSettings.run({ assessor: assessor.trim() || null });
      const made = await create.run({
        title: named,
        ...(assessor.trim() === '' ? {} : { assessor: assessor.trim() }),
        ...(organisation.trim() === '' ? {} : { organisation: organisation.trim() }),
        ...(target ? { target: target.handle } : {}),
        ...(props.example ? { example: props.example } : {}),
        ...(props.template ? { template: props.template.handle, withServices } : {}),
      });
      if (made.ok) props.onDone(made.value);
      else setProblem(made.failure.message);
    } catch (error) {
      setProblem(failureOf(error).message);
    }
  };

  return (
    <Dialog
      title={titleOf(props)}
      onClose={props.onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={create.busy}>
            {props.example ? 'Open the example' : 'Create'}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {problem && <Refusal>{problem}</Refusal>}
        {props.template && (
          <TakenAlong name={props.template.name} withServices={withServices} onServices={setWithServices} />
        )}
        <TextField
          label="Title"
          hint="Such as the system and the year: Payments platform 2026"
          value={title}
          onValue={setTitle}
          maxLength={200}
          error={missing && title.trim() === '' ? 'Give the workbook a title.' : null}
          required
        />
        {!props.example && (
          <TextField
            label="Organisation"
            optional
            hint={
              props.template
                ? 'Whose responsibilities are assessed; left empty, the one of the template'
                : 'Whose responsibilities are assessed'
            }
            value={organisation}
            onValue={setOrganisation}
            maxLength={200}
          />
        )}
        <TextField
          label="Your name"
          optional
          hint="Written beside every change that you make; you are the lead assessor until you name somebody else"
          value={assessor}
          onValue={setAssessor}
          maxLength={200}
        />
        {!dialogs && (
          <p className={styles.small}>
            The file goes into the workbooks folder of the machine that runs Demarc.
          </p>
        )}
      </div>
    </Dialog>
  );
}

const titleOf = ({ example, template }: Props): string =>
  example ? 'Open the example' : template ? 'New workbook from a template' : 'New workbook';

/** What the new workbook takes from its template, said before it is made. */
function TakenAlong(props: {
  readonly name: string;
  readonly withServices: boolean;
  readonly onServices: (wanted: boolean) => void;
}) {
  return (
    <>
      <Notice title={`Begins from ${props.name}`}>
        <p>{TEMPLATE_WORDS.taken}</p>
        <p>{TEMPLATE_WORDS.left}</p>
      </Notice>
      <Checkbox
        label="Take the services in use along"
        hint={TEMPLATE_WORDS.services}
        checked={props.withServices}
        onChecked={props.onServices}
      />
    </>
  );
}
