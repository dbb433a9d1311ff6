import { type CanActivate, type ExecutionContext, Inject, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type Caller, callerOf, type Identity, requestOf } from './caller.js';
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

  /** At once where the token is one that is remembered: a promise costs every request more than that. */
  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    if (isPublic(this.reflector, context)) return true;
    const request = requestOf(context);
    const seen = (identity: Identity): true => {
      request.identity = identity;
      return true;
    };
    const { authorization } = request.headers;
    if (authorization === undefined) return seen({ refused: 'token_missing' });
    const token = tokenIn(authorization);
    if (token === undefined) return seen({ refused: 'token_invalid' });
    const caller = this.tokens.callerOf(token);
    return caller instanceof Promise
      ? caller.then((found) => seen(identityOf(found)))
      : seen(identityOf(caller));
  }
}

function tokenIn(header: string): string | undefined {
  const [, token] = /^Bearer +([\w~+/.-]+=*)$/i.exec(header.slice(0, TOKEN_CHARACTERS_MAX + 8)) ?? [];
  return token === undefined || token.length > TOKEN_CHARACTERS_MAX ? undefined : token;
}

const identityOf = (caller: Caller | undefined): Identity =>
  caller === undefined ? { refused: 'token_invalid' } : { caller };

const PUBLIC = 'semina:public';

/** Answers without a token: health, metrics, keys. */
export const Public = (): ClassDecorator & MethodDecorator => SetMetadata(PUBLIC, true);

export const isPublic = (reflector: Reflector, context: ExecutionContext): boolean =>
  reflector.getAllAndOverride<boolean | undefined>(PUBLIC, [context.getHandler(), context.getClass()]) ??
  false;

/** Refuses with 401 whoever is not known, wherever a route does not say that it is public. */
@Injectable()
export class SignedInGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    if (!isPublic(this.reflector, context)) callerOf(requestOf(context));
    return true;
  }
}
