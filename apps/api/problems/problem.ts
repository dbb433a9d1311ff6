import { type Rejection } from '#decision';
import { meaningOf, statusOf, titleOf, type ProblemCode } from './problem-codes.js';

/** What is wrong with one field of the input. */
export interface FieldError {
  /** Path to the field, e.g. `lines[0].quantity`. */
  readonly field: string;
  readonly message: string;
}

export interface ProblemExtras {
  /** In place of what the code says by itself. Carries nothing of what was sent. */
  readonly detail?: string;
  readonly details?: Rejection['details'];
  readonly errors?: readonly FieldError[];
  readonly retryAfter_seconds?: number;
}

/** Ends a request with problem details (RFC 9457) under this code. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;

  constructor(
    readonly code: ProblemCode,
    readonly extras: ProblemExtras = {},
  ) {
    super(code);
    this.status = statusOf(code);
  }

  static of(rejection: Rejection): Problem {
    return new Problem(rejection.code as ProblemCode, { details: rejection.details });
  }

  /** The body of the answer; `requestId` is the one in the logs. */
  body(requestId: string): object {
    const { detail = meaningOf(this.code), details, errors } = this.extras;
    return {
      type: `urn:semina:problem:${this.code}`,
      title: titleOf(this.code),
      status: this.status,
      detail,
      code: this.code,
      instance: `urn:uuid:${requestId}`,
      ...(details === undefined || Object.keys(details).length === 0 ? {} : { details }),
      ...(errors === undefined ? {} : { errors }),
    };
  }
}
