import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSource } from '../../main/importers/discover/read-source.ts';
import { recogniseFile } from '../../main/importers/recognise.ts';
import { temporaryFolder } from '../support/temp.ts';
import { asText, FORMS, joined, look, type Rows } from './tables-in-forms.ts';

const folder = temporaryFolder();

/** Headings of a service and two parties, and what each of them does, as people write it in these languages. */
const LANGUAGES: readonly (readonly [headings: readonly string[], sentences: Rows])[] = [
  [
    ['Service', 'AWS', 'Customer'],
    [
      ['Runs the hosts', 'Patches guests'],
      ['Keeps eleven nines', 'Configures who may read'],
    ],
  ],
  [
    ['Service', 'AWS/Provider', 'Customer'],
    [
      ['Runs it', 'Configures access'],
      ['Patches the engine.', 'Says who may connect.'],
    ],
  ],
  [
    ['Service', 'Provider', 'Customer'],
    [
      ['Runs the queues and keeps them up', 'Encrypts what it sends'],
      ['Managed by AWS', 'Rotates keys'],
    ],
  ],
  [
    ['Dienst', 'Anbieter', 'Kunde'],
    [
      ['Betrieb der Rechenzentren', 'Konfiguriert die Zugriffe'],
      ['Spielt Updates ein', 'Verschlüsselt seine Daten'],
    ],
  ],
  [
    ['Prestation', 'Fournisseur', 'Client'],
    [
      ['Exploite les serveurs', 'Gestion des accès'],
      ['Assure la disponibilité', 'Chiffre ses données'],
    ],
  ],
  [
    ['Servicio', 'Proveedor', 'Cliente'],
    [
      ['Opera los servidores', 'Configura el acceso'],
      ['Aplica los parches', 'Cifra sus datos'],
    ],
  ],
  [
    ['Servizio', 'Fornitore', 'Cliente'],
    [
      ['Gestisce i server', 'Configura gli accessi'],
      ['Applica le patch', 'Cifra i propri dati'],
    ],
  ],
  [
    ['Activiteit', 'Leverancier', 'Klant'],
    [
      ['Beheert de servers', 'Regelt de toegang'],
      ['Installeert updates', 'Versleutelt zijn gegevens'],
    ],
  ],
  [
    ['Usługa', 'Dostawca', 'Klient'],
    [
      ['Utrzymuje serwery', 'Konfiguruje dostęp'],
      ['Instaluje poprawki', 'Szyfruje swoje dane'],
    ],
  ],
];
const NAMES = ['Amazon S3', 'Amazon RDS', 'Amazon SQS'] as const;
const MARKS: Rows = [
  ['X', ''],
  ['X', 'X'],
];
const [rds, s3, sqs] = [NAMES[1], NAMES[0], NAMES[2]];
const KINDS: readonly (readonly [string, (sentences: Rows) => Rows])[] = [
  ['marks', () => MARKS],
  ['sentences', (sentences) => sentences],
  ['both', (sentences) => [...sentences, ['X', 'X']]],
  ['a mark for one party and a sentence for the other', (s) => s.map((row) => ['X', row[1] ?? ''])],
];

describe('services beside what each of two parties does come in as a matrix', () => {
  const cases = LANGUAGES.flatMap(([headings, sentences]) =>
    KINDS.flatMap(([kind, of]) =>
      FORMS.map(
        ([form, write]) =>
          [
            `${headings.join(' | ')}: ${kind}, ${form}`,
            [headings, ...of(sentences).map((row, at) => [NAMES[at] ?? '', ...row])],
            write,
          ] as const,
      ),
    ),
  );
  it.each(cases)('%s', async (_, rows, write) => {
    const { kind, claims, unread } = await look(await write(folder, rows));
    expect([kind, claims.map(({ control }) => control)]).toEqual([
      'vendor-matrix',
      rows.slice(1).map(([name]) => name),
    ]);
    expect(unread.filter(({ outside }) => !outside)).toEqual([]);
  });
  it.each(cases.filter(([name]) => name.endsWith('CSV')))(
    'and are no inventory: %s',
    async (_, rows, write) => {
      const bytes = readFileSync(await write(folder, rows));
      expect(() => readSource('table.csv', bytes)).toThrow(/Take it in as a vendor's matrix/);
    },
  );
});

describe('an inventory stays one', () => {
  const INVENTORIES: readonly Rows[] = [
    [
      ['Service', 'Environment', 'Account', 'Owner'],
      [s3, 'Production', '111122223333', 'Payments team of the bank'],
      [rds, 'Test', '111122223333', 'Ann Lee'],
    ],
    [
      ['Service', 'Provider', 'Customer'],
      [s3, 'Hostwell', 'Retail banking'],
      [sqs, 'Hostwell', 'Department of health services'],
    ],
    [
      ['Service', 'Provider', 'Customer'],
      [s3, 'Platform team', 'Retail bank'],
      [sqs, 'Cloud operations', 'Payments unit'],
    ],
    [
      ['Service', 'Environment', 'Account', 'Provider', 'Customer'],
      [s3, 'Production', '111122223333', 'Amazon Web Services', 'Bank of Examples and Sons'],
      [sqs, 'Production', '111122223333', 'Hostwell', 'Ludwig van Beethoven'],
    ],
    [
      ['Dienst', 'Umgebung', 'Konto', 'Anbieter', 'Kunde'],
      [s3, 'Produktion', '111122223333', 'Hostwell GmbH', 'Vertrieb'],
      [sqs, 'Produktion', '111122223333', 'Hostwell GmbH', 'kunden@example.test'],
    ],
    [
      ['Service', 'Account', 'Customer'],
      [s3, '111122223333', 'Runs in the old account until the end of the year'],
    ],
    // Names of departments have small words in every language.
    [
      ['Service', 'Environment', 'Account', 'Provider', 'Customer'],
      [s3, 'Production', '111122223333', 'Cloud platform engineering', 'Human resources'],
      [sqs, 'Test', '111122223333', 'Cloud platform engineering', 'Accounts payable'],
    ],
    [
      ['Service', 'Environnement', 'Compte AWS', 'Fournisseur', 'Client'],
      [s3, 'Production', '111122223333', 'Plateforme cloud interne', 'Ressources humaines'],
      [sqs, 'Production', '111122223333', 'Plateforme cloud interne', 'Direction financière'],
    ],
    [
      ['Dienst', 'Omgeving', 'Leverancier', 'Klant'],
      [s3, 'Productie', 'Intern platformteam', 'Personeel en organisatie'],
      [sqs, 'Productie', 'Beheer van de cloud', 'Afdeling inkoop'],
    ],
    [
      ['Service', 'Provider', 'Customer'],
      [s3, 'Amazon web services', 'Human resources'],
      [sqs, 'Amazon web services', 'Internal audit'],
    ],
    [
      ['Servicio', 'Entorno', 'Cuenta', 'Proveedor', 'Cliente'],
      [s3, 'Producción', '111122223333', 'Ingeniería de plataforma', 'Recursos humanos'],
      [sqs, 'Prueba', '111122223333', 'Operaciones internas', 'Atención al cliente'],
    ],
    [
      ['Servizio', 'Ambiente', 'Conto', 'Fornitore', 'Cliente'],
      [s3, 'Produzione', '111122223333', 'Piattaforma cloud', 'Risorse umane'],
      [sqs, 'Test', '111122223333', 'Piattaforma cloud', 'Ufficio acquisti'],
    ],
    [
      ['Usługa', 'Środowisko', 'Konto', 'Dostawca', 'Klient'],
      [s3, 'Produkcja', '111122223333', 'Platforma chmurowa', 'Dział kadr'],
      [sqs, 'Test', '111122223333', 'Platforma chmurowa', 'Obsługa klienta'],
    ],
  ];
  const cases = INVENTORIES.flatMap((rows) =>
    FORMS.map(([form, write]) => [`${rows[0]?.join(' | ')}, ${form}`, rows, write] as const),
  );
  it.each(cases)('%s', async (_, rows, write) => {
    const path = await write(folder, rows);
    const { kind, claims } = await look(path);
    expect(claims).toEqual([]);
    if (path.endsWith('.csv')) {
      expect(kind).toBe('templates');
      const { types } = readSource('table.csv', readFileSync(path));
      expect([...types.keys()]).toEqual(rows.slice(1).map(([name]) => name));
    }
  });

  const REGISTERS: readonly Rows[] = [
    [
      ['Service', 'Provider', 'Customer', 'Availability'],
      ['Web shop', 'IT operations', 'Online retail business', '99.9 %'],
      ['Payroll', 'Enterprise applications', 'Human resources', '99.5 %'],
    ],
    [
      ['Service', 'Client', 'Prestataire', 'Téléphone', 'Courriel'],
      ['Paie', 'Direction des ressources humaines', 'Cabinet de conseil en paie', '+33 1 23', 'a@b.test'],
      ['Achats', 'Direction des achats', 'Agence de voyage', '+33 1 24', 'c@d.test'],
    ],
    [
      ['Bereich', 'Kunde', 'Dienstleister', 'Ansprechpartner', 'Telefon'],
      ['Lohn', 'Stadtwerke am Main', 'Rechenzentrum für Kommunen', 'Herr Maier', '+49 69 1'],
      ['Bau', 'Amt für Bau', 'Büro für Statik', 'Frau Braun', '+49 69 2'],
    ],
    [
      ['Servicio', 'Proveedor', 'Cliente', 'Inicio', 'Importe'],
      [
        'Limpieza',
        'Limpiezas del norte y asociados',
        'Oficina principal de Madrid',
        '2026-01-01',
        '1.000,00 €',
      ],
      ['Seguridad', 'Vigilancia integral', 'Oficina técnica de Bilbao', '2026-02-01', '2.000,00 €'],
    ],
  ];
  it.each(
    REGISTERS.flatMap((rows) =>
      FORMS.map(([form, write]) => [rows[0]?.join(' | '), form, rows, write] as const),
    ),
  )('and a register of who serves whom claims nothing: %s, %s', async (_, __, rows, write) => {
    const { claims } = await look(await write(folder, rows));
    expect(claims).toEqual([]);
  });
});

describe('an account beside a service is no reason to call a matrix an inventory', () => {
  const rows: Rows = [
    ['Service', 'Account', 'AWS', 'Customer'],
    [s3, '111122223333', 'Runs the hosts', 'Says who may read'],
    [sqs, '111122223333', 'Runs the queues', 'Encrypts what it sends'],
  ];
  it.each(FORMS)('where a column is headed by a firm itself: %s', async (_, write) => {
    const { kind, claims } = await look(await write(folder, rows));
    expect([kind, claims.map(({ control }) => control)]).toEqual(['vendor-matrix', [s3, sqs]]);
  });
  it.each(FORMS)('nor is it one because the provider does the same everywhere: %s', async (_, write) => {
    const { kind, claims } = await look(
      await write(folder, [
        ['Service', 'Provider', 'Customer'],
        [s3, 'Runs the hosts', 'Configures access'],
        [sqs, 'Runs the hosts', 'Rotates keys'],
        [rds, 'Runs the hosts', 'Sets the window'],
      ]),
    );
    expect([kind, claims.map(({ control }) => control)]).toEqual(['vendor-matrix', [s3, sqs, rds]]);
  });
  it.each(FORMS)('nor are numbers of rows and sections: %s', async (_, write) => {
    const numbered: Rows = [
      ['Pos.', 'Kapitel', 'Service', 'Provider', 'Customer'],
      ['1', '1.1', s3, 'Runs the hosts', 'Says who may read'],
      ['2', '1.2', sqs, 'Runs the queues', 'Encrypts what it sends'],
    ];
    const { kind, claims } = await look(await write(folder, numbered));
    expect([kind, claims.map(({ control }) => control)]).toEqual(['vendor-matrix', [s3, sqs]]);
  });
  it('and a table taken for one says how it is taken in as an inventory', () => {
    const [headings, ...others] = rows.map(([service = '', , ...texts]) => [service, ...texts]);
    expect(() => readSource('table.csv', Buffer.from(joined([headings ?? [], ...others], ',')))).toThrow(
      '--columns "Service=service"',
    );
  });
});

describe('people named for each of two parties are no tasks of theirs', () => {
  const PEOPLE = [
    'Anna Smith,Bob Jones',
    "Jean-Luc O'Neill,José García",
    'Jan van der Berg,Maria dos Santos',
    'Dr. Anna Smith,Frau Dora Black',
    'Anna B. Smith (TAM),Bob Jones Jr.',
    'anna@aws.example,bob@shop.example',
  ];
  it.each([
    'Task,Provider,Customer',
    'Task,AWS responsibility,Customer responsibility',
    'Aufgabe,Aufgaben Anbieter,Aufgaben Kunde',
  ])('%s', async (headings) => {
    const [, provider, customer] = headings.split(',');
    const path = asText(
      folder,
      [headings, ...PEOPLE.map((each, at) => `${'abcdef'[at]},${each}`)].join('\n'),
    );
    const said = `It names people below "${provider}" and "${customer}", and does not say what each of the two has to do.`;
    const { kind, claims, notes } = await look(path);
    expect([kind, claims, notes]).toEqual(['vendor-matrix', [], [expect.stringContaining(said)]]);
    expect((await recogniseFile(path, 'table.csv')).why).toContain(said);
  });
  it('beside controls they are told, and own nothing', async () => {
    const rows = PEOPLE.map((each, at) => `AC-${at + 1},${each}`);
    const { claims, unread } = await look(
      asText(folder, ['Control,Responsible provider,Responsible customer', ...rows].join('\n')),
    );
    expect(claims.map(({ owners }) => owners)).toEqual(PEOPLE.map(() => []));
    expect(unread.map(({ why }) => why)).toEqual(
      Array.from({ length: 2 * PEOPLE.length }, () =>
        expect.stringContaining('the name or the address of a person'),
      ),
    );
  });
  it('and tasks in capitals are', async () => {
    const { claims } = await look(
      asText(
        folder,
        'Service,AWS responsibility,Customer responsibility\nAmazon S3,Physical Security,Access Control\nAmazon RDS,Patch Management,Rotates Credentials\nAmazon EC2,Betreibt Wirte,Konfiguriert den Zugriff\n',
      ),
    );
    expect(claims.map(({ owners }) => owners.join('+'))).toEqual(
      Array.from({ length: 3 }, () => 'vendor+customer'),
    );
  });
});
