import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type JsonObject } from '#event-store';
import { authoriseParty, decideParty, partyStream } from '#financing';
import { actorOf, RoleRegistry } from '../authorisation/role-registry.js';
import { CommandCount } from '../metrics/command-count.js';
import { answerOf, type CommandAnswer } from './answers.js';
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

/** The way of every command to a party: may this person, then what do the rules say. */
@CommandHandler(GivePartyCommand)
export class GivePartyCommandHandler implements ICommandHandler<GivePartyCommand> {
  constructor(
    private readonly parties: PartyStreams,
    private readonly roles: RoleRegistry,
    private readonly count: CommandCount,
  ) {}

  async execute({ given }: GivePartyCommand): Promise<CommandAnswer> {
    const { partyId, input, giving } = given;
    const parties = await this.roles.present();
    const actor = actorOf(giving.caller, parties);
    const command = withFactsOfOthers(given.command, parties);
    const envelope = {
      commandId: giving.commandId,
      actor: actor.personId,
      cause: giving.cause,
      input: { type: command.type, ...input } as JsonObject,
    };
    const outcome = await this.count.outcome(command.type, () =>
      this.parties.execute(partyStream(partyId), envelope, (party) => {
        const rejection = authoriseParty(command, partyId, party, actor);
        return rejection ? { rejection } : decideParty(command, party, { partyId });
      }),
    );
    return answerOf(partyId, outcome);
  }
}
