import { hash } from 'node:crypto';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const VERSION = 0x50;
const VARIANT = 0x80;

/**
 * The UUIDv5 (RFC 9562 §5.5) of a name within a namespace, itself a UUID: the same for the same two, and nobody else's.
 * Every command makes two or three, so it is hashed in one call. Throws a TypeError where the namespace is no UUID.
 */
export function uuidWithin(namespace: string, name: string): string {
  if (!UUID.test(namespace)) throw new TypeError(`${namespace} is no UUID`);
  const named = Buffer.concat([Buffer.from(namespace.replaceAll('-', ''), 'hex'), Buffer.from(name)]);
  const bytes = hash('sha1', named, 'buffer');
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | VERSION, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | VARIANT, 8);
  const hex = bytes.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
