import pg from 'pg';
import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type HealthCheckResult, HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import { type EventStore } from '#event-store';
import { type Projection, type ProjectionStatus, readStatus } from '#projection-engine';
import { Public } from '../security/guards.js';
import { Problem } from '../problems/problem.js';
import { Uncounted } from '../security/rate-limit.guard.js';

const ANSWER_TIMEOUT_MS = 3_000;

/** How the read models are doing, whichever process runs them. */
export class ProjectionsWatch {
  constructor(
    private readonly pool: pg.Pool,
    private readonly store: EventStore,
    private readonly projections: readonly Projection[],
  ) {}

  status(): Promise<readonly ProjectionStatus[]> {
    return readStatus(this.pool, this.projections, this.store);
  }

  /** Throws where a projection stands still because of a failure. */
  async failIfStuck(): Promise<void> {
    const stuck = (await this.status()).filter(({ failure }) => failure !== null);
    if (stuck.length > 0) throw new Error(`stand still: ${stuck.map(({ name }) => name).join(', ')}`);
  }
}

@ApiExcludeController()
@Public()
@Uncounted()
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly pool: pg.Pool,
    private readonly projections: ProjectionsWatch,
  ) {}

  /** The process runs and answers. Where this fails it is to be restarted. */
  @Get('live')
  live(): Promise<HealthCheckResult> {
    return this.health.check([]);
  }

  /** The process can do its work: the database answers and no projection stands still. */
  @Get('ready')
  async ready(): Promise<HealthCheckResult> {
    try {
      return await this.health.check([
        () =>
          this.indicators
            .check('database')
            .attempt(async () => void (await this.pool.query('SELECT')))
            .withTimeout(ANSWER_TIMEOUT_MS),
        () =>
          this.indicators
            .check('projections')
            .attempt(() => this.projections.failIfStuck())
            .withTimeout(ANSWER_TIMEOUT_MS),
      ]);
    } catch (error) {
      throw notReady(error);
    }
  }
}

/** Which indicators are down, and nothing of why: the log knows. */
function notReady(error: unknown): Problem {
  const result = (error as { getResponse?: () => HealthCheckResult }).getResponse?.();
  const down = Object.entries(result?.details ?? {}).filter(([, { status }]) => status === 'down');
  return new Problem('not_ready', {
    details: { down: down.map(([name]) => name) },
    retryAfter_seconds: 5,
  });
}
