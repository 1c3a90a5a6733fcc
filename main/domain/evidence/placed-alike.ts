import type { Finding } from '../../contract/findings.ts';

/** The beginning of checks that judge a host as a whole, such as `stig/RHEL_9_STIG`: which service a host belongs to, only a person knows. */
export const OF_ONE_HOST = 'stig/';

/** What findings have in common that a person places alike: the check, in one account; of a check of hosts, on one host. */
export const placeKey = ({
  source,
  check,
  account,
  resource,
}: Pick<Finding, 'source' | 'check' | 'account' | 'resource'>): string =>
  JSON.stringify([source, check, account, ...(check.startsWith(OF_ONE_HOST) ? [resource] : [])]);
