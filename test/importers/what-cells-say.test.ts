import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/temp.ts';
import { asText, look } from './tables-in-forms.ts';

const folder = temporaryFolder();
const AWS = { vendor: ['AWS'], customer: ['Thistlemoor'], other: ['Hostwell'] };
const MSP = { vendor: ['Hostwell'], customer: ['Thistlemoor'], other: [] };

/** Who owns what each row is about, and the cells that somebody has to read. */
async function said(text: string, names = AWS) {
  const { claims, unread } = await look(asText(folder, text), names);
  return {
    owned: claims.map(({ control, owners }) => `${control}: ${owners.join('+')}`),
    told: unread.flatMap(({ outside, value }) => (outside ? [] : [value])),
  };
}

describe('a text in a party’s own column that says who does not do it, or who else does, names no owner', () => {
  it.each([
    'AWS does not manage accounts',
    'Does not manage accounts',
    'Never touches customer keys',
    "Out of AWS's scope",
    'Outside the scope of AWS',
    'Refer to customer',
    'See customer column',
    'Customer',
    'Customer patches the guests',
    'The customer is responsible for accounts',
    'Customer to configure',
    'Ne gère pas les comptes',
    "N'assure pas les sauvegardes",
    'Verwaltet keine Konten',
    'Beheert geen sleutels',
    'AWS no gestiona las cuentas',
    "This is the customer's responsibility",
    'Responsibility lies with the customer',
    'Left to the customer entirely',
    'Customer takes care of this',
    'Géré par le client',
    'Erfolgt durch den Kunden',
  ])('%s', async (text) => {
    expect(
      await said(
        `Task,AWS Responsibility,Customer Responsibility\nBuildings,Guards the buildings,\nAccounts,${text},Rotates the keys\n`,
      ),
    ).toEqual({ owned: ['Buildings: vendor', 'Accounts: customer'], told: [text] });
  });
  it.each([
    'Same as above',
    'Who does this today?',
    'To be clarified with the TAM',
    'Still under discussion with AWS',
    'Planned for next year',
    'Noch zu klären mit AWS',
    'Por definir con AWS',
  ])('nor is the other party the only one where it leaves open who does it: %s', async (text) => {
    expect(
      await said(
        `Task,AWS Responsibility,Customer Responsibility\nBuildings,Guards the buildings,\nAccounts,${text},Rotates the keys\n`,
      ),
    ).toEqual({ owned: ['Buildings: vendor', 'Accounts: '], told: [text] });
  });
  it.each([
    'Customer data is encrypted at rest',
    'Customer keys are kept apart',
    'Never-ending checks of the doors',
    'AWS manages the hosts and the customer is told',
    'See to it that the doors are shut',
    'Reports incidents to the customer',
    'Protects the data that is uploaded by the customer',
    'Planned maintenance is announced',
    'Gap analysis is done each year',
    'Unknown devices are blocked',
    'Verhindert nicht autorisierte Zugriffe',
    'Encrypts every archive; there is no setting to change',
  ])('but this does: %s', async (text) => {
    expect(
      await said(
        `Task,AWS Responsibility,Customer Responsibility\nBuildings,Guards the buildings,\nAccounts,${text},\n`,
      ),
    ).toEqual({ owned: ['Buildings: vendor', 'Accounts: vendor'], told: [] });
  });
});

describe('what nobody can be sure of is told, and owns nothing', () => {
  it.each([
    ['a mark with a question', 'AC-2,X?,X\nPE-3,Yes (?),\n', ['AC-2: ', 'PE-3: '], ['X?', 'Yes (?)']],
    [
      'a mark that is to be confirmed',
      'AC-2,X (to be confirmed),\nPE-3,X,\n',
      ['AC-2: ', 'PE-3: vendor'],
      [],
    ],
    [
      'levels of a scale',
      'AC-2,0,3\nPE-3,1,2\nAC-3,0,1\n',
      ['AC-2: ', 'PE-3: ', 'AC-3: '],
      ['0', '3', '1', '2', '0', '1'],
    ],
    ['but 1 and 0 are marks', 'AC-2,0,1\nPE-3,1,0\n', ['AC-2: customer', 'PE-3: vendor'], []],
    [
      'also above their sums, which are left aside',
      'AC-2,0,1\nPE-3,1,0\nAC-3,1,0\nTotal,2,1\n',
      ['AC-2: customer', 'PE-3: vendor', 'AC-3: vendor'],
      [],
    ],
    [
      'what is struck through',
      'AC-2,X,~~X~~\nPE-3,~~X~~ no,X\n',
      ['AC-2: vendor', 'PE-3: customer'],
      ['~~X~~', '~~X~~ no'],
    ],
  ])('%s', async (_, rows, owned, told) => {
    expect(await said(`Control,AWS,Customer\n${rows}`)).toEqual({ owned, told });
  });
  it('nor is a word for an owner with a question one', async () => {
    expect(await said('Control,Owner\nAC-2,Customer?\nAC-3,Customer/AWS?\nPE-3,AWS\n')).toEqual({
      owned: ['AC-2: ', 'AC-3: ', 'PE-3: vendor'],
      told: ['Customer?', 'Customer/AWS?'],
    });
  });
});

it('and a duty in capitals is read', async () => {
  expect(
    await said('Control ID,AWS,Customer\nAC-2,,Configure Security Groups\nPE-3,Guards the doors,\n'),
  ).toEqual({ owned: ['AC-2: customer', 'PE-3: vendor'], told: [] });
});

it('what a workbook strikes through is told, in whole or in part', async () => {
  const path = join(folder, 'struck.xlsx');
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('Matrix');
  sheet.addRows([
    ['Control', 'Owner'],
    ['AC-2', 'Shared'],
    ['AC-3', ''],
    ['PE-3', 'AWS'],
  ]);
  sheet.getCell('B2').font = { strike: true };
  sheet.getCell('B3').value = {
    richText: [{ font: { strike: true }, text: 'AWS' }, { text: ' Customer' }],
  };
  sheet.getCell('A4').font = { strike: true };
  await book.xlsx.writeFile(path);
  const { claims, unread } = await look(path, AWS);
  expect(claims.map(({ control, owners }) => `${control}: ${owners.join('+')}`)).toEqual([
    'AC-2: ',
    'AC-3: ',
  ]);
  expect(unread.map(({ cell }) => cell)).toEqual(['B2', 'B3', 'A4', 'B4']);
});

it.each([
  'Hostwell Data Centres Ltd',
  'Platform Engineering Team',
  'Legal and Compliance Department',
  '"Anna Smith, TAM"',
  'SOC 2 Report 2026',
  '+49 30 123 456',
])('beside controls what may be a name, a document or a number is told: %s', async (text) => {
  expect(await said(`Control ID,AWS,Customer\nAC-2,${text},X\nPE-3,Guards the doors,\n`)).toEqual({
    // A person is none of the two, and does nothing for either.
    owned: [text.includes('Anna') ? 'AC-2: customer' : 'AC-2: ', 'PE-3: vendor'],
    told: [text.replaceAll('"', '')],
  });
});

it.each([
  ['Responsible,Informed', 'Consulted,Accountable', 'Accountable/Responsible,Supports'],
  ['Verantwortlich,Informiert', 'Konsultiert,Rechenschaftspflichtig', 'Verantwortlich,Unterstützt'],
  ['Lead,Support', 'Support,Lead', 'Primary,Secondary'],
])('the roles of a RACI may stand in words: %s', async (...rows) => {
  expect(
    await said(`Task,AWS,Customer\n${rows.map((row, at) => `Task ${at + 1},${row}\n`).join('')}`),
  ).toEqual({ owned: ['Task 1: vendor', 'Task 2: customer', 'Task 3: vendor'], told: [] });
});

it.each([
  ['Physical servers,✅,❌', 'Physical servers: vendor'],
  ['Patches,[ ],[x]', 'Patches: customer'],
  ['Patches,:x:,:white_check_mark:', 'Patches: customer'],
  ['Endpoints,✓ (availability),✓', 'Endpoints: vendor+customer'],
])('signs of pages are marks: %s', async (row, owned) => {
  expect(await said(`Responsibility,AWS,Customer\n${row}\nHosts,✅,❌\n`)).toEqual({
    owned: [owned, 'Hosts: vendor'],
    told: [],
  });
});

it.each([
  ['of a cloud', AWS, ['AC-2: other', 'PE-3: vendor', 'AC-3: customer+other', 'AC-4: vendor+other']],
  ['of who manages it', MSP, ['AC-2: vendor', 'PE-3: other', 'AC-3: vendor+customer', 'AC-4: vendor+other']],
])('MSP and CSP beside each other are two parties: in a matrix %s', async (_, names, owned) => {
  expect(
    await said('Control,Responsible\nAC-2,MSP\nPE-3,CSP\nAC-3,MSP/Customer\nAC-4,CSP/MSP\n', names),
  ).toEqual({ owned, told: [] });
});

describe('what stands around the rows of tasks', () => {
  it.each([
    ['titles of sections', 'Planning,,\nScope,X,\nOperations,,\nPatches,,X\n'],
    ['a legend', 'Scope,X,\nPatches,,X\n,,\nX = Does it,,\n'],
    ['a remark', 'Scope,X,\nPatches,,X\nReviewed in spring.\n'],
  ])('is no claim: %s', async (_, rows) => {
    expect(await said(`Task,AWS,Customer\n${rows}`)).toEqual({
      owned: ['Scope: vendor', 'Patches: customer'],
      told: [],
    });
  });
  it('the same headings below the name of another cloud are those of its table', async () => {
    const table = (who: string) => `${who},\nControl,Owner\nPE-3,Provider\n`;
    expect(await said(table('AWS') + table('Microsoft Azure'))).toEqual({
      owned: ['PE-3: vendor'],
      told: ['Control', 'Owner', 'PE-3', 'Provider'],
    });
    const tasks = (who: string) => `Task,${who},Customer\nPatches,X,\nKeys,,X\n`;
    expect((await said(tasks('AWS') + tasks('Azure'))).owned).toEqual(['Patches: vendor', 'Keys: customer']);
    expect((await said(table('Part one') + table('Part two, third parties'))).owned).toEqual([
      'PE-3: vendor',
      'PE-3: vendor',
    ]);
  });
});

it('whoever is accountable owns nothing where a party that is not known here is responsible', async () => {
  expect(await said('Task,AWS,Platform,Customer\nHosts,R,I,I\nGuests,I,R,A\nKeys,C,C,A/R\n')).toEqual({
    owned: ['Hosts: vendor', 'Guests: ', 'Keys: customer'],
    told: ['I', 'R', 'C'],
  });
});
