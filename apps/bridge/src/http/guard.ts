// Who may use the bridge: every request, upgrade and file passes here first. Like Jupyter's guard: a token, exact
// Host and Origin, and nothing for other sites' pages.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refusal } from '../errors.ts'
import { type CookieSigner, sameText } from './cookie-signer.ts'
import { isOwnOrigin, ownHosts } from './own-address.ts'
import { tokenPage } from './token-page.ts'

export interface GuardOptions {
  /** Random for each start; whoever has it may do everything. */
  readonly token: string
  readonly cookies: CookieSigner
  /** Told of each request that may go on: its connection keeps its place beside strangers'. */
  readonly onTrusted: (request: FastifyRequest) => void
}

/** Adds the guard and the security headers to all that the app answers. */
export const guard = (app: FastifyInstance, { token, cookies, onTrusted }: GuardOptions): void => {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders)
    const port = request.socket.localPort ?? 0
    checkHost(request, port)
    checkSource(request)
    if (bearerOf(request) === undefined || !sameText(bearerOf(request) ?? '', token)) {
      const address = await takeToken(request, reply, port)
      if (address) return reply
      if (!hasCookie(request, port)) return refuseStranger(request, reply)
    }
    onTrusted(request)
    return undefined
  })

  /** An address that carries the token is exchanged for a cookie, and the token leaves the address. */
  const takeToken = async (request: FastifyRequest, reply: FastifyReply, port: number): Promise<boolean> => {
    const url = new URL(request.url, 'http://bridge')
    const given = url.searchParams.get('token')
    if (given === null || !isReading(request) || isUpgrade(request)) return false
    const known = sameText(given, token)
    if (!known && !hasCookie(request, port)) return false
    if (known) {
      reply.setCookie(cookies.name(port), cookies.sign(port), {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        maxAge: cookies.lifetimeSeconds,
      })
    }
    url.searchParams.delete('token')
    await reply.redirect(url.pathname.replace(/^\/+/, '/') + url.search, 303)
    return true
  }

  const hasCookie = (request: FastifyRequest, port: number): boolean =>
    cookies.verify(port, request.cookies[cookies.name(port)] ?? '')
}

/** Throws `HOST_REFUSED`: a name that some DNS made point here is not ours (DNS rebinding). */
const checkHost = (request: FastifyRequest, port: number): void => {
  const hosts = request.raw.headersDistinct.host ?? []
  const [host = ''] = hosts
  if (hosts.length !== 1 || !ownHosts(port).has(host)) throw refusal('HOST_REFUSED', shown(hosts.join(', ')))
}

/** Throws `ORIGIN_REFUSED`, `CROSS_SITE_REFUSED`: only this page may do more than be navigated to. */
const checkSource = (request: FastifyRequest): void => {
  const { origin, host = '', 'sec-fetch-site': site, 'sec-fetch-mode': mode } = request.headers
  if (origin !== undefined && !isOwnOrigin(origin, host)) throw refusal('ORIGIN_REFUSED', shown(origin))
  if (site === undefined || site === 'same-origin' || site === 'none') return
  const navigation = mode === 'navigate' && isReading(request) && !isUpgrade(request)
  if (!navigation) throw refusal('CROSS_SITE_REFUSED', shown(site))
}

const refuseStranger = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const missing = refusal('TOKEN_MISSING')
  const forPerson = isReading(request) && (request.headers.accept ?? '').includes('text/html')
  if (!forPerson) throw missing
  return reply.code(missing.status).type('text/html; charset=utf-8').send(tokenPage(missing.message))
}

const bearerOf = (request: FastifyRequest): string | undefined =>
  /^Bearer (\S{1,200})$/i.exec(request.headers.authorization ?? '')?.[1]

const isReading = ({ method }: FastifyRequest): boolean => method === 'GET' || method === 'HEAD'

const isUpgrade = (request: FastifyRequest): boolean => request.headers.upgrade !== undefined

const shown = (text: string): string => text.slice(0, 100)

const securityHeaders = {
  // style-src: Svelte writes `style:` directives as style attributes, which nothing else allows.
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
