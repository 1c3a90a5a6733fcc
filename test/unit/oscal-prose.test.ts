import { expect, test } from 'vitest';
import { isOfNobody, leavesNothing } from '../../main/importers/oscal/claims/prose.ts';

test.each([
  'REPLACE_ME',
  'TBD',
  'To be determined.',
  '<!-- Add implementation prose for the main This System component for control: sc-8 -->',
  'Add control implementation description here for item au-2_smt.a',
  'Describe how the control is implemented.',
  'What is the solution and how is it implemented?',
  '[to be filled in]',
  'N/A',
  'Not applicable.',
  'This control is not applicable because the system has no wireless.',
  'Not implemented.',
  'Not yet implemented',
  'Planned.',
  'Acme does not implement this control.',
  'See AC-17.',
  'Same as AC-2 (1)',
  'See part a.',
  'Inherited',
  'This control is inherited.',
  'This control is fully inherited from AWS GovCloud. AWS guards its data centres, and Acme has none of its own.',
  'Inherited from AWS.',
  'Responsibility of the customer',
  'It is the responsibility of the agency to lock sessions.',
  'The customer is responsible for separation of duties.',
])('a description that does not say that its author does it: %s', (text) => {
  expect(isOfNobody(text)).toBe(true);
});

test.each([
  'Acme writes policies.',
  'Wireless access is not allowed in the system.',
  'No wireless access is provided; ports are closed.',
  'Not applicable to the public site. For the console Acme reviews every account each month and removes those that are not used.',
  'This control is partially inherited from AWS. Acme reviews the reports of AWS.',
  'Inherited in part from AWS; Acme does the rest.',
  'Customer data is encrypted by Acme at rest.',
  'See Acme Access Control Policy, section 3, which all staff follow.',
  'Describes itself in the banner at every log-on.',
  'Plans are reviewed each year.',
  'Responsibility for accounts is with the Acme operations team.',
  'Provides multi-factor authentication for all staff.',
  `${'<!-- a --> '.repeat(30)}Acme does.`,
])('a description of what its author does: %s', (text) => {
  expect(isOfNobody(text)).toBe(false);
});

test.each([
  ['None', true],
  ['N/A', true],
  ['None.', true],
  ['There are no customer responsibilities.', true],
  ['No customer action is required.', true],
  ['The customer has no responsibility.', true],
  ['TBD', true],
  ['REPLACE_ME', true],
  ['Customer configures accounts.', false],
  ['Do not share keys.', false],
  ['Non-privileged accounts must be configured.', false],
  [
    'Customers are not to share accounts, have to review them each quarter and remove those that nobody uses any more.',
    false,
  ],
])('what a plan leaves to its customers, "%s", is nothing: %s', (text, nothing) => {
  expect(leavesNothing(text)).toBe(nothing);
});
