import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { uuidWithin } from '#command-handling';
import { callerOf, requestOf, type Caller } from '../authentication/caller.js';
import { idempotencyKeyOf } from './idempotency-key.js';

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
export const idOfNew = (
  what: 'party' | 'co-production' | 'pledge' | 'delivery',
  { commandId }: Giving,
): string => uuidWithin(commandId, what);
