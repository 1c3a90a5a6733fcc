import type { Place } from './found.ts';

/**
 * `arn:aws:ec2:eu-west-1:111122223333:subnet/subnet-1` -> `ec2:subnet`, as Resource Explorer writes types. Where the
 * resource part names no type (`arn:aws:sns:…:orders`) only the service is known. Null when it is no ARN.
 */
export function resourceTypeOfArn(arn: string): string | null {
  const parts = arn.trim().split(':');
  const [scheme, , service] = parts;
  if (scheme !== 'arn' || !service || parts.length < 6) return null;
  if (service === 's3') return 's3:bucket';
  const resource = parts.slice(5).join(':').replace(/^\//, '');
  const end = resource.search(/[:/]/);
  return end > 0 ? `${service}:${resource.slice(0, end)}`.toLowerCase() : service.toLowerCase();
}

/** The account and the Region that an ARN names; empty where it names none, as that of a bucket. */
export function placeOfArn(arn: string | null): Place {
  const [scheme, , , region, account] = (arn ?? '').trim().split(':');
  return scheme === 'arn' ? { account, region } : { account: null, region: null };
}

/** What a row says itself, else what its ARN does. */
export function placeOf(account: unknown, region: unknown, arn: string | null = null): Place {
  const named = placeOfArn(arn);
  return { account: account || named.account, region: region || named.region };
}
