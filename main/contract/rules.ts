/** Rules that need a second pair of eyes. Each is switched on for a workbook by itself. */
export const RULE_IDS = ['other-accepts', 'other-signs', 'signs-self'] as const;
export type RuleId = (typeof RULE_IDS)[number];

/** What each is called, and what it asks for. */
export const RULES: Readonly<Record<RuleId, { readonly name: string; readonly asks: string }>> = {
  'other-accepts': {
    name: 'Who answered does not accept',
    asks: 'An answer is accepted in review by somebody who wrote nothing of it.',
  },
  'other-signs': {
    name: 'Who accepted does not sign alone',
    asks: 'Who accepted answers signs them off once somebody who accepted none of them has signed.',
  },
  'signs-self': {
    name: 'Everybody signs under their own name',
    asks: 'A sign-off is given by the person who works here, and with the key where this person has one.',
  },
};
