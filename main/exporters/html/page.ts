import { createHash } from 'node:crypto';

/** Text as HTML shows it: what would be markup is escaped, what would steer the direction of writing is taken out. */
export const escapeHtml = (text: string): string =>
  text
    .toWellFormed()
    .replace(/(?![\t\n\r])[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

/**
 * The beginning of a page up to its body. It opens from a folder with no network: no script, and a policy in it that forbids all but its
 * own style, and a picture that is a part of it where it has one.
 */
export const pageHead = (title: string, style: string, hasPicture = false): string => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'${hasPicture ? '; img-src data:' : ''}; base-uri 'none'; form-action 'none'"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="referrer" content="no-referrer"/>
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
`;
/** Style that prints a mark at the head of every page; none where there is none. What could end the text of it, or the style, is written by its code. */
export const printedMark = (mark: string | null): string =>
  mark === null
    ? ''
    : `@page{@top-right{content:"${mark.replace(/["\\<>&\p{Cc}]/gu, (letter) => `\\${letter.codePointAt(0)?.toString(16)} `)}";font:700 8pt system-ui,sans-serif}}\n`;
export const PAGE_END = '</body>\n</html>\n';
