import { expect, it } from 'vitest';
import type { Difference } from '../../../main/contract/portfolio.ts';
import { precedentFor, precedentWords } from '../../../renderer/answering/precedent.ts';

const owner = (name: string, workbooks: number) => ({
  owner: name,
  workbooks,
  duties: workbooks,
  deviating: 0,
  reasons: [],
});
const difference = (duty: string, owners: Difference['owners']): Difference => ({
  service: 'rds',
  serviceName: 'RDS',
  domainName: 'Data',
  duty,
  dutyName: duty,
  owners,
});

it('says who answers how, by the duty asked for', () => {
  const all = [
    difference('backups', [owner('Platform team', 14), owner('Organisation', 2), owner('not applicable', 1)]),
    difference('restore', []),
  ];
  const found = precedentFor(all, 'backups');
  expect(found && precedentWords(found)).toBe(
    'Elsewhere in the organisation: 14 say Platform team, 2 say Organisation, 1 says it is not applicable',
  );
  expect(precedentFor(all, 'restore')).toBeNull();
  expect(precedentFor(all, 'patching')).toBeNull();
});
