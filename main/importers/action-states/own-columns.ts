// What columns are called in which a tracker says which issue a row is, in the languages that matrices are read in: by an id of its own or of the program
// that it came from, or by its name. Any other column may name the issues that it blocks, belongs to or was split from.

const BY_ID =
  /^(?:demarc.*|action(?: (?:id|no|number))?|(?:(?:issue|ticket|task|incident|card) )?(?:id|key|no|number|ref|reference)|(?:external|correlation|source|unique|custom|original)(?: (?:issue|ticket))? ?(?:id|ref|reference|key|display|number)|issue|ticket|task|u demarc.*|vorgang|vorgangsschlüssel|schlüssel|clé|clave|chiave|sleutel|klucz)$/u;
const BY_NAME =
  /^(?:summary|title|name|subject|epic name|task name|card name|short description|description|details?|body|text|zusammenfassung|titel|name|betreff|beschreibung|kurzbeschreibung|résumé|titre|objet|resumen|título|asunto|descripción|riepilogo|titolo|oggetto|descrizione|samenvatting|onderwerp|beschrijving|omschrijving|podsumowanie|tytuł|temat|opis|resumo|assunto|descrição)$/u;
/** Jira writes fields that somebody added as `Custom field (Demarc)`. */
const CUSTOM = /^custom field \((.+)\)$/;

/** Whether an id that stands alone below a heading says which issue the row is. `heading` as `plainName` gives it. */
export function saysWhichIssue(heading: string): boolean {
  const called = CUSTOM.exec(heading)?.[1] ?? heading;
  return BY_ID.test(called) || BY_NAME.test(called);
}
