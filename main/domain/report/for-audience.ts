import type { RegisterRow } from '../../contract/assignments.ts';
import { AUDIENCES, type Part, type Prepared } from '../../contract/audience.ts';
import type { FromCommon } from '../../contract/common-controls.ts';
import type { Evidence } from '../../contract/evidence.ts';
import { type Gap, SEVERITIES } from '../../contract/gaps.ts';
import type { Matrix } from '../../contract/matrix.ts';
import type { Person } from '../../contract/parties.ts';
import { isAnswered, namesById } from '../duties/ownership.ts';
import { withoutFileName } from '../evidence/findings-title.ts';
import { historyWithout } from '../history/without.ts';
import { CELL_FLAGS } from '../pictures/matrix.ts';
import { countsFor, tellsGap } from './audience.ts';
import type { DeskPart, ReportDesk } from './desk.ts';
import { limitControls, limitRows } from './limit-rows.ts';
import type { Report, ReportMeta, ReportPerson, ReportService } from './report.ts';

type Leaves = (part: Part) => boolean;

/**
 * The report that an audience may see, and nothing besides: the one rule of who is told what. Whatever writes a document is
 * given what comes out of here, and says by `leavesOut` which columns, chapters and sheets it has none of.
 */
export function forAudience(report: Report, prepared: Prepared): Report {
  const { without } = AUDIENCES[prepared.audience];
  const meta = { ...report.meta, prepared };
  if (without.length === 0) return { ...report, meta };
  const leaves: Leaves = (part) => without.includes(part);
  return reduced(leaves('open') ? decided(report) : report, meta, leaves);
}

/** The report of what somebody has decided: an open duty stands in no list, count or picture, nor does a service or control of which all are open. */
function decided(report: Report): Report {
  const { report: limited } = limitRows(
    report,
    ({ ownership }) => isAnswered(ownership),
    (refs) => report.gaps.filter(({ ref }) => ref === null || refs.has(ref)),
  );
  return { ...limited, frameworks: limitControls(limited, 'kept') };
}

function reduced(report: Report, meta: ReportMeta, leaves: Leaves): Report {
  const { prepared } = meta;
  const known = aliases(report, leaves);
  const gaps = gapsOf(report, prepared);
  let desk: ReportDesk | undefined;
  return {
    ...report,
    meta: metaFor(report, meta, leaves),
    providers: leaves('details') ? undefined : report.providers,
    people: [...known.values()],
    environments: leaves('details')
      ? []
      : report.environments.map((each) => (leaves('accounts') ? { ...each, account: null } : each)),
    services: report.services.map((service) => serviceFor(service, known, leaves)),
    counts: countsFor(prepared, report.counts, report.gaps),
    summary: {
      ...report.summary,
      answered: leaves('status') ? 0 : report.summary.answered,
      parked: leaves('drafts') ? 0 : report.summary.parked,
      status: leaves('status') ? [] : report.summary.status,
      gaps: SEVERITIES.map((severity) => ({
        severity,
        count: gaps.filter((gap) => gap.severity === severity).length,
      })),
      withoutPerson: gaps.filter(({ rule }) => rule === 'no-named-person').length,
    },
    matrix: matrixFor(report.matrix, leaves),
    evidence: leaves('evidence') ? [] : report.evidence.map((each) => evidenceFor(each, leaves)),
    gaps,
    signOffs: leaves('signOffs') ? [] : report.signOffs,
    desk: () => {
      desk ??= deskFor(report.desk(), known, leaves);
      return desk;
    },
    rows: () => ({
      *[Symbol.iterator]() {
        for (const row of report.rows()) yield rowFor(row, known, leaves);
      },
    }),
    findings: leaves('findings') ? undefined : report.findings,
    history: leaves('history') ? undefined : report.history && historyWithout(report.history),
  };
}

type Known = ReadonlyMap<string, ReportPerson>;

/** The people by their ids as an audience may know them: under their role, and under no id that is made of their name. */
function aliases({ people, parties }: Report, leaves: Leaves): Known {
  if (leaves('roles')) return new Map();
  const names = namesById(parties);
  return new Map(
    people.map((person, index) => {
      const email = leaves('emails') ? null : person.email;
      if (!leaves('names')) return [person.id, { ...person, email }];
      return [person.id, { ...person, id: `person-${index + 1}`, name: roleOrParty(person, names), email }];
    }),
  );
}

/** What stands for somebody's name where names are left out: the role, or whose side it is. */
export const roleOrParty = (
  { role, party }: Pick<Person, 'role' | 'party'>,
  parties: ReadonlyMap<string, string>,
): string => role ?? `Somebody of ${parties.get(party) ?? party}`;

/** A person's id as the audience has it; somebody whom the report does not know has no other. */
const idOf = (id: string | null, known: Known): string | null =>
  id === null ? null : (known.get(id)?.id ?? null);

function metaFor(report: Report, meta: ReportMeta, leaves: Leaves): ReportMeta {
  const lead = report.people.find(({ name }) => name === meta.leadAssessor);
  return {
    ...meta,
    leadAssessor: leaves('roles') ? null : leaves('names') ? (lead?.role ?? null) : meta.leadAssessor,
    scopeNote: leaves('details') ? null : meta.scopeNote,
  };
}

const serviceFor = (service: ReportService, known: Known, leaves: Leaves): ReportService => ({
  ...service,
  lead: idOf(service.lead, known),
  ...(leaves('status') ? { answered: 0 } : {}),
  ...(leaves('notes') ? { notes: null } : {}),
  ...(leaves('accounts') ? { account: null, tags: [] } : {}),
  ...(leaves('details') ? { environments: [], region: null, dataClassification: null } : {}),
});

const rowFor = (row: RegisterRow, known: Known, leaves: Leaves): RegisterRow => ({
  ...row,
  shares: row.shares.map((share) => ({ ...share, person: idOf(share.person, known) })),
  ...(leaves('notes') ? { note: null } : {}),
  ...(leaves('drafts')
    ? {
        parked: false,
        waits: null,
        confirmLater: false,
        review: 'draft' as const,
        reviewText: null,
        authors: [],
        reviewed: null,
      }
    : {}),
  ...(leaves('names') ? { answeredBy: null } : {}),
  ...(leaves('status') ? { status: 'not-started' as const, dueOn: null, answeredAt: null } : {}),
  ...(leaves('reasons')
    ? { deviates: false, deviationReason: null, notApplicable: row.notApplicable === null ? null : '' }
    : {}),
  ...(leaves('evidence') ? { evidence: [] } : {}),
  ...(leaves('details') ? { environments: [] } : {}),
  risk:
    row.risk === null || leaves('risks') ? null : { ...row.risk, approver: idOf(row.risk.approver, known) },
  ...(row.common ? { common: commonFor(row.common, leaves) } : {}),
});

/** What other workbooks there are in an organisation is a detail of it; titles of what proves an answer there are evidence. */
function commonFor({ inherited, ...common }: FromCommon, leaves: Leaves): FromCommon {
  const told =
    inherited === undefined || leaves('details')
      ? {}
      : {
          inherited: {
            ...inherited,
            ...(leaves('evidence') ? { evidence: [] } : {}),
            ...(leaves('risks') ? { acceptedUntil: undefined } : {}),
          },
        };
  return { ...common, ...told, ...(leaves('reasons') ? { reason: null } : {}) };
}

/** A misconception stays flagged for everybody: an answer that is known to be wrong is not passed on as if it were right. */
function matrixFor(matrix: Matrix, leaves: Leaves): Matrix {
  const { parked, note, evidence, misconception, implemented, held } = CELL_FLAGS;
  const told =
    misconception |
    held |
    (leaves('drafts') ? 0 : parked) |
    (leaves('notes') ? 0 : note) |
    (leaves('evidence') ? 0 : evidence) |
    (leaves('status') ? 0 : implemented);
  const all = parked | note | evidence | misconception | implemented | held;
  return {
    ...matrix,
    subjects: matrix.subjects.map(({ tags, environments, accounts, regions, ...subject }) => ({
      ...subject,
      ...(environments === undefined || leaves('details') ? {} : { environments }),
      ...(tags === undefined || leaves('accounts') ? {} : { tags }),
      ...(accounts === undefined || leaves('accounts') ? {} : { accounts }),
      ...(regions === undefined || leaves('details') ? {} : { regions }),
    })),
    cells: matrix.cells.map(([subject, duty, ownership, flags]) => [
      subject,
      duty,
      ownership,
      leaves('reasons') ? flags & told : flags & (told | ~all),
    ]),
  };
}

const evidenceFor = (piece: Evidence, leaves: Leaves): Evidence => ({
  ...piece,
  ...(leaves('contents')
    ? { title: withoutFileName(piece.title), fileName: null, url: null, text: null }
    : {}),
  ...(leaves('names') ? { collectedBy: null } : {}),
});

function gapsOf(report: Report, prepared: Prepared): readonly Gap[] {
  const subjects = new Map(report.matrix.subjects.map(({ ref, label }) => [ref, label]));
  const duties = namesById(report.responsibilities);
  return gapsFor(report.gaps, prepared, {
    subject: (ref) => subjects.get(ref) ?? ref,
    duty: (id) => duties.get(id) ?? id,
  });
}

/** The gaps that an audience is told of, in words that say nothing of what is left out. */
export function gapsFor(
  gaps: readonly Gap[],
  prepared: Prepared,
  names: { readonly subject: (ref: string) => string; readonly duty: (id: string) => string },
): readonly Gap[] {
  const { without } = AUDIENCES[prepared.audience];
  const leaves: Leaves = (part) => without.includes(part);
  return gaps
    .filter((gap) => tellsGap(prepared, gap))
    .map((gap) => ({
      ...gap,
      action: leaves('actions') ? null : gap.action,
      // Of a question that was put aside it would say what it waits for, and whom.
      ...(leaves('drafts') && gap.rule === 'unanswered' && gap.responsibility !== null
        ? {
            sentence: `${names.subject(gap.subject)}, ${names.duty(gap.responsibility)}: no answer yet.`,
          }
        : {}),
    }));
}

function deskFor(desk: ReportDesk, known: Known, leaves: Leaves): ReportDesk {
  const parts: readonly (readonly [DeskPart, Part])[] = [
    ['actions', 'actions'],
    ['decisions', 'decisions'],
    ['proposals', 'minutes'],
    ['risks', 'risks'],
    ['parked', 'drafts'],
    ['meetings', 'minutes'],
    ['notes', 'notes'],
  ];
  const person = new Map([...known].map(([id, entry]) => [id, entry.name]));
  const nameOf = (name: string | null, id: string | null): string | null =>
    !leaves('names') ? name : id === null ? null : (person.get(id) ?? null);
  return {
    without: new Set(parts.flatMap(([name, part]) => (leaves(part) ? [name] : []))),
    meetings: leaves('minutes') ? [] : desk.meetings,
    decisions: leaves('decisions')
      ? []
      : // What a meeting was called is of its minutes; that it was decided, and when, is told.
        desk.decisions.map((decision) =>
          leaves('minutes') ? { ...decision, meeting: null, heldOn: null } : decision,
        ),
    proposals: leaves('minutes') ? [] : desk.proposals,
    risks: leaves('risks')
      ? []
      : desk.risks.map((risk) => ({
          ...risk,
          person: idOf(risk.person, known),
          approver: nameOf(risk.approver, risk.person),
        })),
    parked: leaves('drafts') ? [] : desk.parked,
    actions: leaves('actions')
      ? []
      : desk.actions.map((action) => ({
          ...action,
          person: idOf(action.person, known),
          owner: nameOf(action.owner, action.person),
          note: leaves('notes') ? null : action.note,
        })),
  };
}
