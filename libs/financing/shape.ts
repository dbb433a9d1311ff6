/** Whether a value that comes from outside, of a stored snapshot or an event in somebody's log, is what may stand there. */
export type Shape = (value: unknown) => boolean;

export const text: Shape = (value) => typeof value === 'string';
export const whole: Shape = (value) => Number.isSafeInteger(value);
export const yesOrNo: Shape = (value) => typeof value === 'boolean';

export const oneOf =
  (words: readonly string[]): Shape =>
  (value) =>
    typeof value === 'string' && words.includes(value);

export const optional =
  (shape: Shape): Shape =>
  (value) =>
    value === undefined || shape(value);

export const nullable =
  (shape: Shape): Shape =>
  (value) =>
    value === null || shape(value);

export const list =
  (item: Shape): Shape =>
  (value) =>
    Array.isArray(value) && value.every(item);

/** A map from text, as pairs. */
export const entries = (shape: Shape): Shape =>
  list((pair) => Array.isArray(pair) && pair.length === 2 && text(pair[0]) && shape(pair[1]));

/** An object of these fields and perhaps others. */
export function record(shapes: { readonly [field: string]: Shape }): Shape {
  const fields = Object.entries(shapes).map(([field, shape]) => ({ field, shape }));
  return (value) => isObject(value) && fields.every(({ field, shape }) => shape(value[field]));
}

/**
 * Throws, naming the field, where one is missing or of the wrong kind. A snapshot is only a cache: whoever reads it reads
 * the stream instead.
 */
export function assertShape(json: unknown, shapes: { readonly [field: string]: Shape }): void {
  if (!isObject(json)) throw new Error('a snapshot is not an object');
  for (const [field, shape] of Object.entries(shapes)) {
    if (!shape(json[field])) throw new Error(`a snapshot has no usable field "${field}"`);
  }
}

const isObject = (value: unknown): value is { readonly [field: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
