import { type DemarcError, invalidInput } from '../../contract/errors.ts';

export const KNOWN =
  'a template of CloudFormation, SAM, the CDK or the Serverless Framework, a Terraform plan or state as JSON, a Pulumi export, an export of Resource Explorer, Tag Editor, AWS Config or Cost Explorer, events of CloudTrail, a cost and usage report, or anything that names resources by their ARNs';

/** Refusals of files that are of no kind that is read here: in a folder of many files that is nothing to be told of each. */
const UNKNOWN = new WeakSet<Error>();

/** INVALID_INPUT for a file of another kind. */
export const unknown = (message: string): DemarcError => asUnknown(invalidInput(message));

/** Those that say which kind that is, and where to take it. */
const TOLD = new WeakSet<Error>();
/** INVALID_INPUT for a file of a kind that is known, and read elsewhere if at all. */
export function told(message: string): DemarcError {
  const error = unknown(message);
  TOLD.add(error);
  return error;
}
/** Whether a refusal says of which kind a file is. */
export const isTold = (error: Error): boolean => TOLD.has(error);

/** Notes of a refusal that the file is of another kind. */
export function asUnknown<E extends Error>(error: E): E {
  UNKNOWN.add(error);
  return error;
}

/** Whether a file was refused because it is of no kind that is read here. */
export const isUnknown = (error: unknown): boolean => error instanceof Error && UNKNOWN.has(error);
