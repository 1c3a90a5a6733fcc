import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Finding, FindingResult } from '../../main/contract/findings.ts';
import { readFindings } from '../../main/importers/findings/read-findings.ts';

// Real findings from public repositories. Their manifest says what a correct import counts. They are looked for in the
// folder that DEMARC_REAL_FILES names, else beside the checkout.
const checkout = fileURLToPath(new URL('../..', import.meta.url));
const root = process.env.DEMARC_REAL_FILES ?? join(checkout, '..', 'shared', 'data');
const manifest = join(root, 'MANIFEST.tsv');
const rows = existsSync(manifest)
  ? readFileSync(manifest, 'utf8')
      .split(/\r?\n/)
      .map((line) => line.split('\t'))
      .filter(([file]) => file?.startsWith('findings/'))
      .map((cells) => ({ file: cells[0] ?? '', expected: cells[4] ?? '' }))
  : [];
if (rows.length === 0) console.warn(`The real files are not at ${root}; the tests over them are skipped.`);

/** `severity: low=1, medium=3` -> counts; null when the manifest does not give that list. */
function counts(expected: string, label: string): Record<string, number> | null {
  const list = new RegExp(`(?:^|; )${label}: ([^;]*)`).exec(expected)?.[1];
  if (list === undefined) return null;
  return Object.fromEntries(
    list.split(', ').map((entry) => {
      const at = entry.lastIndexOf('=');
      return [entry.slice(0, at).trim().toLowerCase(), Number(entry.slice(at + 1))];
    }),
  );
}
const sums = (findings: readonly Finding[], key: (finding: Finding) => string | null) => {
  const result: Record<string, number> = {};
  for (const finding of findings) {
    const name = (key(finding) ?? '').toLowerCase();
    result[name] = (result[name] ?? 0) + 1;
  }
  return result;
};
/** What the manifest counts as a status, in the words of Demarc. */
const RESULTS: Readonly<Record<string, FindingResult>> = {
  pass: 'pass',
  passed: 'pass',
  fail: 'fail',
  failed: 'fail',
  '(none)': 'fail',
  manual: 'manual',
};

describe.skipIf(rows.length === 0)('real findings', () => {
  it('are all there', () => expect(rows.length).toBeGreaterThanOrEqual(11));

  it.each(rows)('$file', async ({ file, expected }) => {
    const findings: Finding[] = [];
    const path = join(root, file);
    const summary = await readFindings(file, createReadStream(path), (finding) => findings.push(finding));
    expect(summary.findings).toBe(Number(/findings=(\d+)/.exec(expected)?.[1]));
    expect(findings).toHaveLength(summary.findings);
    expect(summary).toMatchObject({ unreadable: 0, archived: 0, notApplicable: 0 });

    const statuses =
      counts(expected, 'status_code') ?? counts(expected, 'Compliance.Status') ?? counts(expected, 'status');
    const wanted: Record<string, number> = {};
    for (const [status, count] of Object.entries(statuses ?? {})) wanted[RESULTS[status] ?? status] = count;
    // The manifest counts what a check found; a finding that was muted is shown as suppressed instead.
    const muted = (readFileSync(path, 'utf8').match(/"status": "Suppressed"/g) ?? []).length;
    if (muted > 0) {
      wanted.fail = (wanted.fail ?? 0) - muted;
      wanted.suppressed = muted;
    }
    expect(sums(findings, (finding) => finding.result)).toEqual(wanted);

    const severities = counts(expected, 'severity');
    if (severities) expect(sums(findings, (finding) => finding.severity)).toEqual(severities);
    const services = counts(expected, 'services');
    if (services) expect(sums(findings, (finding) => finding.service)).toEqual(services);
    const types = counts(expected, 'first-resource type');
    if (types) expect(sums(findings, (finding) => finding.resourceType)).toEqual(types);
    const regions = counts(expected, 'regions');
    if (regions) expect(sums(findings, (finding) => finding.region)).toEqual(regions);
  });
});
