import { useNavigate } from '@tanstack/react-router';
import { Button } from '../../../components/button/button.tsx';
import { useAction } from '../../../components/shortcuts/shortcuts.tsx';
import { useWorkbookId } from '../../../host/context.tsx';
import type { AddressFilter } from '../../../lib/register-filter.ts';

/** To the export screen with the filter of the register: Excel, PDF and CSV of the rows in view. */
export function ExportRows({ filter }: { readonly filter: AddressFilter }) {
  const navigate = useNavigate();
  const workbook = useWorkbookId();
  const go = () =>
    void navigate({
      to: '/w/$workbook/export',
      params: { workbook },
      search: Object.keys(filter).length > 0 ? { rows: filter } : {},
    });
  useAction('Export these rows', go, { group: 'Matrix' });
  return (
    <Button size="small" kind="quiet" icon="export" onClick={go}>
      Export these rows
    </Button>
  );
}
