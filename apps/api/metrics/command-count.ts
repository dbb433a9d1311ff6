import { Injectable } from '@nestjs/common';
import { Counter, Registry } from 'prom-client';
import { type Outcome } from '#command-handling';

/** Commands by what they were and what came of them. */
@Injectable()
export class CommandCount {
  private readonly commands: Counter<'type' | 'outcome'>;

  constructor(registry: Registry) {
    this.commands = new Counter({
      name: 'semina_commands_total',
      help: 'Commands by type and by outcome: accepted, repeated, key_reused, failed, or the code of the refusal.',
      labelNames: ['type', 'outcome'],
      registers: [registry],
    });
  }

  /** `outcome` is undefined where the command failed. */
  count(type: string, outcome: Outcome | undefined): void {
    this.commands.inc({ type, outcome: outcome === undefined ? 'failed' : labelOf(outcome) });
  }
}

function labelOf(outcome: Outcome): string {
  if (outcome.status === 'rejected') return outcome.rejection.code;
  if (outcome.status === 'command_id_reused') return 'key_reused';
  return outcome.repeated ? 'repeated' : 'accepted';
}
