import { describe, expect, it } from 'vitest';
import { readAll } from './findings-support.ts';

describe('what could not be run, or is told in part', () => {
  it.each([
    { run_error: 'no credentials', results: null },
    { run_error: '', summary: { error: 1 }, results: [] },
  ])('a control of Steampipe that could not be run is no clean result: %j', async (member) => {
    const control = { control_id: 'aws_compliance.control.s3_x', title: 'X', ...member };
    const { summary, findings } = await readAll('a.json', {
      group_id: 'root',
      groups: [],
      controls: [control],
    });
    expect(summary).toMatchObject({
      format: 'steampipe',
      results: { pass: 0, fail: 0, manual: 1, suppressed: 0 },
    });
    expect(findings[0]).toMatchObject({ check: 'steampipe/s3_x', resource: null });
  });
  it('a rule of ScoutSuite that says how many it flags, and not which, has failed', async () => {
    const rule = { description: 'Open', level: 'danger', checked_items: 3, flagged_items: 1, items: [] };
    const { findings } = await readAll('a.js', {
      account_id: '111122223333',
      last_run: { time: '2026-11-20 08:15:30+0000' },
      services: { s3: { findings: { 's3-open': rule } } },
    });
    expect(findings).toMatchObject([{ check: 'scoutsuite/s3-open', result: 'fail', resource: null }]);
  });
});
