import { describe, expect, it } from 'vitest';
import {
  leavesAnswerOpen,
  readAnswer,
  readNotApplicable,
  wordsOf,
} from '../../main/importers/vendor-matrix/cells/values.ts';
import { renamer } from '../../main/importers/vendor-matrix/words.ts';

const know = wordsOf({ words: [] }, renamer({ vendor: ['AWS'], customer: ['Acme'], other: ['Hostwell'] }));
type Column = 'owner' | 'inherited';
const said = (text: string, column: Column = 'owner'): string => {
  const found = know[column](text);
  return found === null
    ? 'unread'
    : found.means === 'not-applicable'
      ? 'n/a'
      : found.means.join('+') || 'nobody';
};
/** Those that are read otherwise. */
const otherwise = (expected: string, texts: readonly string[], column?: Column) =>
  texts.map((text) => `${text} => ${said(text, column)}`).filter((each) => !each.endsWith(` => ${expected}`));

describe('a cell of owners that names several parties', () => {
  it.each([
    [
      'each with its part',
      'vendor+customer',
      [
        'AWS (host), Customer (guest)',
        'AWS (host) / Customer (guest)',
        'AWS (host) and Customer (guest)',
        'AWS: its staff\nCustomer: its users',
        'AWS - hosts, network\nCustomer - guests, data',
        'AWS – Hosts / Kunde – Gäste',
        'CSP: physical. Customer: everything else',
        'Customer (network team) / AWS',
        'AWS: 80%, Customer: 20%',
        'Customer: guest, host; AWS: buildings',
        'AWS (hôtes), client (invités)',
        'AWS (Hosts) und Kunde (Gäste)',
        'AWS\n\nCustomer',
      ],
    ],
    ['with a third one', 'vendor+customer+other', ['AWS (hosts), Hostwell (backups), Acme (guests)']],
    [
      'with one that is not known, or in words that may be those of another rule',
      'unread',
      [
        'AWS (hosts), Otherwell (backups), Customer (guests)',
        'AWS: hosts, Otherwell, Customer: guests',
        'AWS: yes, Customer: no',
        'Customer (lead), AWS (supports)',
        'AWS (hosts), Customer (consulted)',
        'AWS (until 2025); Customer (from 2026)',
        'AWS (before migration), Customer (after migration)',
        'AWS: 80% Customer: 20%',
        'AWS (hosts), TBD, Customer (guests)',
        'AWS. Customer for guest OS.',
        'AWS; for EC2: Customer',
        'AWS (EC2: Customer)',
        'AWS, but Customer for EC2',
        'AWS (partly Acme)',
        'Customer (except S3: AWS)',
        'Kunde, ggf. AWS',
        'AWS. The customer is responsible for guests',
        'EC2: Customer; RDS: AWS',
        'N/A (AWS)',
      ],
    ],
    [
      'of which one owns it',
      'customer',
      [
        'Customer (with AWS support)',
        'Kunde (Anbieter unterstützt)',
        'Customer: configures AWS Config',
        'Customer (CISO)',
        'Customer (host)',
        'Customer: guest, host',
        'Customer, as the AWS report shows',
      ],
    ],
    [
      'of which one owns it',
      'vendor',
      [
        'AWS',
        'AWS (all of it)',
        'AWS: Encrypts customer data',
        'AWS - Customer data is encrypted',
        'AWS (data center)',
        'AWS, not Customer',
        'AWS (tenant isolation)',
        'AWS, host',
      ],
    ],
    [
      'in one word',
      'vendor+customer',
      ['Shared', 'AWS, Customer', 'AWS & Acme', 'Shared: AWS - host, Customer - guest'],
    ],
  ] as const)('%s: %s', (_, expected, texts) => {
    expect(otherwise(expected, texts)).toEqual([]);
  });
  it('keeps all that is said of them', () => {
    expect(know.owner('AWS (host), Customer (guest)')).toMatchObject({
      word: 'AWS, Customer',
      rest: 'AWS (host), Customer (guest)',
    });
  });
});

describe('a cell of owners that names one alone', () => {
  it.each([
    ['vendor', ['AWS only', 'nur AWS', 'AWS seul', 'solo AWS', 'tylko AWS', 'apenas AWS', 'AWS alone']],
    [
      'customer',
      ['nur Kunde', 'ausschließlich Kunde', 'le client uniquement', 'solo el cliente', 'alleen klant'],
    ],
    ['unread', ['nur', 'überwiegend AWS', 'nur Otherwell', 'not only AWS']],
    ['vendor', ['AWS (customer is not involved)']],
    ['n/a', ['N/A - customer has no access to the sites', 'Not applicable (no customer data)']],
  ] as const)('%s: %s', (expected, texts) => {
    expect(otherwise(expected, texts)).toEqual([]);
  });
});

describe('what a template gives to choose from', () => {
  it.each([
    [
      'is no answer',
      'inherited',
      'unread',
      ['Yes/No/Partial', '<Yes/No/Partial>', 'Yes / No', 'Yes/Partial', 'Yes or No'],
    ],
    ['is no owner', 'owner', 'unread', ['AWS/Customer/Shared', 'Provider / Customer / Both']],
    ['but this is one', 'inherited', 'vendor+customer', ['Partial', 'Yes, partial', 'Hybrid']],
    ['but this is one', 'inherited', 'vendor', ['Yes', 'Yes/Full', 'Yes - part a only', 'Yes (if GovCloud)']],
    ['but this is one', 'inherited', 'n/a', ['N/A', 'Not applicable']],
  ] as const)('%s, below %s: %s', (_, column, expected, texts) => {
    expect(otherwise(expected, texts, column)).toEqual([]);
  });
});

describe('what is not ticked is not said', () => {
  it.each([
    [
      'the one that is',
      'customer',
      [
        '☐ Provider\n☒ Customer\n☐ Shared',
        '☐ AWS, ☒ Customer',
        '□ AWS; ■ Customer',
        '☐ AWS / ☑ Customer',
        '☐AWS☒Customer',
        '✗ AWS\n✓ Customer',
        '❌ AWS, ✅ Customer',
        '☐ AWS ✗ Customer',
        '[ ] Provider\n[x] Customer',
        '( ) AWS (X) Customer',
        ':x: AWS :white_check_mark: Customer',
        'AWS ☐ Customer ☒',
        '○ AWS ● Customer',
        '☒ Customer',
        '✓ Customer',
        '☐ AWS ☒ Customer (CISO)',
      ],
    ],
    [
      'several',
      'vendor+customer',
      ['☒ AWS\n☒ Customer\n☐ Shared', '☐ AWS ☐ Customer ☒ Shared', '✓ AWS, ✓ Customer'],
    ],
    [
      'what cannot be told',
      'unread',
      [
        '☐ AWS',
        '☐ AWS ☐ Customer',
        '✗ AWS',
        'AWS ❌',
        '☑ AWS ☒ Customer',
        '✓ AWS ✗ Customer ☐ Shared',
        'Owner: ☒ AWS or else',
        '☒ AWS ☐',
      ],
    ],
  ] as const)('of owners: %s', (_, expected, texts) => {
    expect(otherwise(expected, texts)).toEqual([]);
  });
  it.each([
    ['☐ Yes ☒ No', 'no', 'No'],
    ['☒ Yes ☐ No', 'yes', 'Yes'],
    ['☐ Yes\n☐ No', null, null],
    ['☐ Encrypts the disks', null, null],
    ['❌ Not ours', null, null],
    ['❌ (the customer does)', 'no', '❌'],
    ['✓ (availability)', 'yes', '✓'],
    ['✓ Encrypts the disks', 'yes', '✓'],
    ['☒ Encrypts the disks\n☐ Rotates the keys', 'yes', null],
    ['○ Encrypts the disks\n○ Rotates the keys', 'yes', null],
    ['☐', 'no', '☐'],
  ] as const)('of a party: %s', (text, mark, word) => {
    const part = know.part(text, 'vendor');
    expect(part && [part.mark, part.word]).toEqual(mark && [mark, word]);
  });
  it.each([
    ['☒ Yes\n☐ No', 'Yes', false],
    ['☐ Yes ☒ No', 'No', false],
    ['☐ Yes\n☐ No\n☒ N/A', 'N/A', false],
    ['☐ Yes ☐ No', null, true],
    ['☒ Yes ☒ No', null, true],
    ['☒ AES ☐ DES', null, false],
    ['Yes', 'Yes', false],
    ['We keep [x] of them', null, false],
  ] as const)('of answers: %s', (text, word, isOpen) => {
    expect([readAnswer(text)?.word ?? null, leavesAnswerOpen(text)]).toEqual([word, isOpen]);
  });
  it('nor is a control without the tick one that does not apply', () => {
    const applies = (text: string) => readNotApplicable(text, 'N/A')?.applies;
    expect(['☐ N/A', '☒ N/A', 'X', '☐'].map(applies)).toEqual([undefined, false, false, true]);
  });
  it('and a word that was given a meaning is the one with its box', () => {
    const given = wordsOf({ words: [{ word: '✗ AWS', means: ['customer'] }] }, (text) => text);
    expect(['✗ AWS', 'AWS'].map((text) => given.owner(text)?.means)).toEqual([['customer'], ['vendor']]);
  });
});

describe('what stands behind a word for an owner, or in front of it', () => {
  it.each([
    [
      'owner',
      'unread',
      [
        'AWS (customer configures)',
        'AWS (proposed)',
        'Customer (draft)',
        'AWS (to be agreed)',
        'Customer (R/A), AWS (C/I)',
        'AWS (C/I)',
        'AWS and/or Customer',
        'Inherited from Otherwell',
      ],
    ],
    [
      'owner',
      'vendor',
      [
        'AWS 100%',
        'AWS (100 %)',
        'Inherited from AWS',
        'Fully inherited from AWS',
        'AWS (host OS)',
        'AWS. Provides hosts for customers',
        'AWS (draft policies are reviewed)',
        'AWS (customer requests are logged)',
        'AWS - customer access is reviewed',
      ],
    ],
    ['owner', 'customer', ['Customer - configures MFA', 'Customer. AWS provides tools']],
    ['owner', 'other', ['Inherited from Hostwell']],
    ['owner', 'vendor+customer', ['AWS = hosts; Customer = data', 'AWS jointly with customer']],
    [
      'inherited',
      'unread',
      [
        'Yes - customer must configure',
        'Yes, but customers must enable it',
        'Yes; customer configures users',
      ],
    ],
    ['inherited', 'vendor', ['Yes', 'Yes (AWS)', 'Yes, from AWS', 'Yes - hosts', 'Inherited from AWS']],
    ['inherited', 'vendor+customer', ['Partial - customer configures users']],
    ['inherited', 'customer', ['No (customer)', 'No - AWS is not responsible', 'No: AWS does not offer it']],
  ] as const)('below a column of %s: %s', (column, means, texts) => {
    expect(otherwise(means, texts, column)).toEqual([]);
  });
});

it('the parties are called as standards call them', () => {
  expect(otherwise('customer', ['Consumer', 'Cloud consumer', 'Cloud service customer'])).toEqual([]);
  expect(otherwise('vendor', ['Cloud service provider', 'CSP'])).toEqual([]);
});
