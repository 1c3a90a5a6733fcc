import { getRouteApi } from '@tanstack/react-router';
import { Button } from '../../../components/button/button.tsx';
import { Menu } from '../../../components/menu/menu.tsx';
import { useSaveFile } from '../../../components/save-file/use-save-file.ts';
import { useClient, useWorkbookId } from '../../../host/context.tsx';
import { useDemarcData } from '../../../host/queries.ts';

const route = getRouteApi('/w/$workbook/gaps');
const TYPES = { csv: 'text/csv', json: 'application/json' } as const;

/** The actions as issues of a tracker, each with an id that finds it again; and the way back in. */
export function TrackersMenu() {
  const { title } = useDemarcData('workbook.info', {});
  const client = useClient();
  const workbook = useWorkbookId();
  const navigate = route.useNavigate();
  const { busy, save } = useSaveFile();
  const write = (format: keyof typeof TYPES) =>
    void save(`${title} actions`, format, async () => {
      const issues = await client.call('actions.issues', {}, workbook);
      return new Blob([issues[format]], { type: TYPES[format] });
    });
  return (
    <Menu
      align="end"
      trigger={(trigger) => (
        <Button {...trigger} icon="document" disabled={busy}>
          Trackers
        </Button>
      )}
      groups={[
        [
          {
            id: 'csv',
            label: 'Save all actions as CSV',
            hint: 'For Jira, ServiceNow, Eramba',
            run: () => write('csv'),
          },
          {
            id: 'json',
            label: 'Save all actions as JSON',
            hint: 'For GitHub and programs',
            run: () => write('json'),
          },
        ],
        [
          {
            id: 'back',
            label: 'Take in what a tracker says',
            hint: 'State, day and owner',
            run: () => void navigate({ to: '/w/$workbook/import' }),
          },
        ],
      ]}
    />
  );
}
