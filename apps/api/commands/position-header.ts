import { type preSerializationHookHandler } from 'fastify';

/** Puts the position of an answer into a header as well, for those who do not read bodies. */
export const showPosition: preSerializationHookHandler<{ position?: unknown } | null> = (
  _request,
  reply,
  answer,
  done,
) => {
  if (typeof answer?.position === 'string') void reply.header('Semina-Position', answer.position);
  done(null, answer);
};
