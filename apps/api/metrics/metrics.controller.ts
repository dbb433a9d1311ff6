import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { Registry } from 'prom-client';
import { Public } from '../authentication/public.js';
import { Uncounted } from '../rate-limit/rate-limit.guard.js';

/** Figures for Prometheus. They name no person and no party. */
@ApiExcludeController()
@Public()
@Uncounted()
@Controller('metrics')
export class MetricsController {
  constructor(private readonly registry: Registry) {}

  @Get()
  async metrics(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.header('Content-Type', this.registry.contentType);
    return this.registry.metrics();
  }
}
