import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { authoriseCoProduction, coProductionStream, decideCoProduction } from '#financing';
import { actorOf, RoleRegistry } from '../authorisation/role-registry.js';
import { CommandCount } from '../metrics/command-count.js';
import { type CommandAnswer } from './answers.js';
import { CoProductionStreams } from './streams.js';
import { today } from './calendar.js';
import { carryOut } from './carry-out.js';
import { withFactsOfParties, type AskedOfCoProduction } from './facts.js';
import { type Giving } from './giving.js';

export interface CoProductionCommandGiven {
  readonly coProductionId: string;
  readonly command: AskedOfCoProduction;
  /** What was asked as it was asked, before defaults: what makes a repeat the same. */
  readonly input: object;
  /** Of what is made or changed, where it is not the co-production itself. */
  readonly subjectId?: string;
  readonly giving: Giving;
}

/** Any command to a co-production. What it is, is in the domain's command; that it is allowed is decided with it. */
export class GiveCoProductionCommand extends Command<CommandAnswer> {
  constructor(readonly given: CoProductionCommandGiven) {
    super();
  }
}

@CommandHandler(GiveCoProductionCommand)
export class GiveCoProductionCommandHandler implements ICommandHandler<GiveCoProductionCommand> {
  constructor(
    private readonly coProductions: CoProductionStreams,
    private readonly roles: RoleRegistry,
    private readonly count: CommandCount,
  ) {}

  async execute({ given }: GiveCoProductionCommand): Promise<CommandAnswer> {
    const { coProductionId, input, subjectId = coProductionId, giving } = given;
    const parties = await this.roles.present();
    const actor = actorOf(giving.caller, parties);
    const command = withFactsOfParties(given.command, parties);
    return carryOut(this.coProductions, this.count, {
      stream: coProductionStream(coProductionId),
      type: command.type,
      input,
      giving,
      subjectId,
      authorise: (book) => authoriseCoProduction(command, book, actor),
      decide: (book) => decideCoProduction(command, book, { today: today() }),
    });
  }
}
