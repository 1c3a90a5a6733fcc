import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { ExportFormat } from '../../../main/contract/exports.ts';
import { Button } from '../../components/button/button.tsx';
import { DateField } from '../../components/field/edit-field.tsx';
import { Checkbox, Select } from '../../components/field/field.tsx';
import { Notice } from '../../components/notice/notice.tsx';
import { Page, Panel, Section } from '../../components/page/page.tsx';
import { JobBar } from '../../components/progress/progress.tsx';
import { useShortcut } from '../../components/shortcuts/shortcuts.tsx';
import { failureOf } from '../../host/call-error.ts';
import { useHost, useSaves } from '../../host/context.tsx';
import { useDemarcData } from '../../host/queries.ts';
import { useJob } from '../../host/use-job.ts';
import { formatCount, today } from '../../lib/format.ts';
import { Counts } from './components/counts.tsx';
import styles from './components/export.module.css';
import { ExtractNote } from './components/extract-note.tsx';
import { Layouts } from './components/layouts.tsx';
import { PackSection } from './components/pack-section.tsx';
import { Results } from './components/results.tsx';
import { exportFileName, FORMATS } from './model.ts';
import type { ExportSearch } from './search.ts';

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
  const host = useHost();
  const saves = useSaves();
  const job = useJob('exports.run');
  const [chosen, setChosen] = useState<ReadonlySet<ExportFormat>>(new Set(['xlsx', 'pdf']));
  const [history, setHistory] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  // It is that of the whole workbook, and goes where there is room for it.
  const canTell =
    person === undefined && search.rows === undefined && (chosen.has('xlsx') || chosen.has('pdf'));
  const running = job.status.state === 'running';
  const nothing = search.rows !== undefined && counts.rows === 0;
  const where = search.rows ? 'in view' : person ? 'in the hand-out' : 'in the workbook';
  const limitTo = (next: ExportSearch) => {
    job.reset();
    void navigate({ search: { ...day, ...next }, replace: true });
  };
  const judgeAsOf = (date: string | null) => {
    job.reset();
    const { asOf: _, ...rest } = search;
    void navigate({
      search: date === null || date === today() ? rest : { ...rest, asOf: date },
      replace: true,
    });
  };

  const run = async () => {
    if (running || nothing || chosen.size === 0) return;
    setProblem(null);
    // What is still being typed belongs into the export.
    if (!(await saves.flushAll())) {
      setProblem(
        'Something in this workbook is not saved yet, so an export would miss it. The top of the window names it: save or discard it, then export again.',
      );
      return;
    }
    try {
      const files: { format: ExportFormat; target: string }[] = [];
      for (const { format } of FORMATS) {
        if (!chosen.has(format)) continue;
        const target = await host.pickTarget({
          suggestedName: exportFileName(info, format, today(), person?.name, search.rows !== undefined),
          format,
        });
        if (target === null) return;
        files.push({ format, target: target.handle });
      }
      await job.run({ files, history: history && canTell, ...limit });
    } catch (error) {
      setProblem(failureOf(error).message);
    }
  };
  useShortcut('Mod+Enter', 'Export', () => void run(), { group: 'Export', command: 'export' });

  const toggle = (format: ExportFormat, on: boolean) =>
    setChosen((now) => new Set(on ? [...now, format] : [...now].filter((other) => other !== format)));
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
            <Select
              label="For whom"
              value={person?.id ?? ''}
              disabled={running}
              options={[
                { value: '', label: search.rows ? 'Everybody' : 'Everybody: the whole workbook' },
                ...people.map((entry) => ({
                  value: entry.id,
                  label: `${entry.name}: ${formatCount(entry.assignments, 'duty', 'duties')}`,
                })),
              ]}
              onValue={(id) =>
                limitTo({
                  ...(search.rows ? { rows: search.rows } : {}),
                  ...(id === '' ? {} : { person: id }),
                })
              }
            />
          )}
          <DateField
            label="Judged as of"
            hint="Gaps, expiry and overdue dates in every document from here are as of this day, and each says so."
            value={search.asOf ?? today()}
            disabled={running}
            onEdit={judgeAsOf}
          />
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
        <Panel padded>
          <div className={styles.formats}>
            {FORMATS.map((entry) => (
              <Checkbox
                key={entry.format}
                label={<strong>{entry.name}</strong>}
                hint={entry.what}
                checked={chosen.has(entry.format)}
                disabled={running}
                onChecked={(on) => toggle(entry.format, on)}
              />
            ))}
            <Checkbox
              label="With the history"
              hint={
                person === undefined && search.rows === undefined
                  ? 'Who changed what, when, from what to what and why: a sheet of the Excel workbook, an annex of the PDF.'
                  : 'Only with the whole workbook: it tells of all that was changed.'
              }
              checked={history && canTell}
              disabled={running || !canTell}
              onChecked={setHistory}
            />
          </div>
        </Panel>
        {job.status.state === 'running' ? (
          <Panel padded>
            <JobBar
              title="Exporting"
              progress={job.status.progress}
              cancelling={job.status.cancelling}
              onCancel={job.cancel}
            />
          </Panel>
        ) : (
          <div>
            <Button
              kind="primary"
              size="large"
              icon="export"
              disabled={nothing || chosen.size === 0}
              onClick={() => void run()}
            >
              Export
            </Button>
          </div>
        )}
      </Section>
      {problem && (
        <Notice tone="bad" title="Nothing was exported">
          {problem}
        </Notice>
      )}
      {job.status.state === 'failed' && (
        <Notice tone="bad" title="The export failed">
          <p>{job.status.failure.message}</p>
          <p>The workbook is as it was, and no half-written file was left behind.</p>
        </Notice>
      )}
      {job.status.state === 'done' && <Results files={job.status.result.files} where={where} />}
      {search.rows === undefined && <Layouts asOf={search.asOf} />}
      {search.rows === undefined && person === undefined && <PackSection asOf={search.asOf} />}
    </Page>
  );
}
