import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recogniseFile } from '../../main/importers/recognise.ts';
import { temporaryFolder } from '../support/temp.ts';
import { findingsFixture, readAll } from './findings-support.ts';

const folder = temporaryFolder();
const FORMS = ['json', 'xml', 'yaml'] as const;

interface Finding {
  readonly target?: unknown;
  readonly title?: string;
}
/** A document with these findings in one result. */
const documentOf = (findings: readonly Finding[], more: object = {}, result: object = {}) => ({
  'assessment-results': {
    uuid: 'a',
    metadata: { title: 'T', 'oscal-version': '1.1.2' },
    ...more,
    results: [{ start: '2026-11-20T08:00:00Z', findings, ...result }],
  },
});
const about = (id: string, state = 'satisfied', more: object = {}): Finding => ({
  target: { type: 'objective-id', 'target-id': id, status: { state, ...more } },
});

describe('results of an assessment in OSCAL', () => {
  it.each(FORMS)('say of each control how it stands, in %s', async (form) => {
    const name = `assessment-results.${form}`;
    const bytes = findingsFixture(name);
    const { summary, findings } = await readAll(name, bytes, 700);
    expect(summary).toMatchObject({
      format: 'oscal',
      findings: 4,
      results: { pass: 2, fail: 1, manual: 1, suppressed: 0 },
      unreadable: 0,
    });
    expect(findings).toMatchObject([
      {
        check: 'oscal/NIST SP 800-53 AC-3',
        title: 'AC-3: Buckets are closed',
        result: 'pass',
        resource: 'arn:aws:s3:::orders',
        observedAt: '2026-11-20T08:10:00Z',
        requirements: ['NIST SP 800-53 AC-3'],
      },
      { check: 'oscal/NIST SP 800-53 AC-2', result: 'pass', observedAt: '2026-11-20T08:30:00Z' },
      { check: 'oscal/NIST SP 800-53 SC-12', result: 'fail', resource: null },
      // Not satisfied, and for no failure: it could not be looked at.
      { check: 'oscal/NIST SP 800-53 AU-11', result: 'manual' },
    ]);
    expect(summary.notes.join(' ')).toMatch(/1 finding of older results left out.*1 observation left out/);
    const path = join(folder, name);
    writeFileSync(path, bytes);
    expect(await recogniseFile(path, name)).toMatchObject({ kind: 'findings' });
  });

  it('are the same findings in every form', async () => {
    const all = await Promise.all(
      FORMS.map((form) => readAll('a', findingsFixture(`assessment-results.${form}`))),
    );
    for (const { findings } of all) expect(findings).toEqual(all[0]?.findings);
  });

  it.each([
    ['ac-6.1_obj', 'NIST SP 800-53 AC-6(1)'],
    ['ac-2_smt.a.1', 'NIST SP 800-53 AC-2'],
    ['ac-2_obj.a-1', 'NIST SP 800-53 AC-2'],
    ['ac-2', 'NIST SP 800-53 AC-2'],
    ['ac-1.a.1_obj.3', 'NIST SP 800-53 AC-1'],
    ['at-2.c_obj.2', 'NIST SP 800-53 AT-2'],
    ['ac-2.1.b_obj', 'NIST SP 800-53 AC-2(1)'],
  ])('find the control of %s', async (id, control) => {
    const { findings } = await readAll('a.json', documentOf([about(id)]));
    expect(findings).toMatchObject([{ check: `oscal/${control}`, requirements: [control] }]);
  });
  it('keep what is of no framework that is known, for a person to place', async () => {
    const { summary, findings } = await readAll('a.json', documentOf([about('rule-of-ours')]));
    expect(findings).toMatchObject([{ check: 'oscal/rule-of-ours', requirements: [] }]);
    expect(summary.notes.join(' ')).toContain('no framework');
  });
  it('know the framework by what a tool notes of its catalogue', async () => {
    const props = [{ name: 'target', value: 'https://example.org/PCI_DSS_v4.0.1_catalog.json' }];
    const { findings } = await readAll('a.json', documentOf([about('1.2.1')], {}, { props }));
    expect(findings).toMatchObject([{ requirements: ['PCI DSS 4.0.1 1.2.1'] }]);
  });

  it('keep several weaknesses of one control apart, and the same in the next run together', async () => {
    const two = documentOf([
      { ...about('ac-2', 'not-satisfied'), title: 'one' },
      { ...about('ac-2', 'not-satisfied'), title: 'two' },
    ]);
    const { findings } = await readAll('a.json', two);
    expect(new Set(findings.map(({ id }) => id)).size).toBe(2);
    const ids = async (uuid: string, title: string) => {
      const [finding] = (await readAll('a.json', documentOf([{ uuid, title, ...about('ac-2') } as Finding])))
        .findings;
      return finding?.id;
    };
    expect(await ids('1', 'is well')).toBe(await ids('2', 'is not'));
  });

  it('leave out what does not apply, and name what says nothing', async () => {
    const away = {
      target: { ...Object(about('ac-3').target), 'implementation-status': { state: 'not-applicable' } },
    };
    const { summary } = await readAll(
      'a.json',
      documentOf([about('ac-2'), away, about('ac-4', 'partly'), { title: 'x' }, about('ac-5', '')]),
    );
    expect(summary).toMatchObject({ findings: 1, notApplicable: 1, unreadable: 3 });
    expect(summary.problems.map(({ why }) => why)).toEqual([
      'its result "partly" is not known',
      'it names no check',
      'it has no result',
    ]);
  });
  it.each<[string, Record<string, unknown>[], string[], string | null]>([
    ['an open one', [{ status: 'open' }], ['fail'], null],
    ['none that is in the document', [], ['fail'], null],
    [
      'a closed one',
      [{ status: 'closed' }],
      ['manual'],
      '1 finding that is not satisfied is to be looked at',
    ],
    ['an approved deviation', [{ status: 'deviation-approved' }], ['manual'], 'is to be looked at by hand'],
    ['a deviation that is only requested', [{ status: 'deviation-requested' }], ['fail'], null],
    [
      'a false positive',
      [{ status: 'deviation-approved', props: [{ name: 'false-positive', value: 'approved' }] }],
      ['suppressed'],
      '1 finding that is not satisfied counts as suppressed',
    ],
    [
      'a false positive that is investigated',
      [{ status: 'open', props: [{ name: 'false-positive', value: 'investigating' }] }],
      ['fail'],
      null,
    ],
    ['one that is closed and one that is open', [{ status: 'closed' }, { status: 'open' }], ['fail'], null],
  ])('name risks, here %s', async (_, all, results, told) => {
    const risks = all.map((risk, at) => ({ uuid: `r${at}`, title: 'R', ...risk }));
    const related = [...risks.map(({ uuid }) => uuid), ...(all.length === 0 ? ['elsewhere'] : [])];
    const named = { 'related-risks': related.map((uuid) => ({ 'risk-uuid': uuid })) };
    const failed = { ...about('ac-2', 'not-satisfied'), ...named };
    // What is satisfied is so, whatever became of its risk.
    const content = documentOf([failed, { ...about('ac-3'), ...named }], {}, { risks });
    const { summary, findings } = await readAll('a.json', content);
    expect(findings.map(({ result }) => result)).toEqual([...results, 'pass']);
    const notes = summary.notes.filter((note) => note.includes('not satisfied'));
    expect(notes).toEqual(told === null ? [] : [expect.stringContaining(told)]);
  });
  it('say of several things nothing of each', async () => {
    const observations = [
      {
        uuid: 'o',
        subjects: [
          { 'subject-uuid': 'x', title: 'web' },
          { 'subject-uuid': 'y', title: 'db' },
        ],
      },
    ];
    const finding = { ...about('ac-2'), 'related-observations': [{ 'observation-uuid': 'o' }] };
    const { findings } = await readAll('a.json', documentOf([finding], {}, { observations }));
    expect(findings).toMatchObject([{ resource: null }]);
  });
  it('several documents in one array are refused, with what to do', async () => {
    const one = documentOf([about('ac-2')]);
    await expect(readAll('a.json', [one, one])).rejects.toThrow('give each in a file of its own');
  });
  it('are refused without findings: observations alone say of no control how it stands', async () => {
    const empty = documentOf([], {}, { observations: [{ uuid: 'o' }] });
    await expect(readAll('a.json', empty)).rejects.toThrow(/a\.json .* 1 observation says of no control/);
  });
  it.each([
    ['no whole JSON', JSON.stringify(documentOf([about('ac-2')])).slice(0, -3)],
    ['YAML with an alias', 'assessment-results: &a\n  metadata:\n    oscal-version: 1\n  results: *a\n'],
    ['XML without an end', '<assessment-results xmlns="http://csrc.nist.gov/ns/oscal/1.0"><result>'],
  ])('are refused by name as %s', async (_what, text) => {
    await expect(readAll('a.json', text)).rejects.toThrow('a.json');
  });
});
