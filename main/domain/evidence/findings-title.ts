/** What a file of findings is called as evidence, by its name and form. */
export const findingsTitle = (file: string, format: string): string => `Findings: ${file} (${format})`;

/** The same for whoever is not told names of files; another title as it is. */
export const withoutFileName = (title: string): string =>
  title.replace(/^Findings: .+ \(([a-z0-9-]+)\)$/s, 'Findings ($1)');
