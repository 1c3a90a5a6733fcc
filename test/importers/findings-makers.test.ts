import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recogniseFile } from '../../main/importers/recognise.ts';
import { temporaryFolder } from '../support/temp.ts';
import { findingsFixture, readAll } from './findings-support.ts';

const folder = temporaryFolder();
const textOf = (name: string) => Buffer.from(findingsFixture(name)).toString();
const json = (name: string) => JSON.parse(textOf(name)) as Record<string, readonly object[]>;

describe('findings as their makers document them', () => {
  it('a report of ScoutSuite is the same without the name that its script gives it', async () => {
    const text = textOf('scoutsuite_results_aws.js');
    const whole = await readAll('a.js', text);
    const alone = text.slice(text.indexOf('=') + 1);
    for (const written of [alone, JSON.stringify(JSON.parse(alone.replace(/;\s*$/, '')), null, 2)])
      for (const size of [50, 100_000])
        expect((await readAll('a.js', written, size)).findings).toEqual(whole.findings);
  });

  it.each(['guardduty.json', 'inspector.json', 'macie.json', 'access-analyzer.json'])(
    'a finding of %s in an event of EventBridge is that finding',
    async (name) => {
      const [[, records = []] = []] = Object.entries(json(name));
      const whole = await readAll('a.json', records);
      const events = records.map((detail) => ({
        version: '0',
        id: 'e',
        'detail-type': `${name} Finding`,
        source: 'aws.x',
        resources: ['arn:x'],
        detail,
      }));
      const { findings, summary } = await readAll('a.json', events);
      expect(findings).toEqual(whole.findings);
      expect(summary.notes).toEqual(whole.summary.notes);
      const lines = await readAll('a.jsonl', events.map((event) => JSON.stringify(event)).join('\n'));
      expect(lines.findings).toEqual(whole.findings);
      const path = join(folder, `event-${name}`);
      writeFileSync(path, JSON.stringify(events[0], null, 2));
      expect(await recogniseFile(path, 'event.json')).toMatchObject({ kind: 'findings' });
    },
  );

  it('samples that a service makes are nothing that was found', async () => {
    const [first = {}, ...others] = json('guardduty.json').Findings ?? [];
    const whole = await readAll('a.json', others);
    for (const additional of [{ sample: true }, { Type: 'default', Value: '{"sample":true}' }]) {
      const sample = { ...first, Service: { DetectorId: 'd', AdditionalInfo: additional } };
      expect((await readAll('a.json', [sample, ...others])).findings).toEqual(whole.findings);
    }
    const asff = json('get-findings.json').Findings ?? [];
    const rest = await readAll('a.json', asff.slice(1));
    expect(
      (
        await readAll(
          'a.json',
          asff.map((each, at) => ({ ...each, Sample: at === 0 })),
        )
      ).findings,
    ).toEqual(rest.findings);
  });

  it('what Access Analyzer could not look at is for a person', async () => {
    const [first] = json('access-analyzer.json').findings ?? [];
    const { findings } = await readAll('a.json', [{ ...first, status: 'ACTIVE', error: 'ACCESS_DENIED' }]);
    expect(findings.map(({ result }) => result)).toEqual(['manual']);
  });

  it.each(['True', 'TRUE', 'WAHR', 'VRAI', 'VERDADERO', 'VERO', 'PRAVDA', 'IGAZ', 'ИСТИНА'])(
    'a finding that was muted is muted, also where a spreadsheet wrote %s',
    async (muted) => {
      const { findings } = await readAll('a.csv', `CHECK_ID;STATUS;RESOURCE_UID;MUTED\nx;FAIL;r;${muted}\n`);
      expect(findings.map(({ result }) => result)).toEqual(['suppressed']);
    },
  );

  it('a time that a spreadsheet wrote is read where it can mean one day, and told where it cannot', async () => {
    const of = async (time: string) => {
      const table = `CHECK_ID;STATUS;RESOURCE_UID;TIMESTAMP\nx;FAIL;r;${time}\n`;
      const { summary, findings } = await readAll('a.csv', table);
      return [findings[0]?.observedAt, summary.notes.join()];
    };
    expect(await of('2026-07-01 10:00:00')).toEqual(['2026-07-01T10:00:00', '']);
    expect(await of('2026-07-01 10:00')).toEqual(['2026-07-01T10:00:00', '']);
    expect(await of('01.07.2026 10:00')).toEqual(['2026-07-01T10:00:00', '']);
    expect(await of('31.12.2026 9:05:07')).toEqual(['2026-12-31T09:05:07', '']);
    for (const day of ['2026-07-01', '01.07.2026', '46204'])
      expect(await of(day)).toEqual([
        '2026-07-01T00:00:00',
        `1 finding has a day as the time ("${day}"): what was observed later on that day counts as newer.`,
      ]);
    expect(await of('46204.4375')).toEqual(['2026-07-01T10:30:00', '']);
    expect(await of('46204,4375')).toEqual(['2026-07-01T10:30:00', '']);
    const [time, note] = await of('7/1/2026 10:00');
    expect(time).toBeNull();
    expect(note).toMatch(/^1 finding has a time that cannot be read \("7\/1\/2026 10:00"\)/);
    expect((await of('32.13.2026 10:00'))[0]).toBeNull();
    expect(await of('')).toEqual([null, '']);
  });

  it.each([
    'get-findings.json',
    'findings.ocsf.json',
    'inspector.json',
    'guardduty.json',
    'macie.json',
    'audit-manager.json',
  ])('an account of %s that a program made a number of is that account', async (name) => {
    const text = JSON.stringify(JSON.parse(textOf(name)));
    const numbers = text.replaceAll('"111122223333"', '111122223333');
    expect(numbers).not.toBe(text);
    expect((await readAll(name, numbers)).findings).toEqual((await readAll(name, text)).findings);
  });
});
