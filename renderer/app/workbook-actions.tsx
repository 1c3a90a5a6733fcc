import { useNavigate, useRouterState } from '@tanstack/react-router';
import type { RecentWorkbook } from '../../main/contract/app.ts';
import { useAction } from '../components/shortcuts/shortcuts.tsx';
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
  const { run } = useCommand('app.open');
  const open = async () => {
    const opened = await run({ recent: workbook.id });
    if (opened.ok) await navigate({ to: '/w/$workbook', params: { workbook: opened.value.id } });
  };
  useAction(`Open ${workbook.title} (${workbook.fileName})`, () => void open(), {
    group: 'Recent workbooks',
  });
  return null;
}
