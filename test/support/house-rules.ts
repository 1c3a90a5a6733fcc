/** House rules with a party, a default for it, and perhaps a duty of their own. */
export const houseRules = (why: string, named: boolean, own: boolean) =>
  [
    'house-rules: 1',
    'name: Acme',
    `edition: ${why}`,
    'parties: [{ id: platform, name: Platform team, kind: internal-provider }]',
    'defaults:',
    `  - { duties: [restore-testing], ${named ? 'customer: platform' : 'owner: provider'}, why: ${why} }`,
    ...(own
      ? [
          'duties:',
          `  - { id: own-drill, name: Drill, domain: resilience, question: Who?, owner: platform, why: ${why} }`,
        ]
      : []),
    '',
  ].join('\n');
