import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Outcome } from '#command-handling';
import { type StreamCommand } from '#decision';
import { type JsonObject } from '#event-store';
import { type Kind } from '#financing';
import { actorOf, RoleRegistry } from '../security/role-registry.js';
import { CommandCount } from '../metrics/command-count.js';
import { Problem } from '../problems/problem.js';
import { type Giving, today } from './giving.js';
import { KindStreams } from './kind-streams.js';

/** What a command has brought about. */
export interface CommandAnswer {
  /** Of what was made or changed. */
  readonly id: string;
  /** Of the stream, after the command's last event. */
  readonly revision: number;
  /** Of the command's last event, a decimal number: a read may ask to be at least so far. */
  readonly position: string;
  /** The command had been accepted before, and nothing happened this time. */
  readonly repeated: boolean;
  readonly events: readonly { readonly id: string; readonly type: string; readonly data: object }[];
}

export interface CommandGiven {
  readonly kind: Kind;
  /** Of the stream, without its prefix. */
  readonly id: string;
  /** The command before the facts about other parties are added that its rule needs. */
  readonly command: StreamCommand;
  /** What was asked as it was asked, before defaults: what makes a repeat the same. */
  readonly input: object;
  /** Of what is made or changed. */
  readonly subjectId: string;
  readonly giving: Giving;
}

/** Any command to any stream. */
export class GiveCommand extends Command<CommandAnswer> {
  constructor(readonly given: CommandGiven) {
    super();
  }
}

/**
 * The way of every command: what does its rule have to know of others, may this person give it,
 * what does the rule say, both on the state that the answer is written after.
 */
@CommandHandler(GiveCommand)
export class GiveCommandHandler implements ICommandHandler<GiveCommand> {
  constructor(
    private readonly streams: KindStreams,
    private readonly roles: RoleRegistry,
    private readonly count: CommandCount,
  ) {}

  /** Rejects with the problem that it is where nothing was accepted. */
  async execute({ given }: GiveCommand): Promise<CommandAnswer> {
    const { kind, id, input, subjectId, giving } = given;
    const { type } = given.command;
    const parties = await this.roles.present();
    const actor = actorOf(giving.caller, parties);
    const command = kind.withFacts(given.command, parties);
    const envelope = {
      commandId: giving.commandId,
      actor: giving.caller.personId,
      cause: giving.cause,
      input: { type, ...input } as JsonObject,
    };
    let outcome: Outcome | undefined;
    try {
      outcome = await this.streams.of(kind).execute(kind.of(id), envelope, (state) => {
        const rejection = kind.authorise(command, state, actor, id);
        return rejection ? { rejection } : kind.decide(command, state, { id, today: today() });
      });
    } finally {
      this.count.count(type, outcome);
    }
    return answerOf(subjectId, outcome);
  }
}

/** The answer that an outcome means for the thing `id`. Throws the problem that it is where nothing was accepted. */
function answerOf(id: string, outcome: Outcome): CommandAnswer {
  if (outcome.status === 'rejected') throw Problem.of(outcome.rejection);
  if (outcome.status === 'command_id_reused') throw new Problem('idempotency_key_reused');
  const { revision, position, repeated, events } = outcome;
  return {
    id,
    revision,
    position: String(position),
    repeated,
    events: events.map((event) => ({ id: event.id, type: event.type, data: event.data })),
  };
}
