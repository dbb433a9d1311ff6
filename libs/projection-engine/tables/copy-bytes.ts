import type { Column, SqlType, Value } from './read-table.js';

const CHUNK_BYTES = 65_536;
/** In UTF-8, of one unit of a string. */
const BYTES_MAX = 3;
/** Longer texts are sooner written by Node's own means. */
const SHORT = 32;
const UUID_LENGTH = 36;
const DASH = 45;
const NO_DIGIT = 255;
const DAY_MS = 86_400_000;
/** Whence PostgreSQL counts days. */
const EPOCH_MS = Date.UTC(2000, 0, 1);

/** By character code, the value of a hexadecimal digit. */
const digits = Uint8Array.from({ length: 128 }, (_, code) => {
  const digit = Number.parseInt(String.fromCharCode(code), 16);
  return Number.isNaN(digit) ? NO_DIGIT : digit;
});

/** What begins and ends the binary format, version 3, without flags: https://www.postgresql.org/docs/18/sql-copy.html. */
export const copyHeader: Uint8Array = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
export const copyTrailer: Uint8Array = Buffer.from([0xff, 0xff]);

/**
 * Rows in COPY's binary format, of which the server makes values in half the time that it takes for text. Bytes, because the
 * garbage collector would make copies of strings until they are sent. Throws on what is no value of its column's type.
 */
export class CopyBytes {
  private full: Uint8Array<ArrayBuffer>[] = [];
  private space = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  private view = viewOf(this.space);
  private used = 0;
  /** Rows that follow one another are mostly of the same day. */
  private lastDate = '2000-01-01';
  private lastDay = 0;

  /** Begins a row of so many values. */
  begin(values: number): void {
    this.need(2);
    this.view.setInt16(this.used, values);
    this.used += 2;
  }

  add(value: Value, type: Column['type']): void {
    if (value === null || value === undefined) {
      this.need(4);
      this.length(-1);
    } else writers[type](this, value);
  }

  /** What was added since it was asked for last. */
  taken(): readonly Uint8Array<ArrayBuffer>[] {
    this.cut();
    const taken = this.full;
    this.full = [];
    return taken;
  }

  uuid(value: string): void {
    this.need(20);
    this.length(16);
    const { space } = this;
    let at = this.used;
    let codes = 0;
    let wrong = value.length === UUID_LENGTH ? 0 : NO_DIGIT;
    for (let place = 0; place < value.length; place += 2) {
      if (place === 8 || place === 13 || place === 18 || place === 23) {
        if (value.charCodeAt(place) !== DASH) wrong = NO_DIGIT;
        place += 1;
      }
      const one = value.charCodeAt(place);
      const other = value.charCodeAt(place + 1);
      const high = digits[one & 127] as number;
      const low = digits[other & 127] as number;
      codes |= one | other;
      wrong |= high | low;
      space[at] = (high << 4) | low;
      at += 1;
    }
    if (wrong > 15 || codes > 127) throw notA('uuid', value);
    this.used = at;
  }

  /** With a first byte before the text, where the type has one. */
  text(value: string, first?: number): void {
    this.need(5 + value.length * BYTES_MAX);
    const start = this.used + 4;
    let at = start;
    if (first !== undefined) this.view.setUint8(at++, first);
    at += value.length <= SHORT ? this.shortText(value, at) : this.space.write(value, at);
    this.length(at - start);
    this.used = at;
  }

  integer(value: number): void {
    if ((value | 0) !== value) throw notA('integer', value);
    this.need(8);
    this.length(4);
    this.view.setInt32(this.used, value);
    this.used += 4;
  }

  bigint(value: number | bigint): void {
    this.need(12);
    this.length(8);
    if (typeof value === 'bigint') {
      if (BigInt.asIntN(64, value) !== value) throw notA('bigint', value);
      this.view.setBigInt64(this.used, value);
    } else {
      if (!Number.isSafeInteger(value)) throw notA('bigint', value);
      this.view.setInt32(this.used, Math.floor(value / 2 ** 32));
      this.view.setUint32(this.used + 4, value >>> 0);
    }
    this.used += 8;
  }

  boolean(value: boolean): void {
    this.need(5);
    this.length(1);
    this.view.setUint8(this.used, value ? 1 : 0);
    this.used += 1;
  }

  /** `2019-04-01` as days after the first of January 2000. */
  date(value: string): void {
    if (value !== this.lastDate) [this.lastDate, this.lastDay] = [value, dayOf(value)];
    this.integer(this.lastDay);
  }

  /** Of what follows, −1 for null. */
  private length(bytes: number): void {
    this.view.setInt32(this.used, bytes);
    this.used += 4;
  }

  /** Answers how many bytes were written. */
  private shortText(value: string, at: number): number {
    for (let place = 0; place < value.length; place += 1) {
      const code = value.charCodeAt(place);
      if (code > 127) return this.space.write(value, at);
      this.space[at + place] = code;
    }
    return value.length;
  }

  private need(bytes: number): void {
    if (this.used + bytes <= this.space.length) return;
    this.cut();
    if (bytes <= this.space.length) return;
    this.space = Buffer.allocUnsafeSlow(bytes);
    this.view = viewOf(this.space);
  }

  /** Puts aside what is written, as large as it is; the space is used again. */
  private cut(): void {
    if (this.used > 0) this.full.push(new Uint8Array(this.space.subarray(0, this.used)));
    this.used = 0;
  }
}

const viewOf = ({ buffer, byteOffset, byteLength }: Buffer): DataView =>
  new DataView(buffer, byteOffset, byteLength);

const asText = (bytes: CopyBytes, value: Value): void => bytes.text(String(value));

const writers: { readonly [_ in SqlType]: (bytes: CopyBytes, value: Value) => void } = {
  uuid: (bytes, value) => bytes.uuid(String(value)),
  text: asText,
  json: asText,
  // The version of the format.
  jsonb: (bytes, value) => bytes.text(String(value), 1),
  integer: (bytes, value) => bytes.integer(Number(value)),
  bigint: (bytes, value) => bytes.bigint(typeof value === 'bigint' ? value : Number(value)),
  boolean: (bytes, value) => bytes.boolean(value === true),
  date: (bytes, value) => bytes.date(String(value)),
};

/** Node takes the 31st of February for the 3rd of March, so the day is told again and compared. */
function dayOf(date: string): number {
  const ms = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== date) throw notA('date', date);
  return (ms - EPOCH_MS) / DAY_MS;
}

const notA = (type: SqlType, value: string | number | bigint): Error => new Error(`${value} is no ${type}`);
