import { expect, it } from 'vitest';
import { discoveredFormatWords } from '../../main/domain/words/format-words.ts';
import type { DiscoverFormat } from '../../main/importers/discover/found.ts';

// The compiler sees to it that no form is missing here.
const FORMS: Readonly<Record<DiscoverFormat, true>> = {
  cloudformation: true,
  'terraform-plan': true,
  'terraform-state': true,
  'resource-explorer': true,
  'tag-editor': true,
  config: true,
  'cost-explorer': true,
  'cost-and-usage-report': true,
  focus: true,
  'detailed-billing': true,
  'access-advisor': true,
  cloudtrail: true,
  organizations: true,
  cdk: true,
  'terraform-json': true,
  pulumi: true,
  serverless: true,
  archive: true,
  arns: true,
  'service-list': true,
  inventory: true,
};

it('each form in which services are found is told in words; one of a later version by the name that it is kept under', () => {
  for (const form of Object.keys(FORMS))
    expect(discoveredFormatWords(form)).toMatch(/^[A-Z].* |^[A-Z]{3} |^Your /);
  expect(discoveredFormatWords('of-2030')).toBe('of-2030');
});
