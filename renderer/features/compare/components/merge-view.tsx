import type { MergePreview } from '../../../../main/contract/merge.ts';
import { Button } from '../../../components/button/button.tsx';
import { DropZone } from '../../../components/drop-zone/drop-zone.tsx';
import { Checkbox } from '../../../components/field/field.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { FocusHere } from '../../../components/page/focus-here.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import { JobBar } from '../../../components/progress/progress.tsx';
import { formatCount } from '../../../lib/format.ts';
import { openConflicts } from '../merge-model.ts';
import { type Merging, useMerging } from '../use-merging.ts';
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
  const merging = useMerging(file, base);
  const { look, apply, preview, resolutions, done, further } = merging;
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
      {merging.unsaved && (
        <Notice
          tone="bad"
          title="Something in this workbook is not saved yet"
          actions={<Button onClick={merging.lookAgain}>Look again</Button>}
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
              <Button onClick={merging.lookAgain}>Look again</Button>
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
        <Decide
          merging={merging}
          preview={preview}
          open={open.length}
          readOnly={props.readOnly}
          onAgain={() => props.onEnds({})}
        />
      )}
    </>
  );
}

/** Both sides, what has to be decided, what comes by itself, and the merge. */
function Decide(props: {
  readonly merging: Merging;
  readonly preview: MergePreview;
  readonly open: number;
  readonly readOnly: boolean;
  readonly onAgain: () => void;
}) {
  const { merging, preview, open } = props;
  const applying = merging.apply.status.state === 'running';
  const nothing = nothingToDo(preview);
  const unsure = preview.doubt !== null && !merging.oneAssessment;
  const standing = (): string => {
    if (applying) return 'Merging';
    if (nothing) return 'This workbook has everything that the copy has.';
    if (open === 0 && unsure) return 'Say above whether these are one assessment.';
    if (preview.conflicts.length === 0) return 'Nothing has to be decided.';
    return open === 0
      ? 'Everything is decided.'
      : `${open} of ${formatCount(preview.conflicts.length, 'conflict')} to decide.`;
  };
  return (
    <>
      <FocusHere>
        <MergeSides preview={preview} />
      </FocusHere>
      {preview.doubt !== null && (
        <Notice tone="warn" title="Are these one assessment?">
          <p>{preview.doubt}</p>
          <Checkbox
            label="They are one assessment: merge them"
            checked={merging.oneAssessment}
            disabled={props.readOnly}
            onChecked={merging.setOneAssessment}
          />
        </Notice>
      )}
      {merging.further && open > 0 && (
        <Notice tone="warn" title={`${formatCount(open, 'further question')}`}>
          What you decided to keep differs in more than one way. Decide on these, too.
        </Notice>
      )}
      {preview.conflicts.length > 0 && (
        <MergeConflicts
          conflicts={preview.conflicts}
          resolutions={merging.resolutions}
          names={{ mine: preview.mine.name, theirs: preview.theirs.name }}
          onDecide={merging.decide}
          onAll={merging.decideAll}
        />
      )}
      <MergeIncoming preview={preview} />
      <div className={styles.bar}>
        <p role="status">{standing()}</p>
        <div className={styles.acts}>
          <Button onClick={props.onAgain}>Choose another copy</Button>
          <Button
            kind="primary"
            disabled={
              props.readOnly ||
              open > 0 ||
              nothing ||
              unsure ||
              merging.look.status.state === 'running' ||
              applying
            }
            onClick={merging.merge}
          >
            Merge into this workbook
          </Button>
        </div>
      </div>
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
