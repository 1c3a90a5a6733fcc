import { useCallback, useEffect, useRef, useState } from 'react';
import type { MergePreview, MergeResult, Resolution } from '../../../../main/contract/merge.ts';
import { Button } from '../../../components/button/button.tsx';
import { DropZone } from '../../../components/drop-zone/drop-zone.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { FocusHere } from '../../../components/page/focus-here.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import { JobBar } from '../../../components/progress/progress.tsx';
import { useSaves } from '../../../host/context.tsx';
import { useJob } from '../../../host/use-job.ts';
import { formatCount } from '../../../lib/format.ts';
import { openConflicts, type Resolutions } from '../merge-model.ts';
import styles from './merge.module.css';
import { MergeConflicts } from './merge-conflicts.tsx';
import { MergeDone } from './merge-done.tsx';
import { MergeHistory } from './merge-history.tsx';
import { MergeIncoming } from './merge-incoming.tsx';
import { MergeSides } from './merge-sides.tsx';

interface Ends {
  readonly merge?: string;
  readonly base?: string;
}

/** Brings a colleague's copy in: choose it, see what comes by itself, decide what both changed, merge. */
export function MergeView(props: {
  readonly file: string | undefined;
  readonly base: string | undefined;
  readonly readOnly: boolean;
  readonly onEnds: (ends: Ends) => void;
}) {
  const { file, base } = props;
  const look = useJob('merge.preview');
  const apply = useJob('merge.apply');
  const saves = useSaves();
  const [resolutions, setResolutions] = useState<Resolutions>({});
  const [done, setDone] = useState<MergeResult | null>(null);
  const [unsaved, setUnsaved] = useState(false);
  const [further, setFurther] = useState(false);
  const { run } = look;
  // What is looked at again with decisions keeps the list in view meanwhile.
  const known = useRef<MergePreview | null>(null);
  const read = useCallback(
    async (decided: Resolutions) => {
      if (file === undefined) return;
      // What is still being typed belongs into the merge.
      const saved = await saves.flushAll();
      setUnsaved(!saved);
      if (!saved) return;
      known.current = await run({
        file,
        ...(base === undefined ? {} : { base }),
        resolutions: { ...decided },
      });
    },
    [file, base, run, saves],
  );
  useEffect(() => void read({}), [read]);

  const preview = look.status.state === 'done' ? look.status.result : known.current;
  const decide = (key: string, answer: Resolution) => setResolutions((now) => ({ ...now, [key]: answer }));
  const merge = async () => {
    if (!preview || file === undefined) return;
    const result = await apply.run({
      file,
      ...(base === undefined ? {} : { base }),
      resolutions: { ...resolutions },
      expected: { mine: preview.mine.head, theirs: preview.theirs.head },
    });
    if (result) setDone(result);
    else {
      // To keep a record can raise questions about what is in it, and either file may have changed meanwhile.
      setFurther(true);
      await read(resolutions);
    }
  };

  if (file === undefined) return <Choose readOnly={props.readOnly} onEnds={props.onEnds} />;
  if (done) return <MergeDone result={done} onAgain={() => props.onEnds({})} />;
  const open = preview ? openConflicts(preview.conflicts, resolutions) : [];
  const failure =
    look.status.state === 'failed'
      ? look.status.failure
      : apply.status.state === 'failed' && !(further && open.length > 0)
        ? apply.status.failure
        : null;
  return (
    <>
      {look.status.state === 'running' && (
        <JobBar
          title="Reading the copy"
          progress={look.status.progress}
          cancelling={look.status.cancelling}
          onCancel={() => props.onEnds({})}
        />
      )}
      {unsaved && (
        <Notice
          tone="bad"
          title="Something in this workbook is not saved yet"
          actions={<Button onClick={() => void read(resolutions)}>Look again</Button>}
        >
          Save or discard it, then look at the copy again.
        </Notice>
      )}
      {preview?.notices.map((notice) => (
        <Notice key={notice} tone="warn" title="The copy may lack answers">
          {notice}
        </Notice>
      ))}
      {failure && (
        <Notice
          tone="bad"
          title={look.status.state === 'failed' ? 'The copy was not read' : 'Nothing was merged'}
          actions={
            <>
              <Button onClick={() => void read(resolutions)}>Look again</Button>
              <Button onClick={() => props.onEnds({})}>Choose another copy</Button>
            </>
          }
        >
          {failure.message}
        </Notice>
      )}
      {failure &&
        base === undefined &&
        failure.code === 'RULE_VIOLATION' &&
        look.status.state === 'failed' && (
          <DropZone
            compact
            multiple={false}
            label="Name the base"
            hint="The workbook that both were made from, such as a backup of that day. It is only read."
            purpose="workbook"
            accept={['.demarc']}
            onFiles={([given]) => given && props.onEnds({ merge: file, base: given.handle })}
          />
        )}
      {preview && look.status.state !== 'failed' && (
        <>
          <FocusHere>
            <MergeSides preview={preview} />
          </FocusHere>
          {further && open.length > 0 && (
            <Notice tone="warn" title={`${formatCount(open.length, 'further question')}`}>
              What you decided to keep differs in more than one way. Decide on these, too.
            </Notice>
          )}
          {preview.conflicts.length > 0 && (
            <MergeConflicts
              conflicts={preview.conflicts}
              resolutions={resolutions}
              names={{ mine: preview.mine.name, theirs: preview.theirs.name }}
              onDecide={decide}
              onAll={(answer) =>
                setResolutions(Object.fromEntries(preview.conflicts.map(({ key }) => [key, answer])))
              }
            />
          )}
          <MergeIncoming preview={preview} />
          <div className={styles.bar}>
            <p role="status">
              {apply.status.state === 'running'
                ? 'Merging'
                : preview.conflicts.length === 0
                  ? nothingToDo(preview)
                    ? 'This workbook has everything that the copy has.'
                    : 'Nothing has to be decided.'
                  : open.length === 0
                    ? 'Everything is decided.'
                    : `${open.length} of ${formatCount(preview.conflicts.length, 'conflict')} to decide.`}
            </p>
            <div className={styles.acts}>
              <Button onClick={() => props.onEnds({})}>Choose another copy</Button>
              <Button
                kind="primary"
                disabled={
                  props.readOnly ||
                  open.length > 0 ||
                  nothingToDo(preview) ||
                  look.status.state === 'running' ||
                  apply.status.state === 'running'
                }
                onClick={() => void merge()}
              >
                Merge into this workbook
              </Button>
            </div>
          </div>
        </>
      )}
    </>
  );
}

/** The copy holds no entry that this workbook does not have. */
const nothingToDo = ({ theirs, changes, conflicts }: MergePreview): boolean =>
  theirs.entries === 0 && changes.length === 0 && conflicts.length === 0;

function Choose(props: { readonly readOnly: boolean; readonly onEnds: (ends: Ends) => void }) {
  return (
    <>
      <Section
        title="Merge a colleague's copy"
        hint="What only one of you changed comes in by itself. What you both changed is shown side by side for you to decide. One undo takes all of it back."
      >
        {props.readOnly ? (
          <Notice>This workbook is open for reading only, so nothing can be merged into it.</Notice>
        ) : (
          <Panel padded>
            <DropZone
              multiple={false}
              label="Choose the copy"
              hint="Drop the .demarc file here that somebody else worked in. It is only read, and stays as it is."
              purpose="workbook"
              accept={['.demarc']}
              onFiles={([given]) => given && props.onEnds({ merge: given.handle })}
            />
          </Panel>
        )}
      </Section>
      <MergeHistory />
    </>
  );
}
