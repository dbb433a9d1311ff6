import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { APP_GUARD, APP_PIPE, Reflector } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { TerminusModule } from '@nestjs/terminus';
import { LoggerModule } from 'nestjs-pino';
import { type Logger } from 'pino';
import pg from 'pg';
import { Registry } from 'prom-client';
import { Directory } from '#directory';
import { PublishedLog } from '#notary';
import { IdentifyGuard } from '../authentication/identify.guard.js';
import { SignedInGuard } from '../authentication/signed-in.guard.js';
import { TOKENS } from '../authentication/tokens.js';
import { RoleRegistry } from '../authorisation/role-registry.js';
import { ReadModels } from '#read-models';
import { ReadableBooks } from '../http/readable-books.js';
import { IdempotencyKeyGuard } from '../commands/giving.js';
import { EVENT_STORE, KindStreams } from '../commands/kind-streams.js';
import { type Configuration } from '../configuration/configuration.js';
import { ProjectionsWatch } from '../health/projections-watch.js';
import { StrictInputPipe } from '../input/strict-input.pipe.js';
import { CommandCount } from '../metrics/command-count.js';
import { RateLimitGuard } from '../rate-limit/rate-limit.guard.js';
import { controllersOf, handlers, type Offer } from './door.js';
import { RememberingReflector } from './remembering-reflector.js';
import { type Rooms } from './rooms.js';

/** The rooms under the names that Nest finds them by. */
const providersOf = (rooms: Rooms): Provider[] => [
  { provide: pg.Pool, useValue: rooms.pool },
  { provide: EVENT_STORE, useValue: rooms.store },
  { provide: KindStreams, useValue: rooms.streams },
  { provide: RoleRegistry, useValue: rooms.roles },
  { provide: Directory, useValue: rooms.directory },
  { provide: ReadModels, useValue: rooms.readModels },
  { provide: ProjectionsWatch, useValue: rooms.projections },
  { provide: PublishedLog, useValue: rooms.log },
  { provide: TOKENS, useValue: rooms.tokens },
  { provide: Registry, useValue: rooms.registry },
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
  static of(configuration: Configuration, offer: Offer, rooms: Rooms, log: Logger): DynamicModule {
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
        ...providersOf(rooms),
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
