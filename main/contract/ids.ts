import { invalidInput } from './errors.ts';

/** The subject of everything that is answered once for the whole workbook. No service or party may use this ref. */
export const WORKBOOK_SUBJECT = 'workbook';

/** `subject/responsibility`; the subject is a service in use, a provider party, or `workbook`. */
export type AssignmentRef = string;
export const ASSIGNMENT_REF = /^(?=.{1,129}$)[a-z0-9]+(-[a-z0-9]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/;
export const assignmentRef = (subject: string, responsibility: string): AssignmentRef =>
  `${subject}/${responsibility}`;

/** Splits `orders-db/os-patching`; throws INVALID_INPUT when it has another shape. */
export function parseAssignmentRef(ref: AssignmentRef): { subject: string; responsibility: string } {
  if (!ASSIGNMENT_REF.test(ref))
    throw invalidInput(
      `"${ref}" is not the ref of a duty. Write service/responsibility, such as orders-db/guest-os-patching.`,
    );
  const slash = ref.indexOf('/');
  return { subject: ref.slice(0, slash), responsibility: ref.slice(slash + 1) };
}

/** Makes a slug from any text; `fallback` where nothing usable is left. Accents are dropped, not the letters under them. */
export function slugify(text: string, fallback: string): string {
  const slug = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 56)
    .replace(/-$/, '');
  return slug === '' ? fallback : slug;
}

/** The slug itself, or the slug with the first free number behind it. */
export function uniqueSlug(wanted: string, taken: (slug: string) => boolean): string {
  if (!taken(wanted)) return wanted;
  for (let n = 2; ; n += 1) if (!taken(`${wanted}-${n}`)) return `${wanted}-${n}`;
}
