import fc from 'fast-check';

/** What is done to bytes to make them wrong. */
export type Damage = (bytes: Buffer) => Buffer;

const place = fc.nat(100_000);
const scrap = fc.oneof(
  fc.uint8Array({ maxLength: 12 }),
  fc.constantFrom(
    '\n',
    '\n\n',
    '\u2014 ',
    '+',
    '=',
    ' ',
    '0',
    '-1',
    '9'.repeat(30),
    '\ufeff',
    '\0',
    '/',
    'x',
  ),
);

export const damage: fc.Arbitrary<Damage> = fc.oneof(
  // One bit.
  fc.tuple(place, fc.nat(7)).map(([at, bit]): Damage => (bytes) => {
    const bent = Buffer.from(bytes);
    if (bent.length > 0) bent[at % bent.length]! ^= 1 << bit;
    return bent;
  }),
  // Something put in place of something.
  fc.tuple(place, fc.nat(20), scrap).map(([at, length, added]): Damage => (bytes) => {
    const begin = at % (bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, begin), Buffer.from(added), bytes.subarray(begin + length)]);
  }),
  // The end cut off.
  place.map(
    (at): Damage =>
      (bytes) =>
        bytes.subarray(0, at % (bytes.length + 1)),
  ),
  // A part twice.
  fc.tuple(place, fc.nat(200)).map(([at, length]): Damage => (bytes) => {
    const begin = at % (bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, begin + length), bytes.subarray(begin)]);
  }),
);
