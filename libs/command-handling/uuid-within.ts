import { hash } from 'node:crypto';
import { putUuid } from '#versioned';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const UUID_BYTES = 16;
const VARIANTS = ['8', '9', 'a', 'b'] as const;

/** Throws a TypeError where the text is no UUID. */
export function requireUuid(text: string): void {
  if (!UUID.test(text)) throw notUuid(text);
}

/**
 * The UUIDv5 (RFC 9562 §5.5) of a name within a namespace, itself a UUID: the same for the same two, and nobody else's.
 * Every command makes two or three, so it is hashed in one call. Throws a TypeError where the namespace is no UUID.
 */
export function uuidWithin(namespace: string, name: string): string {
  const named = Buffer.allocUnsafe(UUID_BYTES + Buffer.byteLength(name));
  if (!putUuid(namespace.toLowerCase(), named, 0)) throw notUuid(namespace);
  named.write(name, UUID_BYTES);
  const hex = hash('sha1', named, 'hex');
  const variant = VARIANTS[Number.parseInt(hex.charAt(16), 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const notUuid = (text: string): TypeError => new TypeError(`${text} is no UUID`);
