import type { BrowserWindow, WindowSessionEndEvent } from 'electron';
import type { Logger } from '../../platform/logger.ts';

/** Whether Windows may be asked to wait at the end of its session: not where it ends whatever a program says. */
export const mayDelay = (reasons: readonly string[]): boolean => !reasons.includes('critical');

/**
 * At the end of a session Windows ends a program without its own leave. So Demarc ends by itself first, as when it is quit: each page saves
 * what is typed, each workbook is one file. Windows goes on when it has ended.
 */
export function endWithSession(window: BrowserWindow, logger: Logger, quit: () => void): void {
  window.on('query-session-end', (event: WindowSessionEndEvent) => {
    logger.info(`The session is about to end (${event.reasons.join(', ')}).`);
    if (mayDelay(event.reasons)) event.preventDefault();
    quit();
  });
  window.on('session-end', () => logger.warn('The session ended before Demarc had.'));
}
