import { describe, expect, it } from 'vitest';
import { stateBefore } from '../../main/domain/merge/invert.ts';
import { planOperations } from '../../main/domain/merge/plan.ts';
import { type Row, tableOf } from '../../main/domain/merge/rows.ts';
import { type Content, keys, merged, share, tables, world } from '../support/merge-tables.ts';

describe('removals', () => {
  it('a party that the other side gave a share to stays without asking', () => {
    const without = { ...world, party: (world.party ?? []).filter(({ id }) => id !== 'soc') };
    const { asked, rows } = merged(world, without, { ...world, share: [share('soc')] });
    expect(asked).toEqual([]);
    expect(rows('party').map(({ id }) => id)).toContain('soc');
  });

  it('an untouched person goes with their name, a touched one is asked', () => {
    const gone: Content = { ...world, person: [] };
    expect(merged(world, gone, world)).toMatchObject({ asked: [] });
    expect(merged(world, gone, world).rows('person')).toEqual([]);
    const named = { ...world, share: [share('acme', { person: 'zoe' })] };
    expect(merged(world, gone, named).asked).toEqual(['person/zoe#removed']);
    const { rows } = merged(world, gone, named, { 'person/zoe#removed': 'mine' });
    expect(rows('share')).toMatchObject([{ person: null }]);
  });
});

describe('columns that belong together', () => {
  const action = (more: Row): Row => ({
    number: 1,
    created_at: '01',
    created_by: 'Lea',
    rule: null,
    state: 'open',
    closed_at: null,
    note: null,
    ...more,
  });
  const piece = (more: Row): Row => ({
    number: 1,
    kind: 'note',
    title: 'T',
    text: 'T',
    covers_from: null,
    covers_to: null,
    ...more,
  });

  it('an action that both closed is closed, at the time of the first; other states are asked', () => {
    const base = { ...world, action: [action({})] };
    const closed = (state: string, at: string) => ({ ...world, action: [action({ state, closed_at: at })] });
    const { asked, rows } = merged(base, closed('done', '05'), closed('done', '04'));
    expect(asked).toEqual([]);
    expect(rows('action')).toMatchObject([{ state: 'done', closed_at: '04' }]);
    expect(merged(base, closed('done', '05'), closed('dropped', '04')).asked).toEqual([
      'action/1#state+closed_at',
    ]);
  });

  it('a period is one: no merge makes one that ends before it begins', () => {
    const base = { ...world, evidence: [piece({})] };
    const mine = { ...world, evidence: [piece({ covers_from: '2026-06-01' })] };
    const theirs = { ...world, evidence: [piece({ covers_to: '2026-03-31' })] };
    expect(merged(base, mine, theirs).asked).toEqual(['evidence/1#covers_from+covers_to']);
    expect(merged(base, mine, base).asked).toEqual([]);
  });
});

describe('other records', () => {
  const mapping = (said: string, at: string): Row => ({
    fingerprint: 'f1',
    headings: '["Control","Owner"]',
    mapping: said,
    saved_at: at,
    saved_by: at,
  });
  const hold = (reason: string, at: string): Row => ({ evidence: 3, reason, held_at: at, held_by: at });
  const every = (months: number): Row => ({ domain: '*', subject: '*', responsibility: '*', months });
  const texts = (source: string, at: string): Row => ({
    framework: 'f',
    source,
    title: 'T',
    recorded_at: at,
  });
  it.each<[table: string, mine: Row, theirs: Row, key: string]>([
    ['claim_mapping', mapping('{}', '2026-02'), mapping('{"columns":[]}', '2026-03'), 'claim_mapping/f1#row'],
    ['evidence_hold', hold('Litigation', '2026-03'), hold('Audit', '2026-02'), 'evidence_hold/3#row'],
    ['control_catalogue', texts('a', '2026-03'), texts('b', '2026-02'), 'control_catalogue/f#row'],
    ['review_cadence', every(6), every(12), 'review_cadence/*/*/*#months'],
  ])('of two rows of %s that say other things none goes without asking', (table, mine, theirs, key) => {
    const add = (row?: Row) => ({ ...world, [table]: row ? [row] : [] });
    expect(merged(add(), add(mine), add(theirs)).asked).toEqual([key]);
    expect(merged(add(), add(mine), add(theirs), { [key]: 'mine' }).rows(table)).toEqual([mine]);
    // What only one side changed is taken, however late the other recorded the same again.
    const [stamp = ''] = Object.keys(mine).filter((column) => column.endsWith('_at'));
    const again = stamp === '' ? mine : { ...mine, [stamp]: '2026-09' };
    const one = merged(add(mine), add(again), add(theirs));
    expect([one.asked, one.rows(table)]).toEqual([[], [theirs]]);
    expect(merged(add(), add(mine), add(again)).rows(table)).toEqual([again]);
  });

  it('two reasons for one hold can both be kept', () => {
    const sides = ['Litigation', 'Audit'].map((reason) => ({
      ...world,
      evidence_hold: [hold(reason, reason)],
    }));
    const [mine = world, theirs = world] = sides;
    const { rows } = merged(world, mine, theirs, { 'evidence_hold/3#row': 'both' });
    expect(rows('evidence_hold')).toMatchObject([{ reason: 'Audit\n\nLitigation', held_by: 'Litigation' }]);
  });

  it('what a vendor’s matrix no longer counts on is out, whichever side found it, and nobody is asked', () => {
    const matrix = (...frameworks: readonly string[]): Row => ({
      id: 1,
      file_name: 'crm.csv',
      frameworks: JSON.stringify(frameworks),
    });
    const having = (row?: Row) => ({ ...world, vendor_matrix: row ? [row] : [] });
    const base = having(matrix('a', 'b', 'c'));
    for (const [mine, theirs, left] of [
      [having(matrix('a', 'b')), having(matrix('b', 'c')), [matrix('b')]],
      [having(matrix('a')), having(matrix('b')), []],
      [having(matrix('a')), having(), []],
      [having(matrix()), base, []],
    ] as const) {
      const { asked, rows } = merged(base, mine, theirs);
      expect(asked).toEqual([]);
      expect(rows('vendor_matrix')).toMatchObject(left);
    }
    const titled = having({ ...matrix('a'), covers_to: '2026-12-31' });
    expect(merged(base, titled, having()).asked).toEqual(['vendor_matrix/1#removed']);
  });

  it('one edition of a provider that both took is no question', () => {
    const taken = (content: string, at: string): Row => ({
      party: 'soc',
      facts: '{}',
      content,
      taken_at: at,
    });
    const having = (row: Row) => ({ ...world, provider_edition: [row] });
    const base = having(taken('[]', '2026-01'));
    const of = (content: string) =>
      merged(base, having(taken('[1]', '2026-03')), having(taken(content, '2026-02')));
    expect([of('[1]').asked, of('[1]').rows('provider_edition')]).toMatchObject([
      [],
      [taken('[1]', '2026-02')],
    ]);
    expect(of('[2]').asked).toHaveLength(1);
  });

  it('lists of both sides are joined, and the later of two statements holds', () => {
    const book = (frameworks: string): Row => ({ id: 1, title: 'T', frameworks });
    const said = (at: string): Row => ({ person: 'zoe', digest: at, acknowledged_at: at });
    const { rows, asked } = merged(
      { ...world, workbook: [book('["a","b"]')], acknowledgement: [] },
      { ...world, workbook: [book('["a","b","c"]')], acknowledgement: [said('2026-02')] },
      { ...world, workbook: [book('["b","d"]')], acknowledgement: [said('2026-03')] },
    );
    expect(asked).toEqual([]);
    expect(rows('workbook')).toMatchObject([{ frameworks: '["b","c","d"]' }]);
    expect(rows('acknowledgement')).toMatchObject([{ acknowledged_at: '2026-03' }]);
  });
});

it('a state is had again by taking its changes back, the last one first', () => {
  const now = tables({ ...world, person: [{ id: 'kim', name: 'Kim', party: 'soc' }] });
  const before = stateBefore(
    now,
    [
      [{ table: 'person', before: { id: 'kim', party: 'acme' }, after: { id: 'kim', party: 'soc' } }],
      [
        { table: 'person', before: { id: 'zoe', name: 'Zoë' }, after: null },
        { table: 'person', before: null, after: { id: 'kim', name: 'Kim', party: 'acme' } },
        { table: 'unknown', before: null, after: { id: 1 } },
      ],
    ],
    keys,
  );
  expect([...tableOf(before, 'person').values()]).toEqual([{ id: 'zoe', name: 'Zoë' }]);
});

it('a row that would go with a deleted one is written again, and a changed share changes its answer', () => {
  const mine = tables({
    ...world,
    evidence: [{ number: 1, kind: 'note' }],
    evidence_link: [{ number: 1, subject: 'db', responsibility: 'backups' }],
  });
  const result = tables({
    ...world,
    share: [share('acme', { text: 'New' })],
    evidence: [
      { number: 1, kind: 'link' },
      { number: 2, kind: 'note' },
    ],
    evidence_link: [1, 2].map((number) => ({ number, subject: 'db', responsibility: 'backups' })),
  });
  const { deletes, puts } = planOperations(mine, {
    result,
    renames: { mine: { evidence: { 1: '2' } }, theirs: {} },
  });
  expect(deletes.map(({ table, key }) => `${table} ${key}`)).toEqual(['evidence 1']);
  expect(puts.map(({ table, key }) => `${table} ${key}`)).toEqual([
    'assignment db/backups',
    'share db/backups/acme',
    'evidence 1',
    'evidence 2',
    'evidence_link db/backups/1',
    'evidence_link db/backups/2',
  ]);
});
