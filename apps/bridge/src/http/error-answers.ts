// Answers every failure in the API's one error shape, with a code from the table.
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ApiError } from '@unstick/api'
import { Refusal, refusal } from '../errors.ts'

/** Answers refusals as they are, Fastify's own errors with our codes, and anything else as `INTERNAL`. */
export const answerErrors = (app: FastifyInstance, onFailure: (error: Error) => void): void => {
  app.setErrorHandler<FastifyError | Refusal>((error, _request, reply) => {
    const known = error instanceof Refusal ? error : translate(error)
    if (!known) onFailure(error)
    const { code, message, status } = known ?? refusal('INTERNAL')
    return reply.code(status).send({ error: { code, message } } satisfies ApiError)
  })
  app.setNotFoundHandler((request) => {
    throw refusal('NOT_FOUND', request.url.split('?')[0]?.slice(0, 200) ?? '')
  })
}

/**
 * Answers requests that the router cannot parse, such as `%zz`, before any hook has run. Nothing else would end the
 * connection of such an upgrade, so it is ended here.
 */
export const answerMalformed = (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
  const { code, message, status } = refusal('REQUEST_MALFORMED', error.message)
  reply.raw.once('finish', () => request.raw.socket.destroySoon())
  void reply
    .code(status)
    .header('connection', 'close')
    .send({ error: { code, message } } satisfies ApiError)
}

const translate = (error: FastifyError): Refusal | undefined => {
  if (error.validation) return refusal('REQUEST_MALFORMED', error.message)
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return refusal('REQUEST_TOO_LARGE', 64 * 1024)
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return refusal('MEDIA_TYPE_REFUSED', error.message)
    default:
      return (error.statusCode ?? 500) < 500 ? refusal('REQUEST_MALFORMED', error.message) : undefined
  }
}
