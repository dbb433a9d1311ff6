import { SetMetadata, type ExecutionContext } from '@nestjs/common';
import { type Reflector } from '@nestjs/core';

const PUBLIC = 'semina:public';

/** Answers without a token: health, metrics, keys. */
export const Public = (): ClassDecorator & MethodDecorator => SetMetadata(PUBLIC, true);

export const isPublic = (reflector: Reflector, context: ExecutionContext): boolean =>
  reflector.getAllAndOverride<boolean | undefined>(PUBLIC, [context.getHandler(), context.getClass()]) ??
  false;
