import { idScheme } from './control-ids.ts';
import { areOfFormerPci } from './pci-editions.ts';

// Ids that fit a spelling that is known here, and are or may be of another edition or framework all the same.

/** Ids that no edition known here has: of an older one, or of another framework with ids of the same form. */
const OTHER_IDS: ReadonlyMap<string, RegExp> = new Map([
  // The categories of the CSF 1.1 that 2.0 has no more.
  ['nist-csf', /^\s*(?:ID\.(?:BE|GV|RM|SC)|PR\.(?:AC|IP|MA|PT)|DE\.DP|RS\.(?:RP|IM)|RC\.IM)\s?-\s?\d/i],
  // The families for privacy of revision 4, and those of the BSI's C5.
  [
    'nist-800-53',
    /^\s*(?:(?:AP|AR|DI|DM|IP|SE|TR|UL)|(?:OIS|SP|HR|AM|OPS|IDM|CRY|COS|DEV|SSO|SIM|BCM|COM|INQ|PSS)(?=-\d\d))\s?-\s?\d/i,
  ],
  // Annex A of 2013, the clauses of the standard, Annex A of ISO 42001.
  ['iso-27001', /^\s*(?:A\.? ?)?(?:4|9|1[0-8])\.\d/i],
  // The domains of the CCM 3.0.1 that 4.0 has no more.
  ['csa-ccm', /^\s*(?:AAC|DSI|EKM|GRM|MOS)\s?-\s?\d/i],
]);
/** Annex A of 2022 has A.5 to A.8. Numbers alone beside ids of it are clauses of the standard. */
const ANNEX_A = /^\s*A\.? ?\d/i;
/** The clauses are 4 to 10, of which 5 to 8 have fewer sections than the annex has controls. */
const CLAUSE = /^\s*(?:(?:4|9|10)\.\d|[568]\.[1-3](?!\d)|7\.[1-5](?!\d))/;
/** Whether an id begins with its number, and with no letter of an annex or a family. */
export const beginsWithNumber = (id: string): boolean => /^\s*\d/.test(id);
/** Whether the numbers alone among ids are the clauses of ISO 27001 beside its Annex A of 2022, whose ids all have their A. */
export function areClausesBeside(ids: readonly string[], scheme: string): boolean {
  const annex = ids.filter((id) => ANNEX_A.test(id));
  const numbers = ids.filter(beginsWithNumber);
  return (
    scheme === 'iso-27001' &&
    annex.length > 0 &&
    numbers.length > 0 &&
    numbers.every((id) => CLAUSE.test(id)) &&
    !annex.some((id) => OTHER_IDS.get(scheme)?.test(id) === true)
  );
}
/** Whether one of these ids of a spelling shows that all are of another edition or framework. */
export const hasOthers = (ids: readonly string[], scheme: string): boolean =>
  ids.some((id) => OTHER_IDS.get(scheme)?.test(id) === true) ||
  (scheme === 'iso-27001' && ids.some((id) => ANNEX_A.test(id)) && ids.some((id) => CLAUSE.test(id))) ||
  (scheme === 'pci-dss' && areOfFormerPci(ids.flatMap((id) => idScheme(scheme)?.parse(id)?.control ?? [])));

const C5 = /^\s*PS-0\d(?!\d)/i;
/** The framework of which ids that fit a spelling may be as well, if all of them are; null for none that is known. */
export const alikeIn = (ids: readonly string[], scheme: string): string | null =>
  scheme === 'nist-800-53' && ids.length > 0 && ids.every((id) => C5.test(id)) ? 'the C5 of the BSI' : null;

const CSF_OF_BOTH =
  /^\s*(?:ID\.(?:AM|RA)|PR\.(?:AT|DS)|DE\.(?:AE|CM)|RS\.(?:CO|AN|MI)|RC\.(?:CO|RP))\s?-\s?\d(?!\d)/i;
/** The editions of a framework of which ids may be, where they are several: the CSF 2.0 writes two digits, and people leave them out. */
export const editionsOf = (ids: readonly string[], scheme: string): readonly string[] =>
  scheme === 'nist-csf' && ids.length > 0 && ids.every((id) => CSF_OF_BOTH.test(id))
    ? ['NIST CSF 2.0', 'NIST CSF 1.1']
    : [];
