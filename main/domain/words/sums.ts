/** What names the row that sums the others, in the languages that tables are read in. */
const SUM =
  /^((grand |sub[- ]?)?totals?|sums?|(zwischen|gesamt)?summe|gesamt|somme|(sous[- ]?)?total (général)?|totale|suma|totaal|razem)$/i;

/** Whether a name is that of a row of sums: `Total`, `Gesamtsumme`. */
export const namesSum = (name: string): boolean => SUM.test(name);

/** What stands below a table instead of a row of it: who made it, when, and what its marks mean. */
const FOOT =
  /^((prepared|reviewed|approved|signed|created|updated|issued|checked|compiled|maintained) (by|on)|last (review|update|change)(ed|d)?|next review|signed|signature|legend|key|contact|version|document owner|erstellt( von| am)?|geprüft( von| am)?|freigegeben( von| am)?|stand|legende|établi par|vérifié par|approuvé par|légende|elaborado por|revisado por|aprobado por|leyenda|redatto da|verificato da|approvato da|legenda|opgesteld door|goedgekeurd door|sporządził|zatwierdził) ?:?$|^[A-Z✓✔☑●x]( ?[=:].*)?$/iu;

/** Whether a name is that of a line below a table: `Prepared by`, `Legend`, `X = responsible`. */
export const namesFoot = (name: string): boolean => FOOT.test(name.slice(0, 200));
