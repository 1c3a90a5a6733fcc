import { describe, expect, it } from 'vitest';
import { bothTexts } from '../../main/domain/merge/fields.ts';
import { mergeTables } from '../../main/domain/merge/merge.ts';
import { type Row, tableOf } from '../../main/domain/merge/rows.ts';
import { answer, type Content, keys, merged, share, tables, world } from '../support/merge-tables.ts';

const KEY = 'assignment/db/backups';

describe('an answer', () => {
  it.each<[what: string, mine: Content, theirs: Content, asked: readonly string[]]>([
    [
      'a note here and a person there',
      { assignment: [answer({ note: 'N' })] },
      { share: [share('acme', { person: 'zoe' })] },
      [],
    ],
    ['the same owner on both sides', { share: [share('soc')] }, { share: [share('soc')] }, []],
    ['another owner on one side', { share: [share('soc')] }, {}, []],
    ['different owners', { share: [share('soc')] }, { share: [share('aws')] }, [`${KEY}#owners`]],
    [
      'an owner here, and words there in the share that went',
      { share: [share('soc')] },
      { share: [share('acme', { text: 'Daily' })] },
      [`${KEY}#owners`],
    ],
    [
      'one more owner here, and words there in the share that stays',
      { share: [share('acme'), share('soc', { ord: 1 })] },
      { share: [share('acme', { text: 'Daily' })] },
      [],
    ],
    [
      'not applicable here, another owner there',
      { assignment: [answer({ not_applicable: 'No' })], share: [] },
      { share: [share('aws')] },
      [`${KEY}#owners`],
    ],
    [
      'different words of one party',
      { share: [share('acme', { text: 'A' })] },
      { share: [share('acme', { text: 'B' })] },
      ['share/db/backups/acme#text'],
    ],
    [
      'status and date',
      { assignment: [answer({ status: 'implemented' })] },
      { assignment: [answer({ due_on: '2027-01-01' })] },
      [],
    ],
    [
      'different statuses',
      { assignment: [answer({ status: 'implemented' })] },
      { assignment: [answer({ status: 'in-progress' })] },
      [`${KEY}#status`],
    ],
    [
      'parked here, to be confirmed there',
      { assignment: [answer({ parked: 1 })] },
      { assignment: [answer({ confirm_later: 1 })] },
      [],
    ],
    [
      'parked for something here, a note there',
      { assignment: [answer({ parked: 1, parked_for: 'The contract' })] },
      { assignment: [answer({ note: 'N' })] },
      [],
    ],
    [
      'parked for different things',
      { assignment: [answer({ parked: 1, parked_for: 'The contract' })] },
      { assignment: [answer({ parked: 1, parked_name: 'Legal' })] },
      [`${KEY}#parked_for+parked_person+parked_name`],
    ],
    [
      'accepted here, changed there',
      { assignment: [answer({ review: 'accepted' })] },
      { assignment: [answer({ note: 'N' })] },
      [`${KEY}#accepted`],
    ],
    [
      'accepted here, parked there',
      { assignment: [answer({ review: 'accepted' })] },
      { assignment: [answer({ parked: 1 })] },
      [`${KEY}#accepted`],
    ],
    [
      'accepted here, accepted and reopened with a reason there',
      { assignment: [answer({ review: 'accepted' })] },
      { assignment: [answer({ review_text: 'The key was lost' })] },
      [`${KEY}#accepted`],
    ],
    [
      'accepted here, to be confirmed there',
      { assignment: [answer({ review: 'accepted' })] },
      { assignment: [answer({ confirm_later: 1 })] },
      [`${KEY}#accepted`],
    ],
    [
      'accepted here, asked anyway there',
      { assignment: [answer({ review: 'accepted' })] },
      { assignment: [answer({ asked_anyway: 1 })] },
      [],
    ],
    [
      'accepted here, returned there',
      { assignment: [answer({ review: 'accepted' })] },
      { assignment: [answer({ review: 'returned' })] },
      [`${KEY}#accepted`],
    ],
    [
      'accepted here, submitted there',
      { assignment: [answer({ review: 'accepted' })] },
      { assignment: [answer({ review: 'submitted' })] },
      [],
    ],
  ])('%s', (_what, mine, theirs, asked) => {
    expect(merged(world, { ...world, ...mine }, { ...world, ...theirs }).asked).toEqual(asked);
  });

  it('that was accepted in the common state is asked when one side reopened it', () => {
    const base = { ...world, assignment: [answer({ review: 'accepted' })] };
    const theirs = { ...world, assignment: [answer({ review: 'draft', note: 'Reopened' })] };
    expect(merged(base, base, theirs).asked).toEqual([`${KEY}#accepted`]);
    const { rows } = merged(base, base, theirs, { [`${KEY}#accepted`]: 'theirs' });
    expect(rows('assignment')).toMatchObject([{ review: 'draft', note: 'Reopened' }]);
  });

  it('that one side took up again waits for nothing, whatever the other wrote of it', () => {
    const base = { ...world, assignment: [answer({ parked: 1, parked_for: 'The contract' })] };
    const mine = { ...world, assignment: [answer({ parked: 0, parked_for: null })] };
    const theirs = { ...world, assignment: [answer({ parked: 1, parked_for: 'The lawyer', note: 'N' })] };
    const { asked, rows } = merged(base, mine, theirs);
    expect(asked).toEqual([]);
    expect(rows('assignment')).toMatchObject([{ parked: 0, parked_for: null, note: 'N' }]);
  });

  it('that was submitted is a draft again with something else in it', () => {
    const { rows } = merged(
      world,
      { ...world, assignment: [answer({ review: 'submitted' })] },
      { ...world, assignment: [answer({ note: 'One more thing' })] },
    );
    expect(rows('assignment')).toMatchObject([{ review: 'draft', note: 'One more thing' }]);
  });

  it('takes the words of both where they are texts', () => {
    const { rows } = merged(
      world,
      { ...world, assignment: [answer({ note: 'Mine' })] },
      { ...world, assignment: [answer({ note: 'Theirs' })] },
      { [`${KEY}#note`]: 'both' },
    );
    expect(rows('assignment')).toMatchObject([{ note: 'Mine\n\nTheirs' }]);
    expect(bothTexts('Every day', 'Every day at noon')).toBe('Every day at noon');
    expect(bothTexts(null, 'Every day')).toBeNull();
  });
});

describe('names and numbers', () => {
  const piece = (number: number, title: string, at: string, more: Row = {}): Row => ({
    number,
    kind: 'note',
    title,
    text: title,
    collected_at: at,
    replaced_by: null,
    ...more,
  });
  const link = (number: number): Row => ({ number, subject: 'db', responsibility: 'backups' });

  it('the earlier of two keeps the number, the other gets the next free one, and links follow', () => {
    const { rows, outcome } = merged(
      { ...world, evidence: [piece(1, 'old', '01')], evidence_link: [] },
      { ...world, evidence: [piece(1, 'old', '01'), piece(2, 'later', '09')], evidence_link: [link(2)] },
      {
        ...world,
        evidence: [
          piece(1, 'old', '01', { replaced_by: 3 }),
          piece(2, 'sooner', '05'),
          piece(3, 'third', '06'),
        ],
        evidence_link: [link(2), link(3)],
      },
    );
    expect(rows('evidence').map(({ number, title, replaced_by }) => [number, title, replaced_by])).toEqual([
      [1, 'old', 3],
      [4, 'later', null],
      [2, 'sooner', null],
      [3, 'third', null],
    ]);
    expect(
      rows('evidence_link')
        .map(({ number }) => number)
        .sort(),
    ).toEqual([2, 3, 4]);
    expect(outcome.renames.mine).toEqual({ evidence: { 2: '4' } });
  });

  it('one thing under different numbers is one, and two services of one name are two', () => {
    const service = (catalogue: string): Row => ({
      ref: 'web',
      catalogue_id: catalogue,
      label: 'web',
      account: null,
      region: null,
      ord: 2,
    });
    const { rows } = merged(
      world,
      {
        ...world,
        evidence: [piece(1, 'a', '01'), piece(2, 'shared', '02')],
        service_in_use: [...(world.service_in_use ?? []), service('ec2')],
      },
      {
        ...world,
        evidence: [piece(1, 'shared', '02')],
        service_in_use: [...(world.service_in_use ?? []), service('lambda')],
      },
    );
    expect(rows('evidence').map(({ number, title }) => [number, title])).toEqual([
      [1, 'a'],
      [2, 'shared'],
    ]);
    expect(
      rows('service_in_use')
        .map(({ ref, catalogue_id }) => [catalogue_id, ref])
        .sort(),
    ).toEqual([
      ['ec2', 'web'],
      ['lambda', 'web-2'],
      ['rds', 'db'],
    ]);
  });

  it('a saved view goes on showing what its maker saw, where that has another name now', () => {
    const web = (catalogue: string): Row => ({
      ref: 'web',
      catalogue_id: catalogue,
      label: 'web',
      account: null,
      region: null,
      ord: 2,
    });
    const view = (id: string, query: string): Row => ({ id, name: id, screen: 'matrix', query, ord: 1 });
    const side = (catalogue: string, views: readonly Row[]) => ({
      ...world,
      service_in_use: [...(world.service_in_use ?? []), web(catalogue)],
      saved_view: views,
    });
    const odd = ['', 'subject=web', '["web"]', '{"subject":7,"person":"web","text":"web"}'];
    const { rows } = merged(
      { ...world, saved_view: [] },
      side('ec2', [view('of-ec2', '{"view":"grid","subject":"web","person":"web"}')]),
      side('lambda', [
        view('of-lambda', '{"subject":"web"}'),
        ...odd.map((query, at) => view(`odd-${at}`, query)),
      ]),
    );
    const services = new Map(rows('service_in_use').map(({ ref, catalogue_id }) => [catalogue_id, ref]));
    expect(new Set([services.get('ec2'), services.get('lambda')]).size).toBe(2);
    const queries = new Map(rows('saved_view').map(({ id, query }) => [id, query]));
    expect(JSON.parse(String(queries.get('of-ec2')))).toEqual({
      view: 'grid',
      subject: services.get('ec2'),
      person: 'web',
    });
    expect(JSON.parse(String(queries.get('of-lambda')))).toEqual({ subject: services.get('lambda') });
    expect(odd.map((_, at) => queries.get(`odd-${at}`))).toEqual(odd);
  });

  it('a number that was given to something gone is not given again, but to the same thing', () => {
    const named = (gone: string, when: 'base' | 'mine') => {
      const theirs = piece(1, 'theirs', '01');
      const outcome = mergeTables({
        base: tables({ ...world, evidence: [] }),
        mine: tables({ ...world, evidence: [] }),
        theirs: tables({ ...world, evidence: [theirs] }),
        keys,
        known: { mine: {}, theirs: {} },
        first: { mine: {}, theirs: {} },
        given: {
          base: {},
          mine: {},
          [when]: { evidence: [{ key: '1', row: piece(1, gone, '01') }] },
          theirs: { evidence: [{ key: '1', row: theirs }] },
        },
        scanned: { mine: new Set(), theirs: new Set() },
        replaced: { mine: new Set(), theirs: new Set() },
        anew: false,
        resolutions: {},
        askAgain: true,
      });
      return [...tableOf(outcome.result, 'evidence').keys()];
    };
    for (const when of ['base', 'mine'] as const) {
      expect(named('mine', when)).toEqual(['2']);
      // As after a merge that was undone.
      expect(named('theirs', when)).toEqual(['1']);
    }
  });

  it('what a merge called a thing is settled anew where the other side took in a copy, too', () => {
    const [scan, matrix, note] = [2, 3, 4].map(
      (second) => (number: number) => piece(number, `at ${second}`, `0${second}`),
    ) as [(number: number) => Row, (number: number) => Row, (number: number) => Row];
    // E-2 of one copy was undone there, so that the scan became E-3 with it; with the other copy, the matrix became E-4.
    const numbers = (anew: boolean) => {
      const { result } = mergeTables({
        base: tables({ ...world, evidence: [scan(2)] }),
        mine: tables({ ...world, evidence: [scan(3)] }),
        theirs: tables({ ...world, evidence: [scan(2), note(3), matrix(4)] }),
        keys,
        known: { mine: { evidence: { 2: '3' } }, theirs: {} },
        first: { mine: { evidence: { 3: '2' } }, theirs: { evidence: { 4: '2' } } },
        given: {
          base: { evidence: [{ key: '2', row: scan(2) }] },
          mine: { evidence: [{ key: '2', row: piece(2, 'undone', '01') }] },
          theirs: {
            evidence: [
              { key: '2', row: matrix(2) },
              { key: '3', row: note(3) },
            ],
          },
        },
        scanned: { mine: new Set(), theirs: new Set() },
        replaced: { mine: new Set(), theirs: new Set() },
        anew,
        resolutions: {},
        askAgain: true,
      });
      const found = new Map([...tableOf(result, 'evidence').values()].map((row) => [row.title, row.number]));
      return [scan, matrix, note].map((of) => found.get(of(0).title ?? null));
    };
    // As where all three come together at once: the note keeps its number.
    expect(numbers(true)).toEqual([4, 5, 3]);
    // A copy that took in nothing is merged again: what is in use here keeps its number.
    expect(numbers(false)).toEqual([3, 4, 5]);
  });
});
