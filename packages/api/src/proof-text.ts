// What the page and the bridge sign for each other before either trusts the other.

/** What both know before they sign: the page's origin, the bridge's process, and numbers that were never used before. */
export interface Challenged {
  /** The page's origin, with its port. */
  readonly origin: string
  /** The page's number. */
  readonly nonce: string
  /** The bridge's number. */
  readonly challenge: string
  /** Identifies the bridge's process. */
  readonly process: string
}

/**
 * The text whose HMAC-SHA-256 with the shared key proves that a bridge or a page has the key. The role is part of it, so
 * that neither side's proof can be used as the other's. No part may contain a line end.
 */
export const proofText = (
  role: 'bridge' | 'page',
  { origin, nonce, challenge, process }: Challenged,
): string => ['unstick proof 1', role, origin, nonce, challenge, process].join('\n')

/** The text whose HMAC-SHA-256, cut to 16 bytes, names a key to those who have it and reveals nothing of it to others. */
export const KEY_NAME_TEXT = 'unstick key name 1'
