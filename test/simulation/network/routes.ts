import { servedCoProductions } from '#apps/api/http/co-production-routes.js';
import { servedParties } from '#apps/api/http/party-routes.js';
import type { Command } from './command.js';

/** What goes over the wire: POST, JSON. */
export interface Request {
  readonly path: string;
  readonly body: object;
}

type Values = { readonly [name: string]: unknown };

/** The request by which a command is given at the door: its route says the path, its input the body. */
export function requestOf({ asked: { of, id, command } }: Command): Request {
  // A registration comes with a name, which is in no event and thus in no command.
  if (command.type === 'RegisterParty')
    return { path: '/parties', body: { kind: command.kind, name: `Party ${id.slice(0, 8)}` } };
  const served = of === 'party' ? servedParties : servedCoProductions;
  const route = served.routes[command.type];
  const declared = served.kind.commands[command.type];
  if (typeof route !== 'object' || declared === undefined) throw new Error(`no route for ${command.type}`);
  // Terms are given as they are, without a word around them.
  const values: Values = { id, ...command, ...('terms' in command ? command.terms : {}) };
  const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) => String(values[name]));
  const body = Object.keys(declared.input)
    .filter((field) => values[field] !== undefined)
    .map((field) => [field, values[field]]);
  return {
    path: `/${served.collection}${path && `/${path}`}`,
    body: Object.fromEntries(body) as object,
  };
}
