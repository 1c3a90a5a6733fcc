import type { Finding } from '../../contract/findings.ts';

/** The beginning of checks that judge a host as a whole, such as `stig/RHEL_9_STIG`: which service a host belongs to, only a person knows. */
export const OF_ONE_HOST = 'stig/';

type Of = Pick<Finding, 'source' | 'check' | 'account' | 'resource'>;

/** The host that a finding of such a check is of; null of any other. */
export const hostOf = ({ check, resource }: Pick<Of, 'check' | 'resource'>): string | null =>
  check.startsWith(OF_ONE_HOST) ? resource : null;

/** What findings have in common that a person places alike: the check, in one account; of a check of hosts, on one host. */
export const placeKey = (finding: Of): string =>
  JSON.stringify([finding.source, finding.check, finding.account, hostOf(finding)]);
