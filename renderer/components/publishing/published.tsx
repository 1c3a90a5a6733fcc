import type { PublishReport } from '../../../main/contract/portfolio.ts';
import { OUTCOME_WORDS } from '../../../main/domain/portfolio/words.ts';
import { formatCount, formatNumber } from '../../lib/format.ts';
import { Notice } from '../notice/notice.tsx';
import styles from './publishing.module.css';

/** `2 workbooks published, 1 published already, 1 not published.` */
export function publishedWords({ published, failed }: PublishReport): string {
  const count = (...wanted: readonly string[]) =>
    published.filter(({ outcome }) => wanted.includes(outcome)).length;
  const also: readonly (readonly [number, string])[] = [
    [count('unchanged'), 'published already'],
    [count('older'), 'left out because what is published is newer'],
    [failed.length, 'not published'],
  ];
  return `${[
    `${formatCount(count('new', 'updated', 'fork'), 'workbook')} published`,
    ...also.flatMap(([number, words]) => (number === 0 ? [] : [`${formatNumber(number)} ${words}`])),
  ].join(', ')}.`;
}

/** What became of each workbook; those that could not be published are named, with why. */
export function Published({ report }: { readonly report: PublishReport }) {
  const { published, failed } = report;
  return (
    <div className={styles.result}>
      <Notice tone={failed.length > 0 ? 'warn' : 'good'}>
        <p role="status">{publishedWords(report)}</p>
        {published.length > 0 && (
          <ul className={styles.list} aria-label="Workbooks published">
            {published.map(({ file, title, unit, outcome, notices }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name, and the list never changes
              <li key={index} title={file}>
                <bdi>{title}</bdi> (<bdi>{unit}</bdi>): {OUTCOME_WORDS[outcome]}
                {notices.length > 0 && `. ${notices.join(' ')}`}
              </li>
            ))}
          </ul>
        )}
      </Notice>
      {failed.length > 0 && (
        <Notice
          tone="bad"
          title={`${formatCount(failed.length, 'workbook was', 'workbooks were')} not published`}
        >
          <ul className={styles.list} aria-label="Workbooks not published">
            {failed.map(({ file, message }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name, and the list never changes
              <li key={index}>
                <bdi>{file}</bdi>: {message}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}
