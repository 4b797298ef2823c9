// The text messages of the WebSocket by which the page follows a session.

/**
 * The text messages that a follower of `GET /api/sessions/ID/follow?offset=N&version=V&far=F` (a WebSocket) gets.
 * Binary messages are the file's bytes, in order, from `start.offset`.
 */
export type FollowMessage =
  /** `version` identifies this file's content; an `offset` requested with another version starts again at 0. */
  | { readonly type: 'start'; readonly version: string; readonly offset: number; readonly live: boolean }
  /**
   * Sent only if the follower asked with `far` and at least that many bytes are there at once. The follower fetches the
   * bytes from `from` to `to` itself, from `GET /api/sessions/ID/bytes?from=N&to=N&version=V`, because a browser reads
   * that ten times as fast. The bytes after `to` follow when it has said `on`.
   */
  | { readonly type: 'far'; readonly from: number; readonly to: number }
  /** The recording is over and every byte of it was sent. */
  | { readonly type: 'end'; readonly size: number }
  /** Why the session cannot be followed; the connection ends. */
  | { readonly type: 'refused'; readonly code: string; readonly message: string }
  /** The recording stopped early (a full disk, a failed program); what was written stays. */
  | { readonly type: 'trouble'; readonly code: string; readonly message: string }
