import { describe, expect, test } from 'vitest';
import type { RegisterRow } from '../../main/contract/assignments.ts';
import {
  changedSinceSigned,
  type GapOwner,
  type GapSignOff,
  ownersWalk,
} from '../../main/domain/gaps/review-rules.ts';

type NamedRow = Pick<RegisterRow, 'ref' | 'subject' | 'responsibility' | 'shares'>;
const row = (responsibility: string, ...people: (string | null)[]): RegisterRow => {
  const named: NamedRow = {
    ref: `db/${responsibility}`,
    subject: 'db',
    responsibility,
    shares: people.map((person, n) => ({ party: `party-${n}`, text: null, person })),
  };
  return named as RegisterRow;
};
const mara = (acknowledged: GapOwner['acknowledged']): GapOwner => ({
  id: 'mara',
  name: 'Mara Silva',
  acknowledged,
});
function gapsOf(people: readonly GapOwner[], rows: readonly RegisterRow[]) {
  const walk = ownersWalk(people);
  for (const [at, entry] of rows.entries()) walk.see(entry, at);
  return walk.unacknowledged().map(({ gap, at }) => [at, gap.ref, gap.sentence]);
}

describe('owners who have not acknowledged their duties', () => {
  const cases: readonly [string, GapOwner, readonly RegisterRow[], readonly unknown[]][] = [
    ['named nowhere', mara('none'), [row('a', null), row('b', 'bo')], []],
    ['acknowledged', mara('current'), [row('a', 'mara')], []],
    [
      'named once',
      mara('none'),
      [row('a'), row('b', null, 'mara')],
      [[1, 'db/b', 'Mara Silva is named for 1 duty and has not acknowledged it.']],
    ],
    [
      'named for several, twice in one: one gap at the first',
      mara('none'),
      [row('a', 'mara', 'mara'), row('b', 'bo'), row('c', 'mara')],
      [[0, 'db/a', 'Mara Silva is named for 2 duties and has not acknowledged them.']],
    ],
    [
      'changed since',
      mara('stale'),
      [row('a', 'mara')],
      [[0, 'db/a', 'Mara Silva acknowledged their duties, but these have changed since: 1 duty now.']],
    ],
  ];
  test.each(cases)('%s', (_name, owner, rows, expected) => {
    expect(gapsOf([owner], rows)).toEqual(expected);
  });
});

describe('what changed since it was signed', () => {
  const signed = (more: Partial<GapSignOff> = {}): GapSignOff => ({
    number: 1,
    subject: 'db',
    label: 'Orders database',
    name: 'Cleo Chief',
    signedAt: '2026-10-02T09:30:00.000Z',
    changedSince: { count: 2, who: ['Ann', 'Bo'] },
    ...more,
  });
  const cases: readonly [string, readonly GapSignOff[], readonly string[]][] = [
    ['nothing', [signed({ changedSince: null })], []],
    [
      'two duties',
      [signed()],
      [
        'db Orders database: 2 duties were changed by Ann and Bo since the sign-off recorded of Cleo Chief on 2026-10-02.',
      ],
    ],
    [
      'one duty, by somebody who gave no name',
      [signed({ changedSince: { count: 1, who: [] } })],
      ['db Orders database: 1 duty was changed since the sign-off recorded of Cleo Chief on 2026-10-02.'],
    ],
    [
      'the list of duties, for the workbook as a whole',
      [signed({ subject: null, label: 'Acme', changedSince: { count: 0, who: [] } })],
      [
        'workbook Acme: its list of duties is another one since the sign-off recorded of Cleo Chief on 2026-10-02.',
      ],
    ],
    ['signed anew by the same person', [signed({ number: 2, changedSince: null }), signed()], []],
    [
      'signed anew by another person',
      [signed({ number: 2, name: 'Dan', changedSince: null }), signed()],
      [
        'db Orders database: 2 duties were changed by Ann and Bo since the sign-off recorded of Cleo Chief on 2026-10-02.',
      ],
    ],
  ];
  test.each(cases)('%s', (_name, signOffs, expected) => {
    expect(changedSinceSigned(signOffs).map(({ subject, sentence }) => `${subject} ${sentence}`)).toEqual(
      expected,
    );
  });
});
