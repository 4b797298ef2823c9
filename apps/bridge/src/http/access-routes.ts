// The routes by which a page gets access, and tickets for what a browser fetches by itself.
import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox'
import {
  type Admission,
  AdmissionRequest,
  type Challenge,
  ChallengeRequest,
  type Ticket,
  TicketRequest,
} from '@unstick/api'
import type { Access } from '../access/access.ts'
import { pageOrigin } from './own-address.ts'
import { withTicket } from './ticket-in-path.ts'

/** Bytes. Small, because strangers may call these routes. */
const bodyLimit = 1_024

export const accessRoutes: FastifyPluginCallbackTypebox<{ readonly access: Access }> = (
  app,
  { access },
  done,
) => {
  app.post(
    '/api/access/challenge',
    { bodyLimit, config: { letsIn: 'anybody' }, schema: { body: ChallengeRequest } },
    (request): Promise<Challenge> => access.challenge(pageOrigin(request.headers.host ?? ''), request.body),
  )
  app.post(
    '/api/access/admission',
    { bodyLimit, config: { letsIn: 'anybody' }, schema: { body: AdmissionRequest } },
    (request): Promise<Admission> => access.admit(pageOrigin(request.headers.host ?? ''), request.body),
  )
  app.post('/api/tickets', { schema: { body: TicketRequest } }, ({ body: { path } }): Ticket => ({
    path: withTicket(path, access.ticketFor(path)),
  }))
  done()
}
