import { Icon } from '../../../components/icon/icon.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import { Table } from '../../../components/table/table.tsx';
import { useDemarcQuery } from '../../../host/queries.ts';
import { formatCount, formatMoment } from '../../../lib/format.ts';
import styles from './merge.module.css';

/** The copies that are in this workbook, and what their change logs say of who did what on them. */
export function MergeHistory() {
  const { data } = useDemarcQuery('merge.history', {});
  if (!data || data.length === 0) return null;
  return (
    <Section title="Merged so far" hint="What was recorded on each copy, by whom and when.">
      <Panel>
        {data.map((record) => (
          <details key={record.number} className={styles.group}>
            <summary>
              <Icon name="next" />
              <strong>{record.fileName}</strong>
              <span className={styles.hint}>
                merged {formatMoment(record.mergedAt)}
                {record.mergedBy !== null && ` by ${record.mergedBy}`},{' '}
                {formatCount(record.entries.length, 'entry', 'entries')}
              </span>
            </summary>
            <Table heads={['When', 'Who', 'What']}>
              {record.entries.map((entry) => (
                <tr key={entry.rev}>
                  <td className={styles.when}>{formatMoment(entry.at)}</td>
                  <td className={styles.when}>{entry.who ?? 'Not said'}</td>
                  <td className={styles.words}>{entry.summary}</td>
                </tr>
              ))}
            </Table>
          </details>
        ))}
      </Panel>
    </Section>
  );
}
