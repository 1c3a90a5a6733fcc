import { escapeHtml } from '../html/page.ts';

/** A path in the pack as the address of a link in its index. */
export const href = (path: string): string => escapeHtml(path.split('/').map(encodeURIComponent).join('/'));
