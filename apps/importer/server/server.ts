import type { Connection, HttpAnswer } from './connection.js';
import type { Person, Tokens } from './tokens.js';
import { ServerUnusable } from './unusable.js';

/** What the server says to a command. */
export type CommandAnswer =
  | {
      readonly status: 'done';
      /** Of what was made or changed. */
      readonly id: string;
      readonly position: bigint;
      /** Whether an earlier run had done it. */
      readonly repeated: boolean;
    }
  | { readonly status: 'refused'; readonly problem: ServerProblem };

/** Problem details (RFC 9457) as far as they are told to a person. */
export interface ServerProblem {
  readonly code: string;
  readonly detail: string | undefined;
  readonly details: { readonly [name: string]: unknown };
  readonly errors: readonly { readonly field: string; readonly message: string }[];
}

type Body = { readonly [field: string]: unknown };

/** The commands and queries of a Semina server, given by persons. */
export class Server {
  constructor(
    readonly connection: Connection,
    private readonly tokens: Tokens,
  ) {}

  /** Gives a command. Throws ServerUnusable where the answer is neither a result nor a refusal. */
  async command(person: Person, key: string, path: string, body: Body): Promise<CommandAnswer> {
    const headers = { ...(await this.authorization(person)), 'Idempotency-Key': key };
    const answer = await this.connection.ask({ method: 'POST', path, headers, body });
    if (answer.status !== 200 && answer.status !== 201)
      return { status: 'refused', problem: this.problem(path, answer) };
    const { id, position, repeated } = (answer.body ?? {}) as Body;
    if (typeof id !== 'string' || typeof position !== 'string' || !/^\d+$/.test(position)) {
      throw this.strange(path, answer);
    }
    return { status: 'done', id, position: BigInt(position), repeated: repeated === true };
  }

  /** Reads. Throws ServerUnusable where the person may not, or the answer is none. */
  async query(person: Person, path: string): Promise<Body> {
    const answer = await this.connection.ask({
      method: 'GET',
      path,
      headers: await this.authorization(person),
    });
    if (answer.status === 200 && typeof answer.body === 'object' && answer.body !== null)
      return answer.body as Body;
    const { code } = this.problem(path, answer);
    throw new ServerUnusable(`${this.connection.url} does not answer ${path}: ${code}.`);
  }

  /** All items of a list, page by page. */
  async list(person: Person, path: string): Promise<Body[]> {
    const items: Body[] = [];
    const separator = path.includes('?') ? '&' : '?';
    for (let cursor = ''; ;) {
      const page = await this.query(
        person,
        (cursor && `${path}${separator}cursor=${encodeURIComponent(cursor)}`) || path,
      );
      items.push(...((page['items'] as Body[] | undefined) ?? []));
      if (typeof page['next'] !== 'string') return items;
      cursor = page['next'];
    }
  }

  private async authorization(person: Person): Promise<{ Authorization: string }> {
    return { Authorization: `Bearer ${await this.tokens.of(person)}` };
  }

  private problem(path: string, answer: HttpAnswer): ServerProblem {
    const { code, detail, details, errors } = (answer.body ?? {}) as Body;
    if (typeof code !== 'string') throw this.strange(path, answer);
    if (answer.status === 401) {
      throw new ServerUnusable(
        `${this.connection.url} does not take our tokens (${code}). Is its clock right?`,
      );
    }
    return {
      code,
      detail: typeof detail === 'string' ? detail : undefined,
      details: (details ?? {}) as ServerProblem['details'],
      errors: Array.isArray(errors) ? (errors as ServerProblem['errors']) : [],
    };
  }

  private strange(path: string, { status }: HttpAnswer): ServerUnusable {
    return new ServerUnusable(
      `${this.connection.url} answers ${path} with ${status} as no Semina server does.`,
    );
  }
}
