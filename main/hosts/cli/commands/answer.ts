import type { Assignment, Status } from '../../../contract/assignments.ts';
import { invalidInput } from '../../../contract/errors.ts';
import type { Party, Person } from '../../../contract/parties.ts';
import { indexLookups, type SheetLookups } from '../../../domain/answers/lookups.ts';
import { parseCell } from '../../../domain/answers/parse-cell.ts';
import { namesById, ownershipOf, ownershipWords } from '../../../domain/duties/ownership.ts';
import { isOwned } from '../../../domain/duties/status.ts';
import { STATUS_LABELS } from '../../../domain/sheets/cell-words.ts';
import { findNamed } from '../../../domain/words/find-named.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withWorkbook } from '../context.ts';
import { AS_OPTION } from '../identity.ts';
import { oneLine } from '../output.ts';

interface Options extends CommonOptions {
  readonly owner?: string;
  readonly notApplicable?: boolean;
  readonly reason?: string;
  readonly person?: string;
  readonly status?: string;
  readonly due?: string;
  readonly note?: string;
  readonly duty: readonly string[];
}

export const addAnswer: AddCommand = (program, streams) => {
  program
    .command('answer')
    .description('record who owns a duty')
    .argument('<file>', 'the workbook')
    .argument('<ref>', 'service and responsibility, such as orders-db/guest-os-patching')
    .option('--owner <parties>', 'who owns it, by id or name, with commas between several: aws,organisation')
    .option('--not-applicable', 'nobody has to do it here; needs --reason')
    .option('--reason <text>', 'why it is not applicable, or why it differs from the suggestion')
    .option('--person <person>', 'who is answerable for it, by id or name')
    .option('--status <status>', Object.values(STATUS_LABELS).join(', ').toLowerCase())
    .option('--due <date>', 'by when, such as 2026-11-25')
    .option('--note <text>', 'what is noted beside it')
    .option(
      '--duty <party=text>',
      'what a party does, such as "aws=Patches the host"; once per party',
      collect,
      [],
    )
    .option(...AS_OPTION)
    .action((file: string, ref: string, options: Options) => {
      if (options.owner !== undefined && options.notApplicable === true)
        throw invalidInput(
          'A duty has an owner or is not applicable. Give --owner or --not-applicable, not both.',
        );
      if (options.notApplicable === true && (options.reason ?? '').trim() === '')
        throw invalidInput('"Not applicable" needs a reason that an auditor can follow. Add --reason.');
      if (options.notApplicable === true && (options.person !== undefined || options.duty.length > 0))
        throw invalidInput('Nobody does what is not applicable. Leave --person and --duty out.');
      return withWorkbook(file, 'write', options, streams, async ({ ask, print }) => {
        const parties = await ask('parties.list', {});
        const known = await ask('people.list', {});
        const lookups = indexLookups({
          parties,
          people: known,
          evidence: [],
          resolutions: { people: [], evidence: [] },
        });
        const owners = ownersFrom(options.owner, ref, lookups);
        const status = fieldValue('status', options.status, lookups) as Status | undefined;
        const dueOn = fieldValue('dueOn', options.due, lookups);
        const card = await ask('assignments.card', { ref });
        const recorded = card.assignment?.shares.map((share) => share.party) ?? [];
        const people =
          options.person === undefined
            ? undefined
            : personShare(findPerson(options.person, known), owners ?? recorded, parties);
        const duties = dutiesFrom(options.duty, owners ?? recorded, parties);
        const beside = {
          ...(duties === undefined ? {} : { duties }),
          ...(people === undefined ? {} : { people }),
          ...(status === undefined ? {} : { status }),
          ...(dueOn === undefined ? {} : { dueOn: dueOn || null }),
          ...(options.note === undefined ? {} : { note: options.note }),
          ...(options.reason === undefined || options.notApplicable === true
            ? {}
            : { reason: options.reason }),
        };
        if (owners === undefined && options.notApplicable !== true && Object.keys(beside).length === 0)
          throw invalidInput('Nothing to record was given. Add --owner or --not-applicable.');
        let assignment: Assignment;
        if (options.notApplicable === true)
          assignment = await ask('assignments.answer', {
            ref,
            answer: { notApplicable: options.reason ?? '' },
            ...beside,
          });
        else if (owners !== undefined)
          assignment = await ask('assignments.answer', { ref, answer: { owners }, ...beside });
        else assignment = await ask('assignments.update', { ref, ...beside });
        print('answer', { ref, ...assignment }, () => describe(ref, assignment, parties));
      });
    });
};

const collect = (value: string, previous: readonly string[]): readonly string[] => [...previous, value];

/** The value of a field, read as a cell of a sheet is; undefined where nothing was given. */
function fieldValue(
  field: 'owners' | 'status' | 'dueOn',
  text: string | undefined,
  lookups: SheetLookups,
  subject: string | null = null,
): string | undefined {
  if (text === undefined) return undefined;
  const parsed = parseCell(field, { column: 0, text, type: 'text', formula: false }, lookups, subject);
  if ('value' in parsed) return parsed.value;
  throw invalidInput(parsed.suggestion ? `${parsed.why} Did you mean "${parsed.suggestion}"?` : parsed.why);
}

function ownersFrom(text: string | undefined, ref: string, lookups: SheetLookups): string[] | undefined {
  const value = fieldValue('owners', text, lookups, ref.split('/')[0]);
  if (value === '-') throw invalidInput('Give --not-applicable with its --reason, and no --owner.');
  if (value === '')
    throw invalidInput(
      '--owner takes who owns the duty. "demarc apply" takes an answer back, with the step "take back answer".',
    );
  return value?.split('+');
}

function findParty(wanted: string, parties: readonly Party[]): Party {
  return findNamed('party', wanted, parties);
}
function findPerson(wanted: string, people: readonly Person[]): Person {
  if (people.length === 0)
    throw invalidInput(
      `Nobody is listed in this workbook yet, so "${wanted}" cannot be named. Add people with "demarc people add".`,
    );
  return findNamed('person', wanted, people);
}

/** A person stands in the share of their own party. */
function personShare(
  person: Person,
  owners: readonly string[],
  parties: readonly Party[],
): Record<string, string> {
  if (owners.includes(person.party)) return { [person.party]: person.id };
  const party = parties.find((each) => each.id === person.party)?.name ?? person.party;
  throw invalidInput(
    owners.length === 0
      ? `${person.name} can be named once the duty has an owner. Add --owner.`
      : `${person.name} belongs to ${party}, which is not among the owners of this duty (${owners.join(', ')}).`,
  );
}

function dutiesFrom(
  given: readonly string[],
  owners: readonly string[],
  parties: readonly Party[],
): Record<string, string> | undefined {
  if (given.length === 0) return undefined;
  const duties: Record<string, string> = {};
  for (const pair of given) {
    const equals = pair.indexOf('=');
    if (equals < 1)
      throw invalidInput(`--duty takes party=text, such as "aws=Patches the host", not "${pair}".`);
    const party = findParty(pair.slice(0, equals).trim(), parties);
    if (!owners.includes(party.id))
      throw invalidInput(`${party.name} is not among the owners of this duty, so it can have no text in it.`);
    duties[party.id] = pair.slice(equals + 1).trim();
  }
  return duties;
}

function describe(ref: string, assignment: Assignment, parties: readonly Party[]): string {
  const names = namesById(parties);
  const shares = assignment.shares.map((share) => {
    const person = share.person === null ? '' : ` (${share.person})`;
    return `  ${oneLine(names.get(share.party) ?? share.party)}${person}: ${oneLine(share.text ?? 'no text yet')}\n`;
  });
  const reason = assignment.notApplicable ?? assignment.deviationReason;
  const ownership = ownershipOf(assignment);
  return [
    `${ref}: ${oneLine(ownershipWords(ownership, names))}${isOwned({ ownership }) ? `, ${assignment.status.replaceAll('-', ' ')}` : ''}\n`,
    ...shares,
    ...(reason === null ? [] : [`  reason: ${oneLine(reason)}\n`]),
  ].join('');
}
