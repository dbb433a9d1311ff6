import { CouldNotCheck } from '../finding.js';

const ATTEMPTS = 4;
const TIMEOUT_MS = 30_000;
const FIRST_PAUSE_MS = 200;
const PAUSE_MS_MAX = 60_000;

export interface Answer {
  readonly status: number;
  readonly body: Uint8Array;
}

/**
 * Asks for a document, again where the server is busy or out of reach. At most `bytesMax` are read: whoever answers may be hostile.
 * Rejects with CouldNotCheck where there is no answer, or one that refuses.
 */
export async function get(url: string, token: string | undefined, bytesMax: number): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await ask(url, token, bytesMax);
    if (typeof answer === 'object' && 'status' in answer) return settled(url, answer);
    if (attempt === ATTEMPTS) throw new CouldNotCheck(`${url} does not answer: ${answer.reason}.`);
    await pause(answer.pauseMs ?? FIRST_PAUSE_MS * 2 ** attempt);
  }
}

type Failed = { readonly reason: string; readonly pauseMs?: number };

async function ask(url: string, token: string | undefined, bytesMax: number): Promise<Answer | Failed> {
  try {
    const response = await fetch(url, {
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    });
    const body = await bodyOf(response, bytesMax);
    if (response.status !== 429 && response.status < 500) return { status: response.status, body };
    const seconds = Number(response.headers.get('retry-after'));
    const asked = seconds > 0 ? { pauseMs: Math.min(seconds * 1000, PAUSE_MS_MAX) } : {};
    return { reason: `it answers ${response.status}`, ...asked };
  } catch (error) {
    if (error instanceof CouldNotCheck) throw error;
    const { message, cause } = error as Error;
    return { reason: cause instanceof Error ? cause.message : message };
  }
}

function settled(url: string, answer: Answer): Answer {
  if (answer.status === 401) throw new CouldNotCheck(`${url} asks for a token, or yours is no longer valid.`);
  if (answer.status === 403) throw new CouldNotCheck(`${url} is not open to your token.`);
  return answer;
}

async function bodyOf(response: Response, bytesMax: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += (part as Uint8Array).length;
    if (bytes > bytesMax) throw new CouldNotCheck(`${response.url} sends more than ${bytesMax} bytes.`);
    parts.push(part as Uint8Array);
  }
  return Buffer.concat(parts);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
