import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/temp.ts';
import { asText, look } from './tables-in-forms.ts';

const folder = temporaryFolder();
const NAMES = { vendor: ['AWS'], customer: ['Thistlemoor'], other: [] };
async function said(text: string) {
  const { claims, unread } = await look(asText(folder, text), NAMES);
  return {
    owned: claims.map(({ control, owners }) => `${control}: ${owners.join('+')}`),
    told: unread.flatMap(({ outside, value }) => (outside ? [] : [value])),
  };
}

describe('signs and letters below parties are what the sheet says that they stand for', () => {
  it.each([
    ['X = responsible; (X) = supports', 'AC-2,(X),X\nPE-3,X,\n', ['AC-2: customer', 'PE-3: vendor'], []],
    ['XX = lead; X = supports', 'AC-2,X,XX\nPE-3,XX,\n', ['AC-2: customer', 'PE-3: vendor'], []],
    ['● = leads; ○ = contributes', 'AC-2,○,●\nPE-3,●,○\n', ['AC-2: customer', 'PE-3: vendor'], []],
    [
      '🟢 = responsible, 🔴 = not responsible',
      'AC-2,🔴,🟢\nPE-3,🟢,\n',
      ['AC-2: customer', 'PE-3: vendor'],
      ['🔴'],
    ],
    ['Y = Yes, P = Partial, N = No', 'AC-2,P,Y\nPE-3,Y,N\n', ['AC-2: vendor+customer', 'PE-3: vendor'], []],
    [
      'R = Responsible, S = Shared, N = None',
      'AC-2,S,S\nPE-3,R,N\n',
      ['AC-2: vendor+customer', 'PE-3: vendor'],
      [],
    ],
    ['V = verantwortlich, M = mitwirkend', 'AC-2,M,V\nPE-3,V,\n', ['AC-2: customer', 'PE-3: vendor'], []],
    ['X = zutreffend', 'AC-2,,X\nPE-3,X,\n', ['AC-2: customer', 'PE-3: vendor'], []],
    ['(X) - see the notes', 'AC-2,,(X)\nPE-3,(X),\n', ['AC-2: customer', 'PE-3: vendor'], []],
    // Beside an X it is something less, and nobody says what.
    ['', 'AC-2,(X),X\nPE-3,X,\n', ['AC-2: ', 'PE-3: vendor'], []],
    ['', 'AC-2,(✓),✓\nPE-3,✓,\n', ['AC-2: ', 'PE-3: vendor'], []],
    ['', 'AC-2,S,S\nPE-3,R,N\n', ['AC-2: ', 'PE-3: vendor'], ['S', 'S']],
  ])('%s', async (legend, rows, owned, told) => {
    expect(await said(`"${legend}"\nControl,AWS,Customer\n${rows}`)).toEqual({ owned, told });
    if (legend !== '')
      expect((await said(`Control,AWS,Customer\n${rows},,\n"${legend}"\n`)).owned).toEqual(owned);
  });
  it.each([
    ['V = verantwortlich,M = mitwirkend', 'Hosts,V,\nGuests,M,V\n'],
    ['X = leads,(X) = supports', 'Hosts,X,\nGuests,(X),X\n'],
  ])('which may stand in cells side by side: %s', async (legend, rows) => {
    expect(await said(`Task,AWS,Customer\n${rows}${legend}\n`)).toEqual({
      owned: ['Hosts: vendor', 'Guests: customer'],
      told: [],
    });
  });
  it('which may stand in two columns below', async () => {
    const { owned } = await said(
      'Activity,AWS,Customer\nHosts,R,I\nGuests,A,R\nBackups,C,R\nKeys,A,\n,,\nR,Responsible,\nA,Assists,\nC,Consulted,\nI,Informed,\n',
    );
    expect(owned).toEqual(['Hosts: vendor', 'Guests: customer', 'Backups: customer', 'Keys: ']);
  });
});

describe('letters in a column of owners are those of its legend', () => {
  it.each([
    [
      'P = Provider, C = Customer, S = Shared',
      'AC-2,C\nPE-3,P\nAC-3,S\n',
      ['customer', 'vendor', 'vendor+customer'],
      [],
    ],
    [
      'I = Inherited; C = Customer; H = Hybrid',
      'AC-2,C\nPE-3,I\nAC-3,H\n',
      ['customer', 'vendor', 'vendor+customer'],
      [],
    ],
    ['C = Critical; P = Planned', 'AC-2,C\nPE-3,AWS\nAC-3,P\n', ['', 'vendor', ''], ['C', 'P']],
    ['', 'AC-2,C\nPE-3,AWS\nAC-3,S\n', ['', 'vendor', ''], ['C', 'S']],
  ])('%s', async (legend, rows, owners, told) => {
    const found = await said(`"${legend}"\nControl,Responsibility\n${rows}`);
    expect(found.owned).toEqual(['AC-2', 'PE-3', 'AC-3'].map((id, at) => `${id}: ${owners[at]}`));
    expect(found.told).toEqual(told);
  });
});

describe('signs that say something by what stands beside them', () => {
  it.each([
    ['a cross beside ticks', 'AC-2,✖️,✔️\nPE-3,✔️,✖️\nAC-3,✓,×\n', ['customer', 'vendor', 'vendor'], []],
    ['a cross by itself', 'AC-2,,✖\nPE-3,X,\nAC-3,×,\n', ['', 'vendor', ''], ['✖', '×']],
    ['circles in part', 'AC-2,◐,●\nPE-3,●,○\nAC-3,○,◑\n', ['vendor+customer', 'vendor', 'customer'], []],
    ['shares', 'AC-2,100%,0%\nPE-3,20 %,80 %\nAC-3,,100%\n', ['vendor', 'vendor+customer', 'customer'], []],
    ['no shares', 'AC-2,100%,100%\nPE-3,20%,X\nAC-3,,0%\n', ['', '', ''], ['100%', '100%', '20%']],
    ['notes elsewhere', 'AC-2,,X¹\nPE-3,Yes [1],No*\nAC-3,X†,n/a²\n', ['customer', 'vendor', 'vendor'], []],
    ['colours', 'AC-2,🟢,🔴\nPE-3,X,\nAC-3,,X\n', ['', 'vendor', 'customer'], ['🟢', '🔴']],
  ])('%s', async (_, rows, owners, told) => {
    const found = await said(`Control,AWS,Customer\n${rows}`);
    expect(found.owned).toEqual(['AC-2', 'PE-3', 'AC-3'].map((id, at) => `${id}: ${owners[at]}`));
    expect(found.told).toEqual(told);
  });
  it('of tasks as well', async () => {
    const { owned } = await said(
      '| Task | AWS | Customer |\n|--|--|--|\n| Hosts | ✔️ | ✖️ |\n| Guests | ✖️ | ✔️ |\n',
    );
    expect(owned).toEqual(['Hosts: vendor', 'Guests: customer']);
  });
});
