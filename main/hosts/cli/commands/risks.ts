import type { RegisterRow } from '../../../contract/assignments.ts';
import { invalidInput } from '../../../contract/errors.ts';
import { dateSchema } from '../../../contract/methods/ids.ts';
import { kindsById, namesById } from '../../../domain/duties/ownership.ts';
import { riskWords } from '../../../domain/duties/risk-acceptance.ts';
import { statusOf } from '../../../domain/duties/status.ts';
import { counted } from '../../../domain/words/counted.ts';
import { findNamed } from '../../../domain/words/find-named.ts';
import { systemClock } from '../../../platform/clock.ts';
import { AS_OF_OPTION, asOfFrom } from '../as-of.ts';
import { byPlace, groupedTable, groupsField, type PlaceOptions, placeOptions } from '../by-place.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withWorkbook } from '../context.ts';
import { AS_OPTION } from '../identity.ts';
import { short } from '../output.ts';

interface Options extends CommonOptions, PlaceOptions {
  readonly reason?: string;
  readonly approver?: string;
  readonly approvedOn?: string;
  readonly until?: string;
  readonly asOf?: string;
}

export const addRisks: AddCommand = (program, streams) => {
  placeOptions(
    program
      .command('risks')
      .description('list the risks that are accepted, or accept that of a duty')
      .argument('<file>', 'the workbook')
      .argument('[ref]', 'a duty, such as orders-db/restore-testing: its status becomes "risk accepted"')
      .option('--reason <text>', 'why the risk is accepted')
      .option('--approver <person>', 'who approved it, by id or name')
      .option('--approved-on <date>', 'the day on which it was approved, such as 2026-11-25')
      .option('--until <date>', 'the last day on which it holds')
      .option(...AS_OF_OPTION)
      .option(...AS_OPTION),
  ).action((file: string, ref: string | undefined, options: Options) => {
    const { reason, approver, approvedOn, until } = options;
    const given = [reason, approver, approvedOn, until].some((value) => value !== undefined);
    if (given && ref === undefined)
      throw invalidInput('Name the duty of which the risk is accepted, such as orders-db/restore-testing.');
    const day = asOfFrom(options.asOf).asOf ?? systemClock.today();
    const days = { approvedOn: dayFrom('--approved-on', approvedOn), expiresOn: dayFrom('--until', until) };
    return withWorkbook(
      file,
      ref === undefined ? 'read' : 'write',
      options,
      streams,
      async ({ ask, print }) => {
        const people = await ask('people.list', {});
        if (ref !== undefined) {
          const named = approver === undefined ? undefined : findNamed('person', approver, people).id;
          const risk = { reason, approver: named, ...days };
          await ask('assignments.update', { ref, status: 'risk-accepted', ...(given ? { risk } : {}) });
        }
        const kinds = kindsById(await ask('parties.list', {}));
        const { rows } = await ask('assignments.register', {
          filter: { status: 'risk-accepted' },
          limit: 100_000,
        });
        const accepted = rows.filter(
          (row) => statusOf(row, kinds) === 'risk-accepted' && (ref === undefined || row.ref === ref),
        );
        const asked = await byPlace(options, ask);
        const { rows: found, groups } = asked.arrange(accepted, ({ subject }) => [subject]);
        const risks = found.map((row) => riskFrom(row, day));
        const list = { rows: risks, groups };
        const names = namesById(people);
        print('risks', { risks, ...groupsField(list) }, () =>
          risks.length === 0
            ? 'No risk is accepted.\n'
            : groupedTable(list, [
                { head: 'WHERE', text: (risk) => risk.ref },
                {
                  head: 'APPROVED BY',
                  text: ({ approver: id }) => (id === null ? '-' : (names.get(id) ?? id)),
                },
                { head: 'ON', text: (risk) => risk.approvedOn ?? '-' },
                { head: 'UNTIL', text: (risk) => risk.expiresOn ?? '-' },
                { head: 'STATE', text: (risk) => risk.standing },
                { head: 'WHY', text: (risk) => short(risk.reason) },
              ]) + `\n${counted(risks.length, 'accepted risk')}\n`,
        );
      },
    );
  });
};

function dayFrom(option: string, text: string | undefined): string | undefined {
  if (text === undefined || dateSchema.safeParse(text).success) return text;
  throw invalidInput(`${option} takes a date such as 2026-11-25, not "${text}".`);
}

const riskFrom = ({ ref, risk }: RegisterRow, day: string) => ({
  ref,
  reason: risk?.reason ?? null,
  approver: risk?.approver ?? null,
  approvedOn: risk?.approvedOn ?? null,
  expiresOn: risk?.expiresOn ?? null,
  standing: riskWords(risk, day),
});
