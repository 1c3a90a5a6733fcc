import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/temp.ts';
import { asText, FORMS, look, ownersIn, type Rows } from './tables-in-forms.ts';

const folder = temporaryFolder();
/** A table as a vendor may send it: what it is taken for, and what it claims. */
const read = (text: string) => look(asText(folder, text));
const owners = (text: string) => ownersIn(asText(folder, text));

describe('RACI letters', () => {
  it('that a legend explains by a denial name nobody and are asked about', async () => {
    const { claims, unread } = await read(
      'R = Responsible; D = Does not apply; L = Leads no part\nControl ID,Provider,Customer\nAC-1,R,D\nAC-2,L,R\n',
    );
    expect(claims.map(({ owners }) => owners)).toEqual([['vendor'], ['customer']]);
    expect(unread.flatMap(({ outside, value }) => (outside ? [] : [value]))).toEqual(['D', 'L']);
  });
  const table = (...rows: readonly string[]) =>
    `Control ID,Provider,Customer,Third party\n${rows.join('\n')}\n`;
  it('name owners by R, or by A where nobody else is responsible; who else is named owns nothing and is listed', async () => {
    const text = table(
      'AC-1,R,I,',
      'AC-2,A/R,C,I',
      'AC-3,C,"A, R",',
      'AC-4,I,RACI,',
      'AC-5,R,A,C',
      'AC-6,A,,R',
      'AC-7,A,C,I',
      'AC-8,AC,R/I,',
    );
    expect(await owners(text)).toEqual([
      'AC-1: vendor',
      'AC-2: vendor',
      'AC-3: customer',
      'AC-4: customer',
      'AC-5: vendor',
      'AC-6: other',
      'AC-7: vendor',
      'AC-8: customer',
    ]);
    expect((await read(text)).claims[4]?.words).toEqual(['Provider: R', 'Customer: A', 'Third party: C']);
    expect((await read(text)).claims[1]?.words).toEqual(['Provider: A/R', 'Customer: C', 'Third party: I']);
  });
  it('may have a word behind them, which is kept', async () => {
    const { claims, unread } = await read(
      '#,Activity / Function,MSP,Customer\n1,Servers,A & R (Hands-on),C (Reviews)\n2,Firewalls,R: sets them up,A (Approves changes)\n',
    );
    expect(unread).toEqual([]);
    expect(claims).toMatchObject([
      { control: 'Servers', owners: ['vendor'], vendorText: '(Hands-on)', customerText: '(Reviews)' },
      {
        control: 'Firewalls',
        owners: ['vendor'],
        vendorText: 'sets them up',
        customerText: '(Approves changes)',
        words: ['MSP: R', 'Customer: A'],
      },
    ]);
  });
  it('mean what a legend on the sheet says', async () => {
    const legend = 'R = Responsible; A = Accountable; S = Supports; I = Informed\n\n';
    expect(await owners(legend + table('AC-1,S,R,', 'AC-2,R,I,'))).toEqual([
      'AC-1: customer',
      'AC-2: vendor',
    ]);
    const approvers = 'R = Responsable; A = Aprobador; C = Consultado; I = Informado\n';
    expect(await owners(approvers + table('AC-1,R,A,', 'AC-2,I,A,'))).toEqual([
      'AC-1: vendor',
      'AC-2: customer',
    ]);
    // Where the legend has it that "A" is the owner, both have a part.
    expect(await owners(`R = Responsible; A = Owner\n${table('AC-1,R,A,', 'AC-2,I,A,')}`)).toEqual([
      'AC-1: vendor+customer',
      'AC-2: customer',
    ]);
    const inGerman = 'V = verantwortlich; I = wird informiert\n';
    expect(await owners(inGerman + table('AC-1,V,I,', 'AC-2,I,V,'))).toEqual([
      'AC-1: vendor',
      'AC-2: customer',
    ]);
    const { claims, unread } = await read(`R = Read; W = Write\n${table('AC-1,R,W,', 'AC-2,W,R,')}`);
    expect(claims.map(({ owners }) => owners)).toEqual([[], []]);
    expect(unread.filter(({ outside }) => !outside)).toHaveLength(4);
  });
  it('are not guessed beside letters that nobody explains', async () => {
    const { unread } = await read(table('AC-1,A,P,', 'AC-2,P,Q,', 'AC-3,C,P,'));
    expect(unread.filter(({ isWord }) => isWord === true)).toHaveLength(6);
  });
});

it.each(FORMS)(
  'a letter that nobody explains is asked about, and the rest of the chart is read: %s',
  async (_, write) => {
    const { kind, claims, unread } = await look(
      await write(folder, [
        ['Activity', 'AWS', 'Customer'],
        ['Patch hosts', 'R,A', 'I'],
        ['Patch guests', 'I', 'R/A'],
        ['Audit', 'Z', 'R'],
        ['Keys', 'C', 'R/Z'],
      ]),
    );
    expect([kind, claims.map(({ control, owners }) => `${control}: ${owners.join('+')}`)]).toEqual([
      'vendor-matrix',
      ['Patch hosts: vendor', 'Patch guests: customer', 'Audit: customer', 'Keys: '],
    ]);
    expect(unread.map(({ value, why, isWord }) => [value, why, isWord])).toEqual([
      ['Z', '"Z" has the letter Z, which is none that is known under "AWS".', true],
      ['R/Z', '"R/Z" has the letter Z, which is none that is known under "Customer".', true],
    ]);
  },
);
it('letters of another chart are not', async () => {
  const paris = 'Activity,AWS,Customer\nHosts,P,A\nGuests,A,P\nAudit,P,R\nKeys,R,P\n';
  expect((await read(paris)).claims).toEqual([]);
});

describe.each(FORMS)('whoever is responsible owns it, and whoever is accountable is told: %s', (_, write) => {
  const read = async (rows: Rows) => {
    const { kind, claims, unread } = await look(await write(folder, rows));
    expect([kind, unread.filter(({ outside }) => !outside)]).toEqual(['vendor-matrix', []]);
    return claims.map(({ owners, notApplicable, words }) => [
      notApplicable ? 'n/a' : owners.join('+'),
      words.join('; '),
    ]);
  };
  it.each([
    ['Service', 'Task', 'Responsible', 'Accountable', 'AWS', 'Customer', 'Shared'],
    ['Service', 'Task', 'Responsible (R)', 'Accountable (A)', 'AWS', 'Customer', 'Shared'],
    ['Service', 'Task', 'Managed by', 'Owned by', 'AWS', 'Customer', 'Shared'],
    ['Dienst', 'Aufgabe', 'Verantwortlich', 'Rechenschaftspflichtig', 'AWS', 'Kunde', 'Geteilt'],
    ['Service', 'Tâche', 'Responsable', 'Redevable', 'AWS', 'Client', 'Partagé'],
    ['Servicio', 'Tarea', 'Responsable', 'Rinde cuentas', 'AWS', 'Cliente', 'Ambos'],
    ['Dienst', 'Taak', 'Verantwoordelijk', 'Eindverantwoordelijk', 'AWS', 'Klant', 'Beide'],
    ['Usługa', 'Zadanie', 'Odpowiedzialny', 'Rozliczany', 'AWS', 'Klient', 'Obie strony'],
  ])('%s | %s | %s | %s', async (service, task, does, answers, aws, customer, both) => {
    expect(
      await read([
        [service, task, does, answers],
        ['Amazon S3', 'Disks', aws, customer],
        ['Amazon S3', 'Buckets', customer, customer],
        ['Amazon RDS', 'Engine', both, aws],
        ['Amazon RDS', 'Windows', '', customer],
        ['Amazon RDS', 'Queries', 'TBD', customer],
        ['Amazon RDS', 'Hosts', 'N/A', customer],
      ]),
    ).toEqual([
      ['vendor', `${aws}; ${answers}: ${customer}`],
      ['customer', `${customer}; ${answers}: ${customer}`],
      ['vendor+customer', `${both}; ${answers}: ${aws}`],
      ['customer', `${answers}: ${customer}`],
      ['', `TBD; ${answers}: ${customer}`],
      ['n/a', `N/A; ${answers}: ${customer}`],
    ]);
  });
  it('beside the ids of controls', async () => {
    expect(
      await read([
        ['Control ID', 'Title', 'Accountable', 'Responsible'],
        ['AC-2', 'Accounts', 'Customer', 'AWS'],
        ['AC-3', 'Access', 'Customer', 'Customer'],
        ['AC-4', 'Flow', 'AWS', 'N/A'],
      ]),
    ).toEqual([
      ['vendor', 'Accountable: Customer; AWS'],
      ['customer', 'Accountable: Customer; Customer'],
      ['n/a', 'Accountable: AWS; N/A'],
    ]);
  });
  it('and owns it where no column says who is responsible', async () => {
    expect(
      await read([
        ['Service', 'Task', 'Accountable'],
        ['Amazon S3', 'Disks', 'AWS'],
        ['Amazon S3', 'Buckets', 'Customer'],
        ['Amazon S3', 'Tapes', 'N/A'],
      ]),
    ).toEqual([
      ['vendor', 'Accountable: AWS'],
      ['customer', 'Accountable: Customer'],
      ['n/a', 'Accountable: N/A'],
    ]);
  });
  it('and may be the only one whom the other party is named as', async () => {
    expect(
      await read([
        ['Activity', 'Responsible', 'Accountable'],
        ['Patch', 'AWS', 'Customer'],
        ['Keys', '', 'Customer'],
      ]),
    ).toEqual([
      ['vendor', 'AWS; Accountable: Customer'],
      ['customer', 'Accountable: Customer'],
    ]);
  });
  it('marks of the parties go before who is accountable', async () => {
    expect(
      await read([
        ['Service', 'AWS responsibility', 'Customer responsibility', 'Accountable'],
        ['Amazon S3', 'X', '', 'Customer'],
        ['Amazon RDS', '', 'X', 'Customer'],
      ]),
    ).toEqual([
      ['vendor', 'AWS responsibility: X; Accountable: Customer'],
      ['customer', 'Customer responsibility: X; Accountable: Customer'],
    ]);
  });
});

it('a person who is accountable is asked about, and changes no owner', async () => {
  const { claims, unread } = await read(
    'Service,Task,Responsible,Accountable\nS3,Disks,AWS,Ann Lee\nS3,Buckets,Customer,Ann Lee\n',
  );
  expect(claims.map(({ owners }) => owners)).toEqual([['vendor'], ['customer']]);
  expect(unread.map(({ value, isWord }) => [value, isWord])).toEqual([
    ['Ann Lee', true],
    ['Ann Lee', true],
  ]);
});

describe('where it cannot be read who does the work, nobody who answers for it is taken for the owner', () => {
  const letters = (slip: string) =>
    `Activity,AWS,Customer\nHosts,R,A\nGuests,I,RA\nBackup,${slip}\nKeys,R,A\nLogs,R,I\n`;
  it.each([
    [letters('Q,A'), ['vendor', 'customer', '', 'vendor', 'vendor'], 'Q'],
    [letters('A,Q'), ['vendor', 'customer', '', 'vendor', 'vendor'], 'Q'],
    [letters('AQ,I'), ['vendor', 'customer', '', 'vendor', 'vendor'], 'AQ'],
    [letters('?,A'), ['vendor', 'customer', '', 'vendor', 'vendor'], '?'],
    [letters('Maybe,A'), ['vendor', 'customer', '', 'vendor', 'vendor'], 'Maybe'],
    [letters('R,Q'), ['vendor', 'customer', 'vendor', 'vendor', 'vendor'], 'Q'],
    [
      'Activity,Responsible,Accountable\nHosts,AWS,Customer\nGuests,Foo,Customer\nKeys,Customer,AWS\n',
      ['vendor', '', 'customer'],
      'Foo',
    ],
    ['Control ID,Responsible,Accountable\nAC-2,AWS,Customer\nAC-3,Foo,Customer\n', ['vendor', ''], 'Foo'],
  ] as const)('%j', async (text, owned, told) => {
    const { claims, unread } = await read(text);
    expect(claims.map(({ owners }) => owners.join('+'))).toEqual(owned);
    expect(unread.map(({ value, isWord }) => [value, isWord])).toEqual([[told, true]]);
  });
});
