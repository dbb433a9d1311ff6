import { type Upcast, upcastBy, versionOf } from '#decision';
import { kinds } from './kinds.js';
import { coProductionStream } from './co-production/stream.js';
import { partyStream } from './party/stream.js';

/** A harvest that was first counted in crates, then weighed, then weighed with the moisture it had. */
const upcasts: readonly Upcast[] = [
  (data) => ({ kilograms: (data as { crates: number }).crates * 10 }),
  (data) => ({ ...(data as { kilograms: number }), moisturePermille: 140 }),
];
const steps = { Harvested: { upcasts } };

describe('an event written long ago', () => {
  it.each([
    [1, { crates: 7 }],
    [2, { kilograms: 70 }],
    [3, { kilograms: 70, moisturePermille: 140 }],
  ])('in version %d reads in the shape of today', (version, data) => {
    expect(upcastBy(steps, 'Harvested', version, data)).toEqual({
      kilograms: 70,
      moisturePermille: 140,
    });
  });

  it('is left as it was: what is recorded is never rewritten', () => {
    const recorded = Object.freeze({ crates: 7 });
    upcastBy(steps, 'Harvested', 1, recorded);
    expect(recorded).toEqual({ crates: 7 });
  });

  it('is written today in the version that the steps lead to', () => {
    expect(versionOf(steps.Harvested)).toBe(3);
  });

  it.each([0, 4, 1.5, -1, NaN])('is refused in version %d, which this program does not know', (version) => {
    expect(() => upcastBy(steps, 'Harvested', version, {})).toThrow('is not known');
  });
});

describe('the events of the house', () => {
  it('are all in their first version', () => {
    const versions = kinds.flatMap(({ events }) => Object.values(events).map(versionOf));
    expect(versions).toHaveLength(18 + 5);
    expect(new Set(versions)).toEqual(new Set([1]));
  });

  it('are read as they were written', () => {
    const data = { tranche: 1, producerId: 'R' };
    expect(coProductionStream.upcast('TrancheDisbursed', 1, data)).toEqual({
      type: 'TrancheDisbursed',
      data,
    });
    expect(partyStream.upcast('Affiliated', 1, { networkId: 'N' })).toEqual({
      type: 'Affiliated',
      data: { networkId: 'N' },
    });
  });

  it.each(['PledgeForgotten', 'toString', '__proto__', ''])('do not count %j among them', (type) => {
    expect(() => coProductionStream.upcast(type, 1, {})).toThrow('is not known');
    expect(() => partyStream.upcast(type, 1, {})).toThrow('is not known');
  });

  it("do not mix: a party's event is none of a co-production's", () => {
    expect(() => coProductionStream.upcast('RoleGranted', 1, {})).toThrow('is not known');
    expect(() => partyStream.upcast('PledgeMade', 1, {})).toThrow('is not known');
  });
});
