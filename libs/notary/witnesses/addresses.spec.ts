import { formatVerifierKey, generateSigningKey, verifierKeyOf } from '#transparency-log';
import { parseWitnesses, WitnessesInvalid } from './addresses.js';

const keyOf = (name: string, type: 'note' | 'cosignature' = 'cosignature'): string =>
  formatVerifierKey(verifierKeyOf(generateSigningKey(name, type)));

describe('the list of witnesses', () => {
  it('is read, separated by commas or line ends', () => {
    const list = `${keyOf('one')} https://one.example/w/, ${keyOf('two')}   http://127.0.0.1:9000\n`;
    expect(parseWitnesses(list).map(({ key, url }) => [key.name, url])).toEqual([
      ['one', 'https://one.example/w'],
      ['two', 'http://127.0.0.1:9000'],
    ]);
    expect(parseWitnesses('')).toEqual([]);
  });

  const twice = `${keyOf('one')} https://one.example`;
  it.each([
    ['a key without an address', keyOf('one'), 'Witness 1: its address should begin with https://.'],
    [
      'an address of another kind',
      `${keyOf('one')} ftp://one.example`,
      'Witness 1: its address should begin with https://.',
    ],
    [
      'something left over',
      `${twice} twice`,
      'Witness 1: it should be a verifier key, a space and an address.',
    ],
    [
      'the key of a log',
      `${keyOf('one', 'note')} https://one.example`,
      'Witness 1: this is the key of a log.',
    ],
    ['a damaged key', `${twice}, two+00000000+AAAA https://two.example`, 'Witness 2: '],
    ['one twice', `${twice},${twice}`, 'One witness is named twice.'],
    [
      'too many',
      Array.from({ length: 33 }, (_, n) => `${keyOf(`w${n}`)} https://w.example`).join(),
      'There are more than 32.',
    ],
  ])('with %s is refused', (_what, list, message) => {
    expect(() => parseWitnesses(list)).toThrow(WitnessesInvalid);
    expect(() => parseWitnesses(list)).toThrow(message);
  });
});
