import type { AppInfo } from '../../main/contract/app.ts';
import type { FileHandle } from '../../main/contract/capabilities.ts';
import type { Failure } from '../../main/contract/errors.ts';
import type { DemarcEvent } from '../../main/contract/events.ts';
import type { Call, Reply } from '../../main/contract/method.ts';
import { askForFiles, download } from './browser-files.ts';
import { CallError } from './call-error.ts';
import { evidenceUrl } from './evidence-url.ts';
import type { Host } from './host.ts';

const TOKEN_KEY = 'demarc-token';

const UNREACHABLE: Failure = {
  code: 'UNEXPECTED',
  message:
    'Demarc does not answer. What was shown as saved is in the workbook file. Start Demarc again in its terminal, then reload this page.',
};
const NO_TOKEN: Failure = {
  code: 'UNSUPPORTED_HERE',
  message:
    'This page was opened without its key. Use the full address that Demarc printed when it started; it works in one tab at a time.',
};

/**
 * The browser: calls go to the loopback server that served the page. The key comes once in the fragment of the start
 * address, which never leaves the browser, and is then kept for this tab only.
 */
export async function createHttpHost(): Promise<Host> {
  const token = takeToken();
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

  return {
    origin,
    capabilities: (info.value as AppInfo).capabilities,
    call,
    subscribe: listen,
    pickFiles: async (request) => giveFiles(await askForFiles(request)),
    giveFiles,
    pickTarget: async ({ suggestedName }) => {
      const reply = await call({ name: 'app.downloadTarget', input: { name: suggestedName } });
      if (!reply.ok) throw new CallError(reply.error);
      return reply.value as FileHandle;
    },
    deliver: async ({ handle, name }) => download(`/files/${encodeURIComponent(handle)}`, name),
    contentUrl: evidenceUrl,
    onFlush: flushWhenHidden,
  };
}

/** Takes the key out of the address, so that it is neither bookmarked nor shown. */
function takeToken(): string | null {
  const fragment = new URLSearchParams(location.hash.replace(/^#\/?\??/, ''));
  const given = fragment.get('token');
  if (given === null) return sessionStorage.getItem(TOKEN_KEY);
  sessionStorage.setItem(TOKEN_KEY, given);
  const path = fragment.get('path');
  history.replaceState(null, '', path === null ? location.pathname : `${location.pathname}#${path}`);
  return given;
}

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

/** Events arrive as lines of JSON; after a broken connection the browser comes back by itself, and says so by `missed`. */
function listen(listener: (event: DemarcEvent) => void, missed?: () => void): () => void {
  const source = new EventSource('/events');
  let broken = false;
  source.onmessage = (message) => listener(JSON.parse(message.data as string) as DemarcEvent);
  source.onerror = () => {
    broken = true;
  };
  source.onopen = () => {
    if (broken) missed?.();
    broken = false;
  };
  return () => source.close();
}

function flushWhenHidden(callback: () => Promise<void>): () => void {
  const flush = () => {
    if (document.visibilityState === 'hidden') void callback();
  };
  document.addEventListener('visibilitychange', flush);
  return () => document.removeEventListener('visibilitychange', flush);
}
