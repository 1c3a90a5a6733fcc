import type { CommonControl } from '../../../contract/common-controls.ts';
import { invalidInput } from '../../../contract/errors.ts';
import type { Party } from '../../../contract/parties.ts';
import { namesById, ownershipWords } from '../../../domain/duties/ownership.ts';
import { reachWords } from '../../../domain/duties/reach-words.ts';
import { STATUS_LABELS } from '../../../domain/sheets/cell-words.ts';
import { counted } from '../../../domain/words/counted.ts';
import { findNamed } from '../../../domain/words/find-named.ts';
import { collect } from '../collect.ts';
import type { AddCommand } from '../command.ts';
import { type Ask, type CommonOptions, withWorkbook } from '../context.ts';
import { AS_OPTION } from '../identity.ts';
import { oneLine, table } from '../output.ts';

interface Options extends CommonOptions {
  readonly everywhere?: boolean;
  readonly environment: readonly string[];
  readonly tag: readonly string[];
  readonly service: readonly string[];
  readonly except: readonly string[];
  readonly again: readonly string[];
  readonly reason?: string;
  readonly ownPart?: string;
  readonly nothing?: boolean;
  readonly person?: string;
  readonly remove?: boolean;
}

export const addCommon: AddCommand = (program, streams) => {
  program
    .command('common')
    .description('list what a party answers once for many services, or say where it holds')
    .argument('<file>', 'the workbook')
    .argument('[refs...]', 'the answers, as party and responsibility: platform-team/guest-os-patching')
    .option('--everywhere', 'it holds in every service that is asked the duty')
    .option('--environment <name>', 'in the services of an environment; once per environment', collect, [])
    .option('--tag <tag>', 'in the services with a tag; once per tag', collect, [])
    .option('--service <ref>', 'in this service; once per service', collect, [])
    .option('--except <ref>', 'not in this service, for the --reason; once per service', collect, [])
    .option('--again <ref>', 'in this service again; once per service', collect, [])
    .option('--reason <text>', 'why it does not hold there')
    .option('--own-part <text>', 'what the service does itself in a duty that it holds from another')
    .option('--person <person>', 'who is answerable for the own part, by id or name')
    .option('--nothing', 'nothing is left to the service in a duty that it holds from another')
    .option('--remove', 'take the common control out')
    .option(...AS_OPTION)
    .action((file: string, refs: string[], options: Options) => {
      const act = actOf(refs, options);
      return withWorkbook(file, act ? 'write' : 'read', options, streams, async ({ ask, print }) => {
        if (act) await act(ask);
        const controls = await ask('common.list', {});
        const parties = await ask('parties.list', {});
        const environments = await ask('environments.list', {});
        print('common', { controls }, () => describe(controls, parties, namesById(environments)));
      });
    });
};

type Act = (ask: Ask) => Promise<unknown>;

/** What the options ask for; null to list alone. INVALID_INPUT where they ask for more than one thing, or say too little. */
function actOf(refs: readonly string[], options: Options): Act | null {
  const { everywhere, environment, tag, service, except, again, reason, ownPart, nothing } = options;
  const reaches = everywhere === true || environment.length + tag.length + service.length > 0;
  const wanted = [
    reaches && 'where it holds',
    except.length > 0 && '--except',
    again.length > 0 && '--again',
    ownPart !== undefined && '--own-part',
    nothing === true && '--nothing',
    options.remove === true && '--remove',
  ].filter((name) => name !== false);
  if (refs.length === 0) {
    if (wanted.length === 0) return null;
    throw invalidInput(
      'Say which answers are meant, as party/responsibility: platform-team/restore-testing.',
    );
  }
  if (wanted.length === 0)
    throw invalidInput(
      'Say where it holds: --everywhere, --environment, --tag or --service. Without answers to name, it lists them.',
    );
  if (wanted.length > 1) throw invalidInput(`One thing at a time: ${wanted.join(' and ')} are two.`);
  if (reaches) return (ask) => setReach(ask, refs, options);
  if (except.length > 0) {
    if (reason === undefined || reason.trim() === '')
      throw invalidInput('An exception needs a reason that an auditor can follow. Add --reason.');
    return each(refs, (ask, ref) => ask('common.except', { ref, services: [...except], reason }));
  }
  if (again.length > 0)
    return each(refs, (ask, ref) => ask('common.except', { ref, services: [...again], reason: null }));
  if (options.remove === true) return each(refs, (ask, ref) => ask('common.remove', { ref }));
  if (ownPart === undefined)
    return each(refs, (ask, ref) => ask('common.ownPart', { ref, part: { nothing: true } }));
  return async (ask) => {
    const person =
      options.person === undefined
        ? undefined
        : findNamed('person', options.person, await ask('people.list', {})).id;
    for (const ref of refs) await ask('common.ownPart', { ref, part: { text: ownPart, person } });
  };
}

const each =
  (refs: readonly string[], act: (ask: Ask, ref: string) => Promise<unknown>): Act =>
  async (ask) => {
    for (const ref of refs) await act(ask, ref);
  };

async function setReach(ask: Ask, refs: readonly string[], options: Options): Promise<void> {
  const known = await ask('environments.list', {});
  await ask('common.set', {
    refs: [...refs],
    reach: {
      everywhere: options.everywhere === true,
      environments: options.environment.map((name) => findNamed('environment', name, known).id),
      tags: [...options.tag],
      services: [...options.service],
    },
  });
}

function describe(
  controls: readonly CommonControl[],
  parties: readonly Party[],
  environments: ReadonlyMap<string, string>,
): string {
  if (controls.length === 0)
    return 'Nothing is answered once for many services yet. Name a party and a duty, and say where it holds.\n';
  const names = namesById(parties);
  const rows = table(controls, [
    { head: 'REF', text: ({ ref }) => ref },
    { head: 'OWNER', text: ({ ownership }) => oneLine(ownershipWords(ownership, names)) },
    { head: 'STATUS', text: ({ status }) => STATUS_LABELS[status] },
    { head: 'HOLDS IN', text: ({ reach }) => oneLine(reachWords(reach, { environments })) },
    { head: 'SERVICES', text: ({ services }) => String(services) },
    { head: 'OWN PART OPEN', text: ({ open }) => String(open) },
    { head: 'OWN ANSWER', text: ({ ownAnswers }) => String(ownAnswers) },
  ]);
  const exceptions = controls.flatMap(({ ref, exceptions }) =>
    exceptions.map(({ subject, reason }) => `${ref}: not in ${subject}: ${oneLine(reason)}\n`),
  );
  const partly = controls.flatMap(({ ref, partly }) =>
    partly.map((subject) => `${ref}: not in ${subject}, which stands in other environments as well\n`),
  );
  return [rows, ...exceptions, ...partly, `${counted(controls.length, 'common control')}\n`].join('');
}
