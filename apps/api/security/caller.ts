import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type FastifyInstance, type FastifyRequest } from 'fastify';
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

declare module 'fastify' {
  interface FastifyRequest {
    /** Undefined until the token was looked at, and on routes that are public. */
    identity: Identity | undefined;
  }
}

/** Every request has a place for who sends it. */
export const declareIdentity = (fastify: FastifyInstance): void =>
  void fastify.decorateRequest('identity', undefined);

export const identityOf = ({ identity }: FastifyRequest): Identity =>
  identity ?? { refused: 'token_missing' };

/** The caller of a request. Throws 401 where there is none. */
export function callerOf(request: FastifyRequest): Caller {
  const identity = identityOf(request);
  if ('refused' in identity) throw new Problem(identity.refused);
  return identity.caller;
}

/** What `switchToHttp()` leads to as well, which makes three functions at each call. */
export const requestOf = (context: ExecutionContext): FastifyRequest =>
  context.getArgByIndex<FastifyRequest>(0);

/** The caller, as a parameter of a controller's method. */
export const CallerParam = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  callerOf(requestOf(context)),
);
