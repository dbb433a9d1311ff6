import { Body, Controller, Inject, Param, Post, type Type } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { codesOf, type DeclaredCommand } from '#decision';
import { type CommandAnswer, GiveCommand } from '../commands/give-command.js';
import { Given, idOfNew, today, type Giving } from '../commands/giving.js';
import { WriteOperation } from '../documentation/documented.js';
import { declareRefusals, type ProblemCode } from '../problems/problem-codes.js';
import { dtoOf } from './dto.js';
import { type CommandRoute, type ServedKind } from './served-kind.js';

type Params = { readonly [name: string]: string };
type Handler = (
  this: { commands: CommandBus },
  params: Params,
  body: object,
  giving: Giving,
) => Promise<CommandAnswer>;

/**
 * The controllers that take the commands of a kind of stream, one a heading of /docs, made of the
 * kind's routes and its declared commands.
 */
export function commandControllers(served: ServedKind): Type<object>[] {
  declareRefusals(served.kind);
  const routed = Object.entries(served.routes).flatMap(([type, route]) =>
    route === 'by hand' ? [] : [{ type, route }],
  );
  const tags = [...new Set(routed.map(({ route }) => route.tag))];
  return tags.map((tag) =>
    controllerOf(
      served,
      tag,
      routed.filter(({ route }) => route.tag === tag),
    ),
  );
}

function controllerOf(
  served: ServedKind,
  tag: string,
  routed: readonly { readonly type: string; readonly route: CommandRoute }[],
): Type<object> {
  class CommandController {
    constructor(readonly commands: CommandBus) {}
  }
  Inject(CommandBus)(CommandController, undefined, 0);
  for (const { type, route } of routed) addRoute(CommandController, served, type, route);
  ApiTags(tag)(CommandController);
  Controller(served.collection)(CommandController);
  return CommandController;
}

function addRoute(
  controller: Type<object>,
  served: ServedKind,
  type: string,
  { path, summary, description }: CommandRoute,
): void {
  const { kind } = served;
  const declared = kind.commands[type];
  if (declared === undefined) throw new Error(`${kind.name} has no command ${type}`);
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  const prototype = controller.prototype as { [type: string]: unknown };
  prototype[type] = named(type, handlerOf(served, declared, names));
  const types = [paramsOf(served, names), dtoOf(type, declared.input), Object];
  Reflect.defineMetadata('design:paramtypes', types, prototype, type);
  // The last first, as the compiler does: what is wrong with a body is told before what is wrong with a path.
  Given()(prototype, type, 2);
  Body()(prototype, type, 1);
  Param()(prototype, type, 0);
  const decorators = [
    Post(path),
    WriteOperation({
      summary,
      description,
      creates: declared.creates !== undefined,
      codes: codesOf(kind, declared) as ProblemCode[],
    }),
    ApiOperation({ operationId: type, summary, description }),
  ];
  const descriptor = Object.getOwnPropertyDescriptor(prototype, type);
  for (const decorate of decorators) decorate(prototype, type, descriptor as PropertyDescriptor);
}

/** Nest and Swagger find what is known of a method by its name. */
const named = (name: string, handler: Handler): Handler =>
  Object.defineProperty(handler, 'name', { value: name });

/** What the path names, as a class that is checked. */
const paramsOf = ({ collection, params }: ServedKind, names: readonly string[]): Type<object> =>
  dtoOf(
    `${collection} ${names.join(' ')}`,
    Object.fromEntries(Object.entries(params).filter(([name]) => names.includes(name))),
  );

/**
 * What was asked is what makes a repeat the same: the body, and what the path names besides the
 * stream. The command is what was asked, with its defaults, and with ids of what it brings into
 * being.
 */
function handlerOf({ kind }: ServedKind, declared: DeclaredCommand, names: readonly string[]): Handler {
  const { type, about, creates } = declared;
  return function give({ id: named, ...rest }, body, giving) {
    const made = creates === undefined ? undefined : idOfNew(creates, giving);
    const own = declared.asked?.(body as never, { today: today() }) ?? body;
    const command = {
      type,
      ...rest,
      ...(about !== undefined && made !== undefined ? { [about]: made } : {}),
      ...own,
    };
    const id = named ?? made ?? '';
    const subject = about === undefined ? id : (command as Params)[about];
    const input = names.some((name) => name !== 'id') ? { ...rest, ...body } : body;
    return this.commands.execute(
      new GiveCommand({ kind, id, command, input, subjectId: subject ?? id, giving }),
    );
  };
}
