import { invalidInput } from '../../../contract/errors.ts';
import { MINUTES_FORMATS, type WrittenMinutes } from '../../../contract/minutes.ts';
import type { Meeting } from '../../../contract/workshop.ts';
import { whyNoMinutes } from '../../../domain/report/audience.ts';
import { counted } from '../../../domain/words/counted.ts';
import { AS_OF_OPTION, asOfFrom } from '../as-of.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withWorkbook } from '../context.ts';
import { table } from '../output.ts';
import { paperFrom } from '../paper.ts';
import { PREPARED_OPTIONS, type PreparedOptions, preparedFrom, refuseUnborne } from '../prepared.ts';
import { wantedFiles } from '../wanted-files.ts';

interface Options extends CommonOptions, PreparedOptions {
  readonly pdf?: string;
  readonly docx?: string;
  readonly md?: string;
  readonly paper?: string;
  readonly asOf?: string;
}

export const addMinutes: AddCommand = (program, streams) => {
  const command = program
    .command('minutes')
    .description('print the minutes of a meeting as Markdown, or write them as PDF, Word or Markdown')
    .argument('<file>', 'the workbook')
    .argument('[meeting]', 'number of the meeting; left out, the only one, or a list of all')
    .option('--pdf <path>', 'PDF document')
    .option('--docx <path>', 'Word document')
    .option('--md <path>', 'Markdown text')
    .option('--paper <size>', 'what the PDF and the Word document are printed on: a4 (unless said) or letter')
    .option(...AS_OF_OPTION);
  for (const option of PREPARED_OPTIONS) command.addOption(option);
  command.action((file: string, meeting: string | undefined, options: Options) => {
    const wanted = wantedFiles(MINUTES_FORMATS, options);
    if (options.paper !== undefined && options.pdf === undefined && options.docx === undefined)
      throw invalidInput('--paper is for the PDF and the Word document: name --pdf or --docx, with a path.');
    const paper = paperFrom(options.paper);
    refuseUnborne(options, wanted.length > 0, '--pdf, --docx or --md');
    const prepared = preparedFrom(options);
    const why = whyNoMinutes({ audience: prepared.audience ?? 'internal' });
    if (why !== null) throw invalidInput(why);
    const given = numberFrom(meeting);
    const day = asOfFrom(options.asOf);
    return withWorkbook(file, 'read', options, streams, async ({ core, ask, print }) => {
      const meetings = await ask('workshop.meetings', {});
      const number = given ?? (meetings.length === 1 ? meetings[0]?.number : undefined);
      if (number === undefined) {
        if (wanted.length > 0)
          throw invalidInput(
            meetings.length === 0
              ? 'No meeting was held in this workbook yet, so there are no minutes to write.'
              : `Say which meeting: demarc minutes ${file} <number>. Without a format, the numbers are listed.`,
          );
        print('meetings', { meetings }, () => listText(meetings));
        return;
      }
      if (wanted.length === 0) {
        const { minutes, markdown } = await ask('workshop.minutes', { meeting: number, ...day });
        print('minutes', minutes, () => markdown);
        return;
      }
      const { files } = await ask('workshop.writeMinutes', {
        meeting: number,
        files: wanted.map(({ format, path }) => ({
          format,
          target: core.files.registerTarget(path).handle,
        })),
        ...paper,
        ...prepared,
        ...day,
      });
      const pathOf = (format: WrittenMinutes['format']) =>
        wanted.find((each) => each.format === format)?.path ?? '';
      print(
        'written-minutes',
        {
          meeting: number,
          files: files.map(({ handle: _, ...written }) => ({ path: pathOf(written.format), ...written })),
        },
        () => files.map((written) => describe(written, pathOf(written.format))).join(''),
      );
    });
  });
};

function numberFrom(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw invalidInput(
      `"${text}" is not the number of a meeting. "demarc minutes <file>" lists the meetings.`,
    );
  return Number(text);
}

function listText(meetings: readonly Meeting[]): string {
  if (meetings.length === 0) return 'No meeting was held in this workbook yet.\n';
  const rows = table(meetings, [
    { head: 'NO.', align: 'right', text: (meeting) => meeting.number },
    { head: 'HELD ON', text: (meeting) => meeting.heldOn },
    { head: 'MEETING', text: (meeting) => meeting.title },
    { head: 'PEOPLE', align: 'right', text: (meeting) => meeting.attendees.length },
    { head: 'DECISIONS', align: 'right', text: (meeting) => meeting.decisions },
  ]);
  return `${rows}\n${counted(meetings.length, 'meeting')}. Name one by its number for its minutes.\n`;
}

function describe(file: Omit<WrittenMinutes, 'handle'>, path: string): string {
  return [
    `${path}  ${counted(file.bytes, 'byte')}`,
    `  read back and complete: ${counted(file.texts, 'text')}`,
    ...file.warnings.map((warning) => `  note: ${warning}`),
    `  sha256 ${file.sha256}`,
    '',
  ].join('\n');
}
