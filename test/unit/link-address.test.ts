import { describe, expect, it } from 'vitest';
import { linkAddress } from '../../main/domain/words/link-address.ts';
import { escapeHtml } from '../../main/exporters/html/page.ts';

describe('an address that may become a link', () => {
  it.each([
    'https://aws.amazon.com/artifact/',
    'http://intranet/page?a=1&b=2#c',
    'HTTPS://EXAMPLE.COM',
    'https://example.com/a@b',
    'https://example.com/?to=a@b',
    'https://[::1]:8080/x',
    'https://bücher.example/ä',
    'mailto:maria@example.com',
  ])('is %s', (text) => {
    expect(linkAddress(text)).toBe(text);
    // What the rule lets through means to a browser what it says.
    expect(new URL(text).protocol).toMatch(/^(https?|mailto):$/);
    expect(escapeHtml(text)).not.toMatch(/["'<>]/);
  });
  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'ftp://example.com/',
    'smb://server/share',
    'ms-msdt:/id',
    'blob:https://example.com/1',
    'view-source:https://example.com/',
    'https://aws.amazon.com@evil.example/',
    'https://user:pass@example.com/',
    'https:\\\\evil.example',
    'https:/example.com',
    'https://',
    'http:example.com',
    '//evil.example/',
    '/etc/passwd',
    'https://example.com/\u202egnp.exe',
    'https://example.com/a b',
    'https://exa\tmple.com/',
    'mailto:',
    'example.com',
    '',
  ])('is not %j', (text) => {
    expect(linkAddress(text)).toBeNull();
  });
});
