import { isWorthReading, MOST_IN_FOLDER } from '../../../main/domain/services/worth-reading.ts';
import { Button } from '../../components/button/button.tsx';
import { DropZone } from '../../components/drop-zone/drop-zone.tsx';
import { Notice } from '../../components/notice/notice.tsx';
import { FocusHere } from '../../components/page/focus-here.tsx';
import { Page, Panel, Section } from '../../components/page/page.tsx';
import { JobBar } from '../../components/progress/progress.tsx';
import { useDemarcData } from '../../host/queries.ts';
import { ArrivalList } from './arrival-list.tsx';
import { RecordedTexts } from './control-texts/recorded-texts.tsx';
import { KnownFiles } from './known-files.tsx';
import { type Arrival, KIND_LABELS } from './model.ts';
import { TakeIn } from './take-in.tsx';
import { useArrivals } from './use-arrivals.ts';
import { ClaimsView } from './vendor-matrix/claims-view.tsx';

/** Of a folder, the files that may be anything; those of tools are left. */
const FOLDERS = { isWanted: isWorthReading, most: MOST_IN_FOLDER };

/** One place for whatever comes back or comes in: it is recognised, shown, and changes nothing before a yes. */
export function ImportScreen() {
  const { readOnly } = useDemarcData('workbook.info', {});
  const { arrivals, setOpen, current, waiting, take, cancel, forget } = useArrivals();
  /** Back to the list of several files, or to the beginning. */
  const done = () => {
    if (arrivals.length > 1) return setOpen(null);
    forget();
  };
  return (
    <Page
      wide={current !== undefined}
      title="Import"
      // Where a file is looked through, the room is the file's.
      lead={
        current === undefined
          ? 'Sheets that come back, matrices of vendors, copies of colleagues, findings, catalogues. Every file is shown before anything in the workbook changes.'
          : undefined
      }
    >
      {readOnly && (
        <Notice>
          This workbook is open for reading only. Files can be looked at; nothing can be taken in.
        </Notice>
      )}
      {current ? (
        <FocusHere key={current.file.handle}>
          <Section
            title={current.file.name}
            hint={current.state.is === 'known' ? KIND_LABELS[current.state.incoming.kind] : undefined}
            actions={
              <Button onClick={done}>{arrivals.length > 1 ? 'Back to the files' : 'Another file'}</Button>
            }
          >
            {current.state.is === 'waiting' && (
              <Panel padded>
                <JobBar title="Looking at the file" progress={null} cancelling={false} onCancel={cancel} />
              </Panel>
            )}
            {current.state.is === 'refused' && (
              <Notice tone="bad" title="This file cannot be read">
                {current.state.why}
              </Notice>
            )}
            {current.state.is === 'known' && (
              <TakeIn
                key={current.file.handle}
                file={current.file}
                incoming={current.state.incoming}
                beside={besideOf(current, arrivals)}
                onDone={done}
              />
            )}
          </Section>
        </FocusHere>
      ) : (
        <>
          <DropZone
            label="Choose files"
            hint="or drop or paste them here, also a folder of them. Each is recognised by its content."
            purpose="import"
            folders={FOLDERS}
            onFiles={(files) => void take(files)}
          />
          {arrivals.length > 1 && (
            <Section
              title={`${arrivals.length} files`}
              actions={waiting ? <Button onClick={cancel}>Cancel</Button> : undefined}
            >
              <ArrivalList arrivals={arrivals} onOpen={setOpen} />
            </Section>
          )}
          {arrivals.length === 0 && (
            <Section title="What can be given here">
              <Panel padded>
                <KnownFiles />
              </Panel>
            </Section>
          )}
          <RecordedTexts readOnly={readOnly} />
        </>
      )}
      {/* Beside a file of another kind they would be read as part of it. */}
      {(current === undefined ||
        (current.state.is === 'known' && current.state.incoming.kind === 'vendor-matrix')) && <ClaimsView />}
    </Page>
  );
}

/** No profile chooses from more catalogues. */
const MOST_BESIDE = 20;
/** The other files of its kind that came with one. */
const besideOf = ({ file, state }: Arrival, arrivals: readonly Arrival[]): readonly string[] =>
  arrivals
    .flatMap((other) =>
      state.is === 'known' &&
      other.state.is === 'known' &&
      other.state.incoming.kind === state.incoming.kind &&
      other.file.handle !== file.handle
        ? [other.file.handle]
        : [],
    )
    .slice(0, MOST_BESIDE);
