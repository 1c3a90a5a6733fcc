import { plainName } from '../../domain/words/plain-text.ts';
import type { Row } from '../sheets/book.ts';
import { saysWhichIssue } from './own-columns.ts';

/**
 * What trackers call the columns that are read, the first that is there counting: Jira's issue navigator, ServiceNow's lists (in words, or `due_date`), Eramba's,
 * Microsoft Planner's (Task Name, Progress), Notion's (Assign) and what `gh issue list --json` names its fields; and what Jira calls them in the languages that
 * matrices are read in.
 */
const HEADINGS = {
  id: ['demarc id', 'action'],
  title: [
    ...['summary', 'title', 'short description', 'task name', 'card name', 'subject', 'name'],
    ...[
      'zusammenfassung',
      'titel',
      'betreff',
      'kurzbeschreibung',
      'résumé',
      'titre',
      'objet',
      'resumen',
      'título',
    ],
    ...[
      'asunto',
      'riepilogo',
      'titolo',
      'oggetto',
      'samenvatting',
      'onderwerp',
      'podsumowanie',
      'tytuł',
      'temat',
    ],
    ...['resumo', 'assunto'],
  ],
  status: ['status', 'state', 'statut', 'état', 'estado', 'stato', 'progress', 'project status'],
  /** Jira keeps every status in one of three: To Do, In Progress, Done. */
  category: ['status category', 'statuskategorie'],
  resolution: [
    ...['resolution', 'state reason', 'statereason', 'resolution code', 'close code'],
    ...['lösung', 'résolution', 'resolución', 'risoluzione', 'oplossing', 'resolutie', 'rozwiązanie'],
  ],
  due: [
    ...['due date', 'duedate', 'due', 'deadline', 'fälligkeitsdatum', 'fällig am', 'fällig', 'fälligkeit'],
    ...["date d'échéance", 'échéance', 'fecha de vencimiento', 'vencimiento', 'data di scadenza', 'scadenza'],
    ...['einddatum', 'vervaldatum', 'termin', 'termin wykonania', 'data ukończenia'],
  ],
  assignee: [
    ...['assignee', 'assigned to', 'assignees', 'owner', 'task owner', 'zugewiesene person', 'zugewiesen an'],
    ...['bearbeiter', 'personne assignée', 'attribué à', 'responsable', 'persona asignada', 'asignado a'],
    ...['assegnatario', 'assegnato a', 'toegewezen persoon', 'toegewezen aan', 'osoba przypisana', 'assign'],
  ],
  email: ['assignee email', 'assigneeemail'],
} as const;
/** What they call the columns of labels, of which Jira writes one a label. */
const LABELS: ReadonlySet<string> = new Set([
  ...['labels', 'label', 'tags', 'tag', 'sys tags', 'stichwörter', 'étiquettes', 'etiquetas', 'etichette'],
  ...['etykiety'],
]);
/** Of these Azure DevOps writes at least one beside the state of a work item and its *Reason*, which is why it is in that state. */
const OF_AZURE = ['work item type', 'area path', 'iteration path'];
export type Field = keyof typeof HEADINGS;
/** What there has to be one of. */
export const TELLING = ['status', 'due', 'assignee'] as const satisfies readonly Field[];

export interface Columns {
  readonly of: ReadonlyMap<Field, number>;
  readonly labels: ReadonlySet<number>;
  /** Those in which an id by itself says which issue a row is. */
  readonly own: ReadonlySet<number>;
  /** The headings of all others, which are not read. */
  readonly others: ReadonlyMap<number, string>;
}

/** The columns by their headings; null for a line that is none of headings. */
export function columnsOf({ cells }: Row): Columns | null {
  const byName = new Map<string, number>();
  const labels = new Set<number>();
  const own = new Set<number>();
  for (const { column, text } of cells) {
    const heading = plainName(text.replaceAll('_', ' ').replaceAll('\u2019', "'"));
    if (!byName.has(heading)) byName.set(heading, column);
    if (LABELS.has(heading)) labels.add(column);
    if (saysWhichIssue(heading)) own.add(column);
  }
  const columns = new Map<Field, number>();
  // Elsewhere it is why something has to be done.
  const reason = OF_AZURE.some((each) => byName.has(each)) ? byName.get('reason') : undefined;
  for (const [field, names] of Object.entries(HEADINGS) as [Field, readonly string[]][]) {
    const heading = names.find((each) => byName.has(each));
    if (heading !== undefined) columns.set(field, byName.get(heading) ?? 0);
  }
  if (reason !== undefined && columns.has('status') && !columns.has('resolution'))
    columns.set('resolution', reason);
  if (!TELLING.some((field) => columns.has(field))) return null;
  const read = new Set([...columns.values(), ...labels, ...own]);
  const others = cells.filter(({ column }) => !read.has(column));
  return { of: columns, labels, own, others: new Map(others.map(({ column, text }) => [column, text])) };
}
