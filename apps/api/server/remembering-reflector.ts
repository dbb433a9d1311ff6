import { type Type } from '@nestjs/common';
import { Reflector } from '@nestjs/core';

type Target = Parameters<Reflector['getAllAndOverride']>[1][number];

/**
 * What decorators say of a route does not change while the server runs, and guards ask for such things at every request: so each is
 * looked up once. The first target, the method of the controller, stands for all.
 */
export class RememberingReflector extends Reflector {
  private readonly known = new WeakMap<Target, Map<unknown, unknown>>();

  override getAllAndOverride<Result, Key = unknown>(key: Key, targets: (Type | Target)[]): Result {
    const [first] = targets;
    if (first === undefined) return undefined as Result;
    let ofFirst = this.known.get(first);
    if (ofFirst === undefined) this.known.set(first, (ofFirst = new Map()));
    if (!ofFirst.has(key)) ofFirst.set(key, super.getAllAndOverride(key as string, targets));
    return ofFirst.get(key) as Result;
  }
}
