import { expect, it } from 'vitest';
import { temporaryFolder } from '../support/temp.ts';
import { FORMS, look } from './tables-in-forms.ts';

// Lists whose owners do something once, or mend something: they look like matrices with an owner for each row.

const folder = temporaryFolder();
const LISTS = [
  'Tarea,Responsable,Fecha límite|Activar GuardDuty,Cliente,12/2026|Revisar hosts,AWS,01/2027',
  'Attività,Responsabile,Entro il|Attivare GuardDuty,Cliente,dicembre|Verificare host,AWS,gennaio',
  'Tarefa,Responsável,Prazo|Ativar GuardDuty,Cliente,dezembro|Verificar hosts,AWS,janeiro',
  'Week,Task,Owner|1,Kick-off,AWS|2,Landing zone,Customer',
  'Task,Owner,Hours|Enable GuardDuty,Customer,4|Patch hosts,AWS,8',
  // Whoever mends what was found does not have the control.
  'Control,Finding,Severity,Owner|AC-2,Stale users,High,Customer|PE-3,Doors,Low,AWS',
  'ID,Description,Owner,Likelihood,Impact|R1,Keys leak,Customer,Low,High|R2,Region down,AWS,Low,High',
  'Control,Evidence,Owner,Received|AC-2,Access list,Customer,Yes|PE-3,SOC 2 report,AWS,No',
  'Maßnahme,Feststellung,Verantwortlich|AC-2,Alte Konten,Kunde|PE-3,Türen,AWS',
];
const cases = LISTS.flatMap((list) => FORMS.map(([form, write]) => [form, list, write] as const));
it.each(cases)('what is owed once is claimed of nobody: %s, %s', async (_, list, write) => {
  const rows = list.split('|').map((row) => row.split(','));
  expect((await look(await write(folder, rows))).claims).toEqual([]);
});

it.each([
  'Control,Owner,Evidence|AC-2,Customer,List of users|PE-3,AWS,SOC 2 report',
  'Phase,Task,AWS,Customer|Run,Patch hosts,X,|Run,Patch guests,,X',
])('but this is a matrix: %s', async (list) => {
  const rows = list.split('|').map((row) => row.split(','));
  for (const [, write] of FORMS) expect((await look(await write(folder, rows))).claims).toHaveLength(2);
});
