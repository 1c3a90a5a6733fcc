import { describe, expect, it } from 'vitest';
import { readSource } from '../../main/importers/discover/read-source.ts';
import { temporaryFolder } from '../support/temp.ts';
import { FORMS, joined, look } from './tables-in-forms.ts';

const folder = temporaryFolder();

describe('headings of two parties as they are written in one word, and of the services of a cloud', () => {
  it.each([
    'Dienst;AWS-Verantwortung;Kundenverantwortung',
    'Service;Anbieterverantwortung;Verantwortung Kunde',
    'Dienst;AWS-Aufgaben;Kundenaufgaben',
    'Dienst;AWS-verantwoordelijkheid;Klantverantwoordelijkheid',
    'AWS-Dienst;AWS;Kunde',
    'AWS-dienst;Verantwoordelijkheid van AWS;Verantwoordelijkheid van de klant',
    'Service AWS;Responsabilité AWS;Responsabilité du client',
    'Servicio de AWS;Responsabilidades de AWS;Responsabilidades del cliente',
    'Servizio AWS;Responsabilità AWS;Responsabilità del cliente',
    'Usługa AWS;Odpowiedzialność AWS;Odpowiedzialność klienta',
    'Amazon service;AWS;Customer',
  ])('%s', async (headings) => {
    const rows = [
      headings.split(';'),
      ['Amazon S3', 'Runs the hosts', ''],
      ['Amazon RDS', '', 'Keeps the users'],
    ];
    for (const [, write] of FORMS) {
      const { kind, claims } = await look(await write(folder, rows));
      expect([kind, ...claims.map(({ control, owners }) => `${control}: ${owners.join('+')}`)]).toEqual([
        'vendor-matrix',
        'Amazon S3: vendor',
        'Amazon RDS: customer',
      ]);
    }
    expect(() => readSource('services.csv', Buffer.from(joined(rows, ';')))).toThrow(/vendor's matrix/);
  });
  it('an inventory with such a heading of services stays one', () => {
    const { format, types } = readSource(
      'services.csv',
      Buffer.from('AWS-Dienst,Owner,Umgebung\nAmazon S3,Ann,prod\nAmazon RDS,Bob,test\n'),
    );
    expect([format, ...types.keys()]).toEqual(['service-list', 'Amazon S3', 'Amazon RDS']);
  });
});
