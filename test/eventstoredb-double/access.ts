import { type Metadata } from '@grpc/grpc-js';
import { accessDenied, type Refusal, unauthenticated } from './refusals.js';

export interface User {
  readonly password: string;
  /** Whether the user may read $all and the server's own streams. */
  readonly isAdministrator?: boolean;
}

export type Users = Readonly<Record<string, User>>;

/** Who may read and write what. */
export interface AccessRules {
  /** Undefined where the call may go on. */
  check(metadata: Metadata, stream: string): Refusal | undefined;
}

/**
 * Without users everybody may do everything, as on a server run insecurely. With users: credentials have to be right,
 * nobody may read or write without, and what begins with `$` is the administrators'.
 */
export function accessRules(users: Users | undefined): AccessRules {
  if (users === undefined) return { check: () => undefined };
  return {
    check: (metadata, stream) => {
      const [authorization] = metadata.get('authorization');
      if (authorization === undefined) return accessDenied();
      const encoded = /^Basic (.*)$/.exec(authorization.toString())?.[1] ?? '';
      const credentials = Buffer.from(encoded, 'base64').toString('utf8');
      const separator = credentials.indexOf(':');
      const name = credentials.slice(0, separator);
      const user = Object.hasOwn(users, name) ? users[name] : undefined;
      if (user === undefined || user.password !== credentials.slice(separator + 1)) return unauthenticated();
      return stream.startsWith('$') && user.isAdministrator !== true ? accessDenied() : undefined;
    },
  };
}
