/** A block of code in Markdown. */
export interface Block {
  /** What its fence calls it, in small letters: `json`, `bash`; '' where nothing. */
  readonly info: string;
  readonly text: string;
  /** Line of its fence, from 1. */
  readonly line: number;
}
export interface Fenced {
  /** The text with blank lines in the place of its blocks. */
  readonly outside: string;
  readonly blocks: readonly Block[];
}

/** In a list or a quotation a fence stands further in. */
const FENCE = /^[ \t>]{0,12}(`{3,20}|~{3,20})([^`]{0,160})$/;

/** The fenced blocks of code of a text in Markdown (CommonMark 0.31, section 4.5), and what stands around them; null where it has none. */
export function splitFenced(text: string): Fenced | null {
  if (!text.includes('```') && !text.includes('~~~')) return null;
  const outside: string[] = [];
  const blocks: Block[] = [];
  let open: { readonly fence: string; readonly info: string; readonly line: number; lines: string[] } | null =
    null;
  const end = () => {
    if (open) blocks.push({ info: open.info, text: open.lines.join('\n'), line: open.line });
    open = null;
  };
  for (const [at, line] of text.split(/\r\n|\r|\n/).entries()) {
    const [, fence = '', behind = ''] = line.length > 200 ? [] : (FENCE.exec(line) ?? []);
    const [info = ''] = behind.trim().split(/\s/, 1);
    if (open === null && fence === '') {
      outside.push(line);
      continue;
    }
    outside.push('');
    if (open === null) open = { fence, info: info.toLowerCase(), line: at + 1, lines: [] };
    else if (fence.startsWith(open.fence) && info === '') end();
    else open.lines.push(line);
  }
  end();
  return blocks.length === 0 ? null : { outside: outside.join('\n'), blocks };
}

/** Blocks whose fence says that they hold what a program printed, or nothing. */
const OF_OUTPUT =
  /^\{?\.?(text|txt|plain|plaintext|output|out|console|shell-session|terminal|session|csv|tsv|json|jsonl|ndjson|json5|log|none|list|table|arns?)?\}?$/;
const PROMPT = /^[ \t]*(?:[\w.@:~/-]{0,80}\$|❯|PS [^>\n]{0,80}>)[ \t]+\S/;
/** How lines of commands and programs begin, and the policies and templates that documents have as examples. */
const COMMAND =
  /^[ \t]*(?:#!|(?:sudo[ \t]+)?(?:aws|sam|cdk|eksctl|ecs-cli|terraform|tofu|pulumi|serverless|sls|kubectl|helm|docker|podman|git|npm|npx|yarn|pnpm|pip3?|brew|apt(?:-get)?|yum|dnf|curl|wget|ssh|scp|cd|cat|echo|export|set|source|mkdir|cp|mv|rm|chmod|python3?|node|go|java|mvn|gradle|make|demarc|steampipe|prowler|for|if|while|function|def|class|import|from|const|let|var|resource|module|provider|variable|data|output|package|using|public|private|return|print|select|insert|create|update|delete|with|FROM|RUN|COPY)[ \t]+["'\w./$({<@-])/;
const OF_CODE = /"(?:Statement|Effect|AWSTemplateFormatVersion)"[ \t]*:/;

/** What a block shows that a program printed, without the commands that were typed; null for commands, programs, policies and examples. */
export function printedIn({ info, text }: Block): string | null {
  if (!OF_OUTPUT.test(info) || OF_CODE.test(text)) return null;
  const lines = text.split('\n');
  const typed = lines.some((line) => PROMPT.test(line));
  const printed = typed ? withoutCommands(lines) : lines;
  const filled = printed.filter((line) => line.trim() !== '');
  if (filled.length === 0 || filled.filter((line) => COMMAND.test(line)).length * 2 >= filled.length)
    return null;
  return printed.join('\n');
}

/** A command that ends with a backslash goes on in the next line. */
function withoutCommands(lines: readonly string[]): readonly string[] {
  let goesOn = false;
  return lines.map((line) => {
    const isCommand = goesOn || PROMPT.test(line);
    goesOn = isCommand && line.trimEnd().endsWith('\\');
    return isCommand ? '' : line;
  });
}
