import { randomUUID } from 'node:crypto';
import type { CommandHandling, Envelope } from '#command-handling';
import {
  type CoProduction,
  type CoProductionCommand,
  type CoProductionEvent,
  coProductionStream,
  type Terms,
} from '#financing';

export type Books = CommandHandling<CoProduction, CoProductionEvent>;

const today = '2019-04-01';
const someone = '5d1c9f2c-57a5-4b46-8b8e-6a9e1f6b7a10';
const [consortium, producer] = [
  '0c6f3b1e-3c9a-4b8f-9d4c-2b8f6f1f7a01',
  '0c6f3b1e-3c9a-4b8f-9d4c-2b8f6f1f7a02',
];
export const group = '0c6f3b1e-3c9a-4b8f-9d4c-2b8f6f1f7a03';

const terms = (cap: number): Terms => ({
  title: 'New citrus groves',
  custodianId: consortium,
  currency: 'EUR',
  producers: [{ producerId: producer, sharePermille: 1000 }],
  products: [
    { code: 'TAR10', name: 'Tarocco oranges, 10 kg box', unit: 'box', unitPrice: '15.50', loose: false },
  ],
  target: { minimum: 1, goal: cap, cap },
  pledging: { opensOn: '2019-03-01', closesOn: '2019-05-03' },
  accepts: ['advance', 'donation'],
  seasons: [{ name: '2019/20', opensOn: '2019-12-02', closesOn: '2020-04-06', sharePermille: 1000 }],
  tranches: [{ number: 1, label: 'Planting', dueOn: '2019-07-15' }],
  auditors: [],
});

/** A pledge that somebody wants to make, with the id under which it is asked for. */
export type WantedPledge = { readonly commandId: string; readonly pledgeId: string; readonly amount: number };

export const wantedPledges = (count: number): WantedPledge[] =>
  Array.from({ length: count }, (_, index) => ({
    commandId: randomUUID(),
    pledgeId: randomUUID(),
    amount: 100 + ((index * 7919) % 900),
  }));

export async function openPledging(books: Books, stream: string, cap: number): Promise<void> {
  const kinds = { [consortium]: 'consortium', [producer]: 'producer' } as const;
  await ask(books, stream, { type: 'ProposeCoProduction', terms: terms(cap), kinds }, randomUUID());
  await ask(books, stream, { type: 'OpenPledging' }, randomUUID());
}

export function makePledge(books: Books, stream: string, { commandId, pledgeId, amount }: WantedPledge) {
  return ask(
    books,
    stream,
    {
      type: 'MakePledge',
      pledgeId,
      by: group,
      through: group,
      instrument: 'advance',
      amount,
      reference: `P-${pledgeId.slice(0, 8)}`,
      pledgedOn: today,
    },
    commandId,
  );
}

function ask(books: Books, stream: string, command: CoProductionCommand, commandId: string) {
  const input = { command: command as unknown as Envelope['input'] };
  const envelope = { commandId, actor: someone, cause: randomUUID(), input };
  return books.execute(stream, envelope, (state) =>
    coProductionStream.decide(command, state, { today, id: 'book' }),
  );
}
