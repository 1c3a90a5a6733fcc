import { useMemo } from 'react';
import type { MarksFor } from '../../../main/contract/audience.ts';
import type { Environment } from '../../../main/contract/environments.ts';
import type { Party, Person } from '../../../main/contract/parties.ts';
import type { Input } from '../../host/client.ts';
import { useClient, useWorkbookId } from '../../host/context.tsx';
import { useQueryCache } from '../../host/queries.ts';
import { type Autosave, useAutosave } from '../../host/use-autosave.ts';

export type ScopePatch = Omit<Input<'workbook.update'>, 'marksFor'>;
/** `auditor.classification` and the like. */
type MarkName = `${keyof MarksFor}.${keyof MarksFor['auditor']}`;
export type MarksPatch = Partial<Record<MarkName, string | null>>;
type PersonPatch = Omit<Input<'people.update'>, 'id'>;
type EnvironmentPatch = Omit<Input<'environments.update'>, 'id'>;

/** Saves what describes the assessment as a whole. */
export function useScopeAutosave(): Autosave<ScopePatch> {
  const client = useClient();
  const workbook = useWorkbookId();
  const cache = useQueryCache();
  return useAutosave<ScopePatch>({
    key: `scope:${workbook}`,
    label: 'the scope',
    save: async (patch) => {
      const info = await client.call('workbook.update', patch, workbook);
      cache.patch('workbook.info', {}, () => info);
      return undefined;
    },
  });
}

/** Saves the marks of documents that are prepared for somebody else. */
export function useMarksAutosave(): Autosave<MarksPatch> {
  const client = useClient();
  const workbook = useWorkbookId();
  const cache = useQueryCache();
  return useAutosave<MarksPatch>({
    key: `marks:${workbook}`,
    label: 'the marks of documents for others',
    save: async (patch) => {
      const marksFor: Record<string, Record<string, string | null>> = {};
      for (const [name, mark] of Object.entries(patch)) {
        const [other = '', kind = ''] = name.split('.');
        marksFor[other] = { ...marksFor[other], [kind]: mark ?? null };
      }
      const info = await client.call('workbook.update', { marksFor }, workbook);
      cache.patch('workbook.info', {}, () => info);
      return undefined;
    },
  });
}

export function usePartyAutosave(party: Party): Autosave<{ name: string }> {
  const client = useClient();
  const workbook = useWorkbookId();
  const cache = useQueryCache();
  return useAutosave<{ name: string }>({
    key: `party:${workbook}:${party.id}`,
    label: party.name,
    save: async (patch) => {
      const saved = await client.call('parties.update', { id: party.id, ...patch }, workbook);
      cache.patch('parties.list', {}, (list) => replaceById(list, saved));
      return undefined;
    },
  });
}

export function usePersonAutosave(person: Person): Autosave<PersonPatch> {
  const client = useClient();
  const workbook = useWorkbookId();
  const cache = useQueryCache();
  return useAutosave<PersonPatch>({
    key: `person:${workbook}:${person.id}`,
    label: person.name,
    save: async (patch) => {
      const saved = await client.call('people.update', { id: person.id, ...patch }, workbook);
      cache.patch('people.list', {}, (list) => replaceById(list, saved));
      return undefined;
    },
  });
}

export function useEnvironmentAutosave(environment: Environment): Autosave<EnvironmentPatch> {
  const client = useClient();
  const workbook = useWorkbookId();
  const cache = useQueryCache();
  return useAutosave<EnvironmentPatch>({
    key: `environment:${workbook}:${environment.id}`,
    label: environment.name,
    save: async (patch) => {
      const saved = await client.call('environments.update', { id: environment.id, ...patch }, workbook);
      cache.patch('environments.list', {}, (list) => replaceById(list, saved));
      return undefined;
    },
  });
}

const replaceById = <T extends { readonly id: string }>(
  list: readonly T[],
  saved: Partial<T> & { id: string },
) => list.map((entry) => (entry.id === saved.id ? { ...entry, ...saved } : entry));

/** Acts that are carried out later need the call itself, free of any component. */
export function useCalls() {
  const client = useClient();
  const workbook = useWorkbookId();
  return useMemo(
    () => ({
      removePerson: (id: string) => client.call('people.remove', { id }, workbook),
      removeEnvironment: (id: string) => client.call('environments.remove', { id }, workbook),
    }),
    [client, workbook],
  );
}
