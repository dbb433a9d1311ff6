import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { tap, type Observable } from 'rxjs';

/** Puts the position of an answer into a header as well, for those who do not read bodies. */
@Injectable()
export class AnswerHeadersInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next
      .handle()
      .pipe(tap((answer: { position?: unknown } | null | undefined) => setPosition(reply, answer)));
  }
}

function setPosition(reply: FastifyReply, answer: { position?: unknown } | null | undefined): void {
  if (typeof answer?.position === 'string') void reply.header('Semina-Position', answer.position);
}
