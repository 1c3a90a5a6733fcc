import { useNavigate } from '@tanstack/react-router';
import type { FindGroup, FindHit, FindKind } from '../../../main/contract/find.ts';

export const KIND_WORDS: Readonly<Record<FindKind, string>> = {
  service: 'Services',
  person: 'People',
  duty: 'Duties',
  evidence: 'Evidence',
  decision: 'Decisions',
  action: 'Actions',
  control: 'Controls',
};

/** Where the screens show an entry that was found: a duty on its card, a person and a control by the duties that are theirs. */
export function useGoToFound(workbook: string): {
  readonly go: (hit: FindHit) => void;
  /** Goes to the list of all that was found of a kind; null where no screen lists them by words. */
  readonly all: (group: FindGroup, text: string) => (() => void) | null;
} {
  const navigate = useNavigate();
  const params = { workbook };
  const card = (ref: string) => {
    const slash = ref.indexOf('/');
    void navigate({
      to: '/w/$workbook/walk/{-$subject}',
      params: { workbook, subject: ref.slice(0, slash) },
      search: { card: ref.slice(slash + 1) },
    });
  };
  const register = (search: { person?: string; control?: string; text?: string }) =>
    void navigate({ to: '/w/$workbook/matrix', params, search: { view: 'register', ...search } });
  return {
    go({ kind, id, duty }) {
      if (duty !== null && kind !== 'action') return card(duty);
      switch (kind) {
        case 'service':
          return void navigate({
            to: '/w/$workbook/walk/{-$subject}',
            params: { workbook, subject: id },
            search: {},
          });
        case 'person':
          return register({ person: id });
        case 'control':
          return register({ control: id });
        case 'evidence':
          return void navigate({ to: '/w/$workbook/evidence', params, search: { open: Number(id) } });
        case 'action':
          return void navigate({
            to: '/w/$workbook/gaps',
            params,
            search: { view: 'actions', closed: true },
          });
        default:
          return void navigate({ to: '/w/$workbook/workshop', params });
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
