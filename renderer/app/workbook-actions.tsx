import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import type { RecentWorkbook } from '../../main/contract/app.ts';
import { OlderWorkbook } from '../components/older-workbook/older-workbook.tsx';
import { useAction } from '../components/shortcuts/shortcuts.tsx';
import { useToasts } from '../components/toast/toasts.tsx';
import { useDemarcQuery } from '../host/queries.ts';
import { useCommand } from '../host/use-command.ts';

/** Lets the palette go to every workbook: those that are open, and those that were lately. */
export function WorkbookActions() {
  const open = useDemarcQuery('app.info', {}).data?.open ?? [];
  const recent = useDemarcQuery('app.recent', {}).data ?? [];
  const here = useRouterState({ select: (state) => state.location.pathname.split('/')[2] });
  const shown = new Set(open.map((workbook) => workbook.recent));
  return (
    <>
      {open
        .filter((workbook) => workbook.id !== here)
        .map((workbook) => (
          <Switch key={workbook.id} id={workbook.id} title={workbook.title} />
        ))}
      {recent
        .filter((workbook) => !workbook.missing && !shown.has(workbook.id))
        .map((workbook) => (
          <OpenRecent key={workbook.id} workbook={workbook} />
        ))}
    </>
  );
}

function Switch(props: { readonly id: string; readonly title: string }) {
  const navigate = useNavigate();
  const go = () => void navigate({ to: '/w/$workbook', params: { workbook: props.id } });
  useAction(`Switch to ${props.title}`, go, { group: 'Open workbooks' });
  return null;
}

function OpenRecent({ workbook }: { readonly workbook: RecentWorkbook }) {
  const navigate = useNavigate();
  const { run } = useCommand('app.open', { quiet: true });
  const toasts = useToasts();
  const [older, setOlder] = useState<string | null>(null);
  const open = async (how?: 'update' | 'read') => {
    setOlder(null);
    const opened = await run({ recent: workbook.id, ...(how === undefined ? {} : { older: how }) });
    if (!opened.ok && opened.failure.code === 'WORKBOOK_OLDER') setOlder(opened.failure.message);
    else if (!opened.ok) toasts.show({ text: opened.failure.message, tone: 'error' });
    if (opened.ok) await navigate({ to: '/w/$workbook', params: { workbook: opened.value.id } });
  };
  useAction(`Open ${workbook.title} (${workbook.fileName})`, () => void open(), {
    group: 'Recent workbooks',
  });
  return (
    older !== null && (
      <OlderWorkbook message={older} onChoose={(how) => void open(how)} onClose={() => setOlder(null)} />
    )
  );
}
