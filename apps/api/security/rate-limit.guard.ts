import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { Reflector } from '@nestjs/core';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { identityOf, requestOf } from './caller.js';
import { type Configuration } from '../configuration/configuration.js';
import { Problem } from '../problems/problem.js';
import { FixedWindow } from './fixed-window.js';

const MINUTE_MS = 60_000;
const UNCOUNTED = 'semina:uncounted';

/** May be asked as often as anybody likes: health, metrics. */
export const Uncounted = (): ClassDecorator & MethodDecorator => SetMetadata(UNCOUNTED, true);

/**
 * So many requests a minute of one person, whatever they ask for; of one address where nobody says who it is. Every answer tells how many
 * are left. It decides at once: what a throttler on promises takes for a request is more than the rest of the guards together.
 */
@Injectable()
export class RateLimitGuard implements CanActivate {
  private readonly window = new FixedWindow(MINUTE_MS);
  private readonly limit: number;

  constructor(
    private readonly reflector: Reflector,
    settings: ConfigService<Configuration, true>,
  ) {
    this.limit = settings.get('requestsPerMinute', { infer: true });
  }

  canActivate(context: ExecutionContext): true {
    if (
      this.reflector.getAllAndOverride<true | undefined>(UNCOUNTED, [
        context.getHandler(),
        context.getClass(),
      ])
    )
      return true;
    const { requests, left_seconds } = this.window.count(askerOf(requestOf(context)));
    if (requests > this.limit) throw new Problem('too_many_requests', { retryAfter_seconds: left_seconds });
    void context
      .getArgByIndex<FastifyReply>(1)
      .header('X-RateLimit-Limit', this.limit)
      .header('X-RateLimit-Remaining', this.limit - requests)
      .header('X-RateLimit-Reset', left_seconds);
    return true;
  }
}

function askerOf(request: FastifyRequest): string {
  const identity = identityOf(request);
  return 'caller' in identity ? identity.caller.personId : `address ${request.ip}`;
}
