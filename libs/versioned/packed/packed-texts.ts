import { type Base } from '../overlay.js';
import { textForms } from './text-forms.js';
import { TextIndex } from './text-index.js';
import type { Texts } from './texts.js';

/** By code unit, which is the same everywhere, unlike the order of a language. */
export const inOrder = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Once a text was looked for so many times, for each that there are, an index is worth while: it costs what some looks cost. */
const LOOKS_A_TEXT = 1 / 16;

/** Comes before every code unit: a text comes before those that begin with it. */
const END = -1;

/**
 * A column of texts that are in order, each once: a byte that tells the form, and the texts in the shortest form that
 * holds them all. Throws a RangeError on texts that are not in order.
 */
export function packTexts(texts: readonly string[]): Uint8Array {
  texts.forEach((text, place) => {
    if (place > 0 && inOrder(texts[place - 1] ?? '', text) >= 0)
      throw new RangeError(`${text} does not come after the text before it`);
  });
  for (const { mark, write } of textForms) {
    const bytes = write(texts);
    if (bytes !== undefined) return Buffer.concat([Uint8Array.of(mark), bytes]);
  }
  throw new RangeError('no form holds these texts');
}

/** Looks texts up in what packTexts gave, without unpacking the others. It is a Base for a set of them. */
export class PackedTexts implements Base<string, true> {
  readonly #texts: Texts;
  #looks = 0;
  #index: TextIndex | undefined;

  /** Throws a RangeError where this is no column of texts. That they are in order is not looked at. */
  constructor(packed: Uint8Array) {
    const form = textForms.find(({ mark }) => mark === packed[0]);
    if (form === undefined) throw new RangeError('a column of texts is of another kind');
    this.#texts = form.read(packed.subarray(1));
  }

  get size(): number {
    return this.#texts.size;
  }

  /** The text at this place, from 0. */
  at(place: number): string {
    return this.#texts.at(place);
  }

  /** Where the text is; −1 where it is not. A search by halves; where that was done often, an index tells. */
  placeOf(text: string): number {
    if (this.#index !== undefined) return this.#index.placeOf(text);
    this.#looks += 1;
    if (this.#looks === Math.ceil(this.size * LOOKS_A_TEXT)) this.#index = TextIndex.of(this.#texts);
    return this.#searched(text);
  }
  get(text: string): true | undefined {
    return this.placeOf(text) < 0 ? undefined : true;
  }

  *entries(): Iterable<[string, true]> {
    for (let place = 0; place < this.size; place += 1) yield [this.at(place), true];
  }

  #searched(text: string): number {
    let from = 0;
    let to = this.size;
    // How many units the text shares with those before and after what is left, and so with all that is left.
    let sharedBelow = 0;
    let sharedAbove = 0;
    while (from < to) {
      const middle = (from + to) >>> 1;
      const shared = this.#sharedUnits(middle, text, Math.min(sharedBelow, sharedAbove));
      const order = this.#unitOrEnd(middle, shared) - (shared < text.length ? text.charCodeAt(shared) : END);
      if (order === 0) return middle;
      if (order < 0) {
        from = middle + 1;
        sharedBelow = shared;
      } else {
        to = middle;
        sharedAbove = shared;
      }
    }
    return -1;
  }

  /** How many units the text at this place and another begin with in common; it is known that they have so many. */
  #sharedUnits(place: number, text: string, known: number): number {
    const length = Math.min(this.#texts.lengthAt(place), text.length);
    let shared = known;
    while (shared < length && this.#texts.unitAt(place, shared) === text.charCodeAt(shared)) shared += 1;
    return shared;
  }

  #unitOrEnd(place: number, index: number): number {
    return index < this.#texts.lengthAt(place) ? this.#texts.unitAt(place, index) : END;
  }
}
