import { balanced, chartOf, credit, debit } from '#accounting';
import type { Actor, Parties } from '#financing';
import {
  accepted,
  commandOf,
  type CommandIn,
  type EventIn,
  eventOf,
  input,
  type Of,
  refusal,
  rejected,
  shape,
  streamKind,
} from '#decision';

/*
 * A kind of stream that the house does not have: a stall at a market, whose keeper writes down what
 * came into the till and what was taken to the bank. It shows that another kind of book needs
 * nothing but its own declaration.
 */

const statuses = ['absent', 'open'] as const;
type Status = (typeof statuses)[number];
export interface Stall {
  readonly status: Status;
  /** The party that keeps the stall, and whose treasurer writes. */
  readonly keeperId: string;
  /** Minor units. */
  readonly till: number;
}
const absent: Stall = { status: 'absent', keeperId: '', till: 0 };

const stallEvent = eventOf<Stall>();
const stallCommand = commandOf<Stall, Status, Parties>();

const takings = shape.record({ keeperId: shape.id, amount: shape.amount, takenOn: shape.day });
const takingsRecorded = stallEvent({
  type: 'TakingsRecorded',
  data: takings,
  upcasts: [],
  day: 'takenOn',
  evolve: ({ till }, { keeperId, amount }) => ({ status: 'open', keeperId, till: till + amount }),
  concerns: (_stall, { keeperId }) => [keeperId],
});

const banked = shape.record({ amount: shape.amount, bankedOn: shape.day, bankReference: shape.code });
const takingsBanked = stallEvent({
  type: 'TakingsBanked',
  data: banked,
  upcasts: [],
  day: 'bankedOn',
  evolve: (stall, { amount }) => ({ ...stall, till: stall.till - amount }),
  concerns: ({ keeperId }) => [keeperId],
});

const someId = '5b0e6c8e-6f0c-4c3f-9d57-0f6a3c1d2e11';
const takingsAsked = {
  keeperId: input.id('Who keeps the stall.', someId),
  amount: input.amount('Minor units.', 12_400),
  takenOn: input.date('When it was taken.', '2020-05-02'),
};
interface RecordTakings extends input.InputOf<typeof takingsAsked> {
  readonly type: 'RecordTakings';
}
const amountNotPositive = refusal.rule('The amount must be more than nothing.');

const recordTakings = stallCommand<RecordTakings>()({
  type: 'RecordTakings',
  input: takingsAsked,
  creates: 'stall',
  statuses: ['absent'],
  refuses: { amount_not_positive: amountNotPositive },
  makes: { TakingsRecorded: (data: Of<typeof takings>) => data },
  decide({ keeperId, amount, takenOn }) {
    if (amount <= 0) return rejected('amount_not_positive', { amount });
    return accepted(takingsRecorded.of({ keeperId, amount, takenOn }));
  },
});

const bankedAsked = {
  amount: input.amount('Minor units.', 12_000),
  bankedOn: input.date('When it was paid in.', '2020-05-04'),
  bankReference: input.code('Names the line of the bank statement.', 'S-1'),
};
interface BankTakings extends input.InputOf<typeof bankedAsked> {
  readonly type: 'BankTakings';
}

const bankTakings = stallCommand<BankTakings>()({
  type: 'BankTakings',
  input: bankedAsked,
  statuses: ['open'],
  refuses: {
    amount_not_positive: amountNotPositive,
    exceeds_till: refusal.rule('There is not as much in the till.'),
  },
  makes: { TakingsBanked: (data: Of<typeof banked>) => data },
  decide({ amount, bankedOn, bankReference }, { till }) {
    if (amount <= 0) return rejected('amount_not_positive', { amount });
    if (amount > till) return rejected('exceeds_till', { till });
    return accepted(takingsBanked.of({ amount, bankedOn, bankReference }));
  },
});

const commands = { RecordTakings: recordTakings, BankTakings: bankTakings } as const;
const events = { TakingsRecorded: takingsRecorded, TakingsBanked: takingsBanked } as const;
export type StallCommand = CommandIn<typeof commands>;
export type StallEvent = EventIn<typeof events>;

/** What each event books. */
const bookings = {
  TakingsRecorded: ({ amount }: Of<typeof takings>) => [
    debit('assets:till', amount),
    credit('income:takings', amount),
  ],
  TakingsBanked: ({ amount }: Of<typeof banked>) => [
    debit('assets:bank', amount),
    credit('assets:till', amount),
  ],
};

/** The stream of a stall, `stall-<id>`. */
export const stallStream = streamKind<Stall, StallEvent, StallCommand, Actor, Parties>({
  name: 'stall',
  prefix: 'stall-',
  initial: absent,
  statuses,
  statusOf: ({ status }) => status,
  commands,
  events,
  snapshot: {
    version: 1,
    save: (stall) => ({ fields: stall, columns: {} }),
    load: ({ fields }) => fields as Stall,
  },
  missing: { code: 'stall_unknown', meaning: 'There is no such stall.' },
  authorise(command, stall, actor) {
    const keeper = command.type === 'RecordTakings' ? command.keeperId : stall.keeperId;
    return actor.holds(keeper, 'treasurer') ? undefined : rejected('not_allowed').rejection;
  },
  viewOf: ({ status, keeperId }, actor) =>
    status === 'open' && actor.holds(keeperId, 'treasurer')
      ? { whole: true, parties: new Set([keeperId]), totals: true }
      : undefined,
  book: {
    chart: chartOf({
      'assets:bank': ['debit'],
      'assets:till': ['debit'],
      'income:takings': ['credit'],
    }),
    postingsOf({ type, data }) {
      const book = bookings[type] as (of: typeof data) => ReturnType<(typeof bookings)[typeof type]>;
      return balanced(type, book(data));
    },
    about: () => ({ title: 'Stall', currency: 'EUR', openedOn: '2020-01-01' }),
  },
});
