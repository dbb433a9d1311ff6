import { v5 as uuidV5 } from 'uuid';

/** Made once at random; whatever is imported has its ids below it. */
const NAMESPACE = '6f0c2a53-0d7e-4d0b-9d3b-5f1c1f6a9e27';

/** What makes two runs one import: the co-production's title and the day its pledging opens. */
export function importIdentity(title: string, opensOn: string): string {
  return uuidV5(JSON.stringify([title, opensOn]), NAMESPACE);
}

/** The Idempotency-Key (UUIDv5, RFC 9562) of one step: the same at every run, so that nothing is done twice. */
export function stepKey(identity: string, file: string, ref: string, step: string): string {
  return uuidV5(JSON.stringify([file, ref, step]), identity);
}

/** The operator who imports. The server compares who gave a command first, so it is the same one at every run. */
export const operatorId = uuidV5('operator', NAMESPACE);
