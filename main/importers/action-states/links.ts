// What columns are called in which an issue names others, in Jira, GitHub and ServiceNow, in the languages that matrices are read in.

const listed = (...lines: readonly string[]): readonly string[] => lines.flatMap((line) => line.split('|'));

/** What more words may follow: `Parent summary`, `Inward issue link (Blocks)`, `Verknüpfte Vorgänge`. */
const STARTS = listed(
  'parent|epic|inward issue link|outward issue link|linked |related |sub-task|subtask',
  'übergeordnet|verknüpft|tickets liés|demandes liées|incidencias vinculadas|bovenliggend',
  'gekoppelde |gelinkte |gerelateerde |powiązan|nadrzędn',
);
const NAMES: ReadonlySet<string> = new Set(
  listed(
    'sub-issues|child issues|children|issue links|links|related|associated issues|blocks|blocked by',
    'is blocked by|blocking|relates to|is related to|caused by|causes|is caused by|duplicates',
    'duplicate of|duplicated by|is duplicated by|clones|cloned from|is cloned by|depends on',
    'is depended on by|dependencies|predecessors|successors|split from|split to|implements',
    'is implemented by',
    'unteraufgaben|vorgangsverknüpfungen|epic-verknüpfung|blockiert|wird blockiert von|dupliziert',
    'wird dupliziert von|wird blockiert durch|steht in beziehung zu|bezieht sich auf|hängt ab von',
    'vorgänger|nachfolger|abhängigkeiten|klont|wird geklont von|verursacht|wird verursacht von',
    "élément parent|sous-tâches|lien épopée|lien d'épopée|tickets associés|demandes associées|bloque",
    'est bloqué par|bloqué par|est lié à|lié à|duplique|est dupliqué par|dépend de',
    'principal|padre|incidencia principal|actividad principal|subtareas|enlace de epic',
    'incidencias enlazadas|actividades vinculadas|bloquea|bloqueado por|está bloqueado por',
    'se relaciona con|relacionado con|está relacionado con|duplica|está duplicado por|depende de',
    'principale|genitore|elemento principale|sotto-attività|sottoattività|attività secondarie|link epic',
    'ticket collegati|attività collegate|elementi collegati|blocca|è bloccato da|bloccato da',
    'è correlato a|correlato a|in relazione con|è duplicato da|dipende da',
    'hoofdissue|subtaken|epic-koppeling|epic-link|blokkeert|wordt geblokkeerd door|dupliceert',
    'is gerelateerd aan|heeft betrekking op|wordt gedupliceerd door|afhankelijk van',
    'element nadrzędny|zgłoszenie nadrzędne|podzadania|link epica|blokuje|jest zablokowane przez',
    'jest powiązane z|duplikuje|jest duplikowane przez|zależy od',
  ),
);
/** Jira writes fields that somebody added as `Custom field (Epic Link)`. */
const CUSTOM = /^custom field \((.+)\)$/;

/** Whether a column holds other issues than the one of its row: an id in it says what the row is tied to, not what it is. `heading` as `plainName` gives it. */
export function isOfOthers(heading: string): boolean {
  const called = CUSTOM.exec(heading)?.[1] ?? heading;
  return NAMES.has(called) || STARTS.some((start) => called.startsWith(start));
}
