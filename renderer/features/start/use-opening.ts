import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { WorkbookInfo } from '../../../main/contract/workbook.ts';
import { useDemarcQuery } from '../../host/queries.ts';
import { useCommand } from '../../host/use-command.ts';
import { backupsAfter } from './model.ts';

interface Problem {
  readonly message: string;
  /** Where its backups are found, when it is damaged. */
  readonly backups: string | null;
}

type Opening = { readonly file: string } | { readonly recent: string };

interface Older {
  readonly message: string;
  readonly input: Opening;
}
interface OpeningControl {
  /** Goes to a workbook that is open. */
  enter(workbook: WorkbookInfo): void;
  /** Goes to what one says of a workbook first. */
  enterScope(workbook: WorkbookInfo): void;
  openWorkbook(input: Opening, how?: 'update' | 'read'): Promise<void>;
  /** A workbook of an earlier version asks how it is to be opened. */
  readonly older: Older | null;
  setOlder(older: Older | null): void;
  readonly problem: Problem | null;
  setProblem(problem: Problem | null): void;
  readonly busy: boolean;
}

/** Opening a workbook, and what stands in the way of it. */
export function useOpening(): OpeningControl {
  const navigate = useNavigate();
  const recent = useDemarcQuery('app.recent', {});
  const open = useCommand('app.open', { quiet: true });
  const [problem, setProblem] = useState<Problem | null>(null);
  const [older, setOlder] = useState<Older | null>(null);
  const enter = (workbook: WorkbookInfo) =>
    void navigate({ to: '/w/$workbook', params: { workbook: workbook.id } });
  const enterScope = (workbook: WorkbookInfo) =>
    void navigate({ to: '/w/$workbook/scope', params: { workbook: workbook.id } });
  const openWorkbook = async (input: Opening, how?: 'update' | 'read') => {
    setProblem(null);
    setOlder(null);
    const opened = await open.run(how === undefined ? input : { ...input, older: how });
    if (opened.ok) enter(opened.value);
    else if (opened.failure.code === 'WORKBOOK_OLDER') setOlder({ message: opened.failure.message, input });
    else {
      const { message } = opened.failure;
      setProblem({ message, backups: backupsAfter(opened.failure, 'recent' in input ? input.recent : null) });
      void recent.refetch();
    }
  };
  return { enter, enterScope, openWorkbook, older, setOlder, problem, setProblem, busy: open.busy };
}
