import type { MatrixPreview } from '../../../../main/contract/claims.ts';
import { ownersInWords } from '../../../../main/domain/claims.ts';
import { Panel, Section } from '../../../components/page/page.tsx';
import { Table } from '../../../components/table/table.tsx';
import { formatNumber } from '../../../lib/format.ts';
import styles from './vendor-matrix.module.css';

/** More rows than anybody reads before they are recorded; the rest is counted. */
const MOST_SHOWN = 100;

/** What a document claims, where no sheet shows it. */
export function ClaimsList({ preview }: { readonly preview: MatrixPreview }) {
  const shown = preview.claims.slice(0, MOST_SHOWN);
  const rest = preview.counts.claims - shown.length;
  if (shown.length === 0) return null;
  return (
    <Section title="What it claims">
      <Panel>
        <Table heads={['Control', 'Owner', { text: 'What it says', width: '60%' }]}>
          {shown.map((claim, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: several entries may stand for one control, and the list never changes
            <tr key={index}>
              <td>{claim.label}</td>
              <td>{ownersInWords(claim)}</td>
              <td>
                {[
                  ['The vendor', claim.vendorText],
                  ['Its customers', claim.customerText],
                  ['Others', claim.otherText],
                  ['', claim.text],
                ].flatMap(([who, text]) =>
                  text === null || text === undefined || text === ''
                    ? []
                    : [
                        <p key={who} className={styles.said} dir="auto">
                          {who !== '' && <strong>{who}: </strong>}
                          {text}
                        </p>,
                      ],
                )}
              </td>
            </tr>
          ))}
        </Table>
      </Panel>
      {rest > 0 && (
        <p>and {formatNumber(rest)} more, which stand beside your own record once they are recorded.</p>
      )}
    </Section>
  );
}
