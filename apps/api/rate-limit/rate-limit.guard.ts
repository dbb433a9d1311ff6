import { Injectable, type ExecutionContext } from '@nestjs/common';
import { ThrottlerGuard } from '@nestjs/throttler';
import { type FastifyRequest } from 'fastify';
import { identityOf } from '../authentication/caller.js';

/** So many requests a minute of one person, whatever they ask for; of one address where nobody says who it is. */
@Injectable()
export class RateLimitGuard extends ThrottlerGuard {
  protected override getTracker(request: Record<string, unknown>): Promise<string> {
    const identity = identityOf(request as unknown as FastifyRequest);
    const tracker = 'caller' in identity ? identity.caller.personId : `address ${String(request['ip'])}`;
    return Promise.resolve(tracker);
  }

  protected override generateKey(_context: ExecutionContext, tracker: string): string {
    return tracker;
  }
}
