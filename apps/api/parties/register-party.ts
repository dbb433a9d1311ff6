import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Contact, Directory, isSameContact } from '#directory';
import { examples, type PartyCommand, type PartyKind, partyKinds, partyStream } from '#financing';
import { actorOf, RoleRegistry } from '../security/role-registry.js';
import { type CommandAnswer, GiveCommand } from '../commands/give-command.js';
import { type Giving, idOfNew, today } from '../commands/giving.js';
import { KindStreams } from '../commands/kind-streams.js';
import { Problem } from '../problems/problem.js';
import { contactOf } from './party-answer.js';
import { Id, OneOf } from '../input/fields.js';
import { ContactDto } from './contact.dto.js';

export class RegisterPartyDto extends ContactDto {
  @OneOf(partyKinds, { description: 'What it is.', example: 'group' })
  kind!: PartyKind;

  @Id({
    optional: true,
    description: 'The network or consortium it belongs to.',
    example: examples.networkId,
  })
  networkId?: string;
}

/** Registers a party: its contact in the directory, and the event that names it by its id alone. */
export class RegisterParty extends Command<CommandAnswer> {
  constructor(
    readonly input: RegisterPartyDto,
    readonly giving: Giving,
  ) {
    super();
  }
}

@CommandHandler(RegisterParty)
export class RegisterPartyHandler implements ICommandHandler<RegisterParty> {
  constructor(
    private readonly commands: CommandBus,
    private readonly streams: KindStreams,
    private readonly roles: RoleRegistry,
    private readonly directory: Directory,
  ) {}

  /**
   * The row is written before the event. A crash in between leaves a row that no party refers to, and the repeat of the
   * command completes it. Nothing is written to the directory for a command that would be refused, nor for one that
   * was done before: what was corrected or erased since must stay so.
   *
   * What makes a repeat the same leaves out the contact: its hash would be in the event for ever, and names can be guessed.
   */
  async execute({ input, giving }: RegisterParty): Promise<CommandAnswer> {
    const { kind, networkId, ...given } = input;
    const contact = contactOf(given);
    const partyId = idOfParty(input, giving);
    const asked = { kind, ...(networkId !== undefined && { networkId }) };
    const command = { type: 'RegisterParty', ...asked } as const;
    if (await this.wouldBeAccepted(partyId, command, giving)) {
      await this.directory.enter(partyId, kind, contact);
    }
    const answer = await this.commands.execute(
      new GiveCommand({
        kind: partyStream,
        id: partyId,
        command,
        input: asked,
        subjectId: partyId,
        giving,
      }),
    );
    await this.settleContact(answer, contact);
    return answer;
  }

  private async wouldBeAccepted(partyId: string, asked: PartyCommand, giving: Giving): Promise<boolean> {
    const [{ state }, index] = await Promise.all([
      this.streams.of(partyStream).read(partyStream.of(partyId)),
      this.roles.present(),
    ]);
    const command = partyStream.withFacts(asked, index);
    const refused = partyStream.authorise(command, state, actorOf(giving.caller, index), partyId);
    return !refused && 'events' in partyStream.decide(command, state, { id: partyId, today: today() });
  }

  /** Of one key sent twice with two contacts, the one whose event was written counts, and the other is told so. */
  private async settleContact({ id, repeated }: CommandAnswer, contact: Contact): Promise<void> {
    const kept = await this.directory.find(id);
    if (kept === undefined || isSameContact(kept, contact)) return;
    if (!repeated) await this.directory.correct(id, contact);
    else if (kept.correctedAt === null) throw new Problem('idempotency_key_reused');
  }
}

/** A person that registers itself is the party that its token names; all others get an id of their own. */
const idOfParty = ({ kind }: RegisterPartyDto, giving: Giving): string =>
  kind === 'person' && !giving.caller.operator ? giving.caller.personId : idOfNew('party', giving);
