import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { callerOf, requestOf } from './caller.js';
import { isPublic } from './public.js';

/** Refuses with 401 whoever is not known, wherever a route does not say that it is public. */
@Injectable()
export class SignedInGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    if (!isPublic(this.reflector, context)) callerOf(requestOf(context));
    return true;
  }
}
