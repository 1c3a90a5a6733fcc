import { invalidInput } from '../../../contract/errors.ts';
import { RULE_IDS, RULES, type RuleId } from '../../../contract/rules.ts';
import { collect } from '../collect.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withWorkbook } from '../context.ts';
import { AS_OPTION } from '../identity.ts';
import { table } from '../output.ts';

interface Options extends CommonOptions {
  readonly on: readonly string[];
  readonly off: readonly string[];
}

export const addRules: AddCommand = (program, streams) => {
  program
    .command('rules')
    .description('show the rules that need a second pair of eyes, or switch them')
    .argument('<file>', 'the workbook')
    .option('--on <rule>', `switch a rule on: ${RULE_IDS.join(', ')}; once per rule`, collect, [])
    .option('--off <rule>', 'switch a rule off; once per rule', collect, [])
    .option(...AS_OPTION)
    .action((file: string, options: Options) => {
      const [on, off] = [options.on.map(ruleFrom), options.off.map(ruleFrom)];
      const both = on.find((id) => off.includes(id));
      if (both !== undefined) throw invalidInput(`${both} cannot be switched on and off at once.`);
      const switching = on.length + off.length > 0;
      return withWorkbook(file, switching ? 'write' : 'read', options, streams, async ({ ask, print }) => {
        const before = await ask('workbook.info', {});
        const wanted = RULE_IDS.filter(
          (id) => on.includes(id) || (before.rules.includes(id) && !off.includes(id)),
        );
        const { rules } = switching ? await ask('workbook.update', { rules: wanted }) : before;
        const list = RULE_IDS.map((id) => ({ id, on: rules.includes(id), ...RULES[id] }));
        print('rules', { rules: list }, () =>
          table(list, [
            { head: 'RULE', text: ({ id }) => id },
            { head: 'STATE', text: (rule) => (rule.on ? 'on' : 'off') },
            { head: 'WHAT IT SAYS', text: ({ name, asks }) => `${name}. ${asks}` },
          ]),
        );
      });
    });
};

function ruleFrom(text: string): RuleId {
  const known = RULE_IDS.find((id) => id === text);
  if (known !== undefined) return known;
  throw invalidInput(`There is no rule "${text}". There are ${RULE_IDS.join(', ')}.`);
}
