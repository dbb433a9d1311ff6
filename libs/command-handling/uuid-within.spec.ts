import fc from 'fast-check';
import { v5 } from 'uuid';
import { uuidWithin } from './uuid-within.js';

describe('a UUID within a namespace', () => {
  it('is the one that RFC 9562 gives as its example', () => {
    expect(uuidWithin('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
      '2ed6657d-e927-568b-95e1-2665a8aea6a2',
    );
  });

  it('is what another implementation makes of the same two', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.string({ unit: 'grapheme' }), (namespace, name) => {
        expect(uuidWithin(namespace, name)).toBe(v5(name, namespace));
      }),
    );
  });

  it.each(['', 'pledge', '6ba7b810-9dad-11d1-80b4-00c04fd430c', '6ba7b8109dad11d180b400c04fd430c8'])(
    'is not made within %j',
    (namespace) => {
      expect(() => uuidWithin(namespace, '0')).toThrow(TypeError);
    },
  );
});
