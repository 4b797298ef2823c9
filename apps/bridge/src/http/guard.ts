// Decides who may use the bridge: every request, upgrade and file passes here first. It requires the exact Host and
// Origin, gives nothing to other sites' pages, and asks for a bearer except on the page's own files and the way in.
// Cookies are not read, because they reach every port of this host.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Access, Holder } from '../access/access.ts'
import { refusal } from '../errors.ts'
import { isOwnOrigin, ownHosts } from './own-address.ts'
import { splitTicket } from './ticket-in-path.ts'
import { tokenPage } from './token-page.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * Who may come in without a bearer. `anybody`: the answer holds no secret and has no effect. `ticket`: a browser that
     * makes the request by itself. `first word`: a WebSocket, whose handler asks for the bearer. Left out: nobody.
     */
    letsIn?: 'anybody' | 'ticket' | 'first word'
  }
  interface FastifyRequest {
    /** Who holds the bearer in the header; `null` if there is none. */
    holder: Holder | null
  }
}

export interface GuardOptions {
  readonly access: Access
  /** Called with each request that passed, because its connection then keeps its place. */
  readonly onTrusted: (request: FastifyRequest) => void
}

/** Adds the guard and the security headers to everything that the app answers. */
export const guard = (app: FastifyInstance, { access, onTrusted }: GuardOptions): void => {
  app.decorateRequest('holder', null)
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders)
    checkHost(request, request.socket.localPort ?? 0)
    checkSource(request)
    const bearer = bearerOf(request)
    request.holder = (bearer !== undefined && (await access.holderOf(bearer))) || null
    if (request.holder !== null || (await hasTicket(access, request))) onTrusted(request)
    else if (!isOpen(request)) return refuseStranger(request, reply)
    return undefined
  })
}

const isOpen = ({ ws, routeOptions }: FastifyRequest): boolean => {
  const { letsIn } = routeOptions.config
  return letsIn === 'anybody' || (letsIn === 'first word' && ws)
}

/** Throws `TICKET_REFUSED`. */
const hasTicket = async (access: Access, request: FastifyRequest): Promise<boolean> => {
  const split = request.routeOptions.config.letsIn === 'ticket' && splitTicket(request.url)
  if (!split) return false
  if (!(await access.takeTicket(split.ticket, split.path))) throw refusal('TICKET_REFUSED')
  return true
}

/** Throws `HOST_REFUSED`: a foreign name whose DNS entry points here is not our name (DNS rebinding). */
const checkHost = (request: FastifyRequest, port: number): void => {
  const hosts = request.raw.headersDistinct.host ?? []
  const [host = ''] = hosts
  if (hosts.length !== 1 || !ownHosts(port).has(host)) throw refusal('HOST_REFUSED', shown(hosts.join(', ')))
}

/** Throws `ORIGIN_REFUSED`, `CROSS_SITE_REFUSED`: other pages may do nothing except navigate here. */
const checkSource = (request: FastifyRequest): void => {
  const { origin, host = '', 'sec-fetch-site': site, 'sec-fetch-mode': mode } = request.headers
  if (origin !== undefined && !isOwnOrigin(origin, host)) throw refusal('ORIGIN_REFUSED', shown(origin))
  if (site === undefined || site === 'same-origin' || site === 'none') return
  const navigation = mode === 'navigate' && isReading(request) && !isUpgrade(request)
  if (!navigation) throw refusal('CROSS_SITE_REFUSED', shown(site))
}

const refuseStranger = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const missing = refusal('TOKEN_MISSING')
  if (!isReading(request) || !(request.headers.accept ?? '').includes('text/html')) throw missing
  return reply.code(missing.status).type('text/html; charset=utf-8').send(tokenPage(missing.message))
}

const bearerOf = (request: FastifyRequest): string | undefined =>
  /^Bearer (\S{1,200})$/i.exec(request.headers.authorization ?? '')?.[1]

const isReading = ({ method }: FastifyRequest): boolean => method === 'GET' || method === 'HEAD'

const isUpgrade = (request: FastifyRequest): boolean => request.headers.upgrade !== undefined

const shown = (text: string): string => text.slice(0, 100)

const securityHeaders = {
  // style-src: Svelte writes `style:` directives as style attributes, which only this setting allows.
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
}
