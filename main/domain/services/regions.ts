// The Regions of AWS as its own software development kit knows them: @aws-sdk/core 3.981.2 (Apache-2.0), the table partitions.js,
// published 2026-11-24, read 2026-11-29. A Region that opened later is known by the form of its code.

/** Code and name of each Region. */
export const REGIONS: readonly (readonly [code: string, name: string])[] = [
  // aws
  ['af-south-1', 'Africa (Cape Town)'],
  ['ap-east-1', 'Asia Pacific (Hong Kong)'],
  ['ap-east-2', 'Asia Pacific (Taipei)'],
  ['ap-northeast-1', 'Asia Pacific (Tokyo)'],
  ['ap-northeast-2', 'Asia Pacific (Seoul)'],
  ['ap-northeast-3', 'Asia Pacific (Osaka)'],
  ['ap-south-1', 'Asia Pacific (Mumbai)'],
  ['ap-south-2', 'Asia Pacific (Hyderabad)'],
  ['ap-southeast-1', 'Asia Pacific (Singapore)'],
  ['ap-southeast-2', 'Asia Pacific (Sydney)'],
  ['ap-southeast-3', 'Asia Pacific (Jakarta)'],
  ['ap-southeast-4', 'Asia Pacific (Melbourne)'],
  ['ap-southeast-5', 'Asia Pacific (Malaysia)'],
  ['ap-southeast-6', 'Asia Pacific (New Zealand)'],
  ['ap-southeast-7', 'Asia Pacific (Thailand)'],
  ['ca-central-1', 'Canada (Central)'],
  ['ca-west-1', 'Canada West (Calgary)'],
  ['eu-central-1', 'Europe (Frankfurt)'],
  ['eu-central-2', 'Europe (Zurich)'],
  ['eu-north-1', 'Europe (Stockholm)'],
  ['eu-south-1', 'Europe (Milan)'],
  ['eu-south-2', 'Europe (Spain)'],
  ['eu-west-1', 'Europe (Ireland)'],
  ['eu-west-2', 'Europe (London)'],
  ['eu-west-3', 'Europe (Paris)'],
  ['il-central-1', 'Israel (Tel Aviv)'],
  ['me-central-1', 'Middle East (UAE)'],
  ['me-south-1', 'Middle East (Bahrain)'],
  ['me-west-1', 'Middle East (Saudi Arabia)'],
  ['mx-central-1', 'Mexico (Central)'],
  ['sa-east-1', 'South America (São Paulo)'],
  ['sa-west-1', 'South America (Chile)'],
  ['us-east-1', 'US East (N. Virginia)'],
  ['us-east-2', 'US East (Ohio)'],
  ['us-west-1', 'US West (N. California)'],
  ['us-west-2', 'US West (Oregon)'],
  // aws-cn
  ['cn-north-1', 'China (Beijing)'],
  ['cn-northwest-1', 'China (Ningxia)'],
  // aws-eusc
  ['eusc-de-east-1', 'AWS European Sovereign Cloud (Germany)'],
  // aws-iso
  ['us-iso-east-1', 'US ISO East'],
  ['us-iso-west-1', 'US ISO West'],
  // aws-iso-b
  ['us-isob-east-1', 'US ISOB East (Ohio)'],
  ['us-isob-west-1', 'US ISOB West'],
  // aws-iso-e
  ['eu-isoe-west-1', 'EU ISOE West'],
  // aws-iso-f
  ['us-isof-east-1', 'US ISOF East'],
  ['us-isof-south-1', 'US ISOF South'],
  // aws-us-gov
  ['us-gov-east-1', 'AWS GovCloud (US-East)'],
  ['us-gov-west-1', 'AWS GovCloud (US-West)'],
];

/** The day on which the list was published. */
export const REGIONS_AS_OF = '2026-11-24';

// The same table tells by which codes each partition goes; the points of the compass are those of all Regions that there are.
const LATER =
  /^(us|eu|ap|sa|ca|me|af|il|mx|cn|eusc-de|us-iso|us-isob|eu-isoe|us-isof|us-gov)-(north|south|east|west|central|northeast|northwest|southeast|southwest)-[1-9]$/;
const CODES: ReadonlySet<string> = new Set(REGIONS.map(([code]) => code));

/** Whether a text in small letters is the code of a Region, or `global` for what is in none. */
export const isRegion = (code: string): boolean => code === 'global' || CODES.has(code) || LATER.test(code);

/** By how its Regions begin, the partitions of AWS other than the commercial one. */
const PREFIXES: readonly (readonly [prefix: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['eusc-', 'aws-eusc'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
  ['us-gov-', 'aws-us-gov'],
];

/** The partition of AWS that a Region is in; null for `global`, which each partition has of its own. */
export const partitionOf = (code: string): string | null =>
  code === 'global' ? null : (PREFIXES.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 'aws');
