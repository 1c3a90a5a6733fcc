import { listSubjects } from '../../assessment/subjects.ts';
import { invalidInput } from '../../contract/errors.ts';
import { parseAssignmentRef } from '../../contract/ids.ts';
import { assignmentRefSchema } from '../../contract/methods/ids.ts';
import { findNamed } from '../../domain/words/find-named.ts';
import { listCustomResponsibilities, listCustomServices } from '../../workbook/tables/custom.ts';
import { listEnvironments } from '../../workbook/tables/environments.ts';
import { listParties, listPeople } from '../../workbook/tables/parties.ts';
import { listViews } from '../../workbook/tables/views.ts';
import type { WriteContext } from '../context.ts';

/** What a name in a file of changes is the name of. */
export type Kind =
  | 'party'
  | 'person'
  | 'environment'
  | 'subject'
  | 'duty'
  | 'catalogue service'
  | 'responsibility'
  | 'domain'
  | 'framework'
  | 'view'
  | 'own entry';
type Names = Pick<WriteContext, 'db' | 'catalogue'>;
interface Named {
  readonly id: string;
  readonly name: string;
}

const LISTS: Readonly<Record<Exclude<Kind, 'duty'>, (names: Names) => readonly Named[]>> = {
  party: ({ db }) => listParties(db),
  person: ({ db }) => listPeople(db),
  environment: ({ db }) => listEnvironments(db),
  subject: ({ db, catalogue }) =>
    listSubjects(db, catalogue).map(({ ref, label }) => ({ id: ref, name: label })),
  'catalogue service': ({ catalogue }) =>
    catalogue.services.flatMap(({ id, name, aliases }) =>
      [...new Set([name, ...aliases])].map((each) => ({ id, name: each })),
    ),
  responsibility: ({ catalogue }) => catalogue.responsibilities,
  domain: ({ catalogue }) => catalogue.domains,
  framework: ({ catalogue }) => catalogue.catalogue.frameworks,
  view: ({ db }) => listViews(db),
  'own entry': ({ db }) => [...listCustomServices(db), ...listCustomResponsibilities(db)],
};
const WORDS: Readonly<Partial<Record<Kind, string>>> = { subject: 'service', responsibility: 'duty' };

/** The id of what bears a name, or the id itself. INVALID_INPUT for what is not there, and for a name that several have. */
export function idOf(kind: Kind, wanted: string, names: Names): string {
  if (kind === 'duty') return dutyRef(wanted, names);
  const shipped = ['catalogue service', 'domain', 'framework'].includes(kind);
  return findNamed(WORDS[kind] ?? kind, wanted, LISTS[kind](names), shipped ? '' : undefined).id;
}

/** `orders-db/restore-testing`, also with the names of both. */
function dutyRef(wanted: string, names: Names): string {
  if (assignmentRefSchema.safeParse(wanted).success) {
    const { subject } = parseAssignmentRef(wanted);
    return wanted.replace(subject, idOf('subject', subject, names));
  }
  const at = wanted.lastIndexOf('/');
  if (at < 1)
    throw invalidInput(
      `"${wanted}" names no duty. Write service and duty with a slash between, such as orders-db/restore-testing.`,
    );
  const subject = idOf('subject', wanted.slice(0, at).trim(), names);
  return `${subject}/${idOf('responsibility', wanted.slice(at + 1).trim(), names)}`;
}
