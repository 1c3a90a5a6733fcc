import type { TemplateVantage, TextPart } from './template.ts';

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

/** Who does what, seen from there, each under its label: what reaches the organisation first, and last what nobody decided. */
export const OWN_PARTS: readonly TextPart[] = [
  { from: 'upstream', label: 'Inherited from {parties}:' },
  { from: 'self', label: 'Done by {parties}:' },
  { from: 'downstream', label: 'Left to {parties}:' },
  { from: 'risk', label: 'The risk is accepted:' },
  { from: 'not-applicable', label: 'Does not apply:' },
  { from: 'open', label: 'Open, so not decided:' },
];
