import { expect, it } from 'vitest';
import type { Manifest, PackEvidence } from '../../main/domain/pack/manifest.ts';
import { indexHtml } from '../../main/exporters/pack/index-html.ts';

const HASH = '0'.repeat(64);
const link = (number: number, url: string): PackEvidence => ({
  ...{
    number,
    kind: 'link',
    title: `Piece ${number}`,
    url,
    collectedAt: '2026-03-01T10:00:00.000Z',
    duties: [],
  },
  ...{
    fileName: null,
    mediaType: null,
    bytes: null,
    sha256: null,
    coversFrom: null,
    coversTo: null,
    expires: null,
  },
  ...{ collectedBy: null, replacedBy: null, providerReport: null, file: null, absent: null },
});
const manifest = (evidence: PackEvidence[]): Manifest => ({
  schema: 'demarc-evidence-pack',
  schemaVersion: 1,
  writtenBy: 'Demarc',
  workbook: {
    ...{ id: 'w', title: 'Shop', organisation: 'Acme', revision: 1, changeLogHead: HASH, catalogue: '1' },
    ...{ lastChange: '2026-03-01T10:00:00.000Z', judgedAsOf: '2026-03-01' },
  },
  counts: {
    ...{ services: 0, rows: 0, answered: 0, notes: 0, evidence: evidence.length, gaps: 0, people: 0 },
    ...{ evidenceFiles: 0, evidenceAbsent: 0 },
  },
  files: [],
  evidence,
});

it('the index of a pack links to pages and mail alone; any other address stands there as text', () => {
  const followed = ['https://example.test/?a=1&b=<2>', 'http://example.test/', 'mailto:maria@example.test'];
  const shown = [
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'https://aws.example@evil.test/',
  ];
  const evidence = [...followed, ...shown].map((url, index) => link(index + 1, url));
  const html = [...indexHtml(manifest(evidence), new Map())].join('');
  const targets = [...html.matchAll(/<a href="([^"#]*)"/g)].map((match) => match[1]);
  expect(targets.filter((target) => target?.includes(':'))).toEqual([
    'https://example.test/?a=1&amp;b=&lt;2&gt;',
    ...followed.slice(1),
  ]);
  for (const address of shown) expect(html).toContain(address);
});
