/** What is said of a service that must not be used, in the languages that inventories are read in and in every form that a cell or a title has it. */
const PROHIBITED =
  /(?<!\p{L})(banned|blocked|denied|disallowed|forbidden|prohibited|restricted|verboten(e[nrs]?)?|gesperrt(e[nrs]?)?|untersagt(e[nrs]?)?|interdite?s?|prohibid[oa]s?|bloquead[oa]s?|vietat[oaie]|bloccat[oaie]|proibid[oa]s?|verboden|geblokkeerde?|zabronion[aey]|zakazan[aey]|zablokowan[aey])(?!\p{L})/iu;

/** Whether a title says anywhere that what is below it must not be used. */
export const saysProhibited = (title: string): boolean => PROHIBITED.test(title);

/** Whether a cell begins by saying so, also behind yes or no. */
export const isProhibited = (cell: string): boolean =>
  PROHIBITED.exec(cell.replace(/^(?:yes|no), /i, ''))?.index === 0;
