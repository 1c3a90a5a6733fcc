import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/temp.ts';
import { asText, look } from './tables-in-forms.ts';

const names = { vendor: ['AWS'], customer: ['Acme'], other: ['Hostwell'] };

describe('a party is the only owner where it is known what the others do', () => {
  const folder = temporaryFolder();
  const rows = async (text: string) => {
    const { claims, unread } = await look(asText(folder, text), names);
    return {
      owned: claims.map(({ control, owners }) => `${control}: ${owners.join('+')}`),
      told: unread.flatMap(({ outside, value, why }) =>
        outside ? [] : [`${value}${why.endsWith('Until it is known, its row has no owner.') ? ' !' : ''}`],
      ),
    };
  };
  it.each([
    [
      'what cannot be read',
      'AC-2,Depends,X\nPE-3,EC2 only,X\nAC-3,X,Supports\n',
      ['', '', ''],
      ['Depends !', 'EC2 only !', 'Supports !'],
    ],
    [
      'what is another’s, or who is only told',
      'AC-2,See customer,X\nPE-3,X,AWS managed\nAC-3,Informed,X\n',
      ['customer', 'vendor', 'customer'],
      ['See customer', 'AWS managed', 'Informed'],
    ],
    [
      'a name below its own heading, and the other’s',
      'AC-2,AWS,X\nPE-3,X,Acme\nAC-3,,Customer.\nAC-4,AWS,-\nAC-5,X,AWS\nAC-6,Customer,X\nAC-7,X,Hostwell\n',
      ['vendor+customer', 'vendor+customer', 'customer', 'vendor', 'vendor', 'customer', 'vendor'],
      ['AWS', 'Customer', 'Hostwell'],
    ],
    [
      'what several have',
      'AC-2,X,X,Depends\nPE-3,X,,Depends\n',
      ['vendor+customer', ''],
      ['Depends', 'Depends !'],
    ],
    [
      'marks for no',
      'AC-2,X,nil\nPE-3,NULL,X\nAC-3,X,❌ None\nAC-4,/,X\n',
      ['vendor', 'customer', 'vendor', 'customer'],
      [],
    ],
    [
      'a no that is taken back',
      'AC-2,X,None (except for EC2 instances)\nPE-3,X,"No, unless EC2 is used"\nAC-3,X,"N/A for hosts; customers patch EC2"\nAC-4,X,None - AWS does it\n',
      ['', '', 'vendor+customer', 'vendor'],
      ['None (except for EC2 instances) !', 'No, unless EC2 is used !'],
    ],
    [
      'a no that is denied again, or that things are said of',
      'AC-2,X,None. Nothing to be done.\nPE-3,X,N/A. Nothing has to be set up.\nAC-3,X,N/A - no evidence needs to be collected\nAC-4,X,None. Test results are in AWS Artifact.\nAC-5,X,None. Change management is done by AWS.\nAC-6,X,None. Hosts must be patched.\nAC-7,X,None (S3); Patching (EC2)\n',
      ['vendor', 'vendor', 'vendor', 'vendor', 'vendor', '', ''],
      ['None. Hosts must be patched. !', 'None (S3); Patching (EC2) !'],
    ],
  ])('%s', async (_, table, owners, told) => {
    const { owned, told: left } = await rows(`Control ID,AWS,Customer,Hostwell\n${table}`);
    expect(owned.map((each) => each.split(': ')[1])).toEqual(owners);
    expect(left).toEqual(told);
  });
  it('a word for the owner of the row says it, whatever stands beside', async () => {
    expect(
      await rows('Control ID,Owner,AWS,Customer\nAC-2,Customer,Depends,X\nPE-3,AWS,X,\nAC-3,Shared,X,X\n'),
    ).toEqual({ owned: ['AC-2: customer', 'PE-3: vendor', 'AC-3: vendor+customer'], told: ['Depends'] });
  });
  it('a name in the only column of a party says of whom the row is, and not who does it', async () => {
    expect(await rows('Vendor,CUEC,Criteria\nAWS,User entities review their logs.,CC6.1\n')).toEqual({
      owned: ['CC6.1: customer'],
      told: ['AWS'],
    });
  });
  it('letters that a legend beside the table explains are known', async () => {
    expect(
      await rows('Control ID,AWS,Customer,,Legend,\nAC-2,R,S,,R,Responsible\nPE-3,S,R,,S,Supports\n'),
    ).toMatchObject({ owned: ['AC-2: vendor', 'PE-3: customer'] });
  });
});

it('a row that is an example claims nothing', async () => {
  const { claims, unread } = await look(
    asText(temporaryFolder(), 'Control ID,AWS,Customer\nAC-1 (example),X,\nAC-2,X,\nPE-3,,X\n'),
    names,
  );
  expect(claims.map(({ control }) => control)).toEqual(['AC-2', 'PE-3']);
  expect(unread[0]?.why).toBe('Its row is an example, which claims nothing.');
});
