import { v5 as uuidV5 } from 'uuid';
import type { Thing } from './step.js';

/** Made once at random; whatever is imported has its ids below it. */
const NAMESPACE = '6f0c2a53-0d7e-4d0b-9d3b-5f1c1f6a9e27';

/**
 * What makes two runs one import: the co-production's ref; where it has none, its title and the day its pledging opens,
 * which then cannot be corrected without becoming another.
 */
export function importIdentity(title: string, opensOn: string, ref?: string): string {
  return uuidV5(JSON.stringify(ref === undefined ? [title, opensOn] : [ref]), NAMESPACE);
}

/** The Idempotency-Key (UUIDv5, RFC 9562) of one step: the same at every run, so that nothing is done twice. */
export function stepKey(identity: string, file: string, ref: string, step: string): string {
  return uuidV5(JSON.stringify([file, ref, step]), identity);
}

/**
 * The id that the server gave to what the command with this key made: it names a new thing by the key and its kind, so
 * that it is known even where the answer no longer tells it.
 */
export function idMadeBy(key: string, thing: Thing): string {
  const [kind = ''] = thing.split(' ');
  return uuidV5(kind === 'person' ? 'party' : kind, key);
}

/** The operator who imports. The server compares who gave a command first, so it is the same one at every run. */
export const operatorId = uuidV5('operator', NAMESPACE);
