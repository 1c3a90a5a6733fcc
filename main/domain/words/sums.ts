/** What names the row that sums the others, in the languages that tables are read in. */
const SUM =
  /^((grand |sub[- ]?)?totals?|sums?|(zwischen|gesamt)?summe|gesamt|somme|(sous[- ]?)?total (général)?|totale|suma|totaal|razem)$/i;

/** Whether a name is that of a row of sums: `Total`, `Gesamtsumme`. */
export const namesSum = (name: string): boolean => SUM.test(name);
