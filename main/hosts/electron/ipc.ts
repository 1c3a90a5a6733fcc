import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { z } from 'zod';
import { CALL_CHANNEL, EVENT_CHANNEL, SHELL_CHANNEL } from '../../contract/channels.ts';
import { DemarcError } from '../../contract/errors.ts';
import type { DemarcEvent } from '../../contract/events.ts';
import type { Reply } from '../../contract/methods/method.ts';
import { type Logger, logPlace } from '../../platform/logger.ts';
import type { Core } from '../../services/core.ts';
import { isTrustedSender, type SenderFacts } from './web-contents-security.ts';

const callSchema = z.object({
  name: z.string().max(100),
  input: z.unknown(),
  workbook: z.string().max(100).optional(),
});
const originSchema = z.string().min(1).max(100);

/** A stranger is refused with an error, never with silence: silence looks like an empty answer. */
export function assertTrusted(event: IpcMainInvokeEvent, channel: string, logger: Logger): void {
  const facts = senderFacts(event);
  if (isTrustedSender(facts)) return;
  logger.warn(`Refused a message on ${channel} from ${facts.url ?? 'a frame that is gone'}`);
  throw new Error('Demarc does not take calls from this page.');
}

function senderFacts(event: IpcMainInvokeEvent): SenderFacts {
  const gone: SenderFacts = { url: null, isMainFrame: null };
  const frame = event.senderFrame;
  if (frame === null) return gone;
  try {
    return { url: frame.url, isMainFrame: frame.parent === null };
  } catch {
    // It went while its message was on its way.
    return gone;
  }
}

export interface IpcOptions {
  readonly core: Core;
  readonly logger: Logger;
  shell(request: unknown, sender: WebContents): Promise<unknown>;
}

/** The two doors from the page: calls to the core, and native chrome. */
export function answerIpc(ipcMain: IpcMain, { core, logger, shell }: IpcOptions): void {
  ipcMain.handle(CALL_CHANNEL, async (event, rawCall: unknown, rawOrigin: unknown): Promise<Reply> => {
    assertTrusted(event, CALL_CHANNEL, logger);
    const call = callSchema.safeParse(rawCall);
    const origin = originSchema.safeParse(rawOrigin);
    if (!call.success || !origin.success)
      return {
        ok: false,
        error: { code: 'INVALID_INPUT', message: 'This is not a call. Reload the window.' },
      };
    const { name, input, workbook } = call.data;
    return core.dispatch({ name, input, ...(workbook === undefined ? {} : { workbook }) }, origin.data);
  });
  ipcMain.handle(SHELL_CHANNEL, async (event, request: unknown): Promise<Reply> => {
    assertTrusted(event, SHELL_CHANNEL, logger);
    try {
      return { ok: true, value: await shell(request, event.sender) };
    } catch (error) {
      if (error instanceof DemarcError)
        return { ok: false, error: { code: error.code, message: error.message } };
      const logId = logger.error('A request to the shell failed', error);
      return {
        ok: false,
        error: {
          code: 'UNEXPECTED',
          message: `Something went wrong inside Demarc (${logPlace(logger, logId)}).`,
          logId,
        },
      };
    }
  });
}

/** What the core announces goes to our own page, in whatever windows it is open. */
export function sendEvent(contents: WebContents, event: DemarcEvent): void {
  if (!contents.isDestroyed()) contents.send(EVENT_CHANNEL, event);
}
