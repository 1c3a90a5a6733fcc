/** The record as the reader has it before them: saved values with what was typed since over them. */
export const withPending = <R extends object>(
  record: R,
  pending: { readonly [K in keyof R]?: R[K] | undefined },
): R => ({ ...record, ...pending });
