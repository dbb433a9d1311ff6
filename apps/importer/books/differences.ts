/** The places where two JSON values are not the same, as paths: `trial_balance.assets:bank: 1 instead of 2`. */
export function differences(actual: unknown, expected: unknown, path = ''): string[] {
  if (!isObject(actual) || !isObject(expected)) {
    const same = JSON.stringify(actual) === JSON.stringify(expected);
    return same ? [] : [`${path || 'the document'}: ${told(actual)} instead of ${told(expected)}`];
  }
  const names = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  return [...names].flatMap((name) =>
    differences(own(actual, name), own(expected, name), path === '' ? name : `${path}.${name}`),
  );
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const own = (value: { readonly [name: string]: unknown }, name: string): unknown =>
  Object.hasOwn(value, name) ? value[name] : undefined;

const told = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));
