import { z } from 'zod';
import { RULE_IDS } from '../../../contract/rules.ts';
import { STEP_NAMES } from '../../../contract/steps.ts';
import type { DocumentName } from './names.ts';
import { actionRow, exportedActions, returnedActions } from './parts/actions.ts';
import { diagnostics } from './parts/app.ts';
import { assignment, riskAcceptance } from './parts/assignments.ts';
import { catalogueEntry, catalogueServiceDetail } from './parts/catalogue.ts';
import {
  claimsRecorded,
  comparedControl,
  matrixCounts,
  sheetMapping,
  unreadCell,
  verdict,
} from './parts/claims.ts';
import { commonControl } from './parts/common-controls.ts';
import { discoverReport } from './parts/discover.ts';
import { dueList } from './parts/due.ts';
import { environment } from './parts/environments.ts';
import { erasureReport, removedEvidence, retentionRules } from './parts/erasure.ts';
import { errorCode } from './parts/errors.ts';
import { evidence } from './parts/evidence.ts';
import { exportedFile, extractFacts, handOut, writtenHandOut } from './parts/exports.ts';
import { findGroup } from './parts/find.ts';
import { findingsAdded, findingsReport } from './parts/findings.ts';
import { filledForm } from './parts/forms.ts';
import { gap } from './parts/gaps.ts';
import { historyLine } from './parts/history.ts';
import { houseRulesReading } from './parts/house-rules.ts';
import { keysInfo, knownKey, ownKey, publicKey } from './parts/keys.ts';
import { layout, writtenLayout } from './parts/layouts.ts';
import { matrix } from './parts/matrix.ts';
import { mergeAncestor, mergeChange, mergeConflict, mergeSide, renamed, resolution } from './parts/merge.ts';
import { minutes, minutesFormat } from './parts/minutes.ts';
import { packReport, writtenPack } from './parts/packs.ts';
import { party, person } from './parts/parties.ts';
import { portfolioReport, portfolioSetup, publishReport } from './parts/portfolio.ts';
import { openRoom, proposalList } from './parts/proposals.ts';
import { editionLook, provider } from './parts/providers.ts';
import { knownSignOffRow, reviewQueue, signOff } from './parts/review.ts';
import { sameResult } from './parts/same-as.ts';
import { serviceInUseRow } from './parts/services-in-use.ts';
import { sheetChange, unplacedCell } from './parts/sheets.ts';
import { namedComparison, reaskItem, snapshot, splitItem, writtenComparison } from './parts/snapshots.ts';
import { logo, repairReport, savedCopy, verifyReport, workbookInfo } from './parts/workbook.ts';
import { meeting } from './parts/workshop.ts';

const writtenMinutesFile = z.object({
  format: minutesFormat,
  name: z.string(),
  handle: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  texts: z.number(),
  warnings: z.array(z.string()),
});
const comparedFile = writtenComparison.omit({ handle: true, format: true }).extend({ path: z.string() });
const backupFacts = z.object({
  id: z.string(),
  at: z.string(),
  kind: z.enum(['sitting', 'opening', 'migration', 'merge']),
  bytes: z.number(),
  changes: z.number().nullable(),
  schema: z.number().nullable(),
  path: z.string(),
});
const importedChange = sheetChange
  .omit({ refusal: true })
  .extend({ applied: z.boolean(), left: z.string().nullable() });
const leftCell = unplacedCell
  .omit({ written: true, party: true })
  .extend({ written: z.string().exactOptional(), party: z.string().nullable().exactOptional() });
const disagreement = comparedControl
  .pick({ framework: true, control: true, title: true, owners: true, why: true })
  .extend({ refs: z.array(z.string()) });
const backupFolderDocument = z.object({
  folder: z.string(),
  chosen: z.enum(['nobody', 'setting', 'environment']),
  instead: z.string().nullable(),
});

/** What a document is, and what stands in it beside its schema and version. */
interface DocumentShape<S extends z.ZodObject = z.ZodObject> {
  readonly about: string;
  readonly body: S;
}
const shape = <S extends z.ZodObject>(about: string, body: S): DocumentShape<S> => ({ about, body });

/** With `--group`: which entries of the list, by their places in it, stand under which head. */
const grouped = {
  groups: z.array(z.object({ label: z.string(), start: z.number(), count: z.number() })).exactOptional(),
};

const accountFile = z.object({ account: z.string(), file: z.string() });

/** The documents that commands print for programs. A new field needs nothing more than this; whatever else changes, needs a new version. */
export const DOCUMENT_SHAPES = {
  error: shape(
    'a refusal: a command that was asked for a document and did nothing',
    z.object({
      error: z.object({ code: errorCode, message: z.string(), details: z.unknown().exactOptional() }),
    }),
  ),
  services: shape(
    '`demarc services`: the services in use',
    z.object({ services: z.array(serviceInUseRow), ...grouped }),
  ),
  gaps: shape(
    '`demarc gaps`: what is missing or wrong',
    z.object({ gaps: z.array(gap), overdue: z.array(z.number()), ...grouped }),
  ),
  risks: shape(
    '`demarc risks`: the risks that are accepted',
    z.object({
      risks: z.array(riskAcceptance.extend({ ref: z.string(), standing: z.string() })),
      ...grouped,
    }),
  ),
  due: shape('`demarc due`: what is due', dueList.extend(grouped)),
  rules: shape(
    '`demarc rules`: the rules that need a second pair of eyes, and which are on',
    z.object({
      rules: z.array(z.object({ id: z.enum(RULE_IDS), on: z.boolean(), name: z.string(), asks: z.string() })),
    }),
  ),
  common: shape(
    '`demarc common`: what a party answers once for many services',
    z.object({ controls: z.array(commonControl) }),
  ),
  providers: shape(
    '`demarc providers`: the other workbooks whose answers stand in this one',
    z.object({ providers: z.array(provider) }),
  ),
  'provider-edition': shape(
    "`demarc providers add`, `check` and `update`: what an edition of a provider's workbook gives, beside the one before",
    editionLook.extend({ taken: z.boolean() }),
  ),
  find: shape('`demarc find`: what has the words looked for', z.object({ groups: z.array(findGroup) })),
  log: shape('`demarc log`: the changes, newest first', z.object({ changes: z.array(historyLine) })),
  'hand-out-list': shape(
    '`demarc hand-outs` without a place: for whom there would be one',
    z.object({ people: z.array(handOut) }),
  ),
  'hand-outs': shape(
    '`demarc hand-outs`: the files written',
    z.object({ path: z.string(), files: z.array(writtenHandOut) }),
  ),
  catalogue: shape(
    '`demarc catalogue`: the services that are known',
    z.object({ services: z.array(catalogueEntry) }),
  ),
  'catalogue-service': shape(
    '`demarc catalogue SERVICE`: one of them with its duties',
    catalogueServiceDetail,
  ),
  'house-rules': shape(
    '`demarc house-rules FILE` and `demarc catalogue check RULES`: what house rules do, or what is wrong with them; null where there are none',
    z.object({ houseRules: houseRulesReading.nullable() }),
  ),
  meetings: shape(
    '`demarc minutes` and `demarc meetings`: the meetings, newest first',
    z.object({ meetings: z.array(meeting) }),
  ),
  minutes: shape('`demarc minutes FILE NUMBER`: the minutes of one', minutes),
  proposals: shape('`demarc proposals`: what people proposed, newest first', proposalList),
  'written-minutes': shape(
    '`demarc minutes` with a format: the files written',
    z.object({
      meeting: z.number(),
      files: z.array(writtenMinutesFile.omit({ handle: true }).extend({ path: z.string() })),
    }),
  ),
  evidence: shape('`demarc attach`: the evidence recorded', z.object({ evidence: z.array(evidence) })),
  layouts: shape('`demarc export --list-layouts`: the layouts', z.object({ layouts: z.array(layout) })),
  scope: shape(
    '`demarc scope`: what a workbook says of itself',
    workbookInfo.extend({ logo: logo.nullable() }),
  ),
  copy: shape(
    '`demarc copy`: the copy written',
    savedCopy.omit({ handle: true }).extend({
      path: z.string(),
      begun: z
        .object({ uuid: z.string(), title: z.string(), organisation: z.string(), rev: z.number() })
        .nullable(),
    }),
  ),
  compare: shape(
    '`demarc compare`: what differs, and the files written',
    namedComparison.extend({
      xlsx: comparedFile.exactOptional(),
      pdf: comparedFile.exactOptional(),
      docx: comparedFile.exactOptional(),
      html: comparedFile.exactOptional(),
    }),
  ),
  'backup-folder': shape('`demarc backups folder`: where backups go', backupFolderDocument),
  backups: shape(
    '`demarc backups`: the backups of a workbook',
    backupFolderDocument.extend({ file: z.string(), backups: z.array(backupFacts) }),
  ),
  'restored-backup': shape(
    '`demarc backups restore`: the backup restored',
    z.object({ file: z.string(), restored: z.string(), backup: backupFacts }),
  ),
  matrix: shape('`demarc matrix`: who owns what', matrix.extend(grouped)),
  same: shape('`demarc same`: what became, or would become, the same', sameResult),
  diagnostics: shape('`demarc doctor`: what a report of a fault needs', diagnostics),
  discover: shape('`demarc discover`: the services found', discoverReport.extend({ added: z.number() })),
  window: shape('`demarc open`, once its window was closed', z.object({ window: z.literal(true) })),
  serving: shape(
    '`demarc serve`, `demarc room`, and `demarc open` without a window: where the app is',
    z.object({
      url: z.string(),
      address: z.string(),
      port: z.number(),
      workbook: workbookInfo.nullable(),
      room: openRoom.optional(),
    }),
  ),
  keys: shape('`demarc key`: your key and those known here', keysInfo),
  'own-key': shape('`demarc key new`: the key made', ownKey),
  'known-key': shape('`demarc key trust` and `forget`: the key of somebody else', knownKey),
  'exported-key': shape('`demarc key export`: the file written', publicKey.extend({ path: z.string() })),
  identity: shape(
    '`demarc identity`: under which name changes are recorded',
    z.object({ name: z.string(), from: z.enum(['option', 'set', 'account']) }),
  ),
  merge: shape(
    '`demarc merge`: what came in, or has to be decided',
    z.object({
      notices: z.array(z.string()),
      doubt: z.string().nullable(),
      ancestor: mergeAncestor,
      mine: mergeSide,
      theirs: mergeSide,
      changes: z.array(mergeChange),
      conflicts: z.array(mergeConflict.extend({ answer: resolution.nullable() })),
      renamed: z.array(renamed),
      merged: z
        .object({
          path: z.string(),
          rev: z.number(),
          head: z.string(),
          bytes: z.number(),
          changes: z.array(mergeChange),
          resolved: z.number(),
        })
        .nullable(),
    }),
  ),
  verify: shape('`demarc verify` of a workbook', verifyReport.extend({ file: z.string() })),
  'verify-pack': shape(
    '`demarc verify` of an evidence pack',
    packReport.extend({ file: z.string(), kind: z.literal('pack') }),
  ),
  erase: shape('`demarc erase`: what was erased, or would be', erasureReport.extend({ file: z.string() })),
  destroy: shape('`demarc destroy`: what was destroyed', erasureReport.extend({ file: z.string() })),
  retention: shape(
    '`demarc retention`: removed evidence, when it is due and what is under hold',
    z.object({
      file: z.string(),
      rules: retentionRules,
      removed: z.array(removedEvidence),
      holds: z.array(z.object({ number: z.number(), reason: z.string() })),
    }),
  ),
  repair: shape(
    '`demarc repair`: what was different',
    repairReport.extend({ file: z.string(), out: z.string() }),
  ),
  findings: shape(
    '`demarc findings`: what scanners found',
    findingsReport.extend({ added: findingsAdded.nullable(), notes: z.array(z.string()) }),
  ),
  answer: shape('`demarc answer`: the duty as it is recorded now', assignment.extend({ ref: z.string() })),
  'new': shape('`demarc new`: the workbook made', workbookInfo.extend({ file: z.string() })),
  'new-accounts': shape(
    '`demarc new --accounts`: which workbooks were made, were there before, and failed',
    z.object({
      into: z.string(),
      template: z.string(),
      made: z.array(accountFile),
      present: z.array(accountFile),
      failed: z.array(accountFile.extend({ message: z.string() })),
      notes: z.array(z.string()),
    }),
  ),
  'import-control-texts': shape(
    '`demarc import` of an OSCAL catalogue',
    z.object({
      kind: z.literal('control-texts'),
      applied: z.boolean(),
      framework: z.string(),
      title: z.string(),
      edition: z.string(),
      changes: z.number(),
      gone: z.number(),
      unplaced: z.number(),
      matched: z.number(),
      known: z.number(),
      withdrawn: z.number(),
    }),
  ),
  'import-register': shape(
    '`demarc import` of a register that came back',
    z.object({
      kind: z.literal('register'),
      file: z.string(),
      sender: z.string(),
      exported: z.object({ revision: z.number(), at: z.string().nullable(), known: z.boolean() }).nullable(),
      changes: z.array(importedChange),
      unplaced: z.array(leftCell),
      unchanged: z.number(),
      notes: z.array(z.string()),
      applied: z.number(),
      people: z.array(z.string()),
      assignments: z.number(),
      reopened: z.number(),
    }),
  ),
  'import-vendor-matrix': shape(
    "`demarc import` of a vendor's matrix",
    z.object({
      kind: z.literal('vendor-matrix'),
      mapping: z.array(sheetMapping),
      claims: matrixCounts,
      changes: z.array(z.string()),
      unplaced: z.array(unreadCell),
      notes: z.array(z.string()).exactOptional(),
      recorded: claimsRecorded.omit({ unread: true, mapping: true }).nullable(),
      comparison: z
        .object({ counts: z.record(verdict, z.number()), disagree: z.array(disagreement) })
        .exactOptional(),
    }),
  ),
  apply: shape(
    '`demarc apply`: what each step did, or would do',
    z.object({
      applied: z.boolean(),
      steps: z.array(
        z.object({
          step: z.enum(STEP_NAMES),
          at: z.string().nullable(),
          told: z.string(),
          gave: z.unknown(),
        }),
      ),
    }),
  ),
  steps: shape(
    '`demarc apply --list-steps`: the steps that there are',
    z.object({ steps: z.array(z.enum(STEP_NAMES)) }),
  ),
  parties: shape('`demarc parties`: who can own a duty', z.object({ parties: z.array(party) })),
  people: shape(
    '`demarc people`: the people listed, with how many duties name them',
    z.object({ people: z.array(person.extend({ assignments: z.number() })) }),
  ),
  environments: shape(
    '`demarc environments`: where services run',
    z.object({ environments: z.array(environment.extend({ services: z.number() })) }),
  ),
  actions: shape(
    '`demarc actions`: what somebody will do, by when',
    z.object({ actions: z.array(actionRow), ...grouped }),
  ),
  'exported-actions': shape('`demarc actions export`: the files for a tracker of issues', exportedActions),
  'import-actions': shape(
    '`demarc actions import`: what a tracker says otherwise, and whether it was taken in',
    returnedActions.extend({ taken: z.boolean() }),
  ),
  review: shape('`demarc review`: the answers and where they stand in review', reviewQueue.extend(grouped)),
  snapshots: shape('`demarc snapshots`: the named states', z.object({ snapshots: z.array(snapshot) })),
  snapshot: shape('`demarc snapshots take`: the snapshot taken', snapshot),
  'sign-offs': shape('`demarc sign-offs`: who signed what', z.object({ signOffs: z.array(knownSignOffRow) })),
  'sign-off': shape('`demarc sign-offs add`: what was signed', signOff),
  portfolio: shape('`demarc portfolio`: a report of many workbooks', portfolioReport),
  'portfolio-setup': shape('`demarc portfolio setup`: what makes a server ready', portfolioSetup),
  publish: shape('`demarc publish`: what became of each workbook', publishReport),
  reask: shape(
    '`demarc reask`: answers for which the catalogue proposes something else today',
    z.object({ items: z.array(reaskItem), unknown: z.number(), splits: z.array(splitItem) }),
  ),
  export: shape(
    '`demarc export`: the files written',
    z.object({
      extract: extractFacts.nullable().exactOptional(),
      files: z.array(exportedFile.omit({ handle: true }).extend({ path: z.string() })),
      pack: writtenPack.omit({ handle: true }).extend({ path: z.string() }).exactOptional(),
      layout: writtenLayout
        .omit({ handle: true })
        .extend({ path: z.string(), cannotHold: z.array(z.string()) })
        .exactOptional(),
      form: filledForm.omit({ handle: true }).extend({ path: z.string() }).exactOptional(),
    }),
  ),
} satisfies Record<DocumentName, DocumentShape>;
