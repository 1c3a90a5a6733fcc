import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { OpenWorkbookInfo, RecentWorkbook } from '../../../main/contract/app.ts';
import type { FileHandle } from '../../../main/contract/capabilities.ts';
import { Button, buttonClass, IconButton } from '../../components/button/button.tsx';
import { DropZone } from '../../components/drop-zone/drop-zone.tsx';
import { Icon } from '../../components/icon/icon.tsx';
import { Notice } from '../../components/notice/notice.tsx';
import { OlderWorkbook } from '../../components/older-workbook/older-workbook.tsx';
import { Section } from '../../components/page/page.tsx';
import { useRegistry } from '../../components/shortcuts/shortcuts.tsx';
import { failureOf } from '../../host/call-error.ts';
import { useHost } from '../../host/context.tsx';
import { useDemarcQuery } from '../../host/queries.ts';
import { useCapability } from '../../host/use-capability.ts';
import { Backups } from './backups.tsx';
import { Forget } from './forget.tsx';
import { Introduction } from './introduction.tsx';
import { backupFolderMissing, recentOnly } from './model.ts';
import { NewWorkbook } from './new-workbook.tsx';
import { RecentList } from './recent-list.tsx';
import styles from './start.module.css';
import { useOpening } from './use-opening.ts';

const route = getRouteApi('/');

/** The first screen: go on with a workbook, begin one, or look at the example. */
export function StartScreen() {
  const host = useHost();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const recent = useDemarcQuery('app.recent', {});
  const info = useDemarcQuery('app.info', {});
  const [dialog, setDialog] = useState<'new' | 'example' | FileHandle | null>(null);
  const [forgotten, setForgotten] = useState<RecentWorkbook | null>(null);
  const folder = useDemarcQuery('app.backupFolder', {});
  const [backups, setBackups] = useState<{ readonly recent: string; readonly title: string } | null>(null);

  const { enter, enterScope, openWorkbook, older, setOlder, problem, setProblem, busy } = useOpening();
  const openFiles = (files: readonly FileHandle[]) => {
    const [file] = files;
    if (file) void openWorkbook({ file: file.handle });
  };
  const pick = async (use = openFiles) => {
    try {
      use(await host.pickFiles({ multiple: false, accept: ['.demarc'], purpose: 'workbook' }));
    } catch (error) {
      setProblem({ message: failureOf(error).message, backups: null });
    }
  };

  useEffect(() => {
    document.title = 'Demarc';
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once for each time that something is asked for
  useEffect(() => {
    if (!search.do) return;
    void navigate({ search: {}, replace: true });
    if (search.do === 'new') setDialog('new');
    else void pick();
  }, [search.do]);

  const titleOf = (id: string) => recent.data?.find((entry) => entry.id === id)?.title ?? 'the workbook';
  const damaged = problem?.backups ? { recent: problem.backups, title: titleOf(problem.backups) } : null;
  const missing = folder.data ? backupFolderMissing(folder.data) : null;
  const openNow = info.data?.open ?? [];
  const earlier = recentOnly(recent.data ?? [], openNow);
  return (
    <main className={styles.start}>
      <div className={styles.inner}>
        <Introduction version={info.data?.version ?? null} catalogue={info.data?.catalogue ?? null} />
        <Acts
          onMake={setDialog}
          onPick={() => void pick()}
          onTemplate={() => void pick(([file]) => file && setDialog(file))}
          busy={busy}
        />
        {problem && (
          <NotOpened
            message={problem.message}
            onBackups={damaged === null ? null : () => setBackups(damaged)}
          />
        )}
        {missing && <Notice tone="warn">{missing}</Notice>}
        {openNow.length > 0 && <OpenNow workbooks={openNow} onEnter={enter} onBackups={setBackups} />}
        {(earlier.length > 0 || openNow.length === 0) && (
          <Recent
            recent={earlier}
            unreadable={recent.isError}
            onOpen={(workbook) => void openWorkbook({ recent: workbook.id })}
            onForget={setForgotten}
            onBackups={(workbook) => setBackups({ recent: workbook.id, title: workbook.title })}
          />
        )}
        <WorkbookZone onFiles={openFiles} />
        <Corner />
      </div>
      {dialog && (
        <NewWorkbook
          key={typeof dialog === 'string' ? dialog : dialog.handle}
          {...beginningOf(dialog)}
          onDone={(made) => (dialog === 'example' ? enter(made) : enterScope(made))}
          onClose={() => setDialog(null)}
        />
      )}
      {older && (
        <OlderWorkbook
          message={older.message}
          onChoose={(how) => void openWorkbook(older.input, how)}
          onClose={() => setOlder(null)}
        />
      )}
      {forgotten && (
        <Forget
          workbook={forgotten}
          onClose={() => {
            setForgotten(null);
            void recent.refetch();
          }}
        />
      )}
      {backups && <Backups {...backups} onOpened={enter} onClose={() => setBackups(null)} />}
    </main>
  );
}

const beginningOf = (dialog: 'new' | 'example' | FileHandle) =>
  dialog === 'new' ? {} : dialog === 'example' ? { example: 'ecommerce' as const } : { template: dialog };

function Acts(props: {
  readonly onMake: (what: 'new' | 'example') => void;
  readonly onPick: () => void;
  readonly onTemplate: () => void;
  readonly busy: boolean;
}) {
  return (
    <div className={styles.acts}>
      <Button kind="primary" size="large" icon="add" onClick={() => props.onMake('new')}>
        New workbook
      </Button>
      <Button size="large" icon="copy" onClick={props.onTemplate}>
        New from a template
      </Button>
      <Button size="large" icon="folder" disabled={props.busy} onClick={props.onPick}>
        Open a workbook
      </Button>
      <Button size="large" icon="services" onClick={() => props.onMake('example')}>
        Open the e-commerce example
      </Button>
    </div>
  );
}

function NotOpened(props: { readonly message: string; readonly onBackups: (() => void) | null }) {
  return (
    <Notice
      tone="bad"
      title="The workbook was not opened"
      actions={
        props.onBackups && (
          <Button icon="archive" onClick={props.onBackups}>
            Choose a backup
          </Button>
        )
      }
    >
      {props.message}
    </Notice>
  );
}

function Recent(
  props: Parameters<typeof RecentList>[0] & {
    /** The list could not be read. */
    readonly unreadable: boolean;
  },
) {
  const { unreadable, ...list } = props;
  return (
    <Section title="Recent workbooks">
      {list.recent.length > 0 ? (
        <RecentList {...list} />
      ) : (
        <p className={styles.small}>
          {unreadable
            ? 'The list of recent workbooks could not be read. Workbooks can still be opened from their files.'
            : 'None yet. Begin one for your own services, or open the example to see a half-finished assessment.'}
        </p>
      )}
    </Section>
  );
}

function OpenNow(props: {
  readonly workbooks: readonly OpenWorkbookInfo[];
  readonly onEnter: (workbook: OpenWorkbookInfo) => void;
  readonly onBackups: (workbook: OpenWorkbookInfo) => void;
}) {
  return (
    <Section title="Open now">
      <ul className={styles.recent}>
        {props.workbooks.map((workbook) => (
          <li key={workbook.id} className={styles.entry}>
            <button type="button" className={styles.entryButton} onClick={() => props.onEnter(workbook)}>
              <span className={styles.entryText}>
                <strong>{workbook.title}</strong>
                <span className={styles.small}>{workbook.organisation}</span>
              </span>
              <span className={styles.small}>{workbook.readOnly ? 'Read only' : workbook.fileName}</span>
            </button>
            <IconButton
              icon="archive"
              label={`Backups of "${workbook.title}"`}
              onClick={() => props.onBackups(workbook)}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function WorkbookZone(props: { readonly onFiles: (files: readonly FileHandle[]) => void }) {
  const dialogs = useCapability('nativeDialogs');
  return (
    <DropZone
      label="Choose a file"
      hint={
        dialogs
          ? 'or drop a workbook (.demarc) here'
          : 'or drop a workbook (.demarc) here: a copy of it goes into the workbooks folder and is opened'
      }
      purpose="workbook"
      accept={['.demarc']}
      multiple={false}
      compact
      onFiles={props.onFiles}
    />
  );
}

function Corner() {
  const registry = useRegistry();
  return (
    <p className={styles.corner}>
      <Link to="/portfolio/{-$report}" className={buttonClass('quiet')}>
        <Icon name="overview" />
        Portfolio
      </Link>
      <Link to="/learn/{-$page}" className={buttonClass('quiet')}>
        <Icon name="learn" />
        Learn the model
      </Link>
      <Link to="/guide/{-$page}" className={buttonClass('quiet')}>
        <Icon name="help" />
        Guide
      </Link>
      <Button kind="quiet" icon="preferences" onClick={() => registry.runCommand('preferences')}>
        Preferences
      </Button>
      <Button kind="quiet" icon="keyboard" onClick={() => registry.runCommand('keys')}>
        Keys
      </Button>
    </p>
  );
}
