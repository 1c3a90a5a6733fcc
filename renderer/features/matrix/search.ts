export type MatrixSearch = Readonly<Record<string, never>>;

export function matrixSearch(_raw: Record<string, unknown>): MatrixSearch {
  return {};
}
