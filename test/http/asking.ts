import { randomUUID } from 'node:crypto';
import { type BuiltServer } from './built-server.js';

/** JSON that a test looks into: the fields that answers have, each there or not. */
export interface Body {
  readonly id: string;
  readonly code: string;
  readonly position: string;
  readonly repeated: boolean;
  readonly revision: number;
  readonly events: readonly { readonly id: string; readonly type: string; readonly data: Fields }[];
  readonly items: readonly Fields[];
  readonly next: string | null;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  readonly details: Fields;
  readonly [field: string]: unknown;
}
export type Fields = { readonly [field: string]: unknown };

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface Request {
  /** A new one unless told; null sends none. */
  readonly key?: string | null;
  readonly headers?: { readonly [name: string]: string };
  /** In place of JSON. */
  readonly raw?: string | Uint8Array;
}

/** One person at the door of one server. */
export interface Person {
  readonly id: string;
  get(path: string, request?: Request): Promise<Answer>;
  post(path: string, body?: object, request?: Request): Promise<Answer>;
  put(path: string, body?: object, request?: Request): Promise<Answer>;
  delete(path: string, request?: Request): Promise<Answer>;
}

/** A person with a token of the server's own key. */
export async function person(
  server: BuiltServer,
  { id = randomUUID(), operator = false }: { id?: string; operator?: boolean } = {},
): Promise<Person> {
  return bearer(server.url, await server.token(id, { operator }), id);
}

/** Whoever has this token. */
export function bearer(url: string, token: string, id = ''): Person {
  const ask = (method: string, path: string, body?: object, request: Request = {}): Promise<Answer> => {
    const { key = randomUUID(), headers = {}, raw } = request;
    const writes = method !== 'GET';
    const payload = raw ?? (body && JSON.stringify(body));
    return send(url + path, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        ...(writes && key !== null ? { 'Idempotency-Key': key } : {}),
        ...(payload === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(payload === undefined ? {} : { body: payload as string }),
    });
  };
  return {
    id,
    get: (path, request) => ask('GET', path, undefined, request),
    post: (path, body, request) => ask('POST', path, body, request),
    put: (path, body, request) => ask('PUT', path, body, request),
    delete: (path, request) => ask('DELETE', path, undefined, request),
  };
}

/** Any request, its answer read to the end. What is no JSON is the field `text`. */
export async function send(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: bodyOf(text) };
}

function bodyOf(text: string): Body {
  try {
    return JSON.parse(text) as Body;
  } catch {
    return { text } as unknown as Body;
  }
}

/** The answer of a command that is expected to pass. Throws with what the server said where it did not. */
export async function done(answer: Promise<Answer>): Promise<Body> {
  const { status, body } = await answer;
  if (status !== 200 && status !== 201) throw new Error(`answered ${status} ${JSON.stringify(body)}`);
  return body;
}
