import { describe, expect, test } from 'vitest';
import type { Gap } from '../../../main/contract/gaps.ts';
import type { Matrix } from '../../../main/contract/matrix.ts';
import { GAP_RULES } from '../../../main/domain/gaps/gaps.ts';
import { servicePlaces } from '../../../main/domain/services/service-places.ts';
import {
  canBeCovered,
  countBySeverity,
  filterGaps,
  gapsByPlace,
  groupGaps,
  remedyOf,
  ruleTitle,
} from '../../../renderer/features/gaps/model.ts';
import { gapSearch } from '../../../renderer/features/gaps/search.ts';
import { gapBars, ownershipBars, ownershipTable } from '../../../renderer/features/overview/model.ts';
import { formatWeekday } from '../../../renderer/lib/format.ts';

const gap = (rule: string, severity: Gap['severity'], more: Partial<Gap> = {}): Gap => ({
  rule,
  severity,
  sentence: 'orders-db, Restore testing: no answer yet.',
  ref: 'orders-db/restore-testing',
  subject: 'orders-db',
  responsibility: 'restore-testing',
  action: null,
  ...more,
});

describe('gaps', () => {
  const gaps = [
    gap('evidence-expiring', 'low'),
    gap('unanswered', 'medium', { action: 3 }),
    gap('misconception', 'high', { action: 4, subject: 'front' }),
    gap('unanswered', 'medium'),
  ];
  test('are grouped by severity, then in the order of the rules; unknown rules come last', () => {
    const groups = groupGaps([gap('rule-of-tomorrow', 'medium'), ...gaps]);
    expect(groups.map(({ alike, gaps: own }) => `${alike?.severity} ${alike?.rule} ${own.length}`)).toEqual([
      'high misconception 1',
      'medium unanswered 2',
      'medium rule-of-tomorrow 1',
      'low evidence-expiring 1',
    ]);
  });
  test('by where the services run, the gravest first under each head', () => {
    const places = servicePlaces(
      [
        { ref: 'front', environments: [], account: '111122223333', region: null },
        { ref: 'orders-db', environments: [], account: '444455556666', region: null },
      ],
      [],
    );
    const groups = gapsByPlace(gaps, 'account', places);
    expect(groups.map(({ title, alike, gaps: own }) => [title, alike, own.map(({ rule }) => rule)])).toEqual([
      ['111122223333', null, ['misconception']],
      ['444455556666', null, ['unanswered', 'unanswered', 'evidence-expiring']],
    ]);
  });
  test.each([
    [{}, 4],
    [{ severity: 'medium' }, 2],
    [{ rule: 'unanswered' }, 2],
    [{ subject: 'front' }, 1],
    [{ cover: 'in-hand' }, 1],
    [{ cover: 'open' }, 3],
    [{ cover: 'open', severity: 'medium' }, 1],
  ] as const)('filtered by %j', (search, count) => {
    expect(filterGaps(gaps, search, new Set([4]))).toHaveLength(count);
  });
  test('are counted by severity', () => {
    expect(countBySeverity(gaps)).toEqual({ high: 1, medium: 2, low: 1 });
  });
  test('what an address asks for is kept, what it makes up is not', () => {
    const search = {
      view: 'actions',
      severity: 'low',
      rule: 'unanswered',
      subject: 'a',
      cover: 'open',
      closed: true,
    };
    expect(gapSearch(search)).toEqual(search);
    expect(gapSearch({ view: 'gaps', severity: 'dire', cover: 7, rule: '', closed: 'yes' })).toEqual({});
  });
  test('each rule about something to be done has its own remedy', () => {
    const makeable = GAP_RULES.filter(({ id }) => canBeCovered(id));
    expect(makeable).toHaveLength(GAP_RULES.length - 1);
    for (const { id } of makeable) expect(remedyOf(id)).not.toBe(ruleTitle(id));
    expect(ruleTitle('rule-of-tomorrow')).toBe('rule-of-tomorrow');
  });
});

describe('overview', () => {
  const matrix: Matrix = {
    rev: 1,
    parties: [
      { id: 'aws', name: 'AWS', kind: 'provider' },
      { id: 'organisation', name: 'Acme', kind: 'organisation' },
    ],
    subjects: [{ ref: 'orders-db', kind: 'service', label: 'orders-db', detail: '' }],
    domains: [
      { id: 'data-governance', name: 'Data', order: 1, summary: '' },
      { id: 'network', name: 'Network', order: 2, summary: '' },
    ],
    responsibilities: [
      { id: 'a', name: 'A', domain: 'network', scope: 'service' },
      { id: 'b', name: 'B', domain: 'network', scope: 'service' },
      { id: 'c', name: 'C', domain: 'data-governance', scope: 'service' },
    ],
    cells: [
      [0, 0, 'aws+organisation', 0],
      [0, 1, 'aws', 0],
      [0, 2, '', 0],
    ],
  };
  test('bars run from data at the top to the provider below, a shared duty counts in parts', () => {
    const bars = ownershipBars(matrix);
    expect(bars.map(({ label, end }) => [label, end])).toEqual([
      ['Data', '0 of 1'],
      ['Network', '2 of 2'],
    ]);
    expect(bars[1]?.parts.map(({ mark, value }) => [mark, value])).toEqual([
      ['A', 1.5],
      ['C', 0.5],
    ]);
  });
  test('the table says the same in numbers', () => {
    expect(ownershipTable(ownershipBars(matrix))).toEqual({
      head: ['Domain', 'Unanswered', 'AWS', 'Acme', 'Answered'],
      rows: [
        ['Data', '1', '0', '0', '0 of 1'],
        ['Network', '0', '1.5', '0.5', '2 of 2'],
      ],
    });
  });
  test('gap bars leave out what is zero', () => {
    const [bar] = gapBars([
      { domain: null, name: 'A service as a whole', counts: { high: 0, medium: 2, low: 1 } },
    ]);
    expect(bar).toMatchObject({ end: '3', parts: [{ mark: 'M 2' }, { mark: 'L 1' }] });
  });
  test('days of the week', () => {
    expect(formatWeekday('2026-11-25')).toBe('Wed');
  });
});
