import { createHash } from 'node:crypto';
import { NOTE_BYTES_MAX } from '#transparency-log';
import type { WitnessAddress } from './addresses.js';

/** A witness gave no answer, or none that helps. */
export class WitnessFailed extends Error {
  override readonly name = 'WitnessFailed';
}

/** What came back: the status, and the body where it is not too long. */
export interface Answer {
  readonly status: number;
  readonly body: Uint8Array;
}

/** Sends a request to `/add-checkpoint` (C2SP tlog-witness). Rejects with WitnessFailed. */
export function addCheckpoint({ url }: WitnessAddress, body: string, signal: AbortSignal): Promise<Answer> {
  return request(`${url}/add-checkpoint`, { method: 'POST', body, signal });
}

/** The checkpoint that a witness has co-signed last and shows to everybody. Rejects with WitnessFailed. */
export function shownCheckpoint(
  { url }: WitnessAddress,
  origin: string,
  signal: AbortSignal,
): Promise<Answer> {
  const originHash = createHash('sha256').update(origin).digest('hex');
  return request(`${url}/${originHash}/checkpoint`, { signal });
}

/** A note at an address that somebody has given. Rejects with WitnessFailed. */
export const fetchNote = (url: string, signal: AbortSignal): Promise<Answer> => request(url, { signal });

async function request(url: string, options: RequestInit): Promise<Answer> {
  try {
    // A witness has no reason to send us elsewhere.
    const response = await fetch(url, { ...options, redirect: 'error' });
    return { status: response.status, body: await readBody(response) };
  } catch (error) {
    if (error instanceof WitnessFailed) throw error;
    throw new WitnessFailed(reasonOf(error), { cause: error });
  }
}

/** `fetch` says only that it failed, and why in its cause. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error & { cause?: { message?: unknown } };
  return typeof cause?.message === 'string' ? `${message}: ${cause.message}` : message;
}

/** Whoever answers decides how much it sends, so no more is read than an answer can have. */
async function readBody(response: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    parts.push(part as Uint8Array);
    bytes += (part as Uint8Array).length;
    if (bytes > NOTE_BYTES_MAX) throw new WitnessFailed(`its answer has more than ${NOTE_BYTES_MAX} bytes`);
  }
  return Buffer.concat(parts);
}

/** The beginning of an answer, for a log: printable, and on one line. */
export const excerpt = (body: Uint8Array): string =>
  Buffer.from(body.subarray(0, 200))
    .toString('utf8')
    .replaceAll(/[^\x21-\x7e]+/g, ' ')
    .trim();
