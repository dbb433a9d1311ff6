/** A file in a tar archive (POSIX.1-1988, "ustar"): a block of 512 bytes that names it, its bytes, zeros up to the next block. */
export const BLOCK_BYTES = 512;
/** After the last file. */
export const END_BYTES = 2 * BLOCK_BYTES;
/** What the eleven octal digits of the size can say: 8 GiB less one. */
export const FILE_BYTES_MAX = 8 ** 11 - 1;

const field = { name: 100, mode: 8, id: 8, size: 12, time: 12, checksum: 8 } as const;
const CHECKSUM_AT = 148;
const TYPE_AT = 156;
const SIZE_AT = 124;

/** The block before a file, for its owner's eyes alone. Of the same arguments it is always the same. */
export function tarHeader(name: string, bytes: number, time_seconds: number): Buffer {
  const block = Buffer.alloc(BLOCK_BYTES);
  let at = 0;
  const put = (text: string, width: number): void => {
    block.write(text, at, width, 'latin1');
    at += width;
  };
  const octal = (value: number, width: number): void =>
    put(value.toString(8).padStart(width - 1, '0'), width);
  put(name, field.name);
  octal(0o600, field.mode);
  octal(0, field.id);
  octal(0, field.id);
  octal(bytes, field.size);
  octal(time_seconds, field.time);
  put(' '.repeat(field.checksum), field.checksum);
  // '0' is an ordinary file; the name of a link stays empty.
  block.write('0', TYPE_AT, 'latin1');
  block.write('ustar\u000000', 257, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\u0000 `, CHECKSUM_AT, 'latin1');
  return block;
}

/** Name and size of the file behind this block; undefined where it is no such block. Whoever asks made none of these bytes. */
export function parseTarHeader(block: Buffer): { readonly name: string; readonly bytes: number } | undefined {
  const size = block.toString('latin1', SIZE_AT, SIZE_AT + field.size - 1);
  const name = block.toString('latin1', 0, field.name).replace(/\0+$/, '');
  if (block.toString('latin1', 257, 262) !== 'ustar' || !/^[0-7]{11}$/.test(size) || name === '')
    return undefined;
  return { name, bytes: Number.parseInt(size, 8) };
}

/** The zeros after a file of so many bytes. */
export const paddingOf = (bytes: number): number => (BLOCK_BYTES - (bytes % BLOCK_BYTES)) % BLOCK_BYTES;
