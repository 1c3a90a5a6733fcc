import { z } from 'zod';
import { ASSIGNMENT_REF } from '../ids.ts';

/** A slug: lower-case letters and digits in groups joined by hyphens, at most 64 characters. */
export const slugSchema = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected lower-case letters, digits and hyphens');

/** Framework ids are slugs with a version in them: `nist-csf-2.0`. */
export const frameworkIdSchema = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/);

/** ISO calendar date, `2026-11-25`. */
export const dateSchema = z.iso.date();

/** The day as of which gaps, expiry and overdue dates are judged; left out, it is today. */
export const asOfSchema = dateSchema.optional();

export const assignmentRefSchema = z
  .string()
  .regex(ASSIGNMENT_REF, 'expected service/responsibility, such as orders-db/os-patching');
