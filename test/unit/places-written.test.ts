import { expect, it } from 'vitest';
import { accountsWritten, regionsWritten } from '../../main/domain/services/places-written.ts';
import { REGIONS } from '../../main/domain/services/regions.ts';

// Cells of inventories, with the accounts and Regions that they name and what of them is not read.

const [A, B] = ['111122223333', '444455556666'] as const;
type Case = [cell: string, known: readonly string[], unknown?: readonly string[], unsure?: readonly string[]];

it.each<Case>([
  [A, [A]],
  [`${A}, ${B}`, [A, B]],
  [`${A};${B}`, [A, B]],
  [`${A} / ${B}`, [A, B]],
  [`${A}/${B}`, [A, B]],
  [`${A} & ${B}`, [A, B]],
  [`${A} + ${B}`, [A, B]],
  [`${A} | ${B}`, [A, B]],
  [`${A} und ${B}`, [A, B]],
  [`${A}\n${B}`, [A, B]],
  [`${A}<br>${B}`, [A, B]],
  [`${A} ${B}`, [A, B]],
  [`${A}, ${A}`, [A]],
  [`[${A}, ${B}]`, [A, B]],
  ['1111-2222-3333', [A]],
  ['4444 5555 6666', [B]],
  [`="${A}"`, [A]],
  [`${A}.0`, [A]],
  [`${A},00`, [A]],
  [`Shop Prod (${A})`, [A]],
  [`${A} - Shop Prod`, [A]],
  [`R&D (${A})`, [A]],
  [`Shop (${A}) / Test (1111-2222-4444)`, [A, '111122224444']],
  [`arn:aws:iam::${A}:root`, [A]],
  ['5.28758E+11', ['5.28758E+11']],
  ['1,11122E+11', ['1.11122E+11']],
  ['', []],
  ['-', []],
  ['n/a', []],
  ['None', [], ['None']],
  [`${A} (all Regions)`, [A]],
  ['0', [], ['0']],
  [`${A} (closed)`, [A], [], [`${A} (closed)`]],
  ...['SUSPENDED', 'PENDING_CLOSURE', 'pending closure', 'to be closed', 'decommissioning', 'previously'].map(
    (word): [string, string[], string[], string[]] => [`${A} (${word})`, [A], [], [`${A} (${word})`]],
  ),
  [`${A} suspended`, [A], [], [`${A} suspended`]],
  [`~~${A}~~`, [A], [], [`~~${A}~~`]],
  [`${A} (old-shop)`, [A]],
  [`Old Mutual (${A})`, [A]],
  [`${A} (Old Bank)`, [A]],
  [`${A} (from 2027), ${B} ❌`, [A], [], [`${A} (from 2027)`, `${B} ❌`]],
  ['shop-prod', [], ['shop-prod']],
  ['All accounts', [], ['All accounts']],
  [`prod, ${A}`, [A], ['prod']],
  [`${A} & prod`, [A], ['prod']],
  [`${A}/shop-prod`, [A], ['shop-prod']],
  [`${A}: R&D`, [A]],
  ['1234567890123', [], ['1234567890123']],
  [`${A}, ${B} (absent)`, [A], [], [`${B} (absent)`]],
  [`all but ${A}`, [], [], [`all but ${A}`]],
  [`${A} ✓, ${B} ✗`, [A], [], [`${B} ✗`]],
  [`${A}: yes, ${B}: no`, [A], [], [`${B}: no`]],
  [`${A} (12 instances), ${B} (0 instances)`, [A], [], [`${B} (0 instances)`]],
  [`not in ${A}, ${B}`, [], [], [`not in ${A}`, B]],
  [`${A}; not in ${B}`, [A], [], [`not in ${B}`]],
  [`not in ${A}; ${B}`, [B], [], [`not in ${A}`]],
  [`${A} (absent in ${B})`, [A], [], [`${A} (absent in ${B})`]],
  [`${A} and 3 others`, [A], ['3 others']],
  [`${A} (and more)`, [A], [], [`${A} (and more)`]],
  [`Non-Prod (${A})`, [A]],
  [`Non Prod (${A}), ${B}`, [A, B]],
  [`${A} - Non-Prod`, [A]],
  [`data-no-pii (${A})`, [A]],
  [`WAS Prod (${A})`, [A]],
  [`Planned Giving (${A})`, [A]],
  [`Shared Others-Lab (${A})`, [A]],
  [`All accounts (also ${A})`, [], [], [`All accounts (also ${A})`]],
  [`${A} (decommissioned)`, [], [], [`${A} (decommissioned)`]],
  [`nicht in ${A}`, [], [], [`nicht in ${A}`]],
  [`${A}?`, [], [], [`${A}?`]],
])('accounts: %s', (cell, known, unknown = [], unsure = []) => {
  expect(accountsWritten(cell)).toEqual({ known, unknown, unsure, padded: [] });
});

it('zeros that are missing in front are put back and told', () => {
  expect(accountsWritten('12345678901, 111122223333')).toMatchObject({
    known: ['012345678901', A],
    padded: ['12345678901'],
  });
  expect(accountsWritten('12345678901.0').padded).toEqual(['12345678901.0']);
});

it.each<Case>([
  ['eu-west-1', ['eu-west-1']],
  ['EU-WEST-1', ['eu-west-1']],
  ['eu-west-1, us-east-1', ['eu-west-1', 'us-east-1']],
  ['eu-west-1 / us-east-1', ['eu-west-1', 'us-east-1']],
  ['eu-west-1 & us-gov-east-1', ['eu-west-1', 'us-gov-east-1']],
  ['eu-west-1 us-east-1', ['eu-west-1', 'us-east-1']],
  ['eu-west-1\nglobal', ['eu-west-1', 'global']],
  ['eu-west-1 / global', ['eu-west-1', 'global']],
  ['EU (Ireland)', ['eu-west-1']],
  ['Europe (Ireland)', ['eu-west-1']],
  ['Ireland (eu-west-1)', ['eu-west-1']],
  ['eu-central-1 - Frankfurt', ['eu-central-1']],
  ['Frankfurt and Ireland', ['eu-central-1', 'eu-west-1']],
  ['Frankfurt / us-east-1', ['us-east-1', 'eu-central-1']],
  ['US East (N. Virginia)', ['us-east-1']],
  ['N. Virginia', ['us-east-1']],
  ['AWS Ireland', ['eu-west-1']],
  ['Frankfurt region', ['eu-central-1']],
  ['AWS GovCloud (US-East)', ['us-gov-east-1']],
  ['Sao Paulo', ['sa-east-1']],
  ['Canada (Central)', ['ca-central-1']],
  ['Ohio', ['us-east-2']],
  ['-', []],
  ['Central', [], ['Central']],
  ['Germany', [], ['Germany']],
  ['All regions', [], ['All regions']],
  ['eu-west-1a', [], ['eu-west-1a']],
  ['NoRegion', [], ['NoRegion']],
  ['eu-west-1, Mars', ['eu-west-1'], ['Mars']],
  ['us-east-1 for CloudFront', ['us-east-1'], [], ['us-east-1 for CloudFront']],
  ['not in eu-west-1', [], [], ['not in eu-west-1']],
  ['except eu-west-1, us-east-1', [], [], ['except eu-west-1', 'us-east-1']],
  ['eu-west-1 (not us-east-1)', ['eu-west-1'], [], ['eu-west-1 (not us-east-1)']],
  ['all but eu-west-1', [], [], ['all but eu-west-1']],
  ['eu-west-1 (planned)', [], [], ['eu-west-1 (planned)']],
])('Regions: %s', (cell, known, unknown = [], unsure = []) => {
  const read = regionsWritten(cell);
  expect([...read.known].sort()).toEqual([...known].sort());
  expect(read).toMatchObject({ unknown, unsure });
});

it('each Region is known by its code and by its whole name', () => {
  for (const [code, name] of REGIONS)
    for (const each of [code, name]) expect(regionsWritten(each).known, each).toEqual([code]);
});
