import { useMemo } from 'react';
import type { Evidence } from '../../../main/contract/evidence.ts';
import type { Input } from '../../host/client.ts';
import { useClient, useWorkbookId } from '../../host/context.tsx';
import { useDemarcData, useQueryCache } from '../../host/queries.ts';
import { type Autosave, useAutosave } from '../../host/use-autosave.ts';

export type EvidencePatch = Omit<Input<'evidence.update'>, 'number'>;

export function useEvidenceAutosave(piece: Evidence): Autosave<EvidencePatch> {
  const client = useClient();
  const workbook = useWorkbookId();
  const cache = useQueryCache();
  return useAutosave<EvidencePatch>({
    key: `evidence:${workbook}:${piece.number}`,
    label: `E-${piece.number}`,
    save: async (patch) => {
      const saved = await client.call('evidence.update', { number: piece.number, ...patch }, workbook);
      cache.patch('evidence.list', {}, (list) =>
        list.map((entry) => (entry.number === saved.number ? saved : entry)),
      );
      return undefined;
    },
  });
}

/** Removal is carried out later, free of any component. */
export function useEvidenceCalls() {
  const client = useClient();
  const workbook = useWorkbookId();
  return useMemo(
    () => ({ remove: (number: number) => client.call('evidence.remove', { number }, workbook) }),
    [client, workbook],
  );
}

/** Refs as a reader knows them: `orders-db: Guest operating system patching`. */
export function useRefWords(): (ref: string) => { readonly subject: string; readonly duty: string } {
  const subjects = useDemarcData('assignments.subjects', {});
  const { responsibilities } = useDemarcData('catalogue.responsibilities', {});
  return useMemo(() => {
    const labels = new Map(subjects.map((subject) => [subject.ref, subject.label]));
    const names = new Map(responsibilities.map((duty) => [duty.id, duty.name]));
    return (ref) => {
      const slash = ref.indexOf('/');
      const subject = ref.slice(0, slash);
      const duty = ref.slice(slash + 1);
      return { subject: labels.get(subject) ?? subject, duty: names.get(duty) ?? duty };
    };
  }, [subjects, responsibilities]);
}
