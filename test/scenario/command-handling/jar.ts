import { randomUUID } from 'node:crypto';
import type { Decider, Envelope } from '#command-handling';
import { type Decision, rejected } from '#decision';

/** A small decider for tests: coins go into a jar that holds so much and no more. */
export type Jar = {
  readonly sum: number;
  /** Depends on every coin and on their order. */
  readonly fingerprint: number;
};
export type CoinPut = { readonly type: 'CoinPut'; readonly data: { readonly amount: number } };

export const jarHolds = (most: number) => ({
  /** Puts the coins in, each as an event of its own; refused with above_cap if they do not all fit. */
  put:
    (...coins: readonly number[]) =>
    (jar: Jar): Decision<CoinPut> => {
      const sum = coins.reduce((before, coin) => before + coin, jar.sum);
      if (sum > most) return rejected('above_cap', { open: most - jar.sum });
      return { events: coins.map((amount) => ({ type: 'CoinPut', data: { amount } })) };
    },
});

export const jarDecider: Decider<Jar, CoinPut> = {
  initial: { sum: 0, fingerprint: 7 },
  evolve: ({ sum, fingerprint }, { data }) => ({
    sum: sum + data.amount,
    fingerprint: (fingerprint * 31 + data.amount + 1) % 1_000_003,
  }),
  upcast: (type, schemaVersion, data) => {
    if (type !== 'CoinPut' || schemaVersion !== 1) throw new Error(`unknown: ${type} ${schemaVersion}`);
    return { type, data: { amount: Number((data as { amount: unknown }).amount) } };
  },
  schemaVersion: () => 1,
  snapshot: {
    version: 1,
    save: ({ sum, fingerprint }) => ({ fields: [sum, fingerprint], columns: {} }),
    load: ({ fields }) => {
      const [sum, fingerprint] = fields as [number, number];
      return { sum, fingerprint };
    },
  },
};

/** A command of somebody: a fresh id each, unless told. */
export function asking(
  input: Envelope['input'] = {},
  { commandId = String(randomUUID()), actor = 'b58bb2f0-2ee6-46a4-a5f3-7e4ac4f5a4e1' } = {},
): Envelope {
  return { commandId, actor, cause: randomUUID(), input };
}
