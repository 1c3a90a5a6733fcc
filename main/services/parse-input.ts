import { z } from 'zod';
import { invalidInput } from '../contract/errors.ts';
import type { Method } from '../contract/methods/method.ts';
import { nearest } from '../domain/words/near-miss.ts';
import { wellFormed } from '../workbook/well-formed.ts';

/**
 * What goes into a method, as its schema has it. INVALID_INPUT with what is wrong and where; with `strict`, for a person's own file,
 * also for a field that the method would pass over.
 */
export function parseInput(name: string, method: Method, given: unknown, { strict = false } = {}): unknown {
  const parsed = method.input.safeParse(wellFormed(given));
  if (!parsed.success) {
    const words = describeIssues(parsed.error, strict);
    throw invalidInput(strict ? `${words}.` : `${name} cannot take that: ${words}.`, {
      issues: parsed.error.issues.map(({ path, message }) => ({ path, message })),
    });
  }
  const unknown = strict ? passedOver(given, parsed.data, '') : null;
  if (unknown !== null) {
    const known = method.input instanceof z.ZodObject ? Object.keys(method.input.shape) : [];
    const near = nearest(unknown, known);
    throw invalidInput(
      `There is no field "${unknown}" here. ${near ? `Did you mean "${near}"?` : `There are: ${known.join(', ')}.`}`.replace(
        ' There are: .',
        '',
      ),
    );
  }
  return parsed.data;
}

/** The first things wrong with an input, with their place; `plain` for somebody who wrote it by hand. */
function describeIssues(error: z.ZodError, plain: boolean): string {
  return error.issues
    .slice(0, 3)
    .map((issue) => {
      const place = issue.path.join('.');
      if (plain && /received undefined$/.test(issue.message)) return `"${place}" is missing`;
      if (plain && /expected string, received (number|boolean)$/.test(issue.message))
        return `"${place}" is a text, so put it in quotes`;
      return place === '' ? issue.message : `${place}: ${issue.message}`;
    })
    .join('; ');
}

/** The first field of what was given that did not come out of the schema; null where all did. */
function passedOver(given: unknown, parsed: unknown, at: string): string | null {
  if (!(given instanceof Object) || !(parsed instanceof Object)) return null;
  for (const [key, value] of Object.entries(given)) {
    const path = at === '' ? key : `${at}.${key}`;
    if (!Object.hasOwn(parsed, key)) return path;
    const found = passedOver(value, Reflect.get(parsed, key), path);
    if (found !== null) return found;
  }
  return null;
}
