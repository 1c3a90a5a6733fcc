import { useState } from 'react';
import { AUDIENCES } from '../../../main/contract/audience.ts';
import type { ExportFormat } from '../../../main/contract/exports.ts';
import { whyNoFormat } from '../../../main/domain/report/audience.ts';
import { Page, Section } from '../../components/page/page.tsx';
import type { PreparedChoice } from '../../components/prepared/use-marks.ts';
import { useShortcut } from '../../components/shortcuts/shortcuts.tsx';
import { useDemarcData } from '../../host/queries.ts';
import { today } from '../../lib/format.ts';
import { type DocumentChoice, ExportButton, Formats } from './components/formats.tsx';
import { Forms } from './components/forms.tsx';
import { NotWritten, Progress } from './components/job-panels.tsx';
import { Layouts } from './components/layouts.tsx';
import { PackSection } from './components/pack-section.tsx';
import { PublishSection } from './components/publish-section.tsx';
import { Results } from './components/results.tsx';
import { WhatWillBeInIt } from './components/wanted.tsx';
import { exportFileName } from './model.ts';
import { useExporting } from './use-exporting.ts';
import { useWanted } from './use-wanted.ts';

/** Choose formats, see what will be in them, write them, and see that nothing is missing. */
export function ExportScreen() {
  const info = useDemarcData('workbook.info', {});
  const wanted = useWanted(info);
  const { person, rows, asOf, audience, prepared, limit, refused, counts } = wanted;
  const [ticked, setTicked] = useState<ReadonlySet<ExportFormat>>(new Set(['xlsx', 'pdf']));
  const fits = (format: ExportFormat) => whyNoFormat(prepared, format) === null;
  const chosen = new Set([...ticked].filter(fits));
  const [choice, setChoice] = useState<DocumentChoice>({ history: false, paper: 'a4' });
  const whole = person === undefined && rows === undefined;
  const goes = !AUDIENCES[audience].without.includes('history');
  // It is that of the whole workbook, and goes where there is room for it.
  const canTell = whole && goes && (chosen.has('xlsx') || chosen.has('pdf'));
  const fileName = (format: ExportFormat) =>
    exportFileName(info, format, today(), person?.name, rows !== undefined);
  const { job, problem, write } = useExporting(fileName);
  const running = job.status.state === 'running';
  const nothing = refused !== null || (rows !== undefined && counts.rows === 0);
  const where =
    audience !== 'internal' ? 'to go out' : rows ? 'in view' : person ? 'in the hand-out' : 'in the workbook';

  const run = async () => {
    if (running || nothing || chosen.size === 0) return;
    await write(chosen, { ...choice, history: choice.history && canTell, ...prepared, ...limit });
  };
  useShortcut('Mod+Enter', 'Export', () => void run(), { group: 'Export', command: 'export' });

  return (
    <Page
      title="Export"
      lead="For owners to fill in and for auditors to read. After writing, each file is read back and counted against the workbook."
    >
      <WhatWillBeInIt wanted={wanted} disabled={running} onChange={job.reset} />
      <Section title="Formats">
        <Formats
          chosen={ticked}
          onChosen={setTicked}
          fits={fits}
          disabled={running}
          choice={choice}
          canTell={canTell}
          whole={whole}
          isInternal={audience === 'internal'}
          goes={goes}
          onChoice={setChoice}
        />
        <Progress job={job} title="Exporting" />
        {!running && <ExportButton disabled={nothing || chosen.size === 0} onExport={() => void run()} />}
      </Section>
      <NotWritten job={job} problem={problem} title="Nothing was exported" failed="The export failed" />
      {job.status.state === 'done' && <Results files={job.status.result.files} where={where} />}
      {rows === undefined && <Layouts asOf={asOf} prepared={prepared} />}
      {whole && <OfTheWhole asOf={asOf} prepared={prepared} />}
    </Page>
  );
}

/** What is always of the whole workbook. */
const OfTheWhole = (props: { readonly asOf: string | undefined; readonly prepared: PreparedChoice }) => (
  <>
    <Forms {...props} />
    <PackSection {...props} />
    <PublishSection asOf={props.asOf} />
  </>
);
