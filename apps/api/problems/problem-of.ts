import { HttpException } from '@nestjs/common';
import { CommandHandlingContended, CommandHandlingOverloaded } from '#command-handling';
import { InvalidCursor, PositionNotReached } from '#projection-engine';
import { isDatabaseAway } from './database-away.js';
import { Problem } from './problem.js';
import { type DoorCode } from './door-problems.js';

const codeOfStatus: { readonly [status: number]: DoorCode } = {
  404: 'route_unknown',
  405: 'method_not_allowed',
  408: 'request_timeout',
  413: 'body_too_large',
  414: 'url_too_long',
  415: 'content_type_unsupported',
  429: 'too_many_requests',
  431: 'headers_too_large',
};

/** What whatever was thrown means to the client. A defect says nothing about itself: the log does. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof CommandHandlingOverloaded || error instanceof CommandHandlingContended) {
    return new Problem('overloaded', { retryAfter_seconds: 1 });
  }
  if (error instanceof InvalidCursor) return new Problem('cursor_invalid');
  if (error instanceof PositionNotReached)
    return new Problem('position_not_reached', { retryAfter_seconds: 1 });
  if (isDatabaseAway(error)) return new Problem('store_unavailable', { retryAfter_seconds: 1 });
  const status = statusGiven(error);
  if (status === undefined || status >= 500) return new Problem('defect');
  return new Problem(codeOfStatus[status] ?? 'malformed_request');
}

function statusGiven(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 ? status : undefined;
}
