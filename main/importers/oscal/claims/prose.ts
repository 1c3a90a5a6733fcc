import { denies, goesOnWithDuty } from '../../vendor-matrix/cells/denials.ts';
import { isPlaceholder } from '../../vendor-matrix/cells/placeholders.ts';
import { isNothing } from '../../vendor-matrix/layouts.ts';

// Prose of a plan that says nothing of who does it: what a tool or a template left to be filled in, what denies, and what leaves it to somebody else.

/** What is said of a control and nothing else: a short text. What follows a longer one may take it back. */
const SHORT = 90;
/** What stands further on says how it is done. */
const BEGINNING = 400;
const beginning = (text: string): string => text.trim().slice(0, BEGINNING);

/** Left to be filled in by FedRAMP's template ("Describe how"), and by people, beside what is a placeholder wherever it stands. */
const OPEN: readonly RegExp[] = [
  /^(?:please )?(?:add|enter|insert|provide|give|write|fill in) (?:\S+ ){0,4}(?:description|details?|text|statement|response|information|prose|narrative)(?: \S+){0,3} (?:here|below|for|of|how)\b/i,
  /^(?:please )?describe (?:how|the|what|any|where|your|each)\b/i,
  /^what is the solution and how is it implemented\b/i,
  /^to be (?:added|agreed|completed|confirmed|decided|defined|described|determined|documented|done|filled in|provided|written)(?![\p{L}-])/iu,
];
/** It is not done, or nothing of the kind is there. */
const NOT_DONE: readonly RegExp[] = [
  /^(?:(?:this|the) (?:control|requirement|part) |it )?(?:is |has |was )?not (?:yet |currently |been )*(?:implemented|applicable|met|satisfied|in place|addressed|started|done|required|in scope)\b/i,
  /^(?:status: ?)?(?:planned|pending|in progress|under development|unknown|unclear|gap|out of scope|not started)\.?$/i,
  /^(?:(?:this|the) (?:control|requirement|part) |it )?does not apply\b/i,
  /\b(?:does|do|has|have) not (?:yet |currently |been )*(?:implement|satisf|me[et]t?|address|perform)\w* (?:this|the|these) (?:control|requirement|part)/i,
];
/** It stands with another control: "See AC-17." */
const ELSEWHERE =
  /^(?:please )?(?:see|refer to|same as|as (?:in|for|described in)) (?:the |also )?(?:(?:control|part|item|statement|response|requirement)s? )?(?:[a-z]{2,3}-\d|above|below|previous|parent|part\b|[a-z][.)])/i;
/** It is another system's, and not in part: "This control is fully inherited from AWS." */
const INHERITED =
  /^(?:(?:this|the) (?:control|requirement|part|implementation) (?:is |can be )|it is |is )?(?:(?:fully|entirely|wholly|completely|100 ?%) )?inherited(?! (?:in part|partially|partly)\b)(?: (?:by|from)\b|[.,;:]|$)/i;

/** It begins with what its customers see to. */
const LEFT_IN_WORDS: readonly RegExp[] = [
  /^(?:this (?:control|requirement) is )?(?:(?:the|each|all|every|any|its|their|your|cloud|agency|federal|government|service) ){0,3}(?:customers?|clients?|tenants?|agency|agencies|consumers?)(?:['’]s?)? (?!data|content|information|account)(?:[^\s.]+ ){0,3}(?:responsib\w*|must|shall|should|need|needs|provides?|configures?|manages?|implements?|operates?|owns?)\b/i,
  // "It is the responsibility of the agency to ..."
  /^(?:(?:it|this|that|(?:this|the) (?:control|requirement)) is )?(?:the )?(?:(?:sole|full|entire) )?(?:responsibility|duty) of (?:(?:the|each|all|every|any|its|their|your|our|cloud|federal|government) ){0,3}(?:customers?|clients?|tenants?|agency|agencies|consumers?)\b/i,
];

const startsAs = (text: string, patterns: readonly RegExp[]): boolean =>
  patterns.some((pattern) => pattern.test(text));
const isShort = (text: string): boolean => text.length <= SHORT;

/** Whether a text stands for nothing: it is open, or says that nothing is done or applies. */
export function saysNothing(text: string): boolean {
  const read = beginning(text);
  return (
    isNothing(read) ||
    isPlaceholder(read) ||
    startsAs(read, OPEN) ||
    (isShort(read) && startsAs(read, NOT_DONE))
  );
}

/** Whether what a plan leaves to whoever inherits is nothing: "None", "There are no customer responsibilities". */
export function leavesNothing(text: string): boolean {
  const read = beginning(text);
  if (saysNothing(read)) return true;
  // "No action for hosts. Customers patch guests."
  if (goesOnWithDuty(read)) return false;
  return denies(read) === 'yes' || (isShort(read) && !/^no[nt]-/i.test(read) && denies(read) !== 'no');
}

/** Whether a description does not say that its author does it: it says nothing, leads elsewhere, or leaves it to a customer or to what is inherited. */
export function isOfNobody(description: string): boolean {
  const read = beginning(description);
  return (
    saysNothing(read) ||
    startsAs(read, LEFT_IN_WORDS) ||
    INHERITED.test(read) ||
    (isShort(read) && ELSEWHERE.test(read))
  );
}
