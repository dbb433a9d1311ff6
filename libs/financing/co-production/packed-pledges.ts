import { type Base, inOrder, packNumbers, type PackedNumbers, packTexts, type PackedTexts } from '#versioned';
import { numbersIn, textsIn } from './snapshot-columns.js';
import type { Columns } from '#decision';
import type { Pledge } from './state.js';
import { instruments } from './terms.js';

const statuses: readonly Pledge['status'][] = ['open', 'withdrawn', 'released'];

/**
 * Pledges as columns: `pledges.id` in order, and in the same order what stands in each pledge, a party by its place among
 * `parties`, which are in order too. `pledges.places` tells for each ordinal the place of its pledge.
 */
export function packPledges(pledges: readonly Pledge[], parties: readonly string[]): Columns {
  const inOrderOfIds = pledges.toSorted((one, other) => inOrder(one.id, other.id));
  const partyPlaces = new Map(parties.map((party, place) => [party, place]));
  const column = (numberOf: (pledge: Pledge) => number): Uint8Array =>
    packNumbers(inOrderOfIds.map(numberOf));
  const places: number[] = Array.from({ length: pledges.length }, () => 0);
  inOrderOfIds.forEach(({ ordinal }, place) => (places[ordinal] = place));
  return {
    'pledges.id': packTexts(inOrderOfIds.map(({ id }) => id)),
    'pledges.ordinal': column(({ ordinal }) => ordinal),
    'pledges.by': column(({ by }) => partyPlaces.get(by) ?? Number.NaN),
    'pledges.through': column(({ through }) => partyPlaces.get(through) ?? Number.NaN),
    'pledges.instrument': column(({ instrument }) => instruments.indexOf(instrument)),
    'pledges.amount': column(({ amount }) => amount),
    'pledges.received': column(({ received }) => received),
    'pledges.settled': column(({ settled }) => settled),
    'pledges.status': column(({ status }) => statuses.indexOf(status)),
    'pledges.places': packNumbers(places),
  };
}

/** Pledges that are made of their columns when they are asked for, by id; in the order in which they were made. */
export class PackedPledges implements Base<string, Pledge> {
  readonly size: number;
  readonly #id: PackedTexts;
  readonly #ordinal: PackedNumbers;
  readonly #by: PackedNumbers;
  readonly #through: PackedNumbers;
  readonly #instrument: PackedNumbers;
  readonly #amount: PackedNumbers;
  readonly #received: PackedNumbers;
  readonly #settled: PackedNumbers;
  readonly #status: PackedNumbers;
  readonly #places: PackedNumbers;
  readonly #named: string[] = [];

  /** Throws, naming the column, where one is missing, of another length, or holds what cannot stand there. */
  constructor(
    columns: Columns,
    private readonly parties: PackedTexts,
  ) {
    this.#id = textsIn(columns, 'pledges.id');
    const { size } = this.#id;
    const column = (field: string, below?: number): PackedNumbers => {
      const numbers = numbersIn(columns, `pledges.${field}`, below);
      if (numbers.length === size) return numbers;
      throw new Error(
        `a snapshot has ${numbers.length} pledges in its column "pledges.${field}", not ${size}`,
      );
    };
    this.size = size;
    this.#ordinal = column('ordinal', size);
    this.#by = column('by', parties.size);
    this.#through = column('through', parties.size);
    this.#instrument = column('instrument', instruments.length);
    this.#amount = column('amount');
    this.#received = column('received');
    this.#settled = column('settled');
    this.#status = column('status', statuses.length);
    this.#places = column('places', size);
    for (let place = 0; place < size; place += 1)
      if (this.#places.at(this.#ordinal.at(place)) !== place)
        throw new Error('a snapshot has two pledges at one place in its column "pledges.places"');
  }

  get(id: string): Pledge | undefined {
    const place = this.#id.placeOf(id);
    return place < 0 ? undefined : this.#at(place, id);
  }

  *entries(): Iterable<[string, Pledge]> {
    for (let ordinal = 0; ordinal < this.size; ordinal += 1) {
      const place = this.#places.at(ordinal);
      const id = this.#id.at(place);
      yield [id, this.#at(place, id)];
    }
  }

  /** Their ids by ordinal. */
  get ids(): Base<number, string> {
    const [size, ids, places] = [this.size, this.#id, this.#places];
    return {
      size,
      get: (ordinal) => (ordinal < size ? ids.at(places.at(ordinal)) : undefined),
      *entries() {
        for (let ordinal = 0; ordinal < size; ordinal += 1) yield [ordinal, ids.at(places.at(ordinal))];
      },
    };
  }

  #at(place: number, id: string): Pledge {
    return {
      id,
      ordinal: this.#ordinal.at(place),
      by: this.#party(this.#by.at(place)),
      through: this.#party(this.#through.at(place)),
      instrument: instruments[this.#instrument.at(place)] ?? 'advance',
      amount: this.#amount.at(place),
      received: this.#received.at(place),
      settled: this.#settled.at(place),
      status: statuses[this.#status.at(place)] ?? 'open',
    };
  }

  /** Many pledges run through one party, whose name is then made once. */
  #party(place: number): string {
    return (this.#named[place] ??= this.parties.at(place));
  }
}
