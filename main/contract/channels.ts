/**
 * Names of what crosses between renderer and host. This file imports nothing, because a sandboxed preload
 * cannot load modules: it is the only file of ours that preload/ may import.
 */
export const CALL_CHANNEL = 'demarc:call';
export const EVENT_CHANNEL = 'demarc:event';
/** Native chrome that only the desktop shell has: file pickers, dropped files, reveal in folder. */
export const SHELL_CHANNEL = 'demarc:shell';
/** Sent by the shell before it closes a window; the page flushes unsaved text and answers on SHELL_CHANNEL. */
export const FLUSH_CHANNEL = 'demarc:flush';
