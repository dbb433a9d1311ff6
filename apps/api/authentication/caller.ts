import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem.js';

/** Who sends the request, by its token. */
export interface Caller {
  /** UUID. */
  readonly personId: string;
  /** Runs the server. */
  readonly operator: boolean;
}

/** What the token of a request said: who calls, or why nobody is known to. */
export type Identity = { readonly caller: Caller } | { readonly refused: 'token_missing' | 'token_invalid' };

const identities = new WeakMap<FastifyRequest, Identity>();

export const identify = (request: FastifyRequest, identity: Identity): void => {
  identities.set(request, identity);
};

export const identityOf = (request: FastifyRequest): Identity =>
  identities.get(request) ?? { refused: 'token_missing' };

/** The caller of a request. Throws 401 where there is none. */
export function callerOf(request: FastifyRequest): Caller {
  const identity = identityOf(request);
  if ('refused' in identity) throw new Problem(identity.refused);
  return identity.caller;
}

/** The caller, as a parameter of a controller's method. */
export const CallerParam = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  callerOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
