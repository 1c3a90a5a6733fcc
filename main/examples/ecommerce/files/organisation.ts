import type { ExampleFile } from '../../example.ts';

const RESTORE_TEST = `# Restore test of orders-db, 11 June 2026

*Example document. People, times and counts are made up.*

Present: Ирина Соколова, Ελένη Παπαδοπούλου, Søren Ågård (minutes)

| step | planned | measured |
| --- | --- | --- |
| point chosen | 10 June, 22:00 UTC | 10 June, 22:00 UTC |
| new instance available | 60 min | 47 min |
| shop of the test environment connected | 15 min | 38 min |
| data lost against the point chosen | 5 min at most | 2 min 10 s |

Checked: 118,204 orders, the same as in the nightly count. Twenty orders compared by hand, no difference.

What went wrong: the parameter group was not part of the restore and TLS was not forced until somebody noticed.

To do: put the parameter group into the runbook (Irina, done on 20 June). Next test in December.
`;

const PENTEST = `# Penetration test of the shop, summary for management

*Example document. No test took place.*

Scope: public shop, shop API, production account (configuration review). 1 to 12 September 2025.
Kind: grey box, within the AWS policy for customer tests.

| severity | found | fixed at retest on 30 September 2025 |
| --- | --- | --- |
| critical | 0 | 0 |
| high | 2 | 2 |
| medium | 5 | 4 |
| low | 9 | 3 |

Valid for our purposes until 30 September 2026. Repeat after large changes to the checkout.
`;

const ACCESS_REVIEW = `# Example data. No real person or role.
Team,Reviewer,Identities,Kept,Removed,Open,SignedOff
Platform,Amara Okonkwo,14,13,1,0,2026-10-02
Shop application,Ελένη Παπαδοπούλου,22,20,2,0,2026-10-05
Database,Ирина Соколова,6,6,0,0,2026-10-05
Reporting,Tomás Ó Briain,9,7,1,1,2026-10-19
Security,François Lefèvre,5,5,0,0,2026-10-02
Warehouse,,11,,,11,
Stores,,8,,,8,
`;

const SOC2_REVIEW = `Review of the AWS SOC 2 Type II report                                   (example document)
Reader: François Lefèvre                                                     20 November 2026

Period of the report   1 October 2025 to 30 September 2026
Bridge letter          1 October to 31 December 2026
Services               all of ours are listed, checked one by one against the page "Services in Scope"
Opinion                unqualified
Exceptions             two, both about late removal of staff access; answered by management, no effect on us
Expected of us         21 controls. 17 are mapped to rows of this workbook. Still to map: backup, restore, key
                       deletion, review of our own logins

Next reading: when the report for the following period is out, by February 2027.
`;

const OWLHURST_REPORT = `OWLHURST  service report for Thistlemoor Outfitters, October 2026            (example document)

Watched                       41 sources in 3 accounts (orders-db yes, reporting-db not on the list)
Alerts received               1,882
Closed as noise               1,871
Passed to the customer        11
Of these real                 1  (sign-in from a new country, confirmed by the user)
Longest time until a call     24 minutes (agreed: 30)

Open with the customer
 - names of the people on duty for incidents at Christmas
 - decision about scanning of uploaded pictures

Łukasz Wiśniewski, service delivery manager
`;

const WEB_ACL = {
  comment: 'Example data. aws wafv2 get-web-acl, scope CLOUDFRONT, taken on 6 November 2026.',
  Name: 'shop-edge',
  DefaultAction: 'ALLOW',
  Rules: [
    { Priority: 0, Name: 'AWSManagedRulesAmazonIpReputationList', Action: 'BLOCK' },
    { Priority: 1, Name: 'AWSManagedRulesCommonRuleSet', Action: 'BLOCK' },
    { Priority: 2, Name: 'AWSManagedRulesSQLiRuleSet', Action: 'BLOCK' },
    { Priority: 3, Name: 'rate-600-per-5-minutes', Action: 'BLOCK' },
    { Priority: 4, Name: 'AWSManagedRulesBotControlRuleSet', Action: 'COUNT', Since: '2026-08-17' },
  ],
  AssociatedResources: ['shop-cdn', 'shop-api'],
  LoggingEnabled: false,
};

const text = (name: string, mediaType: string, content: string): ExampleFile => ({
  name,
  mediaType,
  content,
});

/** Papers of the organisation and of its vendor. */
export const organisationFiles = {
  restoreTest: text('restore-test-orders-db-2026-06-11.md', 'text/markdown', RESTORE_TEST),
  pentest: text('penetration-test-2025-summary.md', 'text/markdown', PENTEST),
  accessReview: text('access-review-2026-q3.csv', 'text/csv', ACCESS_REVIEW),
  soc2Review: text('review-aws-soc2-2026.txt', 'text/plain', SOC2_REVIEW),
  owlhurstReport: text('owlhurst-2026-10.txt', 'text/plain', OWLHURST_REPORT),
  webAcl: text('waf-shop-edge.json', 'application/json', `${JSON.stringify(WEB_ACL, null, 2)}\n`),
} satisfies Record<string, ExampleFile>;
