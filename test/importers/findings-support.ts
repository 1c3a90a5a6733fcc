import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { DemarcError } from '../../main/contract/errors.ts';
import type { Finding, FindingsSummary } from '../../main/contract/findings.ts';
import { readFindings } from '../../main/importers/findings/read-findings.ts';

export interface Outcome {
  readonly summary: FindingsSummary;
  readonly findings: readonly Finding[];
}

/** Reads bytes, or any value as JSON, in pieces of a size that cuts keys, strings and characters anywhere. */
export async function readAll(name: string, content: unknown, size = 1000): Promise<Outcome> {
  const findings: Finding[] = [];
  const summary = await readFindings(name, pieces(toBytes(content), size), (finding) =>
    findings.push(finding),
  );
  return { summary, findings };
}

export function toBytes(content: unknown): Uint8Array {
  if (content instanceof Uint8Array) return content;
  return new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content));
}

export function* pieces(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export const findingsFixture = (name: string): Uint8Array =>
  readFileSync(fileURLToPath(new URL(`../fixtures/findings/${name}`, import.meta.url)));

/** Reads it, or is refused in words that name the file; anything else is a bug. What is read is bounded. */
export async function readOrRefuse(name: string, content: unknown, size = 700): Promise<void> {
  try {
    const { summary, findings } = await readAll(name, content, size);
    expect(summary.findings).toBe(findings.length);
    for (const finding of findings) expectBounded(finding);
  } catch (error) {
    if (!(error instanceof DemarcError)) throw error;
    expect(error.code).toBe('INVALID_INPUT');
    expect(error.message).toContain(name);
    expect(error.message.length).toBeLessThan(600);
  }
}

function expectBounded(finding: Finding): void {
  for (const value of Object.values(finding))
    if (value !== null) expect(value.length).toBeLessThanOrEqual(2000);
  expect(finding.check).not.toBe('');
}
