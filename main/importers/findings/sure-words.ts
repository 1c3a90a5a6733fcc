// Words by which people say of a failed check, beside what a scanner wrote, that it is none to be mended. Nothing else that they write changes a result: it is told.

const SAID: ReadonlySet<string> = new Set([
  ...[
    'false positive',
    'false positives',
    'benign positive',
    'risk accepted',
    'accepted risk',
    'accepted risks',
  ],
  ...['risks accepted', 'risk acceptance', 'falsch positiv', 'falsch positive', 'fehlalarm', 'fehlalarme'],
  ...['risiko akzeptiert', 'akzeptiertes risiko', 'akzeptierte risiken', 'faux positif', 'faux positifs'],
  ...['risque accepté', 'risques acceptés', 'falso positivo', 'falsos positivos', 'falsi positivi'],
  ...['riesgo aceptado', 'riesgos aceptados', 'rischio accettato', 'rischi accettati', 'risco aceito'],
  ...['risco aceite', 'riscos aceitos', 'vals positief', 'vals positieven', 'risico geaccepteerd'],
  ...[
    'geaccepteerd risico',
    'fałszywy alarm',
    'fałszywie dodatni',
    'ryzyko zaakceptowane',
    'zaakceptowane ryzyko',
  ],
]);
/** A text as it is compared: small letters, one blank for whatever parts its words, no mark at its end. */
export const plainTriage = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim()
    .replace(/ ?[?:.!]$/, '');

/** Whether a cell, or the name of a sheet or a column, says of findings that they are false or accepted, and nothing else. */
export const saysNone = (text: string): boolean => text.length <= 60 && SAID.has(plainTriage(text));

/** What people call columns of their own, also where a scanner's columns have names of any kind. */
const OF_PEOPLE =
  /\b(assessor|analyst|triaged?|decision|disposition|verdict|exceptions?|false positives?|accepted|remediated|fixed|resolved by|comments?|reviewed|review|justification|bemerkung|kommentar|bewertung|entscheidung|commentaire|décision|comentario|decisión|commento|decisione|opmerking|komentarz)\b/u;
export const isCalledByPeople = (column: string): boolean => OF_PEOPLE.test(plainTriage(column));
