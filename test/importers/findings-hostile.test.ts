import { describe, expect, it } from 'vitest';
import fc, { anyCharacter, runs } from '../support/property.ts';
import { findingsFixture, readAll, readOrRefuse } from './findings-support.ts';

it('any JSON with the words of the formats is read or refused', async () => {
  const key = fc.constantFrom(
    ...'class_uid finding_info finding metadata product feature uid event_code status status_code compliance'.split(
      ' ',
    ),
    ...'control severity resources cloud account region time time_dt Id ProductArn GeneratorId Severity'.split(
      ' ',
    ),
    ...'Resources Compliance Workflow Status RecordState ProductFields UpdatedAt CheckID Control Provider'.split(
      ' ',
    ),
    ...'Findings findings detail EvaluationResults ComplianceByConfigRules ComplianceByResources Label'.split(
      ' ',
    ),
    ...'EvaluationResultIdentifier EvaluationResultQualifier ConfigRuleName ComplianceType NextToken'.split(
      ' ',
    ),
    ...'__proto__ constructor toString'.split(' '),
  );
  const leaf = fc.oneof(
    fc.constantFrom('PASS', 'FAILED', 'NON_COMPLIANT', 'Suppressed', 'ARCHIVED', 'RESOLVED', 'prowler', ''),
    fc.constantFrom(null, true, 0, 2004, -1, 1e300, 1_763_626_530),
    fc.string({ unit: anyCharacter }),
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(key, tie('value'), { maxKeys: 7 }),
    ),
  }));
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.array(fc.dictionary(key, value, { maxKeys: 8 })),
        fc.dictionary(key, value, { maxKeys: 8 }),
      ),
      fc.integer({ min: 1, max: 300 }),
      (document, size) => readOrRefuse('a.json', document, size),
    ),
    { numRuns: runs(700) },
  );
});

it('any table under the heads of the formats is read or refused', async () => {
  const heads = [
    'CHECK_ID;STATUS;RESOURCE_UID;ACCOUNT_UID;REGION;TIMESTAMP;MUTED;SEVERITY',
    'TITLE_ID,CHECK_RESULT,TITLE_TEXT,ACCOUNT_NUM,REGION',
    'finding_info.uid,finding_info.title,status,compliance.status,compliance.control',
  ];
  const cell = fc.oneof(
    fc.constantFrom('PASS', 'FAIL', 'True', 'check11', '"', '""', ';', ',', '\n', '=1+1', '1e999', ''),
    fc.string({ unit: anyCharacter, maxLength: 20 }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...heads),
      fc.array(fc.array(cell, { maxLength: 12 }), { maxLength: 12 }),
      fc.integer({ min: 1, max: 100 }),
      (head, rows, size) => {
        const mark = head.includes(';') ? ';' : ',';
        return readOrRefuse('a.csv', [head, ...rows.map((row) => row.join(mark))].join('\n'), size);
      },
    ),
    { numRuns: runs(400) },
  );
});

describe('one bad row never fails a file', () => {
  const isObject = (value: unknown) => typeof value === 'object' && value !== null;
  const bad = fc.oneof(
    fc.constantFrom(
      '{}',
      '{"a":1}',
      '{"CheckID":5,"Status":[]}',
      '{"class_uid":{},"finding_info":{}}',
      '{"x" 1}',
    ),
    fc.constantFrom('null', '3', '"PASS"', '[1,[2]]', '{"Id":{"Id":1},"ProductArn":1,"GeneratorId":2}'),
    fc.json({ maxDepth: 2 }),
  );

  it.each(['findings.ocsf.json', 'get-findings.json', 'evaluations.json'])('%s', async (name) => {
    const document: unknown = JSON.parse(new TextDecoder().decode(findingsFixture(name)));
    const list = Array.isArray(document)
      ? null
      : (Object.entries(document as object).find(([, value]) => Array.isArray(value))?.[0] ?? null);
    const records = (list === null ? document : (document as Record<string, unknown>)[list]) as unknown[];
    const texts = records.map((record) => JSON.stringify(record));
    const wrap = (parts: readonly string[]) =>
      list === null ? `[${parts.join(',')}]` : `{"${list}":[${parts.join(',')}]}`;
    const whole = await readAll(name, wrap(texts));
    expect(records.every(isObject)).toBe(true);
    await fc.assert(
      fc.asyncProperty(bad, fc.nat(texts.length), fc.integer({ min: 1, max: 500 }), async (row, at, size) => {
        const with_ = [...texts.slice(0, at), row, ...texts.slice(at)];
        const { findings } = await readAll(name, wrap(with_), size);
        expect(findings).toEqual(whole.findings);
      }),
      { numRuns: runs(150) },
    );
  });

  it.each(['prowler-5.csv', 'prowler-3.csv', 'prowler-2.csv'])('%s', async (name) => {
    const [head = '', ...rows] = new TextDecoder()
      .decode(findingsFixture(name))
      .trimEnd()
      .split(/\r?\n(?=[^\n]*[;,])/);
    const whole = await readAll(name, [head, ...rows].join('\n'));
    const row = fc.oneof(
      fc.constantFrom('x', ';;;;', ',,,,', '"a ""quoted"" one";b', ';'.repeat(200), ','.repeat(200)),
      fc.string({ unit: 'grapheme-ascii', maxLength: 40 }).map((text) => text.replace(/["\r\n]/g, '')),
    );
    await fc.assert(
      fc.asyncProperty(row, fc.nat(rows.length), async (text, at) => {
        const { findings } = await readAll(
          name,
          [head, ...rows.slice(0, at), text, ...rows.slice(at)].join('\n'),
        );
        expect(findings).toEqual(whole.findings);
      }),
      { numRuns: runs(100) },
    );
  });
});

describe.each(['prowler-2.csv', 'prowler-3.csv', 'prowler-3.ocsf.json'])('%s, mutated', (name) => {
  const bytes = findingsFixture(name);
  it('cut off anywhere, or with bytes changed, is read or refused', async () => {
    for (let end = 0; end < bytes.length; end += 97) await readOrRefuse(name, bytes.subarray(0, end));
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 20 }), async (changes) => {
        const changed = new Uint8Array(bytes);
        for (const [at, value] of changes) changed[at] = value;
        await readOrRefuse(name, changed);
      }),
      { numRuns: runs(100) },
    );
  });
});
