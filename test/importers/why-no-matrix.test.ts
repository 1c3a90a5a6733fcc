import { expect, it } from 'vitest';
import { temporaryFolder } from '../support/temp.ts';
import { asText, joined, look, type Rows } from './tables-in-forms.ts';

const folder = temporaryFolder();
it.each<[rows: Rows, why: string | null]>([
  [
    [
      ['Task', 'AWS', 'Customer'],
      ['Patching', '✖️', '✔️'],
      ['Keys', '✖️', '✖️'],
      ['Hosts', '✔️', '✖️'],
    ],
    'columns of parties, "AWS" and "Customer", and too few',
  ],
  [
    [
      ['Task', 'EC2', 'RDS'],
      ['Patching', 'Customer', 'AWS'],
      ['Guards', 'AWS', 'AWS'],
    ],
    'Owners stand below "EC2", "RDS", each for a case of its own',
  ],
  [
    [
      ['AWS Responsibility', 'Customer Responsibility'],
      ['Physical security of data centres', 'Configuration of security groups'],
      ['Patching of hypervisors', 'Patching of guests'],
    ],
    'columns of parties, "AWS Responsibility" and "Customer Responsibility", and none that says what each row is about',
  ],
  [
    [
      ['Colour', 'Size'],
      ['Red', 'Large'],
      ['Blue', 'Small'],
    ],
    'No row of it has headings that are known',
  ],
  [
    [
      ['Only a note', ''],
      ['and another', ''],
    ],
    null,
  ],
  [
    [
      ['Task', 'AWS', 'Customer'],
      ['Patching', 'X', ''],
    ],
    null,
  ],
])('%j is told why it is no matrix', async (rows, why) => {
  const { claims, notes } = await look(asText(folder, joined(rows, ',')));
  const found = notes.filter((note) => /columns of parties|case of its own|No row of it/.test(note));
  if (why === null) expect(found).toEqual([]);
  else {
    expect(claims).toEqual([]);
    expect(found).toEqual([expect.stringContaining(why)]);
  }
});
