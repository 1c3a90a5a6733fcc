import { useState } from 'react';
import { whyNoForm } from '../../../../main/domain/report/audience.ts';
import { Button } from '../../../components/button/button.tsx';
import { Checkbox, Select } from '../../../components/field/field.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import type { PreparedChoice } from '../../../components/prepared/use-marks.ts';
import { useHost } from '../../../host/context.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { BY_THE_ANSWERS, filledName, formSeats } from '../form-model.ts';
import { useFormFile } from '../use-form-file.ts';
import { useNaming } from '../use-naming.ts';
import { useWriting } from '../use-writing.ts';
import { FormNaming } from './form-naming.tsx';
import { FormResult } from './form-result.tsx';
import { NotWritten, Progress } from './job-panels.tsx';
import styles from './layouts.module.css';

/** Choose a receiver's own form, fill it in in place, and see which rows were filled, which were left, and why. */
export function Forms(props: { readonly asOf: string | undefined; readonly prepared: PreparedChoice }) {
  const { asOf, prepared } = props;
  const noForm = whyNoForm(prepared);
  const host = useHost();
  const { readOnly } = useDemarcData('workbook.info', {});
  const { job, problem, setProblem, choosing, write } = useWriting(
    'forms.fill',
    'the form',
    'fill the form in again',
  );
  const [seat, setSeat] = useState<string>(BY_THE_ANSWERS);
  const [overwrite, setOverwrite] = useState(false);
  const named = useNaming(job, readOnly);
  const changed = () => {
    job.reset();
    setProblem(null);
  };
  const { form, receiving, choose } = useFormFile(() => {
    changed();
    named.forget();
  }, setProblem);
  const running = job.status.state === 'running' || receiving;
  const fill = async () => {
    if (form === null) return;
    changed();
    const result = filledName(form.name);
    if (result === null) {
      setProblem(
        `${form.name} is no Excel workbook (.xlsx or .xlsm). Save the form as one and choose it again.`,
      );
      return;
    }
    await write(async () => {
      const target = await host.pickTarget({ suggestedName: result.name, format: result.format });
      if (target === null) return;
      await job.run({
        form: form.handle,
        target: target.handle,
        overwrite,
        ...named.asked,
        ...(seat === BY_THE_ANSWERS ? {} : { vantage: seat }),
        ...prepared,
        ...(asOf === undefined ? {} : { asOf }),
      });
    });
  };
  return (
    <Section
      title="A receiver's own form"
      hint="Filled in in place: only cells that are ours change. FedRAMP's CIS and CRM workbook (Appendix J) and POA&M, CSA's CAIQ and AI-CAIQ, CISO Assistant's sheet of an audit, or any responsibility matrix; where its headings do not tell what its columns take, you say it."
    >
      <Panel padded>
        <div className={styles.fields}>
          <p>{form === null ? 'No form is chosen.' : `Form: ${form.name}`}</p>
          <div>
            <Button disabled={running} onClick={() => void choose()}>
              {receiving ? 'Receiving' : form === null ? 'Choose a form' : 'Choose another form'}
            </Button>
          </div>
          <SeatChoice value={seat} disabled={running} onValue={choosing(setSeat)} />
          <Checkbox
            label="Write over cells that are filled in already"
            checked={overwrite}
            disabled={running}
            onChecked={choosing(setOverwrite)}
          />
          {named.open !== null && (
            <FormNaming named={named} open={named.open} disabled={running} choosing={choosing} />
          )}
          {noForm !== null && <p>{noForm}</p>}
          <div>
            <Button
              icon="export"
              disabled={running || form === null || noForm !== null}
              onClick={() => void fill()}
            >
              Fill this form in
            </Button>
          </div>
        </div>
      </Panel>
      <Progress job={job} title={`Filling in ${form?.name ?? 'the form'}`} />
      <NotWritten job={job} problem={problem} title="The form was not filled in" />
      {job.status.state === 'done' && (
        <FormResult filled={job.status.result} readOnly={readOnly} onForgotten={changed} />
      )}
    </Section>
  );
}

/** From whose seat the form is filled in. */
function SeatChoice(props: {
  readonly value: string;
  readonly disabled: boolean;
  readonly onValue: (id: string) => void;
}) {
  const layouts = useDemarcData('layouts.list', {});
  return (
    <div className={styles.narrow}>
      <Select
        label="Filled in from the seat of"
        hint="A POA&M and an audit are the organisation's own and have no seat."
        options={formSeats(layouts)}
        {...props}
      />
    </div>
  );
}
