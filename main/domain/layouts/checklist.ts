import type { Layout } from '../../contract/layouts.ts';
import { markLine, preparedSentence } from '../report/audience.ts';
import type { ReportMeta } from '../report/report.ts';
import { shortDate } from '../words/date-words.ts';
import type { ControlList, ListedControl } from './control-list.ts';
import { NO_LIST_HOLDS } from './control-list-layouts.ts';

/** By which our own checklists are known: they say what is recorded, and prove nothing. */
export const OWN_STIG = 'demarc-duties';

export const checklistLayout: Layout = {
  id: 'stig-checklist',
  version: '1',
  title: 'STIG Viewer 3: the duties as a checklist (CKLB)',
  publisher: 'Defense Information Systems Agency (DISA)',
  format: 'cklb',
  framework: null,
  verified: false,
  basis:
    'Unverified: DISA publishes no example. The fields are those of the schema of checklists (version 1.0) that comes with STIG Viewer 3, as public programs that read and write them have it.',
  about:
    'One rule for each duty in which the organisation or a team of its own has a part: implemented is no finding; what is done in part, not done, or an accepted risk is open, whatever else is not decided; the rest is not reviewed. Its finding details say who does what, its comments status, services and evidence.',
  cannotHold: [
    'A severity: a duty has none, and each rule bears “medium”, because the format asks for one.',
    'CCIs: a rule names the requirements that it helps to meet by the ids of their publishers.',
    'A library: STIG Manager takes in checklists of the STIGs that it has alone, and this one is of no STIG.',
    'Owners as a field: the parties stand in the finding details.',
    ...NO_LIST_HOLDS,
  ],
  vantages: [],
};

/** A risk that was accepted stays open in a checklist, and so does what is not done while something else is not decided. */
function statusOf({ status, undone }: ListedControl): string {
  if (undone) return 'open';
  return status === 'Implemented' ? 'not_a_finding' : 'not_reviewed';
}

/** A checklist as STIG Viewer 3 saves it, as JSON. */
export interface Checklist {
  readonly [field: string]: unknown;
  readonly stigs: readonly [{ readonly rules: readonly ChecklistRule[]; readonly [field: string]: unknown }];
}
export interface ChecklistRule {
  readonly group_id: string;
  readonly status: string;
  readonly comments: string;
  readonly finding_details: string;
  readonly [field: string]: unknown;
}

/** Controls as the rules of one checklist, whose target is the workbook, with its mark and for whom it is prepared as the comments. `name` gives the UUID of what the words name, the same each time. */
export function checklistOf(
  list: ControlList,
  { title, organisation, revision, judgedAsOf, prepared }: ReportMeta,
  name: (...words: readonly string[]) => string,
): Checklist {
  const stig = name('checklist');
  const called = `Duties of ${organisation}`;
  return {
    title: `${title}: duties`,
    id: name('checklist', 'file'),
    stigs: [
      {
        stig_name: called,
        display_name: called,
        stig_id: OWN_STIG,
        release_info: `Release: ${revision} Benchmark Date: ${shortDate(judgedAsOf)}`,
        version: '1',
        uuid: stig,
        reference_identifier: null,
        size: list.controls.length,
        rules: list.controls.map((control) => ruleOf(control, stig, name)),
      },
    ],
    active: false,
    mode: 2,
    has_path: true,
    target_data: {
      target_type: 'Non-Computing',
      host_name: title,
      ip_address: '',
      mac_address: '',
      fqdn: '',
      comments: [markLine(prepared), preparedSentence(prepared)].filter((said) => said !== null).join('\n'),
      role: 'None',
      is_web_database: false,
      technology_area: '',
      web_db_site: '',
      web_db_instance: '',
      classification: null,
    },
    cklb_version: '1.0',
  };
}

function ruleOf(
  control: ListedControl,
  stig: string,
  name: (...words: readonly string[]) => string,
): ChecklistRule {
  const { code, name: called, domainName, description, notes, requirements } = control;
  const met = [...requirements].flatMap(([framework, ids]) =>
    ids.length === 0 ? [] : [`${framework.name} ${framework.version}: ${ids.join(', ')}`],
  );
  return {
    group_id_src: code,
    group_tree: [{ id: code, title: domainName, description: '' }],
    group_id: code,
    severity: 'medium',
    group_title: domainName,
    rule_id_src: code,
    rule_id: code,
    rule_version: code,
    rule_title: called,
    fix_text: '',
    weight: '10.0',
    check_content: '',
    check_content_ref: { href: '', name: '' },
    classification: '',
    discussion: met.length === 0 ? '' : `It helps to meet:\n${met.join('\n')}`,
    false_positives: '',
    false_negatives: '',
    documentable: 'false',
    security_override_guidance: '',
    potential_impacts: '',
    third_party_tools: '',
    ia_controls: '',
    responsibility: '',
    mitigations: '',
    mitigation_control: '',
    legacy_ids: [],
    ccis: [],
    reference_identifier: null,
    uuid: name('checklist', code),
    stig_uuid: stig,
    status: statusOf(control),
    overrides: {},
    comments: notes,
    finding_details: description,
  };
}
