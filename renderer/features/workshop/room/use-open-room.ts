import { useEffect } from 'react';
import type { RoomState } from '../../../../main/contract/room.ts';
import { useWorkbookId } from '../../../host/context.tsx';
import { useDemarcQuery } from '../../../host/queries.ts';
import { useRun } from '../../../host/use-command.ts';

/** The room that is open; null while none is, and while that is not known yet. */
export function useOpenRoom(): RoomState | null {
  const workbook = useWorkbookId();
  return useDemarcQuery('room.state', { workbook }).data ?? null;
}

/** Shows the room the duty that stands in front of it. Of two windows the one that moved last leads. */
export function useShowing(ref: string, room: RoomState | null): void {
  const workbook = useWorkbookId();
  const show = useRun('room.show', { quiet: true });
  const open = room !== null;
  useEffect(() => {
    if (open) void show({ workbook, ref });
  }, [open, ref, show, workbook]);
}
