/** What names the row that sums the others, in the languages that tables are read in. */
const SUM =
  /^((grand |sub[- ]?)?totals?|sums?|(zwischen|gesamt)?summe|gesamt|somme|(sous[- ]?)?total( général)?|totale|suma|totaal|razem)$/i;

/** Whether a name is that of a row of sums: `Total`, `Gesamtsumme`. */
export const namesSum = (name: string): boolean => SUM.test(name);

/** What counts the rows of a table rather than being one, where figures stand beside it: `Total AWS`, `Count of R`, `Anteil`. "Share keys" begins alike. */
const COUNT =
  /^(?:#|%(?: .*)?|(?:(?:grand |sub[- ]?)?totals?|sums?|counts?|numbers?|share|percent(?:age|s)?|average|subtotals?|anzahl|anteile?|prozent(?:satz)?|(?:zwischen|gesamt)?summen?|gesamt(?:zahl)?|durchschnitt|nombre|somme|part|pourcentages?|moyenne|número|suma|porcentaje|promedio|parte|numero|somma|totale|percentuale|aantal|som|totaal|aandeel|gemiddelde|liczba|suma|razem|udział|procent|percentagem|soma|média)(?![\p{L}-])(?:[\s:].*)?|.{1,60}\s(?:total|count|sum|share|percent(?:age)?|gesamt|anteil|totale|totaal|%))\s?:?$/iu;
/** Whether a name may be that of a row of figures about the others. */
export const namesCount = (name: string): boolean => COUNT.test(name.slice(0, 200).trim());

/** What stands below a table instead of a row of it: who made it, when, and what its marks mean. */
const FOOT =
  /^((prepared|reviewed|approved|signed|created|updated|issued|checked|compiled|maintained) (by|on)|last (review|update|change)(ed|d)?|next review|signed|signature|legend|key|contact|version|document owner|erstellt( von| am)?|geprüft( von| am)?|freigegeben( von| am)?|stand|legende|établi par|vérifié par|approuvé par|légende|elaborado por|revisado por|aprobado por|leyenda|redatto da|verificato da|approvato da|legenda|opgesteld door|goedgekeurd door|sporządził|zatwierdził) ?:?$|^[A-Z✓✔☑●x]( ?[=:].*)?$/iu;

/** Whether a name is that of a line below a table: `Prepared by`, `Legend`, `X = responsible`. */
export const namesFoot = (name: string): boolean => FOOT.test(name.slice(0, 200));
