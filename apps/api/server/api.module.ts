import pg from 'pg';
import { type DynamicModule, Module, type Provider, type Type } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { APP_GUARD, APP_PIPE, Reflector } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { TerminusModule } from '@nestjs/terminus';
import { LoggerModule } from 'nestjs-pino';
import { type Logger } from 'pino';
import { Registry } from 'prom-client';
import { Directory } from '#directory';
import { PublishedLog } from '#notary';
import { ReadModels } from '#read-models';
import { IdentifyGuard, SignedInGuard } from '../security/guards.js';
import { TOKENS } from '../security/tokens.js';
import { RoleRegistry } from '../security/role-registry.js';
import { ReadableBooks } from '../http/readable-books.js';
import { IdempotencyKeyGuard } from '../commands/giving.js';
import { EVENT_STORE, KindStreams } from '../commands/kind-streams.js';
import { type Configuration } from '../configuration/configuration.js';
import { ProjectionsWatch } from '../http/health.controller.js';
import { StrictInputPipe } from '../input/strict-input.pipe.js';
import { CommandCount } from '../metrics/command-count.js';
import { RateLimitGuard } from '../security/rate-limit.guard.js';
import { controllersOf, handlers, type Offer } from './door.js';
import { type Services } from './services.js';

type Target = Parameters<Reflector['getAllAndOverride']>[1][number];

/**
 * What decorators say of a route does not change while the server runs, and guards ask for such things at every request: so each is
 * looked up once. The first target, the method of the controller, stands for all.
 */
class RememberingReflector extends Reflector {
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

/** The services under the names that Nest finds them by. */
const providersOf = (services: Services): Provider[] => [
  { provide: pg.Pool, useValue: services.pool },
  { provide: EVENT_STORE, useValue: services.store },
  { provide: KindStreams, useValue: services.streams },
  { provide: RoleRegistry, useValue: services.roles },
  { provide: Directory, useValue: services.directory },
  { provide: ReadModels, useValue: services.readModels },
  { provide: ProjectionsWatch, useValue: services.projections },
  { provide: PublishedLog, useValue: services.log },
  { provide: TOKENS, useValue: services.tokens },
  { provide: Registry, useValue: services.registry },
];

/** In this order: who is it, how often was it here, must it be known, and has its command an id. */
const guards: Provider[] = [IdentifyGuard, RateLimitGuard, SignedInGuard, IdempotencyKeyGuard].map(
  (guard) => ({
    provide: APP_GUARD,
    useClass: guard,
  }),
);

@Module({})
export class ApiModule {
  static of(configuration: Configuration, offer: Offer, services: Services, log: Logger): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        ConfigModule.forRoot({ isGlobal: true, ignoreEnvFile: true, load: [() => configuration] }),
        LoggerModule.forRoot({
          pinoHttp: { logger: log, autoLogging: false, quietReqLogger: true },
          forRoutes: [],
        }),
        CqrsModule.forRoot(),
        TerminusModule.forRoot({ logger: false }),
      ],
      controllers: controllersOf(offer),
      providers: [
        ...providersOf(services),
        ...handlers,
        CommandCount,
        ReadableBooks,
        ...guards,
        { provide: Reflector, useClass: RememberingReflector },
        { provide: APP_PIPE, useClass: StrictInputPipe },
      ],
    };
  }
}
