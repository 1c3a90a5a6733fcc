import type { ServiceModel } from '../../contract/catalogue.ts';

/** What a service model is called in documents. */
export const MODEL_WORDS: Readonly<Record<ServiceModel, string>> = {
  iaas: 'Infrastructure (IaaS)',
  container: 'Containers',
  paas: 'Platform (PaaS)',
  serverless: 'Serverless',
  saas: 'Software (SaaS)',
  tool: 'Tool',
};
