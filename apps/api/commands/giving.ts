import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { type FastifyRequest, type preSerializationHookHandler } from 'fastify';
import { uuidWithin } from '#command-handling';
import { isUuid } from '#decision';
import { type Caller, callerOf, requestOf } from '../security/caller.js';
import { Problem } from '../problems/problem.js';

/** Who gives a command, under which id, and by which request. */
export interface Giving {
  readonly caller: Caller;
  /** UUID, the Idempotency-Key. */
  readonly commandId: string;
  /** UUID, the request id in the logs. */
  readonly cause: string;
}

/** How a command is given, as a parameter of a controller's method. */
export const Given = createParamDecorator((_data: unknown, context: ExecutionContext): Giving => {
  const request = requestOf(context);
  return { caller: callerOf(request), commandId: idempotencyKeyOf(request), cause: request.id };
});

/** The id of what a command brings into being: UUIDv5 (RFC 9562) within the command id, so a repeat makes the same. */
export const idOfNew = (what: string, { commandId }: Giving): string => uuidWithin(commandId, what);

/** The id of the command that a request carries. Throws 400 where there is none, or not one UUID. */
function idempotencyKeyOf(request: FastifyRequest): string {
  const key = request.headers['idempotency-key'];
  if (key === undefined) throw new Problem('idempotency_key_missing');
  if (!isUuid(key)) throw new Problem('idempotency_key_invalid');
  return String(key).toLowerCase();
}

/** Every write carries a key, even one that may be repeated as it is: clients need not know which is which. */
@Injectable()
export class IdempotencyKeyGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = requestOf(context);
    if (!['GET', 'HEAD', 'OPTIONS'].includes(request.method)) idempotencyKeyOf(request);
    return true;
  }
}

/**
 * The day it is here, `YYYY-MM-DD`, in the server's time zone (the environment variable TZ): a
 * treasurer in Catania who writes down a receipt after midnight means the new day.
 */
export function today(now: Date = new Date()): string {
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  const [year, month, day] = parts.map((part) => String(part).padStart(2, '0'));
  return `${year}-${month}-${day}`;
}

/** Puts the position of an answer into a header as well, for those who do not read bodies. */
export const showPosition: preSerializationHookHandler<{ position?: unknown } | null> = (
  _request,
  reply,
  answer,
  done,
) => {
  if (typeof answer?.position === 'string') void reply.header('Semina-Position', answer.position);
  done(null, answer);
};
