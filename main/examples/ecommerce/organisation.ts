import { slugify, uniqueSlug } from '../../contract/ids.ts';
import { type ExampleStep, step } from '../example.ts';

export const TITLE = 'Online shop: who secures what on AWS, 2026';
export const ORGANISATION = 'Thistlemoor Outfitters';

export const PLATFORM = 'platform-team';
export const OWLHURST = 'owlhurst';

const EVERYBODY = {
  amara: { name: 'Amara Okonkwo', party: PLATFORM, role: 'Head of platform', email: 'amara.okonkwo' },
  soren: { name: 'Søren Ågård', party: PLATFORM, role: 'Platform engineer, images', email: 'soren.agard' },
  eleni: {
    name: 'Ελένη Παπαδοπούλου',
    party: 'organisation',
    role: 'Team lead, shop application',
    email: 'eleni.papadopoulou',
  },
  irina: {
    name: 'Ирина Соколова',
    party: 'organisation',
    role: 'Database administrator',
    email: 'irina.sokolova',
  },
  francois: {
    name: 'François Lefèvre',
    party: 'organisation',
    role: 'Security officer',
    email: 'francois.lefevre',
  },
  zoe: {
    name: 'Zoë Müller-Núñez',
    party: 'organisation',
    role: 'Privacy officer',
    email: 'zoe.muller-nunez',
  },
  tomas: {
    name: 'Tomás Ó Briain',
    party: 'organisation',
    role: 'Lead, reporting and finance data',
    email: 'tomas.obriain',
  },
  lukasz: {
    name: 'Łukasz Wiśniewski',
    party: OWLHURST,
    role: 'Service delivery manager',
    email: 'lukasz.wisniewski.owlhurst',
  },
  priya: {
    name: 'Priya Raghunathan',
    party: 'aws',
    role: 'Technical account manager',
    email: 'priya.raghunathan.aws',
  },
} as const;
type Who = keyof typeof EVERYBODY;

/** Ids as an empty workbook gives them, name by name. */
export const people: Readonly<Record<Who, string>> = (() => {
  const taken = new Set<string>();
  const ids = Object.entries(EVERYBODY).map(([who, { name }]) => {
    const id = uniqueSlug(slugify(name, 'person'), (slug) => taken.has(slug));
    taken.add(id);
    return [who, id] as const;
  });
  return Object.fromEntries(ids) as Record<Who, string>;
})();

const SCOPE_NOTE = `Everything in this workbook is made up: the company, the people, the accounts and the documents. It shows an
assessment half way through.

In scope: the online shop of Thistlemoor Outfitters. Static pages and product pictures come from Amazon S3 through CloudFront, the shop
itself runs on EC2 instances in an Auto Scaling group, orders are kept in RDS for PostgreSQL, and checkout and recommendations are Lambda
functions behind API Gateway. Out of scope: the warehouse system and the tills in the stores.`;

export const organisation: readonly ExampleStep[] = [
  step('parties.add', { name: 'Platform team', kind: 'internal-provider' }),
  step('parties.add', { name: 'Owlhurst', kind: 'third-party' }),
  ...Object.values(EVERYBODY).map(({ name, party, role, email }) =>
    step('people.add', { name, party, role, email: `${email}@example.com` }),
  ),
  step('environments.add', {
    name: 'Production',
    account: '111122223333',
    regions: 'eu-west-1, us-east-1',
  }),
  step('environments.add', { name: 'Test', account: '444455556666', regions: 'eu-west-1' }),
  step('environments.add', { name: 'Log archive', account: '777788889999', regions: 'eu-west-1' }),
  step('workbook.update', {
    // Whoever makes the workbook chooses its title; what is in it is about this company.
    organisation: ORGANISATION,
    periodFrom: '2026-01-01',
    periodTo: '2026-12-31',
    leadAssessor: people.francois,
    scopeNote: SCOPE_NOTE.replace(/([^\n])\n([^\n])/g, '$1 $2'),
    frameworks: ['aws-well-architected-security', 'iso-27001-2022', 'pci-dss-4.0.1'],
  }),
];
