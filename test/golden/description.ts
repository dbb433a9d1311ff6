import { sorted } from './answering.js';

/** An OpenAPI document, as far as it is looked into. */
export interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: unknown;
  readonly [name: string]: unknown;
}
type Operation = Readonly<Record<string, unknown>>;

/**
 * What each operation takes and answers, by method and path, with every reference written out. So
 * these may differ, as no client sees them: `operationId`, the names under which schemas are kept,
 * the order of operations, tags and members.
 */
export function describedPaths(description: Description): Map<string, string> {
  const described = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId: _, tags, ...operation }]) => {
      const inOrder = { ...operation, tags: [...((tags as string[] | undefined) ?? [])].toSorted() };
      return [`${method.toUpperCase()} ${path}`, sorted(writtenOut(inOrder, description))] as const;
    }),
  );
  return new Map(described);
}

function writtenOut(value: unknown, description: Description): unknown {
  if (Array.isArray(value)) return value.map((item) => writtenOut(item, description));
  if (typeof value !== 'object' || value === null) return value;
  const { $ref: reference } = value as { readonly $ref?: string };
  if (reference !== undefined) return writtenOut(referred(reference, description), description);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]: [string, unknown]) => [
      name,
      name === 'required' && Array.isArray(member) ? member.toSorted() : writtenOut(member, description),
    ]),
  );
}

/** `#/components/schemas/Pledge` names a member of a member. */
function referred(reference: string, description: Description): unknown {
  const [, ...names] = reference.split('/');
  return names.reduce<unknown>(
    (place, name) => (place as Record<string, unknown> | undefined)?.[name],
    description,
  );
}
