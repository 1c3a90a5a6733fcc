/** Address of an embedded file: the same under the shell's own scheme and under HTTP. */
export const evidenceUrl = (workbook: string, evidenceNumber: number): string =>
  new URL(`/evidence/${encodeURIComponent(workbook)}/${evidenceNumber}`, location.href).href;
