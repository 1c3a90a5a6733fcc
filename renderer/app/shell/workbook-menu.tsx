import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { WorkbookInfo } from '../../../main/contract/workbook.ts';
import { Icon } from '../../components/icon/icon.tsx';
import { Menu } from '../../components/menu/menu.tsx';
import { useAction } from '../../components/shortcuts/shortcuts.tsx';
import { useToasts } from '../../components/toast/toasts.tsx';
import { useSaves } from '../../host/context.tsx';
import { useDemarcQuery } from '../../host/queries.ts';
import { useCommand } from '../../host/use-command.ts';
import { CheckWorkbook } from './check-workbook.tsx';
import { useStartAction } from './rail.tsx';
import { SaveCopy } from './save-copy.tsx';
import styles from './shell.module.css';

/** The workbook's name; below it the other open ones, and the way to close this one. */
export function WorkbookMenu({ info }: { readonly info: WorkbookInfo }) {
  const { data: app } = useDemarcQuery('app.info', {});
  const navigate = useNavigate();
  const close = useCloseWorkbook(info);
  useStartAction();
  const [copying, setCopying] = useState(false);
  const [checking, setChecking] = useState(false);
  useAction('Save a copy of this workbook', () => setCopying(true), {
    group: 'Workbook',
    command: 'save-copy',
  });
  useAction('Check this workbook', () => setChecking(true), {
    group: 'Workbook',
    command: 'check-workbook',
  });
  useAction('Close this workbook', () => void close(), { group: 'Workbook', command: 'close' });
  return (
    <>
      <Menu
        trigger={(props) => (
          <button type="button" {...props} className={styles.title}>
            <strong>{info.title}</strong>
            <span className={styles.organisation}>{info.organisation}</span>
            <Icon name="chevron" size={14} />
          </button>
        )}
        groups={[
          (app?.open ?? [info]).map((open) => ({
            id: open.id,
            label: open.title,
            hint: open.fileName,
            checked: open.id === info.id,
            run: () => void navigate({ to: '/w/$workbook', params: { workbook: open.id } }),
          })),
          [
            {
              id: 'start',
              label: 'Open or start another',
              icon: 'folder' as const,
              run: () => void navigate({ to: '/' }),
            },
            { id: 'copy', label: 'Save a copy', icon: 'archive' as const, run: () => setCopying(true) },
            {
              id: 'check',
              label: 'Check this workbook',
              icon: 'check' as const,
              run: () => setChecking(true),
            },
            { id: 'close', label: 'Close this workbook', icon: 'close' as const, run: () => void close() },
          ],
        ]}
      />
      {checking && <CheckWorkbook info={info} onClose={() => setChecking(false)} />}
      {copying && <SaveCopy info={info} onClose={() => setCopying(false)} />}
    </>
  );
}

/** Saves what is pending, then closes; stays when something could not be saved. */
function useCloseWorkbook(info: WorkbookInfo): () => Promise<void> {
  const saves = useSaves();
  const toasts = useToasts();
  const navigate = useNavigate();
  const { run } = useCommand('app.close');
  return async () => {
    if (!(await saves.flushAll())) {
      toasts.show({
        tone: 'error',
        text: 'The workbook stays open, because something in it is not saved yet. Save or discard it first.',
      });
      return;
    }
    await navigate({ to: '/' });
    await run({ id: info.id });
  };
}
