import type { ClaimChange, ClaimsRecorded } from '../../../../main/contract/claims.ts';
import { claimsInWords } from '../../../../main/domain/claims.ts';
import { Button } from '../../../components/button/button.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { FocusHere } from '../../../components/page/focus-here.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import { Table } from '../../../components/table/table.tsx';
import styles from './vendor-matrix.module.css';

/** What was recorded, and how it differs from the vendor's former matrix. */
export function Outcome({
  recorded,
  onDone,
}: {
  readonly recorded: ClaimsRecorded;
  readonly onDone: () => void;
}) {
  const { matrix, replaced, fresh, changed, unchanged, gone, changes } = recorded;
  return (
    <div className={styles.parts}>
      <FocusHere>
        <div role="status">
          <Notice
            tone="good"
            title={`${claimsInWords(matrix.counts, matrix.frameworks)} recorded`}
            actions={
              <Button kind="primary" onClick={onDone}>
                Done
              </Button>
            }
          >
            {`The file is E-${matrix.evidence}. No answer was changed; below, each claim stands beside your own record. One undo takes all of it back.`}
          </Notice>
        </div>
      </FocusHere>
      {replaced && (
        <Section
          title="What changed"
          hint={`Beside "${replaced.title}": ${fresh} new, ${changed} changed, ${unchanged} as before, ${gone} gone.`}
        >
          {changes.length > 0 && (
            <Panel>
              <Table heads={['Control', 'Before', 'Now']}>
                {changes.map((change, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: several rows may stand for one part, and the list never changes
                  <tr key={index}>
                    <td>{`${change.control}${change.part === null ? '' : ` (${change.part})`}`}</td>
                    <td>{change.before ?? 'was not there'}</td>
                    <td>{afterWords(change)}</td>
                  </tr>
                ))}
              </Table>
            </Panel>
          )}
        </Section>
      )}
    </div>
  );
}
const afterWords = ({ before, after, text }: ClaimChange): string => {
  if (after === null) return 'gone';
  return before === after ? `${after}, in other words` : `${after}${text ? ', with another text' : ''}`;
};
