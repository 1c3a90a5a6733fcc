// By which names rows and entries say which resource they are, and why one is not counted.

/** Names of a row's own ARN, as `plainHeading` writes them. */
export const OWN: ReadonlySet<string> = new Set([
  'arn',
  'arns',
  'resourcearn',
  'awsresourcearn',
  'awsarn',
  'akas',
  'identifier',
  'resourceid',
  'resourceids',
  'resource',
  'resourceuid',
  'id',
  'uid',
  // In ServiceNow the fields that somebody added begin with u_.
  'uarn',
  'uawsarn',
  'uresourcearn',
]);
/** What somebody, or a stack, wrote beside a resource. */
export const TAGS: ReadonlySet<string> = new Set([
  'tags',
  'tagsall',
  'tagssrc',
  'taglist',
  'tagset',
  'resourcetags',
]);
export const ENGINE: ReadonlySet<string> = new Set(['engine', 'dbengine']);
export const CLUSTER: ReadonlySet<string> = new Set(['dbclusteridentifier', 'dbclusterid']);
/** What shows that somebody uses what AWS made: backups in the vault `Default`, a service that scales by App Runner's own configuration. */
export const USED: ReadonlySet<string> = new Set(['numberofrecoverypoints', 'hasassociatedservice']);

/** Fields of what was found of a resource, which lists no resources. */
export const OF_FINDINGS = /severity|finding|^(check|rule|control|risk|complian)/i;

/** Why a resource is not counted, in words that follow "not counted". */
export const GONE_IN_ROW = 'by what their rows say';
export const GONE_IN_TEXT = 'by what stands beside or above them';
export const GONE_BY_SHEET = 'by what their sheet is called';
