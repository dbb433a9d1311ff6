import { setTimeout as pause } from 'node:timers/promises';
import { requestOf } from '../network/routes.js';
import { type Door, otherDoor, type Planned } from '../plan/step.js';
import { type Answer, ask } from './asking.js';
import type { History } from './history.js';
import type { House } from './house.js';

/** So long a patient person asks again and again. Only a defect takes longer: nothing stays broken. */
const PATIENCE_MS = 120_000;
const PAUSE_MS = 60;
const ASKS_WITH_NEW_TOKENS = 3;

/** Gives commands as people do: asks, and asks again with the same key where no answer comes. */
export class Giving {
  constructor(
    private readonly house: House,
    private readonly history: History,
    private readonly onAnswer: () => void,
  ) {}

  /** Resolves when it is answered or given up. */
  async give(step: number, planned: Planned): Promise<void> {
    const { door, twice, again } = planned;
    const copies = twice ? [door, otherDoor(door)] : [door];
    if (planned.answerLost) this.house.doors[door].toPeople.loseAnswerTo(planned.command.key);
    await Promise.all(copies.map((at) => this.until(step, planned, at)));
    if (again) await this.until(step, planned, otherDoor(door));
  }

  private async until(step: number, planned: Planned, first: Door): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    for (let door = first; ; door = otherDoor(door)) {
      const answer = await this.askWithToken(step, planned, door);
      if (answer !== undefined && isAnswer(answer)) return this.onAnswer();
      if (!planned.patient) return;
      if (Date.now() > deadline) {
        this.history.record({ kind: 'never answered', key: planned.command.key });
        return;
      }
      await pause(PAUSE_MS);
    }
  }

  /** Whose token is over signs in again. */
  private async askWithToken(step: number, planned: Planned, door: Door): Promise<Answer | undefined> {
    for (let asks = 1; ; asks += 1) {
      const answer = await this.askOnce(step, planned, door);
      if (answer?.status !== 401 || asks === ASKS_WITH_NEW_TOKENS) return answer;
      this.house.tokens.drop(planned.command.actor);
    }
  }

  private async askOnce(step: number, { command }: Planned, at: Door): Promise<Answer | undefined> {
    const door = this.house.doors[at];
    const token = await this.house.tokens.of(command.actor, door.clock.now());
    const { path, body } = requestOf(command);
    const number = this.history.nextAsk();
    const { key } = command;
    this.history.record({
      kind: 'asked',
      step,
      ask: number,
      key,
      door: at,
      clock: door.clock.now(),
      tokenEnds: token.ends,
    });
    try {
      const answer = await ask(door.url + path, { token: token.text, key, body });
      const { status } = answer;
      this.history.record({
        kind: 'answered',
        ask: number,
        status,
        body: answer.body,
        clock: door.clock.now(),
      });
      return answer;
    } catch (error) {
      const { message } = error as Error;
      this.history.record({ kind: 'lost', ask: number, why: message, clock: door.clock.now() });
      return undefined;
    }
  }
}

/** Whether it says what became of the command; a database that is away, or too many who ask, do not. */
const isAnswer = ({ status }: Answer): boolean => status !== 503 && status !== 429;
