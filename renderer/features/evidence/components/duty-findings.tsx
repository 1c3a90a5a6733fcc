import type { FindingResult } from '../../../../main/contract/findings.ts';
import { Badge, type Tone } from '../../../components/badge/badge.tsx';
import { Button } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { Table } from '../../../components/table/table.tsx';
import { useDemarcQuery } from '../../../host/queries.ts';
import { formatCount, formatDate, formatNumber } from '../../../lib/format.ts';
import { useRefWords } from '../api.ts';
import styles from './register.module.css';

const TONES: Readonly<Record<FindingResult, Tone>> = {
  fail: 'bad',
  manual: 'warn',
  pass: 'good',
  suppressed: 'plain',
};
const WORDS: Readonly<Record<FindingResult, string>> = {
  fail: 'failed',
  manual: 'manual',
  pass: 'passed',
  suppressed: 'suppressed',
};

/** The scanners' results on one duty, failed ones first, each with the file that it is from. */
export function DutyFindings(props: {
  readonly duty: string;
  readonly onOpen: (number: number) => void;
  readonly onClose: () => void;
}) {
  const list = useDemarcQuery('findings.list', { ref: props.duty });
  const { subject, duty } = useRefWords()(props.duty);
  const found = list.data;
  return (
    <Dialog
      title={`Findings: ${duty}, ${subject}`}
      wide
      onClose={props.onClose}
      footer={<Button onClick={props.onClose}>Close</Button>}
    >
      <div className={styles.form}>
        {found && (
          <p>
            {found.findings === 0
              ? 'No finding bears on this duty.'
              : `${formatCount(found.findings, 'finding')}: ${(
                  ['fail', 'manual', 'pass', 'suppressed'] as const
                )
                  .filter((result) => found.results[result] > 0)
                  .map((result) => `${formatNumber(found.results[result])} ${WORDS[result]}`)
                  .join(', ')}.`}
            {found.first.length < found.findings && ` The first ${found.first.length} are shown.`}
          </p>
        )}
        {found && found.findings > 0 && (
          <Table heads={['Result', 'Check and resource', 'Account and Region', 'Seen', 'From']}>
            {found.first.map((finding) => (
              <tr key={finding.id}>
                <td>
                  <Badge tone={TONES[finding.result]}>{WORDS[finding.result]}</Badge>
                </td>
                <td>
                  <span className={styles.duty}>
                    <span>{finding.title}</span>
                    <span className={styles.wrapped}>
                      {[finding.check, finding.resource].filter(Boolean).join(', ')}
                    </span>
                  </span>
                </td>
                <td>
                  <span className={styles.duty}>
                    <span>{finding.account ?? 'not told'}</span>
                    <span className={styles.unbroken}>{finding.region}</span>
                  </span>
                </td>
                <td className={styles.unbroken}>
                  {finding.observedAt ? formatDate(finding.observedAt.slice(0, 10)) : 'not told'}
                </td>
                <td>
                  <Button
                    size="small"
                    aria-label={`Open E-${finding.evidence}, for ${finding.title}`}
                    onClick={() => props.onOpen(finding.evidence)}
                  >
                    {`E-${finding.evidence}`}
                  </Button>
                </td>
              </tr>
            ))}
          </Table>
        )}
      </div>
    </Dialog>
  );
}
