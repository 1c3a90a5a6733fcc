import { useNavigate } from '@tanstack/react-router';
import type { FindGroup, FindHit, FindKind } from '../../../main/contract/find.ts';

export const KIND_WORDS: Readonly<Record<FindKind, string>> = {
  service: 'Services',
  person: 'People',
  duty: 'Duties',
  evidence: 'Evidence',
  decision: 'Decisions',
  proposal: 'Proposals',
  action: 'Actions',
  meeting: 'Meetings',
  control: 'Controls',
};

/**
 * Where the screens show the very entry that was found: a duty on its card beside all duties that the words find, a control by its duties,
 * all else in its list.
 */
export function useGoToFound(workbook: string): {
  readonly go: (hit: FindHit, text: string) => void;
  /** Goes to the list of all that was found of a kind; null where no screen lists them by words. */
  readonly all: (group: FindGroup, text: string) => (() => void) | null;
} {
  const navigate = useNavigate();
  const params = { workbook };
  const register = (search: { control?: string; text?: string; open?: string }) =>
    void navigate({ to: '/w/$workbook/matrix', params, search: { view: 'register', ...search } });
  return {
    go({ kind, id, duty }, text) {
      if (kind === 'duty' && duty !== null) return register({ text, open: duty });
      if (kind === 'proposal' && duty !== null) {
        const [subject = '', card = ''] = duty.split('/');
        return void navigate({
          to: '/w/$workbook/walk/{-$subject}',
          params: { workbook, subject },
          search: { card },
        });
      }
      switch (kind) {
        case 'service':
          return void navigate({
            to: '/w/$workbook/walk/{-$subject}',
            params: { workbook, subject: id },
            search: {},
          });
        case 'person':
          return void navigate({ to: '/w/$workbook/scope', params, search: { entry: `person-${id}` } });
        case 'control':
          return register({ control: id });
        case 'evidence':
          return void navigate({ to: '/w/$workbook/evidence', params, search: { open: Number(id) } });
        case 'action':
          return void navigate({
            to: '/w/$workbook/gaps',
            params,
            search: { view: 'actions', closed: true, action: Number(id) },
          });
        default:
          return void navigate({
            to: '/w/$workbook/workshop',
            params,
            search: { entry: `${kind}-${id}` },
          });
      }
    },
    all({ kind }, text) {
      if (kind === 'duty') return () => register({ text });
      if (kind === 'evidence')
        return () => void navigate({ to: '/w/$workbook/evidence', params, search: { text } });
      if (kind === 'service')
        return () => void navigate({ to: '/w/$workbook/services', params, search: { text } });
      return null;
    },
  };
}
