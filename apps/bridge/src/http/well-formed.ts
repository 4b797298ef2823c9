// What every request must satisfy before anybody checks who sent it: its target is a path of this bridge, and it becomes a
// WebSocket only on the route for one.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { refusal } from '../errors.ts'

/** Runs before the guard, which parses targets. Throws `REQUEST_MALFORMED`, `UPGRADE_REFUSED`. */
export const checkForm = (app: FastifyInstance): void => {
  app.addHook('onRequest', (request, _reply, done) => {
    checkTarget(request.url)
    if (request.ws && !followsOver(request)) throw refusal('UPGRADE_REFUSED')
    done()
  })
}

/**
 * Only the origin form of RFC 9112, section 3.2.1, with a single slash in front. A second slash would begin a host name
 * when the target is resolved as an address.
 */
const checkTarget = (target: string): void => {
  if (/^\/(?![/\\])/.test(target) && URL.canParse(target, 'http://bridge')) return
  throw refusal('REQUEST_MALFORMED', `"${target.slice(0, 100)}" is not a path of this bridge`)
}

const followsOver = ({ routeOptions }: FastifyRequest): boolean => routeOptions.url === FOLLOW_ROUTE

/** The only route that accepts a WebSocket. */
export const FOLLOW_ROUTE = '/api/sessions/:id/follow'
