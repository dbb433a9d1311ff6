import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { authoriseParty, decideParty, partyStream } from '#financing';
import { actorOf, RoleRegistry } from '../authorisation/role-registry.js';
import { CommandCount } from '../metrics/command-count.js';
import { type CommandAnswer } from './answers.js';
import { carryOut } from './carry-out.js';
import { PartyStreams } from './streams.js';
import { withFactsOfOthers, type AskedOfParty } from './facts.js';
import { type Giving } from './giving.js';

export interface PartyCommandGiven {
  readonly partyId: string;
  readonly command: AskedOfParty;
  /** What was asked as it was asked: what makes a repeat the same. */
  readonly input: object;
  readonly giving: Giving;
}

/** Any command to a party. */
export class GivePartyCommand extends Command<CommandAnswer> {
  constructor(readonly given: PartyCommandGiven) {
    super();
  }
}

@CommandHandler(GivePartyCommand)
export class GivePartyCommandHandler implements ICommandHandler<GivePartyCommand> {
  constructor(
    private readonly parties: PartyStreams,
    private readonly roles: RoleRegistry,
    private readonly count: CommandCount,
  ) {}

  async execute({ given }: GivePartyCommand): Promise<CommandAnswer> {
    const { partyId, input, giving } = given;
    const index = await this.roles.present();
    const actor = actorOf(giving.caller, index);
    const command = withFactsOfOthers(given.command, index);
    return carryOut(this.parties, this.count, {
      stream: partyStream(partyId),
      type: command.type,
      input,
      giving,
      subjectId: partyId,
      authorise: (party) => authoriseParty(command, partyId, party, actor),
      decide: (party) => decideParty(command, party, { partyId }),
    });
  }
}
