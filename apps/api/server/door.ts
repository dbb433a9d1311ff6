import { type Type } from '@nestjs/common';
import { KeysController } from '../authentication/keys.controller.js';
import { DeliveriesController } from '../co-productions/deliveries/deliveries.controller.js';
import { ForecastsController } from '../co-productions/forecasts/forecasts.controller.js';
import { JournalController } from '../co-productions/journal/journal.controller.js';
import { WriteJournalHandler } from '../co-productions/journal/write-journal.js';
import { LifeCycleController } from '../co-productions/life-cycle/life-cycle.controller.js';
import { PaymentsController } from '../co-productions/payments/payments.controller.js';
import { PledgingController } from '../co-productions/pledging/pledging.controller.js';
import { PricingController } from '../co-productions/pricing/pricing.controller.js';
import { ProposingController } from '../co-productions/proposing/proposing.controller.js';
import { AskOfCoProductionHandler } from '../co-productions/reading/ask-of-co-production.js';
import { BooksController } from '../co-productions/reading/books.controller.js';
import { ListCoProductionsHandler } from '../co-productions/reading/list-co-productions.js';
import { ReceiptsController } from '../co-productions/receipts/receipts.controller.js';
import { TranchesController } from '../co-productions/tranches/tranches.controller.js';
import { GiveCoProductionCommandHandler } from '../commands/give-co-production-command.js';
import { GivePartyCommandHandler } from '../commands/give-party-command.js';
import { HealthController } from '../health/health.controller.js';
import { LogController } from '../log/log.controller.js';
import { ProofController } from '../log/proof.controller.js';
import { ProveEventHandler } from '../log/prove-event.js';
import { MeController } from '../me/me.controller.js';
import { MetricsController } from '../metrics/metrics.controller.js';
import { AffiliationsController } from '../parties/affiliations/affiliations.controller.js';
import { ContactController } from '../parties/contact/contact.controller.js';
import { DirectoryDesk } from '../parties/directory-desk.js';
import { ExportController } from '../parties/export/export.controller.js';
import { ExportPartyHandler } from '../parties/export/export-party.js';
import { RegisterPartyHandler } from '../parties/registration/register-party.js';
import { RegistrationController } from '../parties/registration/registration.controller.js';
import { RolesController } from '../parties/roles/roles.controller.js';

/** Everything that can be asked, in the order in which /docs shows it. */
export const controllers: Type<object>[] = [
  MeController,
  RegistrationController,
  ContactController,
  ExportController,
  RolesController,
  AffiliationsController,
  ProposingController,
  PricingController,
  LifeCycleController,
  PledgingController,
  ReceiptsController,
  TranchesController,
  ForecastsController,
  DeliveriesController,
  PaymentsController,
  BooksController,
  JournalController,
  ProofController,
  LogController,
  HealthController,
  MetricsController,
  KeysController,
];

/** Whoever answers commands and questions. */
export const handlers: Type<object>[] = [
  GiveCoProductionCommandHandler,
  GivePartyCommandHandler,
  RegisterPartyHandler,
  AskOfCoProductionHandler,
  ListCoProductionsHandler,
  WriteJournalHandler,
  ProveEventHandler,
  ExportPartyHandler,
  DirectoryDesk,
];
