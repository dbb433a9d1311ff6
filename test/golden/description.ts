/** An OpenAPI document, as far as it is looked into. */
export interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, unknown>>;
  readonly [name: string]: unknown;
}
type Operation = Readonly<Record<string, unknown>>;

/**
 * Where two documents tell a client different things, one line each. So these may differ, as no client sees
 * them: `operationId`, the names under which schemas are kept, the order of operations, parameters, tags,
 * members, and of the refusals that a response lists.
 */
export function differencesInDescription(then: Description, now: Description): string[] {
  const [said, says] = [leavesOf(then), leavesOf(now)];
  return [...new Set([...said.keys(), ...says.keys()])]
    .filter((place) => said.get(place) !== says.get(place))
    .map((place) => `${place}: was ${said.get(place)}, is ${says.get(place)}`);
}

/** Every value that is told, by the place where it stands, with references written out. */
function leavesOf(description: Description): Map<string, string> {
  const leaves = new Map<string, string>();
  const visit = (place: string, value: unknown): void => {
    if (typeof value !== 'object' || value === null) {
      leaves.set(place, JSON.stringify(place.endsWith(' description') ? inOrder(value) : value));
      return;
    }
    const { $ref: reference } = value as { readonly $ref?: string };
    if (reference !== undefined) {
      visit(place, referred(reference, description));
      return;
    }
    const members = Object.entries(value);
    if (members.length === 0) leaves.set(place, Array.isArray(value) ? '[]' : '{}');
    for (const [name, member] of members) {
      visit(`${place} ${Array.isArray(value) ? nameIn(place, name, member) : name}`, member);
    }
  };
  const { paths, components, ...rest } = description;
  visit('', { ...rest, components: { ...components, schemas: undefined } });
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      visit(`${method.toUpperCase()} ${path}`, { ...operation, operationId: undefined });
    }
  }
  return leaves;
}

/** A response's description has a line for each refusal. */
const inOrder = (description: unknown): string => String(description).split('<br>').toSorted().join('<br>');

/** What an element of an array goes by: its place, unless the order says nothing. */
function nameIn(place: string, index: string, element: unknown): string {
  if (/ (required|tags)$/.test(place)) return String(element);
  if (place.endsWith(' parameters')) return (element as { readonly name: string }).name;
  return index;
}

/** `#/components/schemas/Pledge` names a member of a member. */
function referred(reference: string, description: Description): unknown {
  const [, ...names] = reference.split('/');
  return names.reduce<unknown>(
    (place, name) => (place as Record<string, unknown> | undefined)?.[name],
    description,
  );
}
