const WITH_ADDRESS = /^([^<>]{1,200}?)\s*<([^<>\s]{1,200}@[^<>\s]{1,200})>$/;
const FAMILY_FIRST = /^([^,;]{1,100}), ?([^,;]{1,100})$/;

/**
 * The names and the address that a tracker's way of writing a person may mean, as it stands first: Azure DevOps writes `Mona Lind <mona@example.com>`,
 * directories of companies `Lind, Mona`.
 */
export function peopleWords(text: string): readonly string[] {
  const [, name = '', address = ''] = WITH_ADDRESS.exec(text.trim()) ?? [];
  if (name !== '') return [text, ...peopleWords(name).slice(0, 2), address];
  const [, family, given] = FAMILY_FIRST.exec(text.trim()) ?? [];
  return family !== undefined && given !== undefined ? [text, `${given} ${family}`] : [text];
}
