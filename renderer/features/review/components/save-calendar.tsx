import type { DueItem } from '../../../../main/contract/due.ts';
import { calendarOf } from '../../../../main/domain/due/calendar.ts';
import { Button } from '../../../components/button/button.tsx';
import { useSaveFile } from '../../../components/save-file/use-save-file.ts';
import { useDemarcData } from '../../../host/queries.ts';

/** Saves the list as a calendar file; brought into a calendar anew, its entries take the place of those before. */
export function SaveCalendar({ items }: { readonly items: readonly DueItem[] }) {
  const info = useDemarcData('workbook.info', {});
  const [last] = useDemarcData('workbook.changes', { limit: 1 });
  const { busy, save } = useSaveFile();
  const write = () =>
    void save(`${info.title} due`, 'ics', () => {
      const text = calendarOf(items, {
        workbook: info.uuid,
        title: info.title,
        at: last?.at ?? info.createdAt,
        revision: info.rev,
      });
      return new Blob([text], { type: 'text/calendar' });
    });
  return (
    <Button
      icon="download"
      disabled={items.length === 0 || busy}
      onClick={write}
      title="A calendar file of what is listed (iCalendar)"
    >
      Save as a calendar
    </Button>
  );
}
