import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import { type Client, createClient } from './client.ts';
import type { Host } from './host.ts';
import { createQueryClient } from './query-client.ts';
import { SaveQueue } from './save-queue.ts';

export interface Session {
  readonly client: Client;
  readonly saves: SaveQueue;
  readonly queries: QueryClient;
}
/** Everything that lives as long as the page: made once, before the first render. */
export function createSession(host: Host): Session {
  const client = createClient(host);
  const saves = new SaveQueue();
  host.onFlush(async () => {
    await saves.flushAll();
  });
  return { client, saves, queries: createQueryClient(client) };
}

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
export const useSaves = (): SaveQueue => useSession().saves;

/** Handle of the workbook that this screen works on; null on the start screen. */
export const useWorkbookIdOrNull = (): string | null => useContext(WorkbookContext);
export function useWorkbookId(): string {
  const id = useContext(WorkbookContext);
  if (id === null) throw new Error('This component belongs inside a workbook.');
  return id;
}
