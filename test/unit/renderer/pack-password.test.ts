import { expect, test } from 'vitest';
import { passwordProblem } from '../../../renderer/features/export/pack-password.ts';

test.each([
  ['', '', 'password'],
  ['short', 'short', 'password'],
  // Characters count as people see them, not as a program stores them.
  ['🔑🔑🔑🔑', '🔑🔑🔑🔑', 'password'],
  ['long enough', '', 'again'],
  ['long enough', 'long Enough', 'again'],
  ['long enough', 'long enough', null],
])('the password %j, typed again as %j, is wrong in %j', (password, again, field) => {
  expect(passwordProblem({ password, again })?.field ?? null).toBe(field);
});
