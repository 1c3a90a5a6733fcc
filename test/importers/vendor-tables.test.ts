import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSheets } from '../../main/importers/sheets/open-sheets.ts';
import { readMatrix } from '../../main/importers/vendor-matrix/read-matrix.ts';
import { PROJECT } from '../support/cli.ts';
import { temporaryFolder } from '../support/temp.ts';
import { asText, look, ownersIn } from './tables-in-forms.ts';

const folder = temporaryFolder();
/** A table as a vendor may send it: what it is taken for, and what it claims. */
const read = (text: string) => look(asText(folder, text));
const owners = (text: string) => ownersIn(asText(folder, text));

describe('services and tasks beside what two parties do', () => {
  it('are claims on their names, with what each does', async () => {
    const { claims, mapping, unread } = await read(
      'Service,AWS Responsibility,Customer Responsibility\nAmazon S3,"Runs it, keeps it up",Configures access\nAmazon RDS,Patches it,\nAmazon EC2,Runs the host,N/A\n',
    );
    expect(mapping[0]).toMatchObject({ layout: 'two-parties' });
    expect(unread).toEqual([]);
    expect(claims).toMatchObject([
      {
        control: 'Amazon S3',
        framework: null,
        owners: ['vendor', 'customer'],
        vendorText: 'Runs it, keeps it up',
        customerText: 'Configures access',
      },
      { control: 'Amazon RDS', owners: ['vendor'] },
      { control: 'Amazon EC2', owners: ['vendor'], customerText: null },
    ]);
  });
  it.each([
    ['Task;Our responsibilities;Customer duties\nPatching;Hosts;Guests\nBackups;Media;Plans\n'],
    ['Area,AWS,Customer\nPatching,X,\nBackups,X,X\n'],
    ['Activity,Provider,Customer\nPatching,R/A,I\nBackups,C,R/A\n'],
    ['Aufgabe;Verantwortung Anbieter;Verantwortung Kunde\nPatching;Wirte;Gäste\nBackups;Medien;Pläne\n'],
  ])('%j', async (text) => expect(await owners(text)).toHaveLength(2));
  it.each([
    'Service,Provider,Customer\nPayments,Hostwell,Acme\nMail,Hostwell,Acme\n',
    'Service,Account,Region\nAmazon S3,111122223333,eu-west-1\n',
  ])('are not %j', async (text) => expect((await read(text)).claims).toEqual([]));
});

it('a second table with the same headings in another order is left, and read no further under those of the first', async () => {
  const { claims, unread } = await read(
    [
      'Service,AWS responsibility,Customer responsibility',
      'S3,Runs it,Configures it',
      'Service,Customer responsibility,AWS responsibility',
      'RDS,Patches the engine,Runs the hosts',
      'Service,AWS responsibility,Customer responsibility',
      'SQS,Runs the queues,Says who may send',
    ].join('\n'),
  );
  expect(claims.map(({ control, customerText }) => [control, customerText])).toEqual([
    ['S3', 'Configures it'],
    ['SQS', 'Says who may send'],
  ]);
  expect(unread.filter(({ outside }) => !outside).map(({ cell }) => cell)).toEqual(
    ['A', 'B', 'C']
      .flatMap((letter) => [`${letter}3`, `${letter}4`])
      .sort((a, b) => a.slice(1).localeCompare(b.slice(1))),
  );
});

describe('of two tables on one sheet, each with headings of its own, one is read and the other told', () => {
  it.each([
    [
      'both of control ids',
      'Control ID,Responsibility,Notes\nAC-2,Customer,Ours\nControl ID,Inherited,Comment\nAC-2,Yes,Hosts\nAC-3,No,Guests\n',
      ['AC-2: customer'],
      ['Control ID', 'Inherited', 'Comment', 'AC-2', 'Yes', 'Hosts', 'AC-3', 'No', 'Guests'],
    ],
    [
      'the second with columns that nothing explains',
      'Control ID,Responsibility\nAC-2,Customer\n,\nControl,Ticket\nAC-3,Shared mailbox\n',
      ['AC-2: customer'],
      ['Control', 'Ticket', 'AC-3', 'Shared mailbox'],
    ],
    [
      'the second better known than the first',
      'Task,AWS,Customer\nPatching,X,\nBackups,X,X\n,,\nService,AWS responsibility,Customer responsibility\nS3,Runs it,Configures it\n',
      ['S3: vendor+customer'],
      ['Patching', 'X', 'Backups', 'X', 'X'],
    ],
    [
      'the second about the same services, with columns that say nothing of owners',
      'Service,AWS responsibility,Customer responsibility\nS3,Runs it,Configures it\n,,\nService,Monthly price,Contact\nS3,10,Ann\n',
      ['S3: vendor+customer'],
      ['Service', 'Monthly price', 'Contact', 'S3', '10', 'Ann'],
    ],
    [
      'the ids of which stand in different columns',
      'Control ID,Responsibility,Notes\nAC-2,Customer,Ours\nTitle,Control ID,Responsibility\nLogging,AU-2,AWS\n',
      ['AU-2: vendor'],
      ['AC-2', 'Customer', 'Ours'],
    ],
  ] as const)('%s', async (_, text, found, told) => {
    const { claims, unread } = await read(text);
    expect(claims.map(({ control, owners }) => `${control}: ${owners.join('+')}`)).toEqual(found);
    expect(unread.flatMap(({ outside, value }) => (outside ? [] : [value]))).toEqual(told);
  });
  it('is none where a row only has words of headings', async () => {
    expect(await owners('Task,AWS,Customer\nService,X,\nControl,X,X\nOwner,,X\nRequirement,R,I\n')).toEqual([
      'Service: vendor',
      'Control: vendor+customer',
      'Owner: customer',
      'Requirement: vendor',
    ]);
  });
});

describe('a RACI in sections, each with its headings', () => {
  const named = async (...rows: readonly string[]) => {
    const path = join(folder, 'raci.csv');
    writeFileSync(path, rows.join('\n'));
    const book = await openSheets(path, 'raci.csv');
    const names = { vendor: ['Host Well'], customer: [], other: [] };
    const reading = await readMatrix(book, 'raci.csv', { names }).finally(() => book.close());
    return {
      claims: reading.claims.map(({ control, owners }) => `${control}: ${owners.join('+')}`),
      unread: reading.unread.flatMap(({ outside, value }) => (outside ? [] : [value])),
    };
  };
  const ROWS = ['Hosts,,RA', 'Guests,RA,I*', 'Media,"C, I",R'] as const;
  const READ = ['Hosts: vendor', 'Guests: customer', 'Media: vendor'];
  it.each([
    ['Activity,Client Role,Host Well Role', 'Activity,Client,Host Well'],
    ['Aktivität,Kundenrolle,Host-Well-Rolle', 'Tätigkeit,Rolle Kunde,Rolle Host Well'],
    ['Aufgabe,Kunde,Host Well', 'Aufgabe,Kunde,Host Well'],
    ['Activité,Rôle Client,Rôle Host Well', 'Tâche,Client,Host Well'],
    ['Actividad,Rol del Cliente,Rol de Host Well', 'Actividad,Rol Cliente,Host Well'],
    ['Attività,Ruolo Cliente,Ruolo Host Well', 'Attività,Cliente,Host Well'],
  ])('under %j and %j', async (first, second) => {
    const [hosts, guests, media] = ROWS;
    const rows = ['Run', first, hosts, guests, 'Recurring', 'Backup', second, media, '', 'Closing', first];
    expect(await named(...rows)).toEqual({ claims: READ, unread: [] });
  });
  it('has notes below it, which are no tasks', async () => {
    const rows = ['Task,Client,Host Well', 'Hosts,R,I*', '* on request only,,', '\u2020 at night'];
    expect(await named(...rows)).toEqual({ claims: ['Hosts: customer'], unread: [] });
  });
  it('has no title that is the id of a control', async () => {
    const head = 'Control ID,Responsibility';
    expect((await named(head, 'AC-2,Customer', 'AC-3,', head, 'AC-4,Customer')).claims).toEqual([
      'AC-2: customer',
      'AC-3: ',
      'AC-4: customer',
    ]);
  });
  it('has tasks that are told at length, and a role that is no party is none', async () => {
    const task = 'Make sure that plans of continuity '.repeat(8).trim();
    expect((await named('Task,Client,Host Well', `${task},RA,I`)).claims[0]).toMatch(
      /^Make sure .*: customer$/,
    );
    expect((await named('Task,Assigned role,Client role', 'Patching,Admin,Yes')).claims).toEqual([]);
  });
});

describe('headings and words in other languages', () => {
  const THREE = ['A.5.1: vendor', 'A.5.2: customer', 'A.8.1: vendor+customer'];
  it.each([
    ['Kontrolle;Beschreibung;Verantwortlichkeit', 'Anbieter', 'Kunde', 'Geteilt'],
    ['Contrôle;Intitulé;Responsable', 'Fournisseur', 'Client', 'Partagée'],
    ['Control;Descripción;Responsabilidad', 'Proveedor', 'Cliente', 'Compartida'],
    ['Controllo;Descrizione;Responsabilità', 'Fornitore', 'Cliente', 'Condivisa'],
    ['Beheersmaatregel;Omschrijving;Verantwoordelijkheid', 'Leverancier', 'Klant', 'Gedeeld'],
    ['Wymaganie;Opis;Odpowiedzialność', 'Dostawca', 'Klient', 'Współdzielona'],
  ])('%s', async (headings, vendor, customer, shared) => {
    expect(await owners(`${headings}\nA.5.1;x;${vendor}\nA.5.2;x;${customer}\nA.8.1;x;${shared}\n`)).toEqual(
      THREE,
    );
  });
  it.each([
    ['Anforderung;Verantwortung Anbieter;Verantwortung Kunde', 'Ja', 'Nein'],
    ['Anforderung;Verantwortung des Anbieters;Verantwortung des Kunden', 'Ja', 'Nein'],
    ['Exigence;Responsabilité du fournisseur;Responsabilité du client', 'Oui', 'Non'],
    ['Requisito;Responsabilidad del proveedor;Responsabilidad del cliente', 'Sí', 'No'],
    ['Requisito;Responsabilità del fornitore;Responsabilità del cliente', 'Sì', 'No'],
    ['Maatregel;Verantwoordelijkheid leverancier;Verantwoordelijkheid klant', 'Ja', 'Nee'],
    ['Wymaganie;Odpowiedzialność dostawcy;Odpowiedzialność klienta', 'Tak', 'Nie'],
  ])('%s', async (headings, yes, no) => {
    expect(await owners(`${headings}\nA.5.1;${yes};${no}\nA.5.2;${no};${yes}\nA.8.1;x;x\n`)).toEqual(THREE);
  });
});

describe('a sentence that denies behind its subject, or gives it to the other party', () => {
  const sentences = [
    ['Provider', 'AWS is never responsible for guest accounts'],
    ['Provider', 'The provider does not manage guest accounts'],
    ['Provider', 'Der Anbieter ist dafür nicht verantwortlich'],
    ['Provider', 'Le fournisseur ne fait rien ici'],
    ['Customer', 'Der Kunde muss nichts tun'],
    ['Customer', 'The customer does nothing'],
    ['Customer', 'Fully managed by AWS'],
    ['Customer', 'This is fully inherited from the provider'],
    ['Provider', 'To be managed by the customer'],
  ] as const;
  it.each(sentences)('%s: %s', async (party, sentence) => {
    const other = 'Sees to all of it';
    const cells = party === 'Provider' ? [sentence, other] : [other, sentence];
    const { claims, unread } = await read(`Control ID,Provider,Customer\nAC-1,${cells.join(',')}\n`);
    expect(claims.map(({ owners }) => owners)).toEqual([[party === 'Provider' ? 'customer' : 'vendor']]);
    expect(unread.map(({ value }) => value)).toEqual([sentence]);
  });
  it.each([
    ['The customer must not share its keys', 'Fully managed by the provider'],
    ['Manages what is not covered by AWS', 'Runs the hosts and no guests'],
    ['Watch services that are managed by AWS', 'Acts on what is reported by the customer'],
    ['Uses the keys provided by AWS', 'AWS runs the hosts'],
  ])('is not: %s / %s', async (customer, provider) => {
    const { claims } = await read(`Control ID,Provider,Customer\nAC-1,${provider},${customer}\n`);
    expect(claims.map(({ owners }) => owners)).toEqual([['vendor', 'customer']]);
  });
});

describe('a sentence in another language that denies', () => {
  it.each([
    ['Anforderung;Verantwortung Anbieter;Verantwortung Kunde', 'Keine Pflichten für den Kunden'],
    ['Exigence;Responsabilité du fournisseur;Responsabilité du client', 'Aucune action du client ici'],
    ['Requisito;Responsabilidad del proveedor;Responsabilidad del cliente', 'Ninguna tarea del cliente'],
    ['Requisito;Responsabilità del fornitore;Responsabilità del cliente', 'Nessuna attività del cliente'],
    ['Maatregel;Verantwoordelijkheid leverancier;Verantwoordelijkheid klant', 'Geen taken voor de klant'],
    ['Wymaganie;Odpowiedzialność dostawcy;Odpowiedzialność klienta', 'Brak zadań dla klienta'],
  ])('is not read as a part: %s', async (headings, denial) => {
    const { claims, unread } = await read(`${headings}\nA.5.1;x;${denial}\nA.5.2;x;x\nA.5.3;x;x\n`);
    expect(claims[0]?.owners).toEqual(['vendor']);
    expect(unread.map(({ value }) => value)).toEqual([denial]);
  });
});

describe('subcategories of the CSF', () => {
  it.each(['CSF Subcategory', 'Subcategory', 'NIST CSF 2.0 Subcategory', 'CSF ID'])(
    'under %s',
    async (heading) => {
      expect(
        await owners(
          `Function,${heading},Outcome,Responsibility\nID,ID.AM-01,x,Vendor\nPR,PR.AA-05: Access,x,Shared\n`,
        ),
      ).toEqual(['ID.AM-01: vendor', 'PR.AA-05: vendor+customer']);
    },
  );
});

describe('questionnaires that a vendor filled in', () => {
  it('of a customer are claims without an owner, with the answer and its comment', async () => {
    const { kind, claims, unread, mapping } = await read(
      'Ques Num,Question/Request,Response,Additional Information,Category\nA.1,Is there a programme?,Yes,See our policy,Risk\nA.1.1,Is it approved?,No,Next year,Risk\nB.2,Is there one?,N/A,,Policy\nB.3,Describe it,We keep it in our portal,,Policy\n',
    );
    expect([kind, unread, mapping[0]?.layout]).toEqual(['vendor-matrix', [], 'questionnaire']);
    expect(
      claims.map((claim) => [
        claim.control,
        claim.owners,
        claim.notApplicable,
        claim.status,
        claim.vendorText,
      ]),
    ).toEqual([
      ['A.1', [], false, ['Yes'], 'See our policy'],
      ['A.1.1', [], false, ['No'], 'Next year'],
      ['B.2', [], true, ['N/A'], null],
      ['B.3', [], false, [], 'We keep it in our portal'],
    ]);
  });
  it.each([
    ['CAIQv4.0.3', 'csa-ccm-4.0'],
    ['CAIQ v4.1', 'csa-ccm-4.1'],
  ])('of CSA, %s, name owners and what each does', async (title, framework) => {
    const { claims, unread } = await read(
      `"CONSENSUS ASSESSMENTS INITIATIVE QUESTIONNAIRE ${title}"\nQuestion ID,Question,CSP CAIQ Answer,SSRM Control Ownership,CSP Implementation Description (Optional/Recommended),CSC Responsibilities (Optional/Recommended),CCM Control ID\nA&A-01.1,q,Yes,CSP-owned,We do.,,A&A-01\nA&A-01.2,q,No,Shared CSP and CSC,We do.,You do.,A&A-01\nAIS-01.1,q,NA,,,,AIS-01\n`,
    );
    expect(unread.filter(({ outside }) => !outside)).toEqual([]);
    expect(claims.map((claim) => [claim.framework, claim.control, claim.part, claim.owners])).toEqual([
      [framework, 'A&A-01', '1', ['vendor']],
      [framework, 'A&A-01', '2', ['vendor', 'customer']],
      [framework, 'AIS-01', '1', []],
    ]);
    expect(claims[1]).toMatchObject({ vendorText: 'We do.', customerText: 'You do.', status: ['No'] });
    expect(claims[2]?.notApplicable).toBe(true);
  });
});

it('a service that stands beside its first task is the name of the claims on its other tasks', async () => {
  const place = join(PROJECT, 'test/fixtures/vendor-tables/responsible-party.csv');
  const { claims } = await read(readFileSync(place, 'utf8'));
  expect(
    claims.map(({ control, label, title, cell, owners }) => [control, label, title, cell, owners]),
  ).toEqual([
    ['Amazon RDS', 'Amazon RDS', 'Patching of the engine', 'A2', ['vendor']],
    ['Amazon RDS', 'Amazon RDS', 'Windows and parameters', 'B3', ['customer']],
    ['Amazon EC2', 'Amazon EC2', 'Patching of the guest', 'A4', ['customer']],
    ['Amazon EC2', 'Amazon EC2', 'Encryption in transit', 'B5', ['vendor', 'customer']],
  ]);
});

it('every sample is read to the last cell', async () => {
  const place = join(PROJECT, 'test/fixtures/vendor-tables');
  const counts = new Map<string, number>();
  for (const name of readdirSync(place)) {
    const { kind, claims, unread } = await read(readFileSync(join(place, name), 'utf8'));
    expect([name, kind, unread.filter(({ outside }) => !outside)]).toEqual([name, 'vendor-matrix', []]);
    counts.set(name, claims.length);
  }
  expect([...counts.values()]).toEqual([3, 4, 4, 4, 3, 3, 3]);
});
