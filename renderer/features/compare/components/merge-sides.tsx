import type { MergePreview } from '../../../../main/contract/merge.ts';
import { Panel } from '../../../components/page/page.tsx';
import { ancestorWords, sideWords } from '../merge-model.ts';
import styles from './merge.module.css';

/** The two workbooks and where they part. */
export function MergeSides({ preview }: { readonly preview: MergePreview }) {
  const { mine, theirs, ancestor } = preview;
  return (
    <Panel padded>
      <dl className={styles.sides}>
        <div>
          <dt>This workbook</dt>
          <dd>
            <strong>{mine.name}</strong>
          </dd>
          <dd>{sideWords(mine)}</dd>
        </div>
        <div>
          <dt>The copy</dt>
          <dd>
            <strong>{theirs.name}</strong>
          </dd>
          <dd>{sideWords(theirs)}</dd>
        </div>
        <div>
          <dt>They were the same at</dt>
          <dd>{ancestorWords(ancestor)}</dd>
        </div>
      </dl>
    </Panel>
  );
}
