import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toolName } from '../../main/domain/evidence/finding-tool.ts';
import { recogniseFile } from '../../main/importers/recognise.ts';
import fc, { runs } from '../support/property.ts';
import { temporaryFolder } from '../support/temp.ts';
import { findingsFixture, readAll } from './findings-support.ts';

const temporary = temporaryFolder();

const SAMPLE = 'shop-web-1.cklb';
type Document = Record<string, unknown> & { stigs: { stig_id?: string; rules: Record<string, unknown>[] }[] };
const sample = (): Document => JSON.parse(new TextDecoder().decode(findingsFixture(SAMPLE))) as Document;

/** The same with the keys of every object in another order. */
function inOrder(value: unknown, order: (keys: string[]) => string[]): unknown {
  if (Array.isArray(value)) return value.map((each) => inOrder(each, order));
  if (typeof value !== 'object' || value === null) return value;
  const entries = value as Record<string, unknown>;
  return Object.fromEntries(order(Object.keys(entries)).map((key) => [key, inOrder(entries[key], order)]));
}

describe('a checklist of STIG Viewer 3 or STIG Manager', () => {
  it('has its rules as findings for its target, in whichever order its parts stand', async () => {
    const { summary, findings } = await readAll(SAMPLE, findingsFixture(SAMPLE));
    expect(summary).toMatchObject({
      format: 'cklb',
      findings: 4,
      results: { pass: 1, fail: 2, manual: 1, suppressed: 0 },
      notApplicable: 1,
      unreadable: 0,
      withoutAccount: 4,
    });
    expect(findings[1]).toEqual({
      id: 'stig|RHEL_9_STIG|V-257778|shop-web-1',
      source: 'security-hub',
      check: 'stig/RHEL_9_STIG',
      rule: null,
      title:
        'Red Hat Enterprise Linux 9: RHEL-09-211015: RHEL 9 vendor packaged system security patches and updates must be installed and up to date.',
      result: 'fail',
      severity: 'medium',
      resource: 'shop-web-1',
      resourceType: null,
      service: null,
      account: null,
      region: null,
      observedAt: null,
      requirements: [],
    });
    // What the assessor changed a severity to counts.
    expect(findings[3]).toMatchObject({ check: 'stig/CD_PGSQL_16_STIG', severity: 'high' });
    expect(toolName({ source: 'security-hub', check: 'stig/RHEL_9_STIG' })).toBe('STIG checklist');
    // What people wrote of it stays in the file.
    expect(JSON.stringify(findings)).not.toContain('not-for-us');
    const { target_data, ...rest } = sample();
    expect((await readAll(SAMPLE, { target_data, ...rest })).findings).toEqual(findings);
  });

  it('tells instances of a database on one host apart, and targets without a name by their checklist', async () => {
    const ids = async (target_data: object) =>
      (await readAll(SAMPLE, { ...sample(), target_data })).findings.map(({ id }) => id);
    const orders = await ids({ host_name: 'db', web_db_site: '', web_db_instance: 'orders' });
    expect(orders[3]).toBe('stig|CD_PGSQL_16_STIG|V-261857|db orders');
    expect((await ids({}))[0]).toBe('stig|RHEL_9_STIG|V-257777|3c1b2a6e-4f7e-4a1b-8e1f-2f1f0a9b7c55');
  });

  it('says the same in whichever order the keys of any of its objects stand', async () => {
    const { findings } = await readAll(SAMPLE, findingsFixture(SAMPLE));
    const orders: readonly ((keys: string[]) => string[])[] = [
      (keys) => keys.toSorted(),
      (keys) => keys.toSorted().reverse(),
      (keys) => keys.toReversed(),
    ];
    for (const order of orders)
      expect((await readAll(SAMPLE, inOrder(sample(), order))).findings).toEqual(findings);
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat()), async (numbers) => {
        const next = () => numbers.next().value as number;
        const shuffled = inOrder(sample(), (keys) =>
          keys
            .map((key) => [next(), key] as const)
            .sort(([a], [b]) => a - b)
            .map(([, key]) => key),
        );
        expect((await readAll(SAMPLE, shuffled)).findings).toEqual(findings);
      }),
      { numRuns: runs(60) },
    );
  });

  it('is told by its rules where what names it stands far behind them', async () => {
    const { cklb_version, stigs, ...rest } = sample();
    const long = stigs.map(({ rules, ...stig }) => ({
      rules: rules.map((rule) => ({ ...rule, check_content: 'Look. '.repeat(8_000) })),
      ...stig,
    }));
    const path = join(temporary, SAMPLE);
    writeFileSync(path, JSON.stringify({ stigs: long, ...rest, cklb_version }));
    expect(await recogniseFile(path, SAMPLE)).toMatchObject({ kind: 'findings' });
    const { summary, findings } = await readAll(SAMPLE, readFileSync(path));
    expect(summary.format).toBe('cklb');
    expect(findings).toEqual((await readAll(SAMPLE, findingsFixture(SAMPLE))).findings);
  });

  it('names rules that it cannot take: of a STIG without an id, with no number, with another status', async () => {
    const document = sample();
    const [first, second] = document.stigs;
    if (!first || !second) throw new Error('The sample has two.');
    first.rules[0] = { ...first.rules[0], status: 'fixed' };
    first.rules[1] = { ...first.rules[1], group_id: '', group_id_src: '' };
    const { stig_id: _, ...unnamed } = second;
    const cut = { ...document, stigs: [first, unnamed] };
    const { summary, findings } = await readAll(SAMPLE, cut);
    expect(findings.map(({ result }) => result)).toEqual(['manual']);
    expect(summary.problems.map(({ why }) => why)).toEqual([
      'its result "fixed" is not known',
      'it has no number of a vulnerability (group_id)',
      'it is not told of which STIG it is (stig_id)',
    ]);
  });

  it('one without rules says nothing, and is refused by name as one that is cut off is', async () => {
    const empty = { ...sample(), stigs: [{ stig_id: 'RHEL_9_STIG', rules: [] }] };
    await expect(readAll(SAMPLE, empty)).rejects.toThrow(/^shop-web-1\.cklb is a checklist without rules/);
    const half = findingsFixture(SAMPLE).slice(0, 4000);
    await expect(readAll(SAMPLE, half)).rejects.toThrow(
      /^shop-web-1\.cklb is not JSON that can be read: it is cut off/,
    );
  });

  it('an older checklist and a document are called what they are, with what to give instead', async () => {
    const older = '<?xml version="1.0"?>\n<!--DISA STIG Viewer :: 2.17-->\n<CHECKLIST><ASSET/></CHECKLIST>';
    await expect(readAll('web-1.ckl', older)).rejects.toThrow(/^web-1\.ckl is a checklist of STIG Viewer 2/);
    await expect(readAll('report.docx', 'PK\u0003\u0004 word/document.xml')).rejects.toThrow(
      /^report\.docx is a zip archive\. Unpack it/,
    );
  });
});
