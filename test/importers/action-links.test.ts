import { expect, test } from 'vitest';
import { plainName } from '../../main/domain/words/plain-text.ts';
import { isOfOthers } from '../../main/importers/action-states/links.ts';

test('a column of other issues is known by what trackers call it', () => {
  const of = (headings: readonly string[]) => headings.filter((heading) => isOfOthers(plainName(heading)));
  const links = [
    ...['Parent', 'Parent summary', 'Parent id', 'Linked Issues', 'Inward issue link (Blocks)', 'parent'],
    ...['Custom field (Epic Link)', 'Custom field (Parent Link)', 'Epic Link', 'Epic', 'Sub-tasks', 'Blocks'],
    ...[
      'Outward issue link (Relates)',
      'is blocked by',
      'Blocked by',
      'Relates to',
      'Duplicates',
      'Depends on',
    ],
    ...[
      'Übergeordneter Vorgang',
      'Verknüpfte Vorgänge',
      'Unteraufgaben',
      'wird blockiert von',
      'Epic-Verknüpfung',
    ],
    ...['Tickets liés', 'est bloqué par', 'Élément parent', 'Sous-tâches', 'Lien épopée'],
    ...['Incidencias vinculadas', 'Incidencia principal', 'Subtareas', 'bloqueado por', 'Enlace de epic'],
    ...['Ticket collegati', 'Principale', 'è bloccato da', 'Gekoppelde issues', 'Bovenliggend issue'],
    ...[
      'wordt geblokkeerd door',
      'Powiązane zgłoszenia',
      'Nadrzędne',
      'jest zablokowane przez',
      'Podzadania',
    ],
  ];
  expect(of(links)).toEqual(links);
  expect(
    of([
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
        'Comment',
        'Labels',
        'Etiquetas',
        'Blockers of the quarter',
        'Key',
        'Issue key',
      ],
    ]),
  ).toEqual([]);
});
