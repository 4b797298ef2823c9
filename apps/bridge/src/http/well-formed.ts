// What every request must be before anybody looks at who sends it: its target is a path of this bridge, and it turns
// into a WebSocket only where there is one.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { refusal } from '../errors.ts'

/** Comes before the guard, which takes targets apart. Throws `REQUEST_MALFORMED`, `UPGRADE_REFUSED`. */
export const checkForm = (app: FastifyInstance): void => {
  app.addHook('onRequest', (request, _reply, done) => {
    checkTarget(request.url)
    if (request.ws && !followsOver(request)) throw refusal('UPGRADE_REFUSED')
    done()
  })
}

/**
 * Only the origin form of RFC 9112, section 3.2.1, with one slash in front: a second one would begin the name of another
 * host wherever the target is resolved as an address.
 */
const checkTarget = (target: string): void => {
  if (/^\/(?![/\\])/.test(target) && URL.canParse(target, 'http://bridge')) return
  throw refusal('REQUEST_MALFORMED', `"${target.slice(0, 100)}" is no path of this bridge`)
}

const followsOver = ({ routeOptions }: FastifyRequest): boolean => routeOptions.url === FOLLOW_ROUTE

/** The one route that a WebSocket is for. */
export const FOLLOW_ROUTE = '/api/sessions/:id/follow'
