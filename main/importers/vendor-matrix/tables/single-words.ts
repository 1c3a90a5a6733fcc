import { isOfServices } from '../../../domain/services/guess-columns.ts';
import { LAYOUT_DATA } from '../layouts.ts';
import { fold } from '../words.ts';

// Some say in a word what each party has: `Hypervisor` below AWS, `Guest OS, data` below Customer. A word tells no verb, and below such headings may stand names
// as well, so the parts of systems that people share out are known by name, in the languages that matrices are read in.

const PARTS: ReadonlySet<string> = new Set(
  [
    'hypervisor hypervisors host hosts hardware disk disks engine engines storage network networks networking runtime hsm os guest guests instance instances data schema bucket buckets policy policies user users key keys code configuration configurations backup backups access encryption patching patches facilities facility servers server database databases logs logging monitoring identity identities firewall firewalls container containers images image application applications secrets certificates roles permissions parameters tables queries functions settings updates infrastructure availability durability scaling replication',
    'platten rechenzentrum rechenzentren netz netze netzwerk netzwerke speicher betriebssystem betriebssysteme daten schlüssel verschlüsselung zugriff zugriffe rechte konfiguration sicherung sicherungen anwendung anwendungen protokolle überwachung benutzer rollen',
    'matériel disques réseau réseaux stockage hyperviseur données clés chiffrement accès sauvegarde sauvegardes applications journaux surveillance utilisateurs rôles',
    'discos red redes almacenamiento hipervisor datos claves cifrado acceso accesos configuración copias aplicación aplicaciones código registros usuarios permisos',
    'dischi rete reti archiviazione dati chiavi cifratura crittografia accessi configurazione applicazione applicazioni codice utenti permessi',
    'schijven netwerk netwerken opslag besturingssysteem gegevens sleutels versleuteling toegang configuratie toepassing toepassingen gebruikers rechten',
    'sprzęt dyski sieć sieci dane klucze szyfrowanie dostęp konfiguracja kopie aplikacja aplikacje kod dzienniki użytkownicy uprawnienia',
    'rede redes armazenamento dados chaves criptografia cifragem acesso acessos configuração cópias aplicação aplicações usuários utilizadores permissões',
  ].flatMap((words) => words.split(' ')),
);
/** Whose name has such a word in it is a team or a firm. */
const OF_NAMES =
  /(?<!\p{L})(?:team|teams|gmbh|ag|ltd|limited|inc|llc|corp|bv|sas|srl|department|dept|abteilung|équipe|equipo|squadra|zespół|equipe)(?!\p{L})/iu;
/** What is longer is no such word, and is told by what it says. */
const LONGEST = 80;

/** Whether a short text names a part of a system that a party may have: `Hypervisor`, `Guest OS, data`. */
export const namesPart = (text: string): boolean =>
  text.length <= LONGEST &&
  !OF_NAMES.test(text) &&
  fold(text)
    .split(' ')
    .some((word) => PARTS.has(word));

const { customer, upstream } = LAYOUT_DATA.parties;
/**
 * Whether a table has services, a cloud by its name and the customer beside each other, by these headings alone: `Service | AWS | Customer`. It says who has what, unless
 * the services stand below the cloud once more.
 */
export function headsCloudAndCustomer(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): boolean {
  const folded = headings.map((heading) => fold(heading.slice(0, LONGEST)));
  const service = headings.findIndex(isOfServices);
  const cloud = folded.findIndex((heading) => upstream.includes(heading));
  if (service < 0 || cloud < 0 || !folded.some((heading) => customer.includes(heading))) return false;
  const filled = rows.filter((row) => (row[cloud] ?? '').trim() !== '');
  const named = filled.filter((row) => row[cloud] === row[service] || SERVICE.test(row[cloud] ?? ''));
  return named.length * 2 <= filled.length;
}
const SERVICE = /^(?:Amazon|AWS) \S/;
