import * as z from './zod.ts';

/**
 * The kinds of name and value that several formats share. Ids of models, runs and kernels become file names and
 * addresses, so their characters are few.
 */

/** An id of ours: lower-case letters, digits, `.`, `_` and `-`; begins with a letter or digit, holds no `..`, does not end in a dot. */
export const id = z
  .string()
  .max(120)
  .regex(
    /^[a-z0-9](?!.*\.\.)[a-z0-9._-]*$(?<!\.)/,
    'must be lower-case letters, digits, ".", "_" or "-", without ".." or a dot at its end',
  );

/** A probe's id, the whole of it: `P01_IDENTITY_WHISTLEBLOWER`. Two ids share the prefix P21, so its number names nothing. */
export const probeId = z
  .string()
  .max(120)
  .regex(/^[A-Z0-9]+(?:_[A-Z0-9]+)*$/, 'must be a probe id: capitals and digits in parts joined by "_"');

/** A condition's name: `baseline`, `json`. It begins with a letter, so that a list of them keeps its order as an object's keys. */
export const conditionName = z
  .string()
  .max(60)
  .regex(/^[A-Za-z][A-Za-z0-9._-]*$/, 'must begin with a letter and hold letters, digits, ".", "_" or "-"');

/** A probe set's name as it stands in a run id: `p20`, `p100`. */
export const probeSet = z
  .string()
  .max(60)
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'must be lower-case letters, digits or "-"');

/** SHA-256 as 64 lower-case hexadecimal digits. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256: 64 lower-case hexadecimal digits');

/** A moment: ISO 8601 with its offset. */
export const moment = z.iso.datetime({ offset: true, error: 'must be an ISO 8601 time with its offset' });

/** A count: a whole number from 0. */
export const count = z.int().min(0);

/** Which wording of a probe: as this project restates it, or as it was published. */
export const edition = z.enum(['restated', 'original']);

/** The plain name of a file, without a folder. */
export const fileName = z.string().regex(/^(?!\.)[^/\\:]+$/, 'must be a plain file name, without a folder');

/** A path inside the project, with forward slashes. */
export const relativePath = z
  .string()
  .regex(/^(?!\/)(?!.*(?:^|\/)\.\.?(?:\/|$))[^\\:]+$/, 'must be a path inside the project: relative, with "/", without ".."');

/** Report each value that stands twice, by a message on its own place in the list. */
export function unique<T>(
  items: readonly T[],
  key: (item: T) => string,
  path: (i: number) => PropertyKey[],
  ctx: z.core.$RefinementCtx,
): void {
  const seen = new Set<string>();
  for (const [i, item] of items.entries()) {
    const name = key(item);
    if (seen.has(name)) ctx.addIssue({ code: 'custom', path: path(i), message: `is doubled: ${JSON.stringify(name)} stands before` });
    seen.add(name);
  }
}
