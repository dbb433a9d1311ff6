import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { requestOf } from '../authentication/caller.js';
import { isUuid } from '../input/checks.js';
import { Problem } from '../problems/problem.js';

export const IDEMPOTENCY_KEY = 'idempotency-key';

/** The id of the command that a request carries. Throws 400 where there is none, or not one UUID. */
export function idempotencyKeyOf(request: FastifyRequest): string {
  const key = request.headers[IDEMPOTENCY_KEY];
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
