import type { DueItem } from '../../../../main/contract/due.ts';
import { calendarOf } from '../../../../main/domain/due/calendar.ts';
import { Button } from '../../../components/button/button.tsx';
import { useToasts } from '../../../components/toast/toasts.tsx';
import { failureOf } from '../../../host/call-error.ts';
import { useHost } from '../../../host/context.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';

const TYPE = 'text/calendar';

/** Saves the list as a calendar file; brought into a calendar anew, its entries take the place of those before. */
export function SaveCalendar({ items }: { readonly items: readonly DueItem[] }) {
  const host = useHost();
  const toasts = useToasts();
  const info = useDemarcData('workbook.info', {});
  const [last] = useDemarcData('workbook.changes', { limit: 1 });
  const write = useCommand('app.saveFile');
  const save = async () => {
    try {
      const name = `${info.title.replace(/[\\/:*?"<>|]+/g, ' ').trim()} due.ics`;
      const text = calendarOf(items, {
        workbook: info.uuid,
        title: info.title,
        at: last?.at ?? info.createdAt,
        revision: info.rev,
      });
      const target = await host.pickTarget({ suggestedName: name, format: 'ics' });
      if (!target) return;
      const [given] = await host.giveFiles([new File([text], name, { type: TYPE })]);
      if (!given) return;
      const saved = await write.run({ file: given.handle, target: target.handle });
      if (saved.ok) await host.deliver(target);
    } catch (error) {
      toasts.show({ tone: 'error', text: failureOf(error).message });
    }
  };
  return (
    <Button
      icon="download"
      disabled={items.length === 0 || write.busy}
      onClick={() => void save()}
      title="A calendar file of what is listed (iCalendar)"
    >
      Save as a calendar
    </Button>
  );
}
