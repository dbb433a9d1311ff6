import { setTimeout as pause } from 'node:timers/promises';
import { ServerUnusable } from './unusable.js';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** From the server's root on, e.g. `/parties`. */
  readonly path: string;
  readonly headers: { readonly [name: string]: string };
  readonly body?: unknown;
}

export interface HttpAnswer {
  readonly status: number;
  /** Undefined where the answer is no JSON. */
  readonly body: unknown;
}

export interface Patience {
  /** How long one request is repeated before the server counts as gone. */
  readonly patience_ms: number;
  /** How long one answer may take. */
  readonly answer_ms: number;
  /** What to do when no answer has come. */
  readonly advice: string;
}

/** A limit per minute may make a request wait for most of one, so patience is longer than that. */
export const ordinaryPatience: Patience = {
  patience_ms: 120_000,
  answer_ms: 30_000,
  advice: 'What it has booked stays; run the same import again and it completes.',
};

const BACKOFF_FIRST_MS = 100;
const BACKOFF_MAX_MS = 5_000;
const NOTICEABLE_MS = 1_000;
/** A defect of the server does not go away by waiting; a few repeats cover one that was met in passing. */
const DEFECTS_MAX = 3;
const TRY_LATER = new Set([408, 425, 429, 502, 503, 504]);

/** Asks a server until it answers. */
export class Connection {
  constructor(
    /** `http://127.0.0.1:3000`, without a slash at the end. */
    readonly url: string,
    private readonly patience: Patience = ordinaryPatience,
    /** Told before every pause that somebody could notice. */
    private readonly onWait: (reason: string) => void = () => undefined,
  ) {}

  /**
   * The answer, whatever it says, to a request that may be repeated: a read, or a write with an Idempotency-Key.
   * Where none comes, or one that says to come later, it is asked again with pauses that grow. Throws ServerUnusable
   * when patience is at its end.
   */
  async ask(request: HttpRequest): Promise<HttpAnswer> {
    const deadline_ms = Date.now() + this.patience.patience_ms;
    for (let attempt = 0, defects = 0; ; attempt += 1) {
      const outcome = await this.tryOnce(request);
      if ('answer' in outcome && outcome.answer.status !== 500) return outcome.answer;
      if ('answer' in outcome && ++defects >= DEFECTS_MAX) {
        throw new ServerUnusable(
          `${this.url} answers ${request.path} with a defect of its own (500); see its log.`,
        );
      }
      const wait_ms = outcome.wait_ms ?? backoff(attempt);
      if (Date.now() + wait_ms > deadline_ms) throw this.unreachable(outcome.reason);
      if (wait_ms >= NOTICEABLE_MS) this.onWait(outcome.reason);
      await pause(wait_ms);
    }
  }

  private async tryOnce({ method, path, headers, body }: HttpRequest): Promise<Outcome> {
    try {
      const response = await fetch(this.url + path, {
        method,
        headers: body === undefined ? headers : { ...headers, 'Content-Type': 'application/json' },
        signal: AbortSignal.timeout(this.patience.answer_ms),
        redirect: 'error',
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      const reason = `it answers ${response.status}`;
      if (!TRY_LATER.has(response.status)) {
        return { answer: { status: response.status, body: parsed(text) }, reason };
      }
      const wait = retryAfter_ms(response.headers.get('Retry-After'));
      return { reason, ...(wait !== undefined && { wait_ms: wait }) };
    } catch (error) {
      return { reason: reasonOf(error) };
    }
  }

  private unreachable(reason: string): ServerUnusable {
    const seconds = Math.round(this.patience.patience_ms / 1000);
    return new ServerUnusable(
      `The server at ${this.url} gave no answer for ${seconds} seconds: ${reason}. ${this.patience.advice}`,
    );
  }
}

type Outcome =
  | { readonly answer: HttpAnswer; readonly reason: string; readonly wait_ms?: number }
  | { readonly reason: string; readonly wait_ms?: number };

function backoff(attempt: number): number {
  const whole_ms = Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** attempt);
  return whole_ms * (0.5 + Math.random() / 2);
}

/** Seconds, as RFC 9110 allows; its other form, a date, is left to the backoff. */
function retryAfter_ms(header: string | null): number | undefined {
  return header !== null && /^\d{1,5}$/.test(header) ? Number(header) * 1000 : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `fetch failed` says nothing; its cause does. */
function reasonOf(error: unknown): string {
  const { cause, message, name } = error as Error & { cause?: { code?: string; message?: string } };
  if (name === 'TimeoutError') return 'it took too long';
  return cause?.code ?? cause?.message ?? message;
}
