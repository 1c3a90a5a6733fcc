import type { WorkbookInfo } from '../../../main/contract/workbook.ts';
import { IconButton } from '../../components/button/button.tsx';
import { Icon } from '../../components/icon/icon.tsx';
import { ProgressBar } from '../../components/progress/progress.tsx';
import { useRegistry } from '../../components/shortcuts/shortcuts.tsx';
import { useDemarcQuery } from '../../host/queries.ts';
import { formatNumber } from '../../lib/format.ts';
import { CopyNotice } from './copy-notice.tsx';
import { HistoryButtons } from './history.tsx';
import { ReadOnlyNotice } from './read-only-notice.tsx';
import { SaveStateView } from './save-state.tsx';
import styles from './shell.module.css';
import { UnsavedNotice } from './unsaved-notice.tsx';
import { WorkbookMenu } from './workbook-menu.tsx';

/** Which workbook, how far it is, and whether everything is saved. */
export function TopBar({ info }: { readonly info: WorkbookInfo }) {
  const registry = useRegistry();
  return (
    <header className={styles.top}>
      <div className={styles.bar}>
        <WorkbookMenu info={info} />
        <div className={styles.state}>
          <IconButton icon="search" label="Find anything" onClick={() => registry.runCommand('palette')} />
          {!info.readOnly && <HistoryButtons />}
          <Progress />
          {info.readOnly ? <span className={styles.save}>Read only</span> : <SaveStateView />}
        </div>
      </div>
      {info.readOnly && info.notices.length === 0 && <ReadOnlyNotice info={info} />}
      {info.notices.map((notice) => (
        <div key={notice} className={styles.banner} role="alert">
          <Icon name={info.readOnly ? 'lock' : 'warning'} />
          <span className={styles.question}>{notice}</span>
        </div>
      ))}
      <CopyNotice info={info} />
      {!info.readOnly && <UnsavedNotice />}
    </header>
  );
}

function Progress() {
  const { data } = useDemarcQuery('workbook.progress', {});
  if (!data) return null;
  return (
    <div className={styles.progress}>
      <span className={styles.progressBar}>
        <ProgressBar label="Answered so far" done={data.answered} total={data.asked} />
      </span>
      <span>
        {formatNumber(data.answered)} of {formatNumber(data.asked)} answered
        {data.parked > 0 && `, ${formatNumber(data.parked)} parked`}
      </span>
    </div>
  );
}
