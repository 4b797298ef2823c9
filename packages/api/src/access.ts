// How a page gets access, and how a browser opens addresses by itself.
import type { Static } from 'typebox'
import * as Type from 'typebox'

const text = (maxLength: number) => Type.String({ maxLength })

/** Sixteen bytes, or the 32 of a key, signature or secret, in base64url. */
const sixteenBytes = Type.String({ pattern: '^[A-Za-z0-9_-]{22}$' })
const thirtyTwoBytes = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' })

/** A key by its name: the terminal's token, or a page key with its expiry in milliseconds since the epoch. */
const NamedKey = { key: sixteenBytes, expires: Type.Optional(Type.Integer({ minimum: 0 })) }

/** `POST /api/access/challenge`: before it shows anything, a page asks the server to prove that it has the same key. */
export const ChallengeRequest = Type.Object({ ...NamedKey, nonce: sixteenBytes })
export type ChallengeRequest = Static<typeof ChallengeRequest>

/** The bridge's proof, over `proofText('bridge', …)`, and its own challenge. */
export const Challenge = Type.Object({
  challenge: Type.String({ pattern: '^[A-Za-z0-9_.-]{1,120}$' }),
  /** Identifies the bridge's process, because an earlier process's admissions are no longer valid. */
  process: sixteenBytes,
  proof: thirtyTwoBytes,
})
export type Challenge = Static<typeof Challenge>

/** `POST /api/access/admission`: the page's proof, over `proofText('page', …)`. */
export const AdmissionRequest = Type.Object({
  ...NamedKey,
  nonce: sixteenBytes,
  challenge: Challenge.properties.challenge,
  proof: thirtyTwoBytes,
})
export type AdmissionRequest = Static<typeof AdmissionRequest>

/** `bearer` is valid as long as the bridge's process lives; only a page with the terminal's token gets `page`. */
export const Admission = Type.Object({
  bearer: thirtyTwoBytes,
  page: Type.Optional(Type.Object({ key: thirtyTwoBytes, expires: Type.Integer() })),
})
export type Admission = Static<typeof Admission>

/** `POST /api/tickets`: an address of the bridge that a browser may open once. */
export const TicketRequest = Type.Object({ path: text(4_096) })
export type TicketRequest = Static<typeof TicketRequest>

/** The same address with a ticket in it. */
export const Ticket = Type.Object({ path: Type.String() })
export type Ticket = Static<typeof Ticket>

/** The first message of a follower, because a browser's WebSocket cannot send an `Authorization` header. */
export const FollowerWord = Type.Object({ bearer: thirtyTwoBytes })
export type FollowerWord = Static<typeof FollowerWord>
