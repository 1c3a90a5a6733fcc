import { describe, expect, it } from 'vitest';
import { REGISTER_COLUMNS } from '../../../main/contract/register.ts';
import { columnsText, readColumns } from '../../../renderer/components/columns-dialog/chosen-columns.ts';
import { shownColumns } from '../../../renderer/features/matrix/register-layout.ts';

const all = REGISTER_COLUMNS.map((id) => ({ id, width: 100 }));
const ids = (columns: readonly { readonly id: string }[]) => columns.map(({ id }) => id);

describe('columns of the register', () => {
  it('are read from an address and written back; what is not known or named twice is left out', () => {
    const chosen = readColumns('owner:220,service,colour,owner,due:abc', REGISTER_COLUMNS);
    expect(chosen).toEqual([{ id: 'owner', width: 220 }, { id: 'service' }, { id: 'due' }]);
    expect(columnsText(chosen ?? [])).toBe('owner:220,service,due');
    expect(readColumns(columnsText(chosen ?? []), REGISTER_COLUMNS)).toEqual(chosen);
    for (const text of [undefined, '', 'colour']) expect(readColumns(text, REGISTER_COLUMNS)).toBeNull();
  });
  it('are those that there is room for, most wanted first, in the order of the register', () => {
    expect(ids(shownColumns(all, null, 350))).toEqual(['service', 'responsibility', 'owner']);
    expect(ids(shownColumns(all, null, 550))).toEqual([
      'service',
      'responsibility',
      'owner',
      'persons',
      'status',
    ]);
    expect(ids(shownColumns(all, null, 5000))).toEqual([...REGISTER_COLUMNS]);
  });
  it('do not repeat what the heads of the groups say, also where they were chosen', () => {
    expect(ids(shownColumns(all, null, 350, 'service'))).toEqual(['responsibility', 'owner', 'persons']);
    const chosen = readColumns('service,owner', REGISTER_COLUMNS);
    expect(ids(shownColumns(all, chosen, 350, 'service'))).toEqual(['owner']);
    expect(ids(shownColumns(all, chosen, 350, 'domain'))).toEqual(['service', 'owner']);
    // Something is always shown.
    const only = readColumns('service', REGISTER_COLUMNS);
    expect(ids(shownColumns(all, only, 350, 'service'))).toEqual(['responsibility', 'owner', 'persons']);
  });
});
