// Puts the bridge's HTTP server together: the guard, the API of packages/api, and the page.
import websocket from '@fastify/websocket'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import fastify, { type FastifyInstance, type FastifyRequest, type RouteOptions } from 'fastify'
import { Connections } from './connections.ts'
import { answerErrors, answerMalformed } from './error-answers.ts'
import { exports } from './export-routes.ts'
import { follow } from './follow-route.ts'
import { guard } from './guard.ts'
import { lab } from './lab-routes.ts'
import { page } from './page.ts'
import type { Access } from '../access/access.ts'
import { accessRoutes } from './access-routes.ts'
import { answerBadHandshakes, answerClientError, answerExpectations } from './raw-answers.ts'
import { checkForm } from './well-formed.ts'
import type { Runs } from '../runs/runs.ts'
import type { SessionsFolder } from '../sessions/sessions-folder.ts'
import { sessions } from './session-routes.ts'
import { status } from './status-route.ts'

export interface ServerOptions {
  readonly folder: SessionsFolder
  readonly runs: Runs
  readonly access: Access
  /** Called for each route as it is made. */
  readonly onRoute?: (route: RouteOptions) => void
  /** The built page's folder. */
  readonly page: string
  /** The largest file that can be imported, in bytes. */
  readonly maxImport?: number
  /** Called with failures that are not refusals, and with the words for the terminal. */
  readonly onFailure: (error: Error) => void
  /** Smaller bounds, for tests that reach them. */
  readonly bounds?: Partial<Bounds>
}

export type App = FastifyInstance

/** Bounds on what a stranger can make the server hold, in bytes, milliseconds and connections. */
const usualBounds = {
  body: 64 * 1024,
  /** A browser sends the cookies of all servers on this host, although nobody reads them. */
  headers: 128 * 1024,
  idLength: 16 * 1024,
  headersTime: 10_000,
  /** How often late connections are looked for. */
  lookTime: 1_000,
  /** For a whole request, including an import of the largest file to a slow disk. */
  requestTime: 10 * 60_000,
  idleTime: 5_000,
  connections: 256,
  strangers: 64,
  goodbye: 500,
}

export type Bounds = typeof usualBounds

/** A server that is ready to listen; closing it closes all its connections. */
export const buildServer = async (options: ServerOptions): Promise<App> => {
  const bounds = { ...usualBounds, ...options.bounds }
  const app = fastify({
    bodyLimit: bounds.body,
    requestTimeout: bounds.requestTime,
    keepAliveTimeout: bounds.idleTime,
    forceCloseConnections: true,
    exposeHeadRoutes: true,
    // The guard or the route's own check refuses an id that is too long.
    routerOptions: { maxParamLength: bounds.idLength },
    frameworkErrors: answerMalformed,
    clientErrorHandler: answerClientError,
    // The guard refuses a request without a Host, with a code.
    http: {
      maxHeaderSize: bounds.headers,
      headersTimeout: bounds.headersTime,
      connectionsCheckingInterval: bounds.lookTime,
      requireHostHeader: false,
    },
  }).withTypeProvider<TypeBoxTypeProvider>()
  // The API accepts only JSON. Fastify would accept plain text too.
  app.removeContentTypeParser('text/plain')
  answerErrors(app, options.onFailure)
  if (options.onRoute) app.addHook('onRoute', options.onRoute)
  // Before the guard, because this ends the connections of upgrades that the guard refuses.
  await app.register(websocket, { options: { maxPayload: 1024 } })
  const connections = Connections.of(app, bounds)
  answerBadHandshakes(app)
  answerExpectations(app)
  checkForm(app)
  const onTrusted = ({ raw }: FastifyRequest) => connections.trust(raw.socket)
  guard(app, { ...options, onTrusted })
  await app.register(accessRoutes, options)
  await app.register(status, options)
  await app.register(lab, options)
  await app.register(sessions, options)
  await app.register(exports, options)
  await app.register(follow, { ...options, onTrusted })
  await app.register(page, options)
  return app
}
