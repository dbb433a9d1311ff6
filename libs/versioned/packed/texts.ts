/** Texts one after the other in one of the forms: each has a place, from 0. */
export interface Texts {
  readonly size: number;
  /** How many UTF-16 code units the text at a place has. */
  lengthAt(place: number): number;
  /** One of these units. */
  unitAt(place: number, index: number): number;
  at(place: number): string;
}

/** A way to write texts as bytes, marked by its number. */
export interface TextForm {
  readonly mark: number;
  /** Undefined where the form cannot hold one of the texts. */
  write(texts: readonly string[]): Uint8Array | undefined;
  /** Throws a RangeError where nothing that `write` gives looks like that. */
  read(bytes: Uint8Array): Texts;
}

/** The same bytes, with the ways to read them that a Buffer has. */
export const viewOf = ({ buffer, byteOffset, length }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, length);
