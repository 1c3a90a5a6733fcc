import { frameworkOfHeading } from '../../../domain/controls/framework-names.ts';

// "* responsibility" and "* scope" are headings of a party, whatever its name, unless what stands before them is no name: "Evidence responsibility",
// "In scope". Whatever is none is left unread and told, so a name that looks like an ordinary word is for a person to say.

/** Groups of people and kinds of firms: what stands with one of these is a name, "Cloud security team". */
const OF_GROUP =
  /(?<!\p{L})(?:teams?|departments?|dept|groups?|offices?|desk|staff|company|firm|providers?|vendors?|suppliers?|partners?|contractors?|resellers?|operators?|integrators?|mssp|inc|ltd|llc|gmbh|corp|plc|abteilung|équipe|equipo|squadra|afdeling|zespół|equipe)(?!\p{L})/u;
/** These by themselves ask for the name of somebody. */
const GROUP_ALONE =
  /^(?:teams?|departments?|dept|groups?|offices?|staff|company|persons?|people|part(?:y|ies)|roles?|who|name|function|unit|abteilung|équipe|equipo|squadra|afdeling|zespół|equipe|personne|persona|persoon|osoba|pessoa)$/u;
/** "Responsible for monitoring", "Verantwortung für Nachweise", "In scope". */
const PREPOSITION =
  /(?<!\p{L})(?:in|out|on|with|without|within|für|mit|ohne|for|pour|avec|para|con|per|voor|met|za|com)(?!\p{L})/u;
/** What is done and how, by its ending. */
const OF_ACTIVITY = /\p{L}{2}(?:ing|tions?|sions?|ción|ciones|zion[ei]|ções|ção)$/u;
const SMALL = /^(?:and|or|of|the|&|und|oder|et|ou|y|o|e|en|i|lub|day|to)$/u;
const ORDINARY: ReadonlySet<string> = new Set(
  [
    'evidence|proof|audit|audits|review|reviews|report|reports|test|tests|tested|budget|cost|costs|legal|contractual|regulatory|statutory|full|fully|sole|solely|partial|partially|partly|optional',
    'mandatory|main|primary|primarily|secondary|overall|residual|remaining|general|specific|key|assessment|assessed|operational|technical|organisational|organizational|administrative|management|maintenance',
    'compliance|security|privacy|data|risk|risks|incident|incidents|response|access|change|changes|patch|backup|backups|recovery|approval|system|systems|service|services|control|controls|requirement|task|tasks|job',
    'executive|final|ultimate|daily|default|typical|example|type|level|physical|network|application|applications|host|guest|os|platform|infrastructure|cloud|code|identity|key|keys|log|logs|cde|cui|card|cardholder',
    // Of whose house these are is not said.
    'it|hr|ciso|cto|cio|cfo|dpo|dba|devops|secops|ops|finance|internal|external|local|corporate|business',
    'iaas|paas|saas|caas|faas|hybrid|private|public|production|dev|moderate|high|low',
    'nachweis|nachweise|nachweisliche|überwachung|prüfung|kosten|rechtlich|rechtliche|technische|organisatorische|betriebliche|umsetzung|kontrolle|sicherheit|gesamte|volle|vollständige|alleinige|teilweise',
    'preuve|preuves|surveillance|revue|juridique|juridiques|légale|légales|complète|partielle|principale|globale|technique|opérationnelle|sécurité|conformité',
    'evidencia|evidencias|monitoreo|auditoría|pruebas|presupuesto|legales|total|parcial|principal|técnica|operativa|seguridad|cumplimiento',
    'prova|prove|monitoraggio|legale|legali|totale|parziale|tecnica|sicurezza|conformità|attuazione',
    'bewijs|bewaking|toetsing|juridische|volledige|gedeeltelijke|operationele|beveiliging|uitvoering',
    'dowód|dowody|monitorowanie|audyt|przegląd|prawna|prawne|pełna|częściowa|główna|techniczna|operacyjna|bezpieczeństwo',
    'evidência|evidências|monitoramento|auditoria|legais|operacional|segurança',
  ].flatMap((line) => line.split('|')),
);

/** Whether what stands in the place of a party's name, folded, is none: an activity, how much of it, or what it is asked by. */
export const namesNoParty = (folded: string): boolean =>
  GROUP_ALONE.test(folded) ||
  (!OF_GROUP.test(folded) &&
    (PREPOSITION.test(folded) ||
      frameworkOfHeading(folded) !== null ||
      // A firm may have any of these beside a name of its own: "Acme Cloud".
      folded.split(' ').every((word) => ORDINARY.has(word) || SMALL.test(word) || OF_ACTIVITY.test(word))));
