import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { ExportFormat } from '../../../main/contract/exports.ts';
import { Page, Section } from '../../components/page/page.tsx';
import { useShortcut } from '../../components/shortcuts/shortcuts.tsx';
import { useDemarcData } from '../../host/queries.ts';
import { today } from '../../lib/format.ts';
import { Counts } from './components/counts.tsx';
import styles from './components/export.module.css';
import { ExtractNote } from './components/extract-note.tsx';
import { type DocumentChoice, ExportButton, Formats, ForWhom, JudgedAsOf } from './components/formats.tsx';
import { Forms } from './components/forms.tsx';
import { NotWritten, Progress } from './components/job-panels.tsx';
import { Layouts } from './components/layouts.tsx';
import { PackSection } from './components/pack-section.tsx';
import { Results } from './components/results.tsx';
import { exportFileName } from './model.ts';
import type { ExportSearch } from './search.ts';
import { useExporting } from './use-exporting.ts';

const route = getRouteApi('/w/$workbook/export');

/** Choose formats, see what will be in them, write them, and see that nothing is missing. */
export function ExportScreen() {
  const info = useDemarcData('workbook.info', {});
  const people = useDemarcData('people.list', {});
  const search = route.useSearch();
  const navigate = route.useNavigate();
  // A person who has left the workbook meanwhile has no hand-out.
  const person = people.find((entry) => entry.id === search.person);
  const day = search.asOf === undefined ? {} : { asOf: search.asOf };
  const limit = {
    ...day,
    ...(person ? { person: person.id } : {}),
    ...(search.rows ? { filter: search.rows } : {}),
  };
  const counts = useDemarcData('exports.counts', limit);
  const [chosen, setChosen] = useState<ReadonlySet<ExportFormat>>(new Set(['xlsx', 'pdf']));
  const [choice, setChoice] = useState<DocumentChoice>({ history: false, paper: 'a4' });
  // It is that of the whole workbook, and goes where there is room for it.
  const canTell =
    person === undefined && search.rows === undefined && (chosen.has('xlsx') || chosen.has('pdf'));
  const fileName = (format: ExportFormat) =>
    exportFileName(info, format, today(), person?.name, search.rows !== undefined);
  const { job, problem, write } = useExporting(fileName);
  const running = job.status.state === 'running';
  const nothing = search.rows !== undefined && counts.rows === 0;
  const where = search.rows ? 'in view' : person ? 'in the hand-out' : 'in the workbook';
  const goTo = (next: ExportSearch) => {
    job.reset();
    void navigate({ search: next, replace: true });
  };
  const limitTo = (next: ExportSearch) => goTo({ ...day, ...next });
  const judgeAsOf = (date: string | null) => {
    const { asOf: _, ...rest } = search;
    goTo(date === null || date === today() ? rest : { ...rest, asOf: date });
  };

  const run = async () => {
    if (running || nothing || chosen.size === 0) return;
    await write(chosen, { ...choice, history: choice.history && canTell, ...limit });
  };
  useShortcut('Mod+Enter', 'Export', () => void run(), { group: 'Export', command: 'export' });

  return (
    <Page
      title="Export"
      lead="For owners to fill in and for auditors to read. After writing, each file is read back and counted against the workbook."
    >
      <Section
        title="What will be in it"
        hint={
          person &&
          `A hand-out: only the rows in which ${person.name} is named, and the open rows of services that ${person.name} leads, with their evidence and gaps. Everything else stays out.`
        }
      >
        <div className={styles.whom}>
          {people.length > 0 && (
            <ForWhom
              people={people}
              person={person?.id ?? ''}
              inView={search.rows !== undefined}
              disabled={running}
              onPerson={(id) =>
                limitTo({
                  ...(search.rows ? { rows: search.rows } : {}),
                  ...(id === '' ? {} : { person: id }),
                })
              }
            />
          )}
          <JudgedAsOf day={search.asOf} disabled={running} onDay={judgeAsOf} />
        </div>
        {search.rows && counts.extract && (
          <ExtractNote
            counts={counts}
            filter={search.rows}
            disabled={running}
            onEverything={() => limitTo(person ? { person: person.id } : {})}
          />
        )}
        <Counts counts={counts} />
      </Section>
      <Section title="Formats">
        <Formats
          chosen={chosen}
          onChosen={setChosen}
          disabled={running}
          choice={choice}
          canTell={canTell}
          whole={person === undefined && search.rows === undefined}
          onChoice={setChoice}
        />
        <Progress job={job} title="Exporting" />
        {!running && <ExportButton disabled={nothing || chosen.size === 0} onExport={() => void run()} />}
      </Section>
      <NotWritten job={job} problem={problem} title="Nothing was exported" failed="The export failed" />
      {job.status.state === 'done' && <Results files={job.status.result.files} where={where} />}
      {search.rows === undefined && <Layouts asOf={search.asOf} />}
      {search.rows === undefined && person === undefined && <OfTheWhole asOf={search.asOf} />}
    </Page>
  );
}

/** What is always of the whole workbook. */
const OfTheWhole = ({ asOf }: { readonly asOf: string | undefined }) => (
  <>
    <Forms asOf={asOf} />
    <PackSection asOf={asOf} />
  </>
);
