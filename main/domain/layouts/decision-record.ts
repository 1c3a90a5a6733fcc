import { DECISION_RECORD, type Layout } from '../../contract/layouts.ts';
import type { FrameworkAnnex, Report } from '../report/report.ts';
import { counted } from '../words/counted.ts';
import { fewNames } from '../words/few-names.ts';
import { type Facts, statusWords } from './facts.ts';
import { controlRow, type FillLook, gather } from './gather.ts';
import { leftOutOf } from './left-out.ts';
import { renderParts } from './lines.ts';
import { preparedWords } from './prepared-words.ts';
import { settledFacts, soundReport } from './settled.ts';
import type { TemplateVantage, TextPart } from './template.ts';

/** The provider of a cloud service offering speaks of its own system. */
const SEAT: TemplateVantage = {
  id: 'as-provider',
  name: 'The organisation, as the provider of a cloud service offering',
  about:
    'The organisation seeks or holds a FedRAMP certification; AWS is another cloud service offering, from which it inherits.',
  seat: {
    provider: 'upstream',
    organisation: 'self',
    'internal-provider': 'self',
    'third-party': 'upstream',
    client: 'downstream',
  },
  needs: 'self',
};

/** The record as the screen and the command line list it. */
export const decisionRecordLayout: Layout = {
  id: DECISION_RECORD,
  version: '1',
  title: 'FedRAMP Security Decision Record, security controls (JSON)',
  publisher: 'FedRAMP (US General Services Administration)',
  format: 'json',
  framework: 'fedramp-moderate-r5',
  verified: true,
  basis:
    'FedRAMP’s JSON schema “Security Decision Record (SDR-CSO-FRR)” 2026-06-24, version 1.0.0 of 15 July 2026 (github.com/FedRAMP/schemas), and rule SDR-CSF-CTF of the Consolidated Rules 2026, which asks for each control’s status and for the mechanisms or activities that address it, inheritance included.',
  about:
    'For each control of the Moderate baseline how far it is implemented and what addresses it: what the organisation does, what it inherits, and what is left to its customers.',
  cannotHold: [
    'FedRAMP’s own rules and the Key Security Indicators: the workbook records none of them, so the list of rules, which the schema asks for, is empty until it is filled in.',
    'Values of parameters that a control leaves to the organisation.',
    'That a control is planned, addressed in an alternative way or not applicable: rule SDR-CSF-CTF asks for these words and the schema does not have them. What is planned is Not Implemented; what does not apply has no status and its reason.',
    'What an answer that is still to come may change: a control has no status until it is settled.',
    'Who implements a control, as a field: the schema has none, so it stands in the description.',
    'The difference between text and Markdown: a tool may show characters such as * and _ as layout.',
    'That a control is met. A duty helps to meet a control; whether the control is met is for the assessor to say.',
    'Evidence, named people, due dates, review states and notes.',
  ],
  vantages: [],
};

const STATUSES: Readonly<Record<string, string>> = {
  Implemented: 'Implemented',
  'Partially implemented': 'Partially Implemented',
  'Not implemented': 'Not Implemented',
  'Risk accepted': 'Not Implemented',
};
const PARTS: readonly TextPart[] = [
  { from: 'upstream', label: 'Inherited from {parties}:' },
  { from: 'self', label: 'Done by {parties}:' },
  { from: 'downstream', label: 'Left to the customer ({parties}):' },
  { from: 'not-applicable', label: 'Does not apply:' },
  { say: 'The risk of not implementing it is accepted.', all: ['risk-accepted'] },
];

export interface DecidedControl {
  readonly controlId: string;
  readonly controlImplementationStatus?: string;
  readonly controlImplementationDescription?: string;
}
/** The document, member by member as FedRAMP's schema names them. */
export interface DecisionRecord {
  readonly certificationPackageOverviewUri: string;
  readonly securityControls: readonly DecidedControl[];
  readonly fedRampRequirements: readonly never[];
}

/**
 * The security controls of a Security Decision Record, with what of the workbook is not in it. Only what can stand is said: an answer that
 * rests on a known misconception counts as none, and a control has no status that an open answer may change.
 */
export function decisionRecord(
  report: Report,
  annex: FrameworkAnnex,
  packageOverview: string,
  look?: FillLook,
): { readonly record: DecisionRecord; readonly leftOut: readonly string[] } {
  const gathered = gather(soundReport(report), SEAT, look);
  const held = new Set<string>();
  const silent: string[] = [];
  const securityControls = annex.controls.flatMap((control, index): readonly DecidedControl[] => {
    look?.(index, annex.controls.length, 'controls');
    const row = controlRow(control, gathered);
    const facts: Facts = settledFacts(row.facts);
    const { text, held: keys } = renderParts(PARTS, row.lines, facts, gathered.names, {});
    const status = STATUSES[statusWords(facts) ?? ''];
    if (text === null && status === undefined) {
      silent.push(control.id);
      return [];
    }
    for (const key of keys) held.add(key);
    return [
      {
        controlId: control.id,
        ...(status === undefined ? {} : { controlImplementationStatus: status }),
        ...(text === null ? {} : { controlImplementationDescription: text }),
      },
    ];
  });
  const { told, internal } = leftOutOf(gathered, annex, [], held);
  return {
    record: { certificationPackageOverviewUri: packageOverview, securityControls, fedRampRequirements: [] },
    leftOut: [
      ...preparedWords(report, 'record'),
      ...(silent.length === 0
        ? []
        : [
            `${counted(silent.length, 'control is', 'controls are')} not in it: no duty that bears on ${silent.length === 1 ? 'it' : 'them'} has an answer that can stand, or the workbook asks none. ${fewNames(silent)}.`,
          ]),
      ...told,
      ...internal,
    ],
  };
}
