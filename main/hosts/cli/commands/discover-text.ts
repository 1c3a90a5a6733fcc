import type {
  DiscoveredChange,
  DiscoveredFile,
  DiscoveredService,
  DiscoverReport,
} from '../../../contract/discover.ts';
import { changeWords } from '../../../domain/services/found-again.ts';
import { counted } from '../../../domain/words/counted.ts';
import { discoveredFormatWords } from '../../../domain/words/format-words.ts';
import { oneLine, table } from '../output.ts';
import { someOf } from './discover-inputs.ts';

/** What was found, file by file and as a table of services. */
export function reportText(files: readonly DiscoveredFile[], { services, accounts }: DiscoverReport): string {
  const lines: string[] = [];
  for (const file of files) {
    if (file.refused !== null) {
      lines.push(`${oneLine(file.file)}: refused, ${file.refused.code}: ${oneLine(file.refused.message)}\n`);
      continue;
    }
    lines.push(
      `${oneLine(file.file)}: ${discoveredFormatWords(file.format ?? '')}, ${counted(file.resources, 'resource')}\n`,
    );
    for (const note of file.notes) lines.push(`  note: ${oneLine(note)}\n`);
    for (const { type, count } of file.unmapped) lines.push(`  no service for ${oneLine(type)} (${count})\n`);
  }
  if (services.length > 0)
    lines.push(
      '\n',
      table(services, [
        { head: 'REF', text: (service) => service.ref },
        { head: 'SERVICE', text: (service) => service.name },
        ...(services.some(({ said }) => said !== null)
          ? [
              { head: 'LABEL', text: ({ said }: DiscoveredService) => said?.label ?? '' },
              { head: 'ENVIRONMENT', text: ({ said }: DiscoveredService) => environmentsOf(said) },
              { head: 'OWNER', text: ({ said }: DiscoveredService) => ownerOf(said) },
            ]
          : []),
        {
          head: 'RESOURCES',
          align: 'right',
          text: (service) => service.resources.reduce((sum, { count }) => sum + count, 0),
        },
        { head: 'ACCOUNT', text: (service) => service.accounts.join(', ') },
        { head: 'REGION', text: (service) => service.regions.join(', ') },
        { head: '', text: inUseWords },
        {
          head: 'FROM',
          text: (service) => service.resources.map(({ type, count }) => `${type} ${count}`).join(', '),
        },
        ...(files.length > 1
          ? [{ head: 'IN', text: (service: DiscoveredService) => someOf(service.files) }]
          : []),
      ]),
      '\n',
    );
  const without = accounts.filter(({ environment }) => environment === null);
  if (without.length > 0)
    lines.push(
      `\n${counted(without.length, 'account')} of the organisation in no environment: ${someOf(without.map(({ account, name }) => oneLine(name === account ? account : `${name} (${account})`)))}. With --accounts, they are added as environments.\n`,
    );
  return lines.join('');
}

const inUseWords = ({ alreadyInUse, newAccounts }: DiscoveredService): string =>
  !alreadyInUse
    ? ''
    : newAccounts.length === 0
      ? 'in use already'
      : `in use already, not in ${someOf(newAccounts)}`;

const environmentsOf = (said: DiscoveredService['said']): string =>
  (said?.environments ?? []).map(({ name, id }) => (id === null ? `${name} (new)` : name)).join(', ');
const ownerOf = (said: DiscoveredService['said']): string =>
  said?.owner
    ? `${said.owner.name}${said.owner.person === null ? ' (not among the people: in the notes)' : ''}`
    : '';

/** What files that are given again no longer show, or show in another number. */
export function changesText({ gone, changed }: DiscoverReport): string {
  const line = (change: DiscoveredChange) =>
    oneLine(`${change.ref}: ${changeWords(change)} in ${change.file}`);
  return [
    ...gone.map((change) => `No longer there, ${line(change)}\n`),
    ...changed.map((change) => `Changed, ${line(change)}\n`),
  ].join('');
}

/** What came of it, in one line; `what` says what it is about. */
export function outcomeText(what: string | null, added: boolean, dryRun: boolean): string {
  if (what === null) return 'Nothing new to add.\n';
  if (added) return `Added ${what}.\n`;
  return dryRun ? `${what} would be added; nothing was changed.\n` : 'Nothing was added.\n';
}
