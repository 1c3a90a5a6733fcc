import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cellKind } from '../../main/domain/erasure/cells.ts';
import { type Erased, Redactor } from '../../main/domain/erasure/redactor.ts';
import { recordsWords, tableWords } from '../../main/domain/erasure/words.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../main/workbook/migrations/schema.snapshot.json', import.meta.url), 'utf8'),
) as { readonly objects: Readonly<Record<string, string>> };

const LABEL = 'Erased person 3f9a1c';
const ID = 'erased-person-3f9a1c';
const redactor = (erased: Partial<Erased>) =>
  new Redactor({
    names: ['Kim Doe'],
    addresses: [],
    ids: ['kim-doe'],
    refs: new Map(),
    own: new Set(),
    others: [],
    label: LABEL,
    ...erased,
  });

describe('a name is found however it is written', () => {
  it.each([
    ['Kim Doe', 'KIM DOE, kim doe and Kim\u00a0 \n Doe', `${LABEL}, ${LABEL} and ${LABEL}`],
    ['Kim Doe', 'K\u200bim\u2060 D\u00adoe', LABEL],
    ['Kim Doe', 'Kim_Doe.pdf kim-doe-cv.pdf Kim.Doe kim+doe', `${ID}.pdf ${ID}-cv.pdf ${ID} ${ID}`],
    ['Kim Doe', 'https://a.example/by%20Kim%20Doe?who=Kim+Doe', `https://a.example/by%20${ID}?who=${ID}`],
    ['Zoë Quist', 'Zoe\u0308 Quist, ZOË QUIST, zoe-quist', `${LABEL}, ${LABEL}, ${ID}`],
    ['Zoë Quist', 'Zo%C3%AB%20Quist zoe%cc%88+quist "Zo\\u00eb Quist"', `${ID} ${ID} "${LABEL}"`],
    [
      "Pat O'Brien",
      'Pat O\u2019Brien, PAT O\u02bcBRIEN, pat obrien, pat-o-brien',
      `${LABEL}, ${LABEL}, ${LABEL}, ${ID}`,
    ],
    ['Mary-Ann Lee', 'Mary\u2011Ann Lee, mary\u2013ann lee', `${LABEL}, ${LABEL}`],
    ['Günter Weiß', 'GÜNTER WEISS, gunter weiss', `${LABEL}, gunter weiss`],
    [
      'İlker Işık',
      `${'İlker Işık'.toLowerCase()} ${'İlker Işık'.toLocaleLowerCase('tr')} ILKER IŞIK`,
      `${LABEL} ${LABEL} ${LABEL}`,
    ],
    ['Doe, Kim (Ops)', 'Doe, Kim (Ops) asked; doe kim ops', `${LABEL} asked; ${LABEL}`],
    ['Kim Doe Jr.', 'Kim Doe Jr. and Kim Doe Jr', `${LABEL} and ${LABEL}`],
    ['田中', '田中さんに', `${LABEL}さんに`],
    ['Kim', 'kim, Kimberly, Joakim, Kim’s', `${LABEL}, Kimberly, Joakim, ${LABEL}’s`],
  ])('%s in %s', (name, text, expected) => {
    expect(redactor({ names: [name], ids: [] }).text(text)).toBe(expected);
  });

  it('and an address, in an address of the web as well', () => {
    expect(
      redactor({ addresses: ['kim+x@a.example'] }).text('mailto:KIM%2Bx%40a.example, kim+x@a.example.'),
    ).toBe(`mailto:${ID}@erased.invalid, ${ID}@erased.invalid.`);
  });
});

it('names, ids and addresses of others in which the name stands stay, and are told', () => {
  const others = [
    { id: 'kim-doe', names: ['Kim Doe'], addresses: [] },
    { id: 'lee-kim', names: ['Lee, Kim'], addresses: ['ann.kim@a.example'] },
    { id: 'sam-roe', names: ['Sam Roe'], addresses: [] },
  ];
  const kim = redactor({ names: ['Kim'], ids: ['kim'], others });
  expect(kim.text('Kim asked Kim Doe and LEE, KIM (kim-doe, ann.kim@a.example)')).toBe(
    `${LABEL} asked Kim Doe and LEE, KIM (kim-doe, ann.kim@a.example)`,
  );
  expect(kim.others).toEqual(['Kim Doe', 'Lee, Kim']);
  expect(
    redactor({
      names: ['田中'],
      ids: [],
      others: [{ id: 'person-2', names: ['田中角栄'], addresses: [] }],
    }).text('田中は田中角栄に'),
  ).toBe(`${LABEL}は田中角栄に`);
});

it('what the program writes itself stays, whatever somebody is called', () => {
  const named = (name: string) =>
    redactor({
      names: [name],
      ids: [name.toLowerCase()],
      others: [{ id: `${name.toLowerCase()}-2`, names: [], addresses: [] }],
    });
  expect(named('Link').row('evidence', { kind: 'link', title: 'Link of Link' })).toEqual({
    kind: 'link',
    title: `${LABEL} of ${LABEL}`,
  });
  expect(named('Open').row('action', { state: 'open', note: 'open' })).toEqual({
    state: 'open',
    note: LABEL,
  });
  expect(named('Aurora').row('service_in_use', { catalogue_id: 'aurora', label: 'Aurora' })).toEqual({
    catalogue_id: 'aurora',
    label: LABEL,
  });
  expect(named('Ann').row('logo', { data: 'AA/ann+AA==' })).toEqual({ data: 'AA/ann+AA==' });
  expect(named('Person').row('saved_view', { query: 'person=person&text=Ask+Person&x=%' })).toEqual({
    query: `person=${ID}&text=${encodeURIComponent(`Ask ${LABEL}`)}&x=%`,
  });
  expect(
    named('Person').row('merge', { renames: '{"person":{"person":"person-2"},"action":{"1":2}}' }),
  ).toEqual({
    renames: `{"person":{"${ID}":"person-2"},"action":{"1":2}}`,
  });
  const state = {
    format: 1,
    status: 'x',
    people: [{ id: 'status', name: 'Status', party: 'a', email: null }],
  };
  expect(named('Status').state({ ...state, note: 'status' })).toEqual({
    ...state,
    people: [{ id: ID, name: LABEL, party: 'a', email: null }],
    note: LABEL,
  });
});

it('an approver of a risk is a person in a frozen state as well', () => {
  expect(redactor({}).state({ risk: { approver: 'kim-doe', reason: 'kim-doe' } })).toEqual({
    risk: { approver: ID, reason: ID },
  });
});

it('no column that takes only words of the program is a text of people', () => {
  const columns = Object.entries(schema.objects).flatMap(([name, sql]) =>
    [...sql.matchAll(/(\w+) TEXT[^,]*?CHECK \(\1 IN/g)].map(
      ([, column = '']) => [name.replace('table ', ''), column] as const,
    ),
  );
  expect(columns.length).toBeGreaterThan(10);
  expect(columns.filter(([table, column]) => cellKind(table, column) !== 'plain')).toEqual([]);
});

it('records that are touched are said in the words of whoever reads of them', () => {
  const words = tableWords({
    person: 1,
    share: 21,
    evidence: 2,
    service_in_use: 5,
    evidence_hold: 2,
    meeting: 1,
  });
  expect(recordsWords(words)).toBe(
    '1 person, 21 parts of duties, 2 pieces of evidence, 5 services, 2 holds on evidence, 1 meeting',
  );
});
