import { invalidInput } from '../../contract/errors.ts';
import type { FindingResult } from '../../contract/findings.ts';
import { OWN_STIG } from '../../domain/layouts/checklist.ts';
import { asText, isObject, type Json, objectIn } from '../text/json.ts';
import { MAX_FINDINGS } from './limits.ts';
import { NestedRecords } from './nested-records.ts';
import type { Tally } from './tally.ts';
import { type Reading, toClosed, toFinding, toSeverity } from './words.ts';

// Checklists of DISA's STIGs in the format of STIG Viewer 3 (`.cklb`), which STIG Manager writes as well: one target, and the rules of
// each STIG with what a person or a tool found of them there.

/** How a checklist begins: `stigs` with what each of them, or a rule of it, is called. */
export const CHECKLIST =
  /^\s*\{(?=[\s\S]*"stigs"\s*:\s*\[)(?=[\s\S]*"(?:stig_id|stig_name|cklb_version|group_id_src|rule_id_src|stig_uuid)"\s*:)/;

const RESULTS: ReadonlyMap<string, FindingResult> = new Map([
  ['open', 'fail'],
  ['not_a_finding', 'pass'],
  ['not_reviewed', 'manual'],
]);
const part = (value: unknown): Json => (isObject(value) ? value : {});

/** What rules are of. */
interface Stig {
  readonly id: string | null;
  readonly name: string | null;
}
const UNNAMED: Stig = { id: null, name: null };
/** A rule without its long texts, kept until its STIG and the target are known, which may stand behind it. */
interface Rule {
  readonly group: string | null;
  readonly title: string | null;
  readonly version: string | null;
  readonly status: string | null;
  readonly severity: string | null;
}

/** Reads a checklist. A rule of which it is not told of which STIG it is counts as one that cannot be read. */
export async function readChecklist(
  file: string,
  text: AsyncIterable<string>,
  tally: Tally,
  signal: AbortSignal | undefined,
): Promise<void> {
  let stig = UNNAMED;
  let ofStig: Rule[] = [];
  let checklist: string | null = null;
  let target: Json = {};
  const rules: (readonly [Stig, Rule])[] = [];
  const onText = (path: readonly string[], value: string) => {
    if (path.length === 1 && path[0] === 'id') checklist = value;
    if (path.length !== 3 || path[0] !== 'stigs') return;
    if (path[2] === 'stig_id' && value === OWN_STIG)
      throw invalidInput(
        `${file} is a checklist that was written from a workbook: it says what is recorded there, and proves nothing. Give what a scanner or an assessor found.`,
      );
    if (path[2] === 'stig_id') stig = { ...stig, id: value };
    if (path[2] === 'display_name') stig = { ...stig, name: value };
  };
  const onEnd = (path: readonly string[]) => {
    if (path.join('/') !== 'stigs/[]') return;
    for (const rule of ofStig) rules.push([stig, rule]);
    [stig, ofStig] = [UNNAMED, []];
  };
  const isRecord = (path: readonly string[]) =>
    path.join('/') === 'stigs/[]/rules/[]' || path.join('/') === 'target_data';
  const isStig = (path: readonly string[]) => path.join('/') === 'stigs/[]';
  const records = new NestedRecords(file, isRecord, onText, onEnd, isStig);
  for await (const chunk of text) {
    signal?.throwIfAborted();
    for (const { path, text: record } of records.push(chunk)) {
      const read = objectIn(record);
      if (read === null) tally.add('it is not JSON');
      else if (path.length === 1) target = read;
      else ofStig.push(ruleOf(read));
      if (rules.length + ofStig.length > MAX_FINDINGS)
        throw invalidInput(`${file} holds more rules than any checklist. Export one target at a time.`);
    }
  }
  records.end();
  if (rules.length === 0)
    throw invalidInput(
      `${file} is a checklist without rules, which says of nothing that it was looked at. Export it again.`,
    );
  for (const [of, rule] of rules) tally.add(['cklb', readRule(of, rule, nameOf(target), checklist)]);
  tally.beside(records.beside);
}

function ruleOf(rule: Json): Rule {
  const overridden = asText(part(part(rule.overrides).severity).severity);
  return {
    group: asText(rule.group_id) ?? asText(rule.group_id_src),
    title: asText(rule.rule_title),
    version: asText(rule.rule_version),
    status: asText(rule.status),
    severity: overridden ?? asText(rule.severity),
  };
}

/** `web-1`, and of a database or a site of it `web-1 orders`; null where the checklist names no target. */
function nameOf(target: Json): string | null {
  const host = asText(target.host_name) ?? asText(target.fqdn) ?? asText(target.ip_address);
  const within = [asText(target.web_db_site), asText(target.web_db_instance)];
  return [host, ...within].filter((each) => each !== null && each !== '').join(' ') || null;
}

/**
 * One rule. All rules of a STIG are one check, so that it is placed once for each host: a STIG is about one kind of thing, and no table can say to
 * which duty of which service a host belongs. Checklists of further hosts stand beside it, as pages of one answer do.
 */
function readRule(
  stig: Stig,
  { group, title, version, status, severity }: Rule,
  target: string | null,
  checklist: string | null,
): Reading {
  if (group === null) return { unreadable: 'it has no number of a vulnerability (group_id)' };
  if (stig.id === null) return { unreadable: 'it is not told of which STIG it is (stig_id)' };
  const parts = {
    id: ['stig', stig.id, group, target ?? checklist ?? ''].join('|'),
    source: 'security-hub' as const,
    check: `stig/${stig.id}`,
    rule: null,
    title: [stig.name, version, title].filter((each) => each !== null).join(': ') || null,
    severity: toSeverity(severity),
    resource: target,
    account: null,
    region: null,
    observedAt: null,
  };
  return status === 'not_applicable'
    ? toClosed('notApplicable', parts)
    : toFinding({ ...parts, status, result: RESULTS.get(status ?? '') ?? null });
}
