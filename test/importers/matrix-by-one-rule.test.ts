import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSource } from '../../main/importers/discover/read-source.ts';
import { recogniseFile } from '../../main/importers/recognise.ts';
import { temporaryFolder } from '../support/temp.ts';
import { asText, joined, look, type Rows } from './tables-in-forms.ts';

// What import and discover call a matrix is what reading reads as one, and the other way round.

const folder = temporaryFolder();
/** Headings of what a row is about, of owners and of two parties, with words for the parties; the last two are in languages that are not known. */
const LANGUAGES: readonly (readonly [
  about: readonly string[],
  owners: readonly string[],
  parties: readonly (readonly [string, string])[],
  words: readonly [string, string, string],
])[] = [
  [
    [
      'Service',
      'Task',
      'PCI DSS v4.0 Req',
      'PCI DSS Requirement v4.0.1',
      'CIS v8 Safeguard',
      'NIST 800-53 Rev 5 Control',
    ],
    ['Responsibility', 'Owner', 'Status'],
    [
      ['AWS responsibility', 'Customer responsibility'],
      ['AWS', 'Customer'],
    ],
    ['AWS', 'Customer', 'Shared'],
  ],
  [
    ['Dienst', 'Aufgabe', 'C5 Kriterium', 'ISO 27001:2022 Control'],
    ['Verantwortung', 'Besitzer'],
    [['AWS-Verantwortung', 'Kundenverantwortung']],
    ['AWS', 'Kunde', 'Geteilt'],
  ],
  [
    ['Service', 'Tâche', 'Exigence PCI DSS v4.0'],
    ['Responsable', 'Remarques'],
    [['Responsabilité d’AWS', 'Responsabilité du client']],
    ['AWS', 'Client', 'Partagé'],
  ],
  [
    ['Servicio', 'Tarea'],
    ['Responsable'],
    [['Responsabilidad de AWS', 'Responsabilidad del cliente']],
    ['AWS', 'Cliente', 'Compartido'],
  ],
  [
    ['Servizio', 'Attività'],
    ['Responsabile'],
    [['Responsabilità di AWS', 'Responsabilità del cliente']],
    ['AWS', 'Cliente', 'Condiviso'],
  ],
  [
    ['Dienst', 'Taak'],
    ['Verantwoordelijke'],
    [['Verantwoordelijkheid van AWS', 'Verantwoordelijkheid van de klant']],
    ['AWS', 'Klant', 'Gedeeld'],
  ],
  [
    ['Usługa', 'Zadanie'],
    ['Odpowiedzialny'],
    [['Odpowiedzialność AWS', 'Odpowiedzialność klienta']],
    ['AWS', 'Klient', 'Wspólna'],
  ],
  [
    ['Serviço', 'Tarefa', 'Atividade', 'Requisito'],
    ['Responsável', 'Responsabilidade', 'Dono'],
    [['Responsabilidade da AWS', 'Responsabilidade do cliente']],
    ['AWS', 'Cliente', 'Compartilhada'],
  ],
  [['Tjänst', 'Uppgift'], ['Ansvarig'], [['AWS ansvar', 'Kundens ansvar']], ['AWS', 'Kund', 'Delat']],
  [
    ['Hizmet'],
    ['Sorumlu'],
    [['AWS responsibilities', 'Customer responsibilities']],
    ['AWS', 'Müşteri', 'Ortak'],
  ],
];
const IDS: readonly (readonly [RegExp, Rows[number]])[] = [
  [/pci/i, ['1.2.1', '9.1.1', '8.3.1']],
  [/cis/i, ['1.1', '3.3', '5.1']],
  [/nist/i, ['AC-2', 'PE-3', 'AU-2']],
  [/c5/i, ['OIS-01', 'IDM-01', 'OPS-03']],
  [/iso/i, ['A.5.1', 'A.7.1', 'A.8.2']],
  [/./, ['Amazon S3', 'Amazon RDS', 'Amazon SQS']],
];
const idsBelow = (heading: string): Rows[number] => IDS.find(([is]) => is.test(heading))?.[1] ?? [];
const tables: readonly Rows[] = LANGUAGES.flatMap(([about, owners, parties, words]) =>
  about.flatMap((heading) => {
    const ids = idsBelow(heading);
    return [
      ...owners.flatMap((owner): Rows[] => [
        [[heading, owner], ...ids.map((id, at) => [id, words[at] ?? ''])],
        [[heading, owner], ...ids.map((id, at) => [id, ['Ann', 'Bob', 'Ann'][at] ?? ''])],
      ]),
      ...parties.flatMap(([vendor, customer]): Rows[] => [
        [
          [heading, vendor, customer],
          [ids[0] ?? '', 'X', ''],
          [ids[1] ?? '', '', 'X'],
        ],
        [
          [heading, vendor, customer],
          [ids[0] ?? '', 'Runs the hosts', 'Says who may read'],
          [ids[1] ?? '', '', 'Keys'],
        ],
      ]),
    ];
  }),
);

const isMatrixBy = {
  import: async (path: string) => {
    const { kind, why } = await recogniseFile(path, basename(path));
    return kind === 'vendor-matrix' && !why.includes('not known');
  },
  discover: (path: string) => {
    try {
      readSource('table.csv', readFileSync(path));
      return false;
    } catch (error) {
      return /Take it in as a vendor's matrix/.test(String(error));
    }
  },
};
describe('what is called a matrix is read as one', () => {
  it.each(
    tables.map(
      (rows) =>
        [
          rows
            .slice(0, 2)
            .map((row) => row.join(' | '))
            .join(' / '),
          rows,
        ] as const,
    ),
  )('%s', async (_, rows) => {
    const path = asText(folder, joined(rows, ';'));
    const { claims, mapping } = await look(path);
    const isRead = claims.length > 0;
    expect([mapping[0]?.matrix, await isMatrixBy.import(path), isMatrixBy.discover(path)]).toEqual([
      isRead,
      isRead,
      isRead,
    ]);
  });
  it('and many are', async () => {
    const read = await Promise.all(
      tables.map(
        async (rows) => (await look(asText(temporaryFolder(), joined(rows, ';')))).claims.length > 0,
      ),
    );
    expect(read.filter(Boolean).length).toBeGreaterThan(tables.length / 2);
  });
});
it.each([
  'ID,Service,Owner\n1,Amazon S3,Ann Lee\n2,Amazon RDS,Bob Ray\n',
  'Ref;Dienst;Verantwortlich\nA-1;Amazon S3;Ann Lee\nA-2;Amazon RDS;Vertrieb\n',
  'Reference,AWS service,Owner,Region\nA-1,Amazon S3,AWS,eu-west-1\nA-2,Amazon RDS,Customer,eu-west-1\n',
])('a list of services with references and owners is none: %j', async (text) => {
  const path = asText(folder, text);
  expect((await look(path)).claims).toEqual([]);
  expect([...readSource('table.csv', readFileSync(path)).types.keys()]).toEqual(['Amazon S3', 'Amazon RDS']);
});
it.each([
  ['CIS v8 Safeguard', '5.1'],
  ['PCI DSS v3.2.1 Req', '1.2.1'],
  ['ISO 27001:2013 Control', 'A.9.2.1'],
  ['C5 Kriterium', 'OIS-01'],
])('ids of %s are not taken for those of a framework that is known here', async (heading, id) => {
  const { claims } = await look(asText(folder, `${heading};Responsibility\n${id};Customer\n1.1;AWS\n`));
  expect(claims.map(({ framework, owners }) => [framework, ...owners])).toEqual([
    [null, 'customer'],
    [null, 'vendor'],
  ]);
});
it.each([
  ['PCI DSS v4.0 Req', '1.2.1', 'pci-dss-4.0.1'],
  ['PCI DSS Requirement v4.0.1', '1.2.1', 'pci-dss-4.0.1'],
  ['Requirement (PCI DSS v4.0)', '1.2.1', 'pci-dss-4.0.1'],
  ['NIST SP 800-53r5 Control ID', 'AC-2', 'nist-800-53-r5'],
  ['ISO/IEC 27001:2022 Annex A', 'A.5.1', 'iso-27001-2022'],
])('ids below %s are', async (heading, id, framework) => {
  const { claims } = await look(asText(folder, `${heading},Responsibility\n${id},Customer\n`));
  expect(claims.map(({ framework: of, owners }) => [of, ...owners])).toEqual([[framework, 'customer']]);
});
it.each([
  ['ISO 27001:2013 shared responsibility', null],
  ['ISO/IEC 27001:2022 shared responsibility', 'iso-27001-2022'],
  ['From ISO 27001:2013 to ISO 27001:2022', 'iso-27001-2022'],
])('the edition in a title above the headings counts: %s', async (title, framework) => {
  const path = asText(folder, `${title},,\n,,\nControl,AWS,Customer\nA.7.1,X,\nA.8.1,,X\n`);
  const { claims } = await look(path);
  expect(claims.map(({ framework: of, owners }) => [of, ...owners])).toEqual([
    [framework, 'vendor'],
    [framework, 'customer'],
  ]);
});
it.each([
  ['PCI DSS v3.2.1 matrix', null],
  ['PCI DSS v4.0.1 matrix', 'pci-dss-4.0.1'],
])('a table below %s is read by the requirements of its edition alone', async (title, framework) => {
  const path = asText(folder, `${title},,\n,,\nRequirement,AWS,Customer\n8.2.3,X,\n1.2.1,,X\n`);
  const { claims } = await look(path);
  expect(claims.map(({ framework: of }) => of)).toEqual([framework, framework]);
});
