import { expect, test } from 'vitest';
import { plainName } from '../../main/domain/words/plain-text.ts';
import { saysWhichIssue } from '../../main/importers/action-states/own-columns.ts';

const of = (headings: readonly string[]) => headings.filter((heading) => saysWhichIssue(plainName(heading)));

test('a column of other issues does not say which issue a row is, whatever trackers call it', () => {
  const links = [
    ...[
      'Parent',
      'Parent summary',
      'Parent id',
      'Linked Issues',
      'Inward issue link (Blocks)',
      'parent',
      'rfc',
    ],
    ...['Custom field (Epic Link)', 'Custom field (Parent Link)', 'Epic Link', 'Epic', 'Sub-tasks', 'Blocks'],
    ...[
      'Outward issue link (Relates)',
      'is blocked by',
      'Relates to',
      'Duplicates',
      'Depends on',
      'problem id',
    ],
    ...['trackedInIssues', 'subIssues', 'is mentioned in', 'is child of', 'Root cause', 'Comment', 'Notes'],
    ...[
      'Übergeordneter Vorgang',
      'Verknüpfte Vorgänge',
      'Unteraufgaben',
      'Blockiert durch',
      'Verwandte Vorgänge',
    ],
    ...['Tickets liés', 'Élément parent', 'Lien de ticket entrant (Blocks)', 'Incidencia padre', 'Subtareas'],
    ...['Ticket principale', 'Elemento superiore', 'Gekoppelde issues', 'Łącze epiku', 'Nadrzędne'],
  ];
  expect(of(links)).toEqual([]);
});

test('a column of ids or names of issues does', () => {
  const own = [
    ...[
      'Ticket',
      'External ID',
      'Custom field (Demarc)',
      'Correlation ID',
      'Action',
      'Demarc ID',
      'Reference',
    ],
    ...[
      'Summary',
      'Description',
      'Key',
      'Issue key',
      'Issue id',
      'Epic Name',
      'Short description',
      'Title',
      'body',
    ],
    ...['Zusammenfassung', 'Beschreibung', 'Résumé', 'Resumen', 'Riepilogo', 'Samenvatting', 'Podsumowanie'],
  ];
  expect(of(own)).toEqual(own);
});
