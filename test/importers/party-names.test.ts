import { expect, it, test } from 'vitest';
import { GENERAL, layoutOf, meaningOf } from '../../main/importers/vendor-matrix/layouts.ts';
import { ownersOf, readRows } from '../support/rows-of-a-matrix.ts';

const general = layoutOf(GENERAL);
const meaning = (heading: string) => (general ? (meaningOf(heading, general)?.meaning ?? null) : null);

it.each([
  [
    'shared',
    'Joint Responsibility, Both Responsible, Jointly Responsible, Joint responsibilities, Joint duties',
  ],
  ['shared', 'Gemeinsame Verantwortung, Responsabilité partagée, Responsabilidad compartida'],
  ['shared', 'Responsabilità condivisa, Gedeelde verantwoordelijkheid, Wspólna odpowiedzialność'],
  ['shared', 'Responsabilidade compartilhada'],
  [
    'note',
    'In Scope, In scope?, In scope (Y/N), PCI Scope, Audit Scope, CDE scope, FedRAMP Scope, Tested in scope',
  ],
  ['not-applicable', 'Out of Scope'],
  [null, 'Evidence responsibility, Monitoring responsibility, Audit responsibility, Review responsibility'],
  [
    null,
    'Reporting responsibility, Test responsibility, Budget responsibility, Legal duties, Fully responsible',
  ],
  [null, 'Optional part, Team responsible, No responsibility, Data protection responsibility'],
  [
    null,
    'Technische Verantwortung, Verantwortung für Nachweise, Responsabilidad legal, IT Responsibility, CISO responsibility, IaaS Responsibility',
  ],
  // A firm or a team may be called by anything else, and by one of these words beside a name.
  ['vendor', 'Hostwell Responsibility, Acme Cloud Responsibility, Cloud Team Responsibility, Okta scope'],
  ['vendor', 'SaaS Provider Responsibility, Platform team duties, Evidence team responsibility'],
  ['vendor', 'Verantwortung Hostwell, AWS scope, Provider part, Provider responsible'],
  ['customer', 'Customer scope, Your part, Customer responsible, Responsabilidad del cliente'],
])('%s: %s', (meant, headings) => {
  for (const heading of headings.split(', ')) expect([heading, meaning(heading)]).toEqual([heading, meant]);
});

test('what is marked as joint is both parties’, and what names no party is left and told', async () => {
  const reading = await readRows([
    ['Control', 'AWS Responsibility', 'Customer Responsibility', 'Joint Responsibility', 'Evidence duties'],
    ['AC-2', '', '', 'X', 'X'],
    ['PE-3', 'X', '', '', 'X'],
    ['AC-3', '', 'X', '', ''],
  ]);
  expect(ownersOf(reading)).toEqual(['AC-2: vendor+customer', 'PE-3: vendor', 'AC-3: customer']);
  expect(reading.unread.map(({ cell }) => cell)).toEqual(['E2', 'E3']);
});
