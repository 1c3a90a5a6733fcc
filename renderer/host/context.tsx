import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import { type Client, createClient } from './client.ts';
import type { Host } from './host.ts';
import { isKeptEdit, KeptEdits } from './kept-edits.ts';
import { createQueryClient } from './query-client.ts';
import { SaveQueue } from './save-queue.ts';

export interface Session {
  readonly client: Client;
  readonly saves: SaveQueue;
  readonly kept: KeptEdits;
  readonly queries: QueryClient;
}
/** Everything that lives as long as the page: made once, before the first render. */
export function createSession(host: Host): Session {
  const client = createClient(host);
  const kept = new KeptEdits(localStorage);
  const saves = new SaveQueue(kept, placeOf);
  // Closed, reloaded or sent elsewhere with something that did not get through: it is offered when the workbook is open again.
  addEventListener('pagehide', () => saves.keepAll());
  addEventListener('storage', ({ key }) => {
    if (isKeptEdit(key)) kept.forget();
  });
  host.onFlush(async () => {
    await saves.flushAll();
  });
  return { client, saves, kept, queries: createQueryClient(client) };
}

/** What the screen shows, below the address of its workbook. */
const placeOf = (): string => location.hash.replace(/^#?\/?(w\/[^/?]*\/?)?/, '');

const SessionContext = createContext<Session | null>(null);
const WorkbookContext = createContext<string | null>(null);

/** Gives every screen the host, the typed client, the query cache and the save queue. */
export function HostProvider(props: { readonly session: Session; readonly children: ReactNode }) {
  return (
    <SessionContext value={props.session}>
      <QueryClientProvider client={props.session.queries}>{props.children}</QueryClientProvider>
    </SessionContext>
  );
}

/** Names the workbook that the screens below work on. */
export function WorkbookScope(props: { readonly id: string; readonly children: ReactNode }) {
  return <WorkbookContext value={props.id}>{props.children}</WorkbookContext>;
}

function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('HostProvider is missing above this component.');
  return session;
}
export const useClient = (): Client => useSession().client;
export const useHost = (): Host => useSession().client.host;
export const useKept = (): KeptEdits => useSession().kept;
export const useSaves = (): SaveQueue => useSession().saves;

/** Handle of the workbook that this screen works on; null on the start screen. */
export const useWorkbookIdOrNull = (): string | null => useContext(WorkbookContext);
export function useWorkbookId(): string {
  const id = useContext(WorkbookContext);
  if (id === null) throw new Error('This component belongs inside a workbook.');
  return id;
}
