import type { FindingsFormat } from '../../contract/findings.ts';
import { isAgain } from './csv-rows.ts';
import { isCalledByPeople } from './sure-words.ts';

// What columns the tools themselves write, so that what people put beside them can be told. Of Prowler by the headings of its versions 2 to 5
// (prowler/lib/outputs/csv), of Security Hub by the members of ASFF, flattened in whatever spelling, and AWS's CSV Manager.

const PROWLER =
  /^(?:authmethod|(?:unix)?timestamp|account(?:uid|id|num|name|email|organi[sz]ation(?:uid|name)|tags|detailsemail|detailsname|detailsarn|detailsorg|detailstags|arn)?|organi[sz]ations?[a-z]*|provider(?:uid)?|profile|finding(?:uid|uniqueid)|check(?:id|title|type|assettype|asfftype|asffresourcetype|risk|servicename|subservicename|severity|result|resultextended|resourceid|description|remediation|doc|caf(?:epic)?|dependson|relatedto|notes|compliance|asffcompliancetype)?|titleid|titletext|item(?:scored|level)|level|status(?:extended)?|muted|(?:sub)?service(?:name)?|severity|resource(?:s|type|uid|id|arn|name|details|tags|group|metadata)?|partition|region|location|description|risk|relatedurl|remediation(?:recommendation|code)[a-z]*|compliance|categories|dependson|relatedto|notes|prowlerversion|prowlerstarttime|assessmentstarttime|additionalurls|tenancyid|subscription|project(?:id)?|raw|ok)$/;
const HUB =
  /^(?:schemaversion|(?:finding)?id|findingarn|arn|product(?:arn|name|fields[a-z0-9]*|severity|version)?|companyname|(?:finding)?region(?:code)?|generator(?:id|details[a-z0-9]*)?|(?:aws|source)?account(?:id|name)?|(?:finding)?types?[0-9]*|(?:first|last)?(?:observed|seen|updated|created|processed)(?:at|date)?|(?:finding)?severity[a-z0-9]*|normali[sz]edseverity|confidence|criticality|(?:finding)?(?:title|name)|description|remediation(?:recommendation[a-z0-9]*|url|text)|recommendation(?:url|text)?|sourceurl|malware[a-z0-9]*|network[a-z0-9]*|process[a-z0-9]*|threat[a-z0-9]*|resources?[a-z0-9]*|compliance[a-z0-9]*|(?:record|workflow|verification)(?:state|status)|workflow|relatedfindings[a-z0-9]*|relatedrequirements[a-z0-9]*|vulnerabilit[a-z0-9]*|patchsummary[a-z0-9]*|findingproviderfields[a-z0-9]*|action(?:actiontype|awsapi|dns|network|port)[a-z0-9]*|sample|detection[a-z0-9]*|noteupdated(?:by|at)|customer(?:owner|issue|ticket)|updateversion|standards?[a-z0-9]*|(?:security)?control(?:id|status|name|arn)?|annotation|(?:failed|passed|unknown|unavailable|notavailable)?checks|requestregion|partition|tags|akas|titlecolumn|enabled|updatestatus)$/;
const SPLOIT =
  /^(?:plugin|category|title|description|resource|region|status|statusword|message|cloud|account|compliance)$/;
const OCSF =
  /[._]|^(?:status|severity|message|time|count|confidence|unmapped|resources?|compliance|metadata|cloud|remediation|osint|evidences|vulnerabilities|device|actor|observables|enrichments)$/;

const BY_FORMAT: Partial<Readonly<Record<FindingsFormat, RegExp>>> = {
  'prowler-csv': PROWLER,
  'asff-csv': HUB,
  'security-hub-controls': HUB,
  'cloudsploit-csv': SPLOIT,
};

/**
 * Whether a column, in lower case, is none that the tool of a table writes. Steampipe, Trusted Advisor and Audit Manager name columns after what they found, so
 * that of theirs only those count that are called as people call theirs.
 */
export function isOfPeople(column: string, format: FindingsFormat): boolean {
  if (column === '') return false;
  if (isAgain(column) || isCalledByPeople(column)) return true;
  if (format === 'ocsf-csv') return !OCSF.test(column);
  const known = BY_FORMAT[format];
  return known !== undefined && !known.test(column.replace(/[^a-z0-9]+/g, ''));
}
