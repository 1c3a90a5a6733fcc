import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useWorkbookId } from '../../host/context.tsx';

/** Goes to the card of an assignment in the walk-through; back returns to the same cell. */
export function useOpenCard(): (ref: string) => void {
  const workbook = useWorkbookId();
  const navigate = useNavigate();
  return useCallback(
    (ref) => {
      const [subject = '', card = ''] = ref.split('/');
      void navigate({
        to: '/w/$workbook/walk/{-$subject}',
        params: { workbook, subject },
        search: { card },
      });
    },
    [navigate, workbook],
  );
}
