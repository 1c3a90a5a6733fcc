// Columns beside services that say nothing of whether something is in use, by their headings in the languages that inventories are read in.

const LONGEST = 60;
const cut = (heading: string): string => heading.slice(0, LONGEST).trim();

/** Columns that say whether a service may be used; whoever approved it, and when, stands in others. */
const PERMISSIONS =
  /^(?:(?:service|aws|usage|security|policy|current) )?(?:approv(?:ed|al)|allowed|permitted|permission|authori[sz]ed|authori[sz]ation|sanctioned|allow-?list(?:ed)?|white-?list(?:ed)?|block(?:ed)?|denied|prohibited|freigegeben|freigabe|genehmigt|genehmigung|zugelassen|zulassung|erlaubt|autorisée?|autorisation|approuvée?|approbation|validée?|permise?|aprobad[oa]|aprobación|permitid[oa]|autorizad[oa]|autorización|approvat[oa]|approvazione|consentit[oa]|autorizzat[oa]|aprovad[oa]|aprovação|goedgekeurd|goedkeuring|toegestaan|zatwierdzon[aey]|dozwolon[aey]|dopuszczon[aey]|(?:may|can) be used)(?:[ -](?:status|state|decision|level|tier)| (?:for|in|to|on|für|pour|para|per|voor|dla) [\p{L} /-]{1,30}|status)?\??$/iu;
const SUCCESSORS =
  /^(aws |recommended |suggested |target |proposed |our )?(successors?|replacements?|(?<=recommended |suggested )alternatives?|(replaced|superseded|succeeded) (by|with)|(migrate[ds]?|migration|move[ds]?|moving) (to|target|path)|use instead|instead( use)?|nachfolger\p{L}*|ersatz|ersetzt durch|ablösung durch|migration (nach|auf|vers)|remplacée? par|remplaçant|successeur|reemplazad[oa] por|reemplazo|sucesor|sustituid[oa] por|migrar a|sostituit[oa] da|successore|sostituto|migrare a|substituíd[oa] por|sucessor|opvolger|vervang(en|ing) (door)?|następca|zastąpion[aey] przez)( service)?\??$/iu;

/** Whether a heading is that of a column which says what may be used. */
export const isOfPermissions = (heading: string): boolean => PERMISSIONS.test(cut(heading));
/** Whether a heading is that of a column which says what takes the place of what. */
export const isOfSuccessors = (heading: string): boolean => SUCCESSORS.test(cut(heading));
