import { examples } from '#financing';
import { field } from '../input/fields.js';

const matches =
  (pattern: RegExp) =>
  (value: unknown): boolean =>
    typeof value === 'string' && pattern.test(value);

export class FreshnessQuery {
  @field(
    {
      optional: true,
      description: 'Waits until the answer includes this position, for 5 seconds at most.',
      example: examples.position,
    },
    'must be a position: a decimal number',
    matches(/^(0|[1-9]\d{0,17})$/),
    { type: 'string', pattern: '^\\d+$' },
  )
  atLeast?: string;
}

export class PageQuery extends FreshnessQuery {
  @field(
    { optional: true, description: 'At most this many items, 1 to 200; 50 where left out.', example: '50' },
    'must be a whole number from 1 to 200',
    matches(/^([1-9]\d?|1\d\d|200)$/),
    { type: 'integer', minimum: 1, maximum: 200 },
  )
  limit?: string;

  @field(
    { optional: true, description: '`next` of the page before.', example: undefined },
    'must be a cursor as a page gave it',
    matches(/^[\w-]{1,512}$/),
    { type: 'string' },
  )
  cursor?: string;
}

/** A trial balance is read as a whole, so its pages are larger. */
export class BalancesQuery extends PageQuery {
  @field(
    { optional: true, description: 'At most this many items, 1 to 500; 500 where left out.', example: '500' },
    'must be a whole number from 1 to 500',
    matches(/^([1-9]\d?|[1-4]\d\d|500)$/),
    { type: 'integer', minimum: 1, maximum: 500 },
  )
  declare limit?: string;
}
