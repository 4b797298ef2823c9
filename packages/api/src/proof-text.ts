// What the page and the bridge sign for each other before either trusts the other.

/** What both know before they sign: who speaks where, and numbers that were never used before. */
export interface Challenged {
  /** The page's origin, with its port. */
  readonly origin: string
  /** The page's number. */
  readonly nonce: string
  /** The bridge's number. */
  readonly challenge: string
  /** Names the bridge's process. */
  readonly process: string
}

/**
 * The text whose HMAC-SHA-256, by the key that both have, proves that a bridge or a page has it. The role is part of it,
 * so that neither's proof serves as the other's. No part may hold a line's end.
 */
export const proofText = (
  role: 'bridge' | 'page',
  { origin, nonce, challenge, process }: Challenged,
): string => ['unstick proof 1', role, origin, nonce, challenge, process].join('\n')

/** The text whose HMAC-SHA-256, cut to 16 bytes, names a key to who has it, and tells nothing of it to others. */
export const KEY_NAME_TEXT = 'unstick key name 1'
