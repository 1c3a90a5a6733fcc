import { expect, test } from 'vitest';
import type { Action } from '../../main/contract/actions.ts';
import { idsIn, issueId } from '../../main/domain/trackers/issue-id.ts';
import { whichAction } from '../../main/domain/trackers/which-action.ts';

const UUID = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
const OLD = (number: number) => `demarc-0a1b2c3d-A-${number}`;
const action = (number: number, title: string, createdAt: string): Action => ({
  ...{ number, title, createdAt, subject: null, responsibility: null, rule: null, person: null },
  ...{ dueOn: null, state: 'open', note: null, createdBy: 'Ann', closedAt: null },
});
const MFA = action(5, 'Turn on MFA for root', '2026-11-01T00:00:00.000Z');
/** Was number 5 in a copy. */
const KEYS = action(6, 'Rotate keys', '2026-11-02T00:00:00.000Z');
const LOGS = action(7, 'Keep logs', '2026-11-03T00:00:00.000Z');
/** Two of one change, of which the first was 7 in a copy; a third is gone. */
const ONE = action(8, 'Patch hosts', '2026-11-04T00:00:00.000Z');
const TWO = action(9, 'Test a restore', '2026-11-04T00:00:00.000Z');
const find = whichAction({
  uuid: UUID,
  actions: [MFA, KEYS, LOGS, ONE, TWO],
  renumbered: new Map([
    [5, [6]],
    [7, [8]],
  ]),
});
const given = (text: string, title: string) => find({ ids: idsIn(text), mentioned: [], title });
const id = (of: Action, number = of.number) => issueId(UUID, { ...of, number });
const elsewhere = action(5, 'Elsewhere', '2026-12-24T00:00:00.000Z');

test.each<[string, string, Action | RegExp]>([
  // Its mark settles it, under any number and title.
  [id(MFA), '', MFA],
  [id(MFA), 'Rotate keys', MFA],
  [id(KEYS, 5), '', KEYS],
  [id(KEYS, 5), 'Said otherwise', KEYS],
  [id(LOGS), 'Said otherwise', LOGS],
  [id(ONE, 7), '', ONE],
  [id(TWO), '', TWO],
  // Of a merge that nothing is left to tell of, and of what one change added and is gone.
  [id(LOGS, 3), 'Keep logs', LOGS],
  [id(LOGS, 3), 'Something else', /^A-7 is called "Keep logs" here and "Something else" there/],
  [id(TWO, 10), '', /^A-8 and A-9 may be meant by A-10/],
  [id(TWO, 10), 'Test a restore', TWO],
  [id(elsewhere), '', /^Its id is that of another action than A-5/],
  [id(elsewhere, 40), '', /^There is no action A-40/],
  // An id of an earlier version, by what the issue is called.
  [OLD(5), 'Turn on MFA for root', MFA],
  [OLD(5), 'rotate  Keys', KEYS],
  [OLD(5), '', /^A-5 and A-6 may be meant by A-5.*demarc-0a1b2c3d-A-6-[0-9a-f]{8} for "Rotate keys"/],
  [OLD(6), '', KEYS],
  [OLD(6), 'SEC: Rotate keys', KEYS],
  [OLD(6), "'Rotate keys", KEYS],
  [OLD(6), 'Keep logs', /^A-6 is called "Rotate keys" here and "Keep logs" there/],
  [OLD(6), 'Order a review', /^A-6 is called/],
  [OLD(6), 'keys', /^A-6 is called/],
  [OLD(60), 'Keep logs', /^There is no action A-60/],
  // The label of an earlier version beside the id of this one.
  [`${OLD(5)} ${id(KEYS, 5)}`, '', KEYS],
  [`${id(MFA)} ${id(KEYS, 5)}`, '', /^It names more than one action/],
])('%s, called "%s"', (text, title, found) => {
  const answer = given(text, title);
  if (found instanceof RegExp) expect(answer).toMatch(found);
  else expect(answer).toBe(found);
});
