import { useState } from 'react';
import { AUDIENCES } from '../../../../main/contract/audience.ts';
import { DECISION_RECORD, type Layout } from '../../../../main/contract/layouts.ts';
import { Badge } from '../../../components/badge/badge.tsx';
import { Button } from '../../../components/button/button.tsx';
import { Select } from '../../../components/field/field.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import type { PreparedChoice } from '../../../components/prepared/use-marks.ts';
import { useHost } from '../../../host/context.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { today } from '../../../lib/format.ts';
import { chosenBeside, firstLayout, layoutOptions, vantageLabel } from '../layout-model.ts';
import { exportFileName } from '../model.ts';
import { useWriting } from '../use-writing.ts';
import { FrameworkChoice } from './framework-choice.tsx';
import { NotWritten, Progress } from './job-panels.tsx';
import { LayoutResult } from './layout-result.tsx';
import styles from './layouts.module.css';
import { PackageOverview } from './package-overview.tsx';
import { Sentences } from './sentences.tsx';

interface Props {
  readonly asOf: string | undefined;
  readonly prepared: PreparedChoice;
}
/** Choose a layout that auditors exchange, see what it has no place for, write it, and see what was left out. */
export function Layouts({ asOf, prepared }: Props) {
  const { noLayout } = AUDIENCES[prepared.audience];
  const info = useDemarcData('workbook.info', {});
  const layouts = useDemarcData('layouts.list', {});
  const host = useHost();
  const { job, problem, choosing, write } = useWriting(
    'layouts.write',
    'the layout',
    'write the layout again',
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const [seat, setSeat] = useState<string | null>(null);
  const [framework, setFramework] = useState<string | null>(null);
  const [overview, setOverview] = useState('');
  const layout = layouts.find(({ id }) => id === chosen) ?? firstLayout(layouts, info.frameworks);
  if (!layout) return null;
  const vantage = layout.vantages.find(({ id }) => id === seat) ?? layout.vantages[0];
  const running = job.status.state === 'running';

  const writeLayout = () =>
    write(async () => {
      const name = `${layout.id.replace(':', ' ')} ${info.title}`;
      const target = await host.pickTarget({
        suggestedName: exportFileName({ title: name }, layout.format, today()),
        format: layout.format,
      });
      if (target === null) return;
      await job.run({
        layout: layout.id,
        target: target.handle,
        ...(vantage === undefined ? {} : { vantage: vantage.id }),
        ...chosenBeside(layout, framework, overview),
        ...prepared,
        ...(asOf === undefined ? {} : { asOf }),
      });
    });
  return (
    <Section
      title="Auditors' layouts"
      hint="The whole workbook in the columns and words that a scheme uses, written from one seat."
    >
      <Panel padded>
        <div className={styles.choice}>
          <div className={styles.fields}>
            <Select
              label="Layout"
              value={layout.id}
              disabled={running}
              options={layoutOptions(layouts)}
              onValue={choosing((id: string) => {
                setChosen(id);
                setSeat(null);
              })}
            />
            {vantage && (
              <Select
                label={vantageLabel(layout)}
                value={vantage.id}
                disabled={running}
                hint={vantage.about}
                options={layout.vantages.map(({ id, name }) => ({ value: id, label: name }))}
                onValue={choosing(setSeat)}
              />
            )}
            <FrameworkChoice
              layout={layout}
              matters={info.frameworks}
              value={framework}
              disabled={running}
              onValue={choosing(setFramework)}
            />
            {layout.id === DECISION_RECORD && (
              <PackageOverview value={overview} disabled={running} onValue={choosing(setOverview)} />
            )}
            {noLayout !== null && <p>{noLayout}</p>}
            <div>
              <Button
                icon="export"
                disabled={running || noLayout !== null}
                onClick={() => void writeLayout()}
              >
                Write this layout
              </Button>
            </div>
          </div>
          <About layout={layout} />
        </div>
      </Panel>
      <Progress job={job} title={`Writing ${layout.title}`} />
      <NotWritten job={job} problem={problem} title="The layout was not written" />
      {job.status.state === 'done' && <LayoutResult written={job.status.result} />}
    </Section>
  );
}

/** What the layout is, how sure its columns are, and what it has no place for. */
function About({ layout }: { readonly layout: Layout }) {
  return (
    <div className={styles.about}>
      <p>{layout.about}</p>
      <p className={styles.facts}>
        <Badge tone={layout.verified ? 'plain' : 'warn'}>
          {`${['json', 'cklb'].includes(layout.format) ? 'Schema' : 'Columns'} ${layout.verified ? 'known' : 'unverified'}`}
        </Badge>
        <span>{layout.basis}</span>
      </p>
      <h3 className={styles.heading}>What it cannot hold</h3>
      <Sentences of={layout.cannotHold} />
      <p className={styles.facts}>
        {layout.publisher}. Template version {layout.version}.
      </p>
    </div>
  );
}
