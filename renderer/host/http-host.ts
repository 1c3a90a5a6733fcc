import type { AppInfo } from '../../main/contract/app.ts';
import type { FileHandle } from '../../main/contract/capabilities.ts';
import type { Failure } from '../../main/contract/errors.ts';
import type { DemarcEvent } from '../../main/contract/events.ts';
import type { Call, Reply } from '../../main/contract/methods/method.ts';
import { askForFiles, download } from './browser-files.ts';
import { CallError } from './call-error.ts';
import { evidenceUrl } from './evidence-url.ts';
import type { Host } from './host.ts';

const TOKEN_KEY = 'demarc-token';

const UNREACHABLE: Failure = {
  code: 'UNEXPECTED',
  message:
    'Demarc does not answer. What was shown as saved is in the workbook file, and what you typed since is kept in this browser. Start Demarc again in its terminal and open the address that it prints: what is not saved is offered there.',
};
const NO_TOKEN: Failure = {
  code: 'UNSUPPORTED_HERE',
  message:
    'This page was opened without its key. Use the newest full address in the terminal in which Demarc runs; each works once, for one tab.',
};

/**
 * The browser: calls go to the loopback server that served the page. The start address carries a code in its fragment,
 * which is exchanged for the key once; the key is kept for this tab only and was never in any address.
 */
export async function createHttpHost(): Promise<Host> {
  const token = await takeToken();
  if (token === null) throw new CallError(NO_TOKEN);
  const origin = crypto.randomUUID();
  const headers = { 'x-demarc-token': token, 'x-demarc-origin': origin };

  const call = async (request: Call): Promise<Reply> => {
    const body = JSON.stringify({ input: request.input, workbook: request.workbook });
    try {
      const response = await fetch(`/rpc/${request.name}`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body,
        // Lets a last save go through while the page is being closed; browsers allow it for small bodies only.
        keepalive: document.visibilityState === 'hidden' && body.length < 16_000,
      });
      return await readReply(response);
    } catch {
      return { ok: false, error: UNREACHABLE };
    }
  };

  const upload = async (file: File): Promise<FileHandle> => {
    let reply: Reply;
    try {
      const response = await fetch(`/files?name=${encodeURIComponent(file.name)}`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/octet-stream' },
        body: file,
      });
      reply = await readReply(response);
    } catch {
      reply = { ok: false, error: UNREACHABLE };
    }
    if (!reply.ok) throw new CallError(reply.error);
    return reply.value as FileHandle;
  };
  const giveFiles = async (files: readonly File[]) => {
    const handles: FileHandle[] = [];
    for (const file of files) handles.push(await upload(file));
    return handles;
  };

  // The first call also sets the cookie by which events, downloads and previews are let in.
  const info = await call({ name: 'app.info', input: {} });
  if (!info.ok) throw new CallError(info.error);
  const subscribe = await openEvents();

  return {
    origin,
    capabilities: (info.value as AppInfo).capabilities,
    call,
    subscribe,
    pickFiles: async (request) => giveFiles(await askForFiles(request)),
    giveFiles,
    pickTarget: async ({ suggestedName }) => {
      const reply = await call({ name: 'app.downloadTarget', input: { name: suggestedName } });
      if (!reply.ok) throw new CallError(reply.error);
      return reply.value as FileHandle;
    },
    // A browser shows no folder of the machine that runs Demarc.
    pickFolder: async () => null,
    deliver: async ({ handle, name }) => download(`/files/${encodeURIComponent(handle)}`, name),
    contentUrl: evidenceUrl,
    ready: () => undefined,
    onFlush: flushWhenHidden,
  };
}

/**
 * Exchanges the code in the address for the key; without one, the key that this tab has already. The code leaves the
 * address at once, so that it is neither bookmarked nor shown.
 */
async function takeToken(): Promise<string | null> {
  // Pasted into a tab that shows Demarc already, a start address changes the fragment alone.
  addEventListener('hashchange', () => {
    if (startFragment().has('code')) location.reload();
  });
  const kept = sessionStorage.getItem(TOKEN_KEY);
  const fragment = startFragment();
  const code = fragment.get('code');
  if (code === null) return kept;
  const path = fragment.get('path');
  history.replaceState(null, '', path === null ? location.pathname : `${location.pathname}#${path}`);
  let reply: Reply;
  try {
    const response = await fetch('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    });
    reply = await readReply(response);
  } catch {
    throw new CallError(UNREACHABLE);
  }
  if (reply.ok) {
    const { token } = reply.value as { token: string };
    sessionStorage.setItem(TOKEN_KEY, token);
    return token;
  }
  if (kept === null) throw new CallError(reply.error);
  return kept;
}

const startFragment = (): URLSearchParams => new URLSearchParams(location.hash.replace(/^#\/?\??/, ''));

async function readReply(response: Response): Promise<Reply> {
  const reply: unknown = await response.json().catch(() => null);
  if (typeof reply === 'object' && reply !== null && 'ok' in reply) return reply as Reply;
  return {
    ok: false,
    error: {
      code: 'UNEXPECTED',
      message: `Demarc answered in a way that this page does not understand (status ${response.status}). Reload the page.`,
    },
  };
}

/**
 * Events arrive as lines of JSON; after a broken connection the browser comes back by itself, and says so by `missed`. Opened before
 * anything is read: what changed between that and the first word of changes would stand on the screen as it was.
 */
async function openEvents(): Promise<Host['subscribe']> {
  const source = new EventSource('/events');
  const early: DemarcEvent[] = [];
  let hear = (event: DemarcEvent) => {
    early.push(event);
  };
  let missed: (() => void) | undefined;
  let broken = false;
  source.onmessage = ({ data }) => hear(JSON.parse(data as string) as DemarcEvent);
  await new Promise<void>((resolve) => {
    source.onopen = () => {
      if (broken) missed?.();
      broken = false;
      resolve();
    };
    source.onerror = () => {
      broken = true;
      resolve();
    };
  });
  return (listener, whenMissed) => {
    hear = listener;
    missed = whenMissed;
    for (const event of early) listener(event);
    return () => source.close();
  };
}

function flushWhenHidden(callback: () => Promise<void>): () => void {
  const flush = () => {
    if (document.visibilityState === 'hidden') void callback();
  };
  document.addEventListener('visibilitychange', flush);
  return () => document.removeEventListener('visibilitychange', flush);
}
