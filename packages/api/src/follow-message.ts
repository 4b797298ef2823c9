// The text messages of the WebSocket by which the page follows a session.

/**
 * What a follower of `GET /api/sessions/ID/follow?offset=N&version=V&far=F` (a WebSocket) is told in text messages;
 * binary messages are the file's bytes, in order, from `start.offset`.
 */
export type FollowMessage =
  /** `version` names this very file; an `offset` asked for under another version starts again at 0. */
  | { readonly type: 'start'; readonly version: string; readonly offset: number; readonly live: boolean }
  /**
   * Only to one who asked with `far`: at least so many bytes are there at once. The follower fetches those from `from`
   * to `to` itself, from `GET /api/sessions/ID/bytes?from=N&to=N&version=V`, which a browser takes in ten times as
   * fast; the bytes behind `to` follow when it has said `on`.
   */
  | { readonly type: 'far'; readonly from: number; readonly to: number }
  /** The recording is over and every byte of it was sent. */
  | { readonly type: 'end'; readonly size: number }
  /** Nothing is followed, for this reason: the connection ends. */
  | { readonly type: 'refused'; readonly code: string; readonly message: string }
  /** The recording stopped early (a full disk, a failed program); what was written stays. */
  | { readonly type: 'trouble'; readonly code: string; readonly message: string }
