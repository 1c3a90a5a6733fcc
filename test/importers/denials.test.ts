import { describe, expect, it } from 'vitest';
import { denies } from '../../main/importers/vendor-matrix/cells/denials.ts';
import { isAnothers } from '../../main/importers/vendor-matrix/cells/left-to-another.ts';
import { renamer } from '../../main/importers/vendor-matrix/words.ts';

describe('what a sentence below a party says of it', () => {
  it.each([
    [
      'nothing, for sure',
      'yes',
      [
        'No customer action',
        'There are no further duties',
        'Not applicable',
        'The customer is not responsible',
        'The customer has no part',
      ],
    ],
    [
      'nothing, with an exception',
      'perhaps',
      ['No customer action unless logs are kept', 'Not required except for S3'],
    ],
    [
      'a denial at its beginning',
      'perhaps',
      [
        'None for S3',
        'Keine Pflichten',
        'Sans objet ici',
        'Ninguna tarea',
        'Nessun compito',
        'Geen taken',
        'Brak zadań',
      ],
    ],
    [
      'a denial by its verb',
      'perhaps',
      [
        'Does not manage accounts',
        'Isn’t in charge',
        'Never does',
        'N’assure pas la garde',
        'betreibt keine Hosts',
        'beheert niets zelf',
      ],
    ],
    [
      'a denial behind its subject',
      'perhaps',
      [
        'AWS does not do this',
        'AWS provides no backup of instances',
        'AWS bietet keine Sicherung',
        'AWS ne fournit pas de sauvegarde',
        'Der Kunde hat hier nichts zu tun',
        'Le client ne gère pas les clés',
        'AWS nie odpowiada za to',
        'De klant hoeft dit niet',
      ],
    ],
    [
      'that it is elsewhere',
      'perhaps',
      [
        'Out of scope',
        'Beyond our control',
        'See the row above',
        'Same as above',
        'Same as SNS',
        'See AC-2',
        'ditto',
        'Siehe Kunde',
        's. o.',
        'Voir AWS',
        'Idem',
        'Hors périmètre',
        'Ver columna AWS',
        'Igual que el anterior',
        'Fuera de alcance',
        'Come sopra',
        'Zie AWS',
        'Jak wyżej',
        'Fora de escopo',
        'Für den Kunden nicht relevant',
        'Sem responsabilidade',
        'Nenhuma ação necessária',
      ],
    ],
    [
      'that it is open',
      'perhaps',
      [
        'To be agreed',
        'In progress',
        'Noch zu klären',
        'À définir',
        'Pendiente',
        'Da definire',
        'Nog te bepalen',
        'Do ustalenia',
      ],
    ],
    [
      'what it does',
      'no',
      [
        'Patches the guests',
        'See to it that doors are shut',
        'Seeks approval',
        'The customer allows no default passwords',
        'Keeps no keys in code',
        'Verifies identities',
        'Idempotent scripts are kept',
        'For hosts not in a VPC, patches them',
        'Sinks the logs',
        'Pour les hôtes, pas de mot de passe par défaut',
        'Do not share keys',
        'Must not share keys',
        'Encrypts what is not public',
        'Notifies users',
        'Opens tickets',
        'Knows who does not log in',
        'What is not encrypted is found',
      ],
    ],
  ] as const)('%s: %s', (_, says, texts) => {
    expect(texts.filter((text) => denies(text) !== says)).toEqual([]);
  });
});

describe('whose a sentence is', () => {
  const rename = renamer({ vendor: ['AWS'], customer: ['Acme'], other: [] });
  it.each([
    [
      'held by another',
      'customer',
      ['Fully managed by AWS', 'Encryption is provided by the vendor', 'Inherited from AWS'],
    ],
    [
      'held by another',
      'customer',
      [
        'This control is fully satisfied by AWS.',
        'Covered under the AWS SOC 2 report',
        'Addressed through AWS attestations',
      ],
    ],
    ['held by another', 'vendor', ['Managed by Acme', 'This is handled by the customer']],
    [
      'had without doing anything',
      'customer',
      [
        'Customers inherit this control.',
        'Customers may inherit this control from AWS.',
        'Customer can inherit this control',
        'This control is inherited by customers.',
        'Fully inherited.',
        'Wird geerbt',
        'Hérité de AWS',
        'Le client hérite de ce contrôle',
        'Heredado de AWS',
        'El cliente hereda este control',
        'Overgeërfd van AWS',
        'Dziedziczone od AWS',
        'Herdado da AWS',
        'Enabled automatically',
        'Automatic',
        'On by default',
        'Fully managed service',
        'Standardmäßig aktiviert',
        'Activé par défaut',
      ],
    ],
    [
      'left to another, in other languages',
      'vendor',
      [
        'Fully customer responsibility',
        'Aufgabe des Kunden',
        'Obliegt dem Kunden',
        'À la charge du client',
        'Relève du client',
        'Corresponde al cliente',
        'A cargo del cliente',
        'A carico del cliente',
        'Spetta al cliente',
        'Verantwoordelijkheid van de klant',
        'Po stronie klienta',
        'Responsabilidade do cliente',
        'Cabe ao cliente',
      ],
    ],
    [
      'left to another, in other languages',
      'customer',
      ['Zuständig ist AWS', 'AWS allein verantwortlich', 'Lo gestiona AWS', 'A carico di AWS'],
    ],
    [
      'what another does',
      'customer',
      [
        'AWS satisfies this control.',
        'AWS handles patching',
        'AWS patches hosts',
        'AWS secures hosts for customers',
        'Customers rely on AWS for this control.',
        'AWS gère les clés',
        'AWS verwaltet die Schlüssel',
        'AWS gestiona las claves',
      ],
    ],
    [
      'left to another',
      'vendor',
      [
        'Responsibility lies with the customer',
        'Géré par le client',
        'Erfolgt durch den Kunden',
        'Up to the customer',
      ],
    ],
    [
      'about another',
      'vendor',
      ['Customer', 'See customer', 'The customer must patch', 'Acme patches the guests'],
    ],
    ['a denial of its own', 'vendor', ['AWS no gestiona los accesos']],
  ] as const)('%s, below the %s', (_, column, texts) => {
    expect(texts.filter((text) => !isAnothers(text, column, rename))).toEqual([]);
  });
  it.each([
    [
      'vendor',
      [
        'Customer data is encrypted',
        'Encrypts what the customer stores',
        'AWS and the customer must agree',
        'Managed by AWS',
      ],
    ],
    [
      'customer',
      [
        'Patches what AWS does not',
        'AWS keys are rotated',
        'Managed by Acme',
        'AWS patches are applied each month',
        'AWS provides tools that the customer configures',
        'Configures inherited roles',
        'Enables automatic updates',
        'Review the AWS SOC 2 report annually',
        'Verwaltet die Schlüssel in AWS KMS',
        'Le client gère les comptes AWS',
        'Relies on two keys',
      ],
    ],
    [
      'vendor',
      [
        'Customers inherit this control.',
        'Enabled automatically',
        'Fully managed service',
        'Fully inherited',
      ],
    ],
    ['other', ['Managed by AWS', 'The customer must patch']],
  ] as const)('its own, below the %s', (column, texts) => {
    expect(texts.filter((text) => isAnothers(text, column, rename))).toEqual([]);
  });
});
