import { type BuiltServer } from '../http/built-server.js';
import { titleOf, type Exchange } from './release.js';

/** Headers that mean something to a client; the others are the same everywhere, or of the connection. */
const HEADERS = [
  'allow',
  'cache-control',
  'content-disposition',
  'content-type',
  'semina-position',
  'www-authenticate',
];
/** Members of answers that tell the time or the request, so that they differ in every run. */
export const OF_A_RUN = [
  'instance',
  'recordedAt',
  'cause',
  'exportedAt',
  'since',
  'correctedAt',
  'responseTime',
];

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** An answer that is not the recorded one. */
export interface Difference {
  readonly title: string;
  readonly answered: Answer;
  readonly recorded: Answer;
}

/** Asks the server all this, in order. Answers with what differs, but for members named `free`. */
export async function differences(
  server: BuiltServer,
  exchanges: readonly Exchange[],
  free: readonly string[] = OF_A_RUN,
): Promise<Difference[]> {
  const found: Difference[] = [];
  const tokens = new Map<string, string>();
  for (const exchange of exchanges) {
    const { who } = exchange.request;
    const token = who && (tokens.get(who.name) ?? (await server.token(who.personId, who)));
    if (who && token !== null) tokens.set(who.name, token);
    const answered = await ask(server.url, exchange, token, free);
    const recorded = comparable(exchange.answer, free);
    if (!isSame(answered, recorded)) found.push({ title: titleOf(exchange), answered, recorded });
  }
  return found;
}

async function ask(
  url: string,
  { request }: Exchange,
  token: string | null,
  free: readonly string[],
): Promise<Answer> {
  const { method, path, headers, body } = request;
  const response = await fetch(url + path, {
    method,
    headers: { ...headers, ...(token === null ? {} : { Authorization: `Bearer ${token}` }) },
    ...(body === undefined ? {} : { body }),
  });
  const { status } = response;
  return comparable(
    { status, headers: Object.fromEntries(response.headers), body: await response.text() },
    free,
  );
}

function comparable({ status, headers, body }: Exchange['answer'], free: readonly string[]): Answer {
  const kept = HEADERS.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]]));
  return { status, headers: Object.fromEntries(kept), body: withoutFree(body, free) };
}

function withoutFree(text: string, free: readonly string[]): unknown {
  try {
    return JSON.parse(text, (name, value: unknown) => (free.includes(name) && value !== null ? '…' : value));
  } catch {
    return text;
  }
}

/** Whether two JSON values are the same, whatever the order of their members. */
function isSame(one: unknown, other: unknown): boolean {
  return sorted(one) === sorted(other);
}

/** JSON with the members of objects in the order of their names. */
export function sorted(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
