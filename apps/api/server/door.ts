import { type Type } from '@nestjs/common';
import { type HouseKind } from '#financing';
import { type Projection } from '#projection-engine';
import { allProjections } from '#read-models';
import { KeysController } from '../security/keys.controller.js';
import { AskOfCoProductionHandler } from '../co-productions/ask-of-co-production.js';
import { BooksController } from '../co-productions/books.controller.js';
import { ListCoProductionsHandler } from '../co-productions/list-co-productions.js';
import { GiveCommandHandler } from '../commands/give-command.js';
import { HealthController } from '../http/health.controller.js';
import { bookControllers } from '../http/book-controller.js';
import { servedCoProductions } from '../http/co-production-routes.js';
import { commandControllers } from '../http/command-controller.js';
import { servedParties } from '../http/party-routes.js';
import { ProveEventHandler } from '../http/prove-event.js';
import { type ServedKind } from '../http/served-kind.js';
import { WriteJournalHandler } from '../http/write-journal.js';
import { LogController } from '../http/log.controller.js';
import { MeController } from '../http/me.controller.js';
import { MetricsController } from '../metrics/metrics.controller.js';
import { ContactController } from '../parties/contact.controller.js';
import { DirectoryDesk } from '../parties/directory-desk.js';
import { ExportController } from '../parties/export.controller.js';
import { ExportPartyHandler } from '../parties/export-party.js';
import { RegisterPartyHandler } from '../parties/register-party.js';
import { RegistrationController } from '../parties/registration.controller.js';
import { RolesController } from '../parties/roles.controller.js';

/** What a server serves. */
export interface Offer {
  readonly kinds: readonly ServedKind[];
  readonly projections: readonly Projection[];
  /** For what is read, and for what comes with more than a command says. */
  readonly controllers: readonly Type<object>[];
}

const served: { readonly [_ in HouseKind]: ServedKind } = {
  party: servedParties,
  coProduction: servedCoProductions,
};

/** What the house serves. */
export const houseOffer: Offer = {
  kinds: Object.values(served),
  projections: allProjections,
  controllers: [
    MeController,
    RegistrationController,
    ContactController,
    ExportController,
    RolesController,
    BooksController,
    LogController,
    HealthController,
    MetricsController,
    KeysController,
  ],
};

/** Everything that can be asked. */
export const controllersOf = ({ kinds, controllers }: Offer): Type<object>[] => [
  ...controllers,
  ...kinds.flatMap(commandControllers),
  ...kinds.flatMap(bookControllers),
];

/** Whoever answers commands and questions. */
export const handlers: Type<object>[] = [
  GiveCommandHandler,
  RegisterPartyHandler,
  AskOfCoProductionHandler,
  ListCoProductionsHandler,
  WriteJournalHandler,
  ProveEventHandler,
  ExportPartyHandler,
  DirectoryDesk,
];
