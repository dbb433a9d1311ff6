import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type FastifyRequest } from 'fastify';
import { identify, type Identity } from './caller.js';
import { isPublic } from './public.js';
import { TOKEN_CHARACTERS_MAX, TOKENS, type Tokens } from './tokens.js';

/**
 * Reads the bearer token (RFC 6750) and remembers who calls. It lets everyone pass: requests are counted first,
 * by person or address, so that guessing at tokens has its limit too; then SignedInGuard refuses.
 */
@Injectable()
export class IdentifyGuard implements CanActivate {
  constructor(
    @Inject(TOKENS) private readonly tokens: Tokens,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (isPublic(this.reflector, context)) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    identify(request, await this.identityOf(request.headers.authorization));
    return true;
  }

  private async identityOf(header: string | undefined): Promise<Identity> {
    if (header === undefined) return { refused: 'token_missing' };
    const [, token] = /^Bearer +([\w~+/.-]+=*)$/i.exec(header.slice(0, TOKEN_CHARACTERS_MAX + 8)) ?? [];
    if (token === undefined || token.length > TOKEN_CHARACTERS_MAX) return { refused: 'token_invalid' };
    const caller = await this.tokens.callerOf(token);
    return caller === undefined ? { refused: 'token_invalid' } : { caller };
  }
}
