import { DemarcError, invalidInput } from '../../contract/errors.ts';
import { isOle, unreadableForm } from '../files/unreadable.ts';
import { findingsBegun } from '../findings/marks.ts';
import { oscalBegun } from '../oscal/read-document.ts';
import { withoutComments } from '../text/comments.ts';
import { isTableInMarkdown } from '../text/csv-separator.ts';
import { splitFenced } from '../text/fenced.ts';
import { asText, decodeText, isObject, parseJson, parseJsonLines, type Remedies } from '../text/json.ts';
import { hasDoubleBars, tablesIn } from '../text/markdown-tables.ts';
import { type Line, type Lists, linesOf, listsIn, namesInLine } from '../text/points.ts';
import { asUnread, isUnread } from '../text/unread.ts';
import { readArnDocument } from './arns/arn-document.ts';
import { readArnText } from './arns/arns.ts';
import {
  isAccessAdvisor,
  isAccountList,
  isCloudTrail,
  readAccessAdvisor,
  readAccountsOf,
  readCloudTrail,
} from './exports/activity.ts';
import { isConfig, readConfig } from './exports/config.ts';
import {
  isCostAndUsage,
  isDimensionValues,
  readCostAndUsage,
  readDimensionValues,
} from './exports/cost-explorer.ts';
import { readIdsInArrays } from './exports/ids-in-arrays.ts';
import { readListedIds } from './exports/listed-ids.ts';
import { isResourceExplorer, readResourceExplorer } from './exports/resource-explorer.ts';
import { isTagging, readTagging } from './exports/tag-editor.ts';
import { withWaysToRun } from './exports/ways-to-run.ts';
import { clip, type Found } from './found.ts';
import { type Given, NOTHING_GIVEN } from './given.ts';
import { readBesideCode } from './lists/beside-code.ts';
import { listsLibraries } from './lists/libraries.ts';
import { listsInLines } from './lists/lines-with-titles.ts';
import { readAccountLines, readListedAccounts } from './lists/listed-accounts.ts';
import { readListedObjects } from './lists/listed-objects.ts';
import { listsBesideTables, readListsBesideTables } from './lists/lists-beside-tables.ts';
import { areServiceLines } from './lists/service-list.ts';
import { serviceRecords } from './lists/service-records.ts';
import { belowServices, isTitleOfServices, readLists } from './lists/titled-lists.ts';
import { readTables } from './lists/titled-tables.ts';
import { ofFindings, readTable, readTableOf } from './read-table.ts';
import { isCdkManifest, isTerraformJson, readCdkManifest, readTerraformJson } from './templates/cdk.ts';
import { isCloudFormation, readCloudFormation } from './templates/cloudformation.ts';
import { isPulumi, readPulumi } from './templates/pulumi.ts';
import { isServerless, otherCloud, readServerless } from './templates/serverless.ts';
import {
  isTerraformShow,
  isTerraformState,
  readTerraformShow,
  readTerraformState,
} from './templates/terraform.ts';
import { parseTemplateYaml } from './templates/yaml.ts';
import { asUnknown, isTold, isUnknown, KNOWN, told, unknown } from './unknown.ts';

/**
 * Recognises the bytes of one file by what is in them, the name deciding only between text forms, and counts what they hold.
 * Throws INVALID_INPUT that names the file, the place and the remedy.
 */
export function readSource(file: string, bytes: Uint8Array, given: Given = NOTHING_GIVEN): Found {
  try {
    const { beside = [], ...found } = readFound(file, bytes, given);
    const others = beside.map((part) =>
      'found' in part ? { ...part, found: withWaysToRun(part.found) } : part,
    );
    return { ...withWaysToRun(found), ...(others.length > 0 ? { beside: others } : {}) };
  } catch (error) {
    // What cannot be parsed and says nothing of AWS is somebody's other file: settings with comments, a chart, a log.
    if (error instanceof Error && !isUnread(error) && !isOfAws(bytes)) throw asUnknown(error);
    throw error;
  }
}
/** In UTF-16 every letter has a zero behind or before it. */
const SIGNS_OF_AWS = [
  /(?<![a-z])a\0?(w\0?s|m\0?a\0?z\0?o\0?n)/i,
  /\bR\0?e\0?s\0?o\0?u\0?r\0?c\0?e\0?s\0?"?\0?\s*:/,
];
const isOfAws = (bytes: Uint8Array): boolean => {
  const text = asLatin1(bytes);
  return SIGNS_OF_AWS.some((sign) => sign.test(text));
};
const asLatin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

function readFound(file: string, bytes: Uint8Array, given: Given): Found {
  const unreadable = unreadableForm(bytes);
  if (unreadable) {
    const refusal = invalidInput(`${file} is ${unreadable.what}. ${unreadable.instead}`);
    throw isOle(bytes) ? asUnread(refusal) : refusal;
  }
  const text = decodeText(file, bytes, remediesFor(file));
  const fenced = MAY_BE_MARKDOWN.test(file) ? splitFenced(text) : null;
  const shown = IS_MARKDOWN.test(file) ? withoutComments : (whole: string) => whole;
  if (!fenced) return readText(file, shown(text), given, bytes);
  return readBesideCode(file, fenced, {
    around: (outside) => readText(file, shown(outside), given),
    printed: (printed) => readText(file, printed, given, undefined, true),
  });
}
const IS_MARKDOWN = /\.(md|markdown|mdx|mdown)$/i;
/** A text with another ending is of one form from its beginning to its end. */
const MAY_BE_MARKDOWN = /(^|[\\/])[^.\\/]*$|\.(md|markdown|mdx|mdown|txt|text|list|adoc|rst)$/i;

/** `isList`: lines by themselves are a list, whatever the file is called. */
function readText(
  file: string,
  text: string,
  given: Given,
  bytes: Uint8Array = Buffer.from(text),
  isList = /\.(txt|list)$/i.test(file),
): Found {
  const remedies = remediesFor(file);
  const start = text.trimStart().slice(0, 1);
  if (/\.csv$/i.test(file)) return readTable(file, text, given);
  const other = /\.tf$/i.test(file)
    ? unreadableForm(bytes, 'terraform {')
    : unreadableForm(bytes, text.slice(0, HEAD));
  if (other) throw invalidInput(`${file} is ${other.what}. ${other.instead}`);
  if (/^\s*\{"@level"/.test(text))
    throw invalidInput(
      `${file} is the log of "terraform plan -json". Run "terraform show -json PLANFILE > plan.json" instead.`,
    );
  const isYaml = /\.(ya?ml)$/i.test(file);
  const isJson = /\.(json|jsonl|ndjson|tfstate)$/i.test(file);
  if (isJson || ((start === '{' || start === '[') && !isYaml))
    return orToldAs(
      file,
      text,
      parseJsonLines(file, text, remedies) ?? parseJson(file, text, remedies),
      given,
    );
  const head = text.slice(0, HEAD);
  const tables = !isYaml && (isTableInMarkdown(head) || hasDoubleBars(head)) ? tablesIn(text) : [];
  const around = tables.length > 0 && MAY_BE_MARKDOWN.test(file) ? listsBesideTables(text, tables) : null;
  if (around)
    return readListsBesideTables(file, around, tables, given, () => readTables(file, tables, given));
  if (tables.length > 0) return readTables(file, tables, given);
  const records = MAY_BE_MARKDOWN.test(file) ? serviceRecords(text, given.namesService) : null;
  const ofRecords = records && orNull(() => readTableOf(file, records, given));
  if (ofRecords) return ofRecords;
  const mayBeNames = MAY_BE_MARKDOWN.test(file) && !text.includes('arn:aws');
  const enumerated = mayBeNames ? (namesInLine(text) ?? listsInLines(text, given.namesService)) : null;
  if (enumerated) return readLists(file, enumerated, given);
  const accounts = isYaml ? null : readAccountLines(file, text, given);
  if (accounts) return accounts;
  if (!isYaml && (looksLikeTable(text) || isTableInMarkdown(head))) return readTable(file, text, given);
  if (!isYaml && text.includes('arn:aws') && !LOOKS_LIKE_TEMPLATE.test(text))
    return readArnText(file, text, given.asOf);
  if (isList && !LOOKS_LIKE_TEMPLATE.test(text)) return readLines(file, text, given);
  const known = isYaml ? null : toldAs(file, text);
  if (known) throw known;
  const lists = MAY_BE_MARKDOWN.test(file) ? listsOf(linesOf(text)) : null;
  if (lists) return readLists(file, lists, given);
  if (IS_MARKDOWN.test(file)) {
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
    if (areServiceLines(lines)) return readTable(file, lines.join('\n'), given);
    throw unknown(`${file} is a text without a table or a list of services or resources. Give ${KNOWN}.`);
  }
  return orToldAs(file, text, parseTemplateYaml(file, text), given);
}
const HEAD = 10_000;
/** What is read; null where it is refused. */
function orNull(read: () => Found): Found | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof DemarcError) return null;
    throw error;
  }
}

/** Lines of names, with titles among them or something behind them; lines of any other form as a table. */
function readLines(file: string, text: string, given: Given): Found {
  const [first = ''] = text.split(/\r?\n/, 1);
  if (listsLibraries(file, text) && !isTitleOfServices(first))
    throw unknown(`${file} is a list of libraries that a program needs, and no inventory. Give ${KNOWN}.`);
  const lines = /[|\t]/.test(text) ? null : linesOf(text);
  const lists = listsOf(lines) ?? listsIn(lines, isTitleOfServices, 'names');
  const isPlain = lists?.lists.every(
    ({ titles, names }) => titles.length === 0 && names.every(({ behind }) => behind === ''),
  );
  return lists && !isPlain ? readLists(file, lists, given) : readTable(file, text, given);
}
/** The lists of a text that is lists alone, else those below a line that speaks of services. */
const listsOf = (lines: readonly Line[] | null): Lists | null =>
  listsIn(lines, isTitleOfServices, 'another text') ??
  belowServices(listsIn(lines, isTitleOfServices, 'around'));

const remediesFor = (file: string): Remedies => ({
  zip: `For a Terraform plan, run "terraform show -json ${file} > plan.json" and give that file; for a spreadsheet or an archive, give the CSV or the files inside.`,
  noText: 'Give a template, a plan or an export as JSON, YAML or CSV.',
  tooMuch: 'Export one account or Region at a time.',
});
/** Whether a text in YAML may be a template, by a line at its left edge, or names resources. */
export const looksLikeTemplate = (bytes: Uint8Array): boolean => {
  const text = asLatin1(bytes);
  return LOOKS_LIKE_TEMPLATE.test(text) || text.includes('arn:aws');
};
const LOOKS_LIKE_TEMPLATE = /^(AWSTemplateFormatVersion|Transform|Resources|service|functions):/m;

const looksLikeTable = (text: string) => {
  const [first = '', second = ''] = text.slice(0, 10_000).split(/\r?\n/, 2);
  // A letter begins with a name and a comma.
  if (/^[^,;\t]*,\s*$/.test(first) && !second.includes(',')) return false;
  return /[,;\t]/.test(first) && !/^\s*[#{]|:\s|:$/.test(first.replace(/"[^"]*"/g, ''));
};

/** What a document shows; one that shows nothing is told as what it is, where that is read elsewhere, else read as an inventory of somebody's own. */
function orToldAs(file: string, text: string, document: unknown, given: Given): Found {
  try {
    return readDocument(file, document, given);
  } catch (error) {
    if (!(error instanceof Error && isUnknown(error)) || isTold(error)) throw error;
    const known = toldAs(file, text);
    if (known) throw known;
    const listed = readListedObjects(file, document, given, error);
    if (listed) return listed;
    const accounts = readListedAccounts(file, document, given.asOf);
    if (accounts) return accounts;
    throw error;
  }
}
function toldAs(file: string, text: string) {
  const oscal = oscalBegun(text);
  if (oscal) return told(`${file} is ${oscal.what}, and no inventory. ${oscal.instead}`);
  const findings = findingsBegun(text);
  return findings === null ? null : ofFindings(file, findings);
}
function readDocument(file: string, document: unknown, given: Given): Found {
  if (isTerraformShow(document)) return readTerraformShow(file, document);
  if (isTerraformState(document)) return readTerraformState(file, document);
  if (isResourceExplorer(document)) return readResourceExplorer(file, document);
  if (isTagging(document)) return readTagging(file, document, given.asOf);
  if (isCostAndUsage(document)) return readCostAndUsage(file, document);
  if (isDimensionValues(document)) return readDimensionValues(file, document);
  if (isAccessAdvisor(document)) return readAccessAdvisor(file, document);
  if (isCloudTrail(document)) return readCloudTrail(file, document);
  if (isAccountList(document)) return readAccountsOf(file, document);
  if (isConfig(document)) return readConfig(file, document, given.asOf);
  if (isPulumi(document)) return readPulumi(file, document);
  if (isCdkManifest(document)) return readCdkManifest(document);
  if (isServerless(document)) {
    const other = otherCloud(document);
    if (other !== null)
      throw unknown(
        `${file} describes functions for ${clip(other, 60)} and not for AWS, so it shows no service that is known here.`,
      );
    return readServerless(file, document);
  }
  if (isTerraformJson(document)) return readTerraformJson(file, document);
  if (isCloudFormation(document)) {
    // The command line's get-template wraps the template, a YAML one as text.
    const body = document.TemplateBody;
    if (typeof body === 'string') return readTemplate(file, parseTemplateYaml(file, body));
    return readTemplate(file, isObject(body) ? body : document);
  }
  const byId = Array.isArray(document)
    ? readIdsInArrays(file, document, given)
    : readListedIds(file, document, given.asOf);
  const named = byId ?? readArnDocument(file, document, given.asOf);
  if (named) return named;
  throw unknownContent(file, document);
}

function readTemplate(file: string, template: unknown): Found {
  if (!isObject(template)) throw unknownContent(file, template);
  return readCloudFormation(file, template);
}

function unknownContent(file: string, document: unknown) {
  if (isObject(document) && /^tree-/.test(asText(document.version) ?? ''))
    return told(
      `${file} is the tree of a CDK app, which names no resource that is not in its templates. Give the *.template.json files beside it.`,
    );
  const keys = isObject(document) ? Object.keys(document).slice(0, 5) : [];
  const seen = keys.length > 0 ? ` Its first keys are ${clip(keys.join(', '), 120)}.` : '';
  return unknown(`${file} is none of the files that can be read.${seen} Give ${KNOWN}.`);
}
