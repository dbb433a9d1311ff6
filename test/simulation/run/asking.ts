import { request } from 'node:http';
import type { Body } from '../checks/evidence.js';

export interface Answer {
  readonly status: number;
  readonly body: Body;
  readonly text: string;
}

/** So long somebody waits for an answer. */
const PATIENCE_MS = 20_000;

/**
 * Asks on a connection of its own, so that what breaks one question breaks no other. Rejects where no whole answer comes.
 */
export function ask(
  url: string,
  options: { readonly token?: string; readonly key?: string; readonly body?: object } = {},
): Promise<Answer> {
  const { token, key, body } = options;
  const payload = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const asked = request(url, {
      method: payload === undefined ? 'GET' : 'POST',
      agent: false,
      timeout: PATIENCE_MS,
      headers: {
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(key === undefined ? {} : { 'Idempotency-Key': key }),
        ...(payload === undefined
          ? {}
          : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(payload) }),
      },
    });
    asked.on('error', reject);
    asked.on('timeout', () => asked.destroy(new Error(`no answer in ${PATIENCE_MS} ms`)));
    asked.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, body: bodyOf(text), text });
      });
    });
    asked.end(payload);
  });
}

function bodyOf(text: string): Body {
  try {
    return JSON.parse(text) as Body;
  } catch {
    return {};
  }
}
