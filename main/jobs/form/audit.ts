import { formControls } from '../../catalogue/form-controls.ts';
import type { CatalogueIndex } from '../../catalogue/lookup.ts';
import { invalidInput } from '../../contract/errors.ts';
import { auditedFramework, auditSheets, planAudit } from '../../domain/forms/ciso-audit.ts';
import type { FormPlan } from '../../domain/forms/plan.ts';
import { unplaced } from '../../domain/forms/unplaced.ts';
import { gather } from '../../domain/layouts/gather.ts';
import { OWN_SEAT } from '../../domain/layouts/own-seat.ts';
import { soundReport } from '../../domain/layouts/settled.ts';
import { leavesOut } from '../../domain/report/audience.ts';
import type { Report } from '../../domain/report/report.ts';
import type { TaskControls } from '../tasks.ts';
import type { FormSheets } from './sheets.ts';

/**
 * Plans what goes into CISO Assistant's sheet of an audit; null where the form has none. INVALID_INPUT for a framework that the catalogue
 * does not have, and for a seat, which it has none of.
 */
export function auditPlan(
  sheets: FormSheets['sheets'],
  report: Report,
  catalogue: CatalogueIndex,
  wanted: string | undefined,
  controls: Pick<TaskControls, 'progress'>,
): FormPlan | null {
  const found = auditSheets(sheets);
  if (found.length === 0) return null;
  if (wanted !== undefined)
    throw invalidInput(
      'An audit of CISO Assistant is the organisation’s own, whatever the seat. Choose none for it; on the command line, leave out --vantage.',
    );
  const gathered = gather(soundReport(report), OWN_SEAT, controls.progress);
  const audits = found.map((audit) => ({ audit, framework: frameworkOf(audit, catalogue) }));
  const rows = audits.flatMap(({ audit, framework }) =>
    planAudit(audit, {
      gathered,
      framework: framework.id,
      controls: formControls(catalogue, framework.id),
      words: {},
    }),
  );
  const names = [...new Set(audits.map(({ framework }) => `${framework.name} ${framework.version}`))];
  return {
    form: 'ciso-assistant-audit',
    title: `CISO Assistant audit, ${names.join(', ')}`,
    vantage: null,
    rows,
    leftOut: [
      ...unplaced(gathered, rows),
      ...(leavesOut(report, 'drafts')
        ? [
            'How far each requirement’s assessment is (requirement_progress) rests on reviews, which are left out.',
          ]
        : []),
      'Its results are this workbook’s own judgement of what is recorded. Whether a requirement is met is for the assessor to say, and scores are left to you.',
      'CISO Assistant writes only what is filled in: a requirement whose cells are empty keeps what the audit says of it.',
    ],
  };
}

function frameworkOf(
  { sheet, framework }: ReturnType<typeof auditSheets>[number],
  catalogue: CatalogueIndex,
) {
  const known = framework === null ? undefined : catalogue.framework(auditedFramework(framework));
  if (known) return known;
  throw invalidInput(
    framework === null
      ? `The urns of the sheet ${sheet.name} name no framework, or several. Take the template of one framework from CISO Assistant, Catalog, Frameworks.`
      : `The sheet ${sheet.name} is of the framework “${framework}”, which the catalogue does not have in this edition. Say what its columns take instead, and whose ids it has: on the command line, with --columns "control=ref_id,text=observations" and --framework.`,
  );
}
