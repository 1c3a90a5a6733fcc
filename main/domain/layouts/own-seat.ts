import type { TemplateVantage } from './template.ts';

/** The organisation, which answers for itself: what AWS and vendors do reaches it, and its clients stand below it. */
export const OWN_SEAT: TemplateVantage = {
  id: 'as-organisation',
  name: 'The organisation, which answers for itself',
  about: 'The organisation answers for each control; what its providers do counts as inherited.',
  seat: {
    provider: 'upstream',
    organisation: 'self',
    'internal-provider': 'self',
    'third-party': 'upstream',
    client: 'downstream',
  },
};
