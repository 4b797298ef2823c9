// Sends a session over a WebSocket: its bytes from the offset that the page names, then what is appended, as fast as the
// page takes them and no faster.
import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import * as Type from 'typebox'
import type { WebSocket } from '@fastify/websocket'
import type { Access } from '../access/access.ts'
import { Refusal, refusal } from '../errors.ts'
import { follow as followFile, type Followed } from '../log/follow.ts'
import type { SessionsFolder } from '../sessions/sessions-folder.ts'
import { FirstWords } from './first-words.ts'
import { FOLLOW_ROUTE } from './well-formed.ts'

const MAX_FOLLOWERS = 64

const schema = {
  params: Type.Object({ id: Type.String() }),
  querystring: Type.Object({
    offset: Type.Integer({ minimum: 0, default: 0 }),
    version: Type.String({ maxLength: 100, default: '' }),
    far: Type.Optional(Type.Integer({ minimum: 1 })),
  }),
}

interface FollowOptions {
  readonly folder: SessionsFolder
  readonly access: Access
  /** Called when a follower has sent a valid bearer, because its connection then keeps its place. */
  readonly onTrusted: (request: FastifyRequest) => void
  readonly onFailure: (error: Error) => void
}

export const follow: FastifyPluginCallbackTypebox<FollowOptions> = (
  app,
  { folder, access, onTrusted, onFailure },
  done,
) => {
  let followers = 0
  const firstWords = new FirstWords(access)

  /** Throws if the session cannot be followed. */
  const check = async (id: string): Promise<void> => {
    await (await folder.openFile(id)).close()
    if (followers >= MAX_FOLLOWERS) throw refusal('TOO_MANY_FOLLOWERS', MAX_FOLLOWERS)
  }

  /** Throws if the follower has no access. The returned signal aborts when the follower loses it. */
  const letIn = async (socket: WebSocket, request: FastifyRequest): Promise<AbortSignal | undefined> => {
    const { holder } = request
    if (holder !== null) return holder === 'page' ? access.revoked : undefined
    await firstWords.hear(socket)
    onTrusted(request)
    return access.revoked
  }

  app.route({
    method: 'GET',
    url: FOLLOW_ROUTE,
    config: { letsIn: 'first word' },
    schema,
    preHandler: async (request) => {
      // A client with a bearer gets a refusal as a plain HTTP answer. A stranger learns nothing about sessions.
      if (request.holder !== null) await check(request.params.id)
    },
    handler: () => {
      throw refusal('UPGRADE_NEEDED')
    },
    wsHandler: async (socket, request) => {
      const { id } = request.params
      const gone = new AbortController()
      socket.on('close', () => gone.abort())
      socket.on('error', () => gone.abort())
      let counted = false
      try {
        const revoked = await letIn(socket, request)
        if (request.holder === null) await check(id)
        followers += 1
        counted = true
        revoked?.addEventListener('abort', () => socket.close(CLOSED_BY_POLICY), { signal: gone.signal })
        const log = await folder.log(id, gone.signal)
        for await (const message of followFile(
          await folder.openFile(id),
          log,
          request.query,
          gone.signal,
          folder.trouble(id),
        )) {
          // The follower fetches these bytes itself and then reports it. Nothing is sent before.
          const on = isFar(message) ? nextMessage(socket, gone.signal) : undefined
          await send(socket, message)
          await on
          if (gone.signal.aborted || revoked?.aborted) break
        }
        socket.close(1000)
      } catch (error) {
        if (error instanceof Refusal) {
          const { code, message } = error
          await send(socket, { type: 'refused', code, message })
          socket.close(CLOSED_BY_POLICY)
          return
        }
        onFailure(error instanceof Error ? error : new Error(String(error)))
        socket.close(1011)
      } finally {
        gone.abort()
        if (counted) followers -= 1
      }
    },
  })
  done()
}

/** RFC 6455, section 7.4.1. */
const CLOSED_BY_POLICY = 1008

const isFar = (message: Followed): boolean => !(message instanceof Uint8Array) && message.type === 'far'

/** Resolves with the follower's next message, or when it is gone. */
const nextMessage = (socket: WebSocket, gone: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const onMessage = () => {
      socket.off('message', onMessage)
      gone.removeEventListener('abort', onMessage)
      resolve()
    }
    socket.on('message', onMessage)
    gone.addEventListener('abort', onMessage)
  })

/** Resolves when the kernel took the message. So a slow page is waited for, and only this one piece is held. */
const send = (socket: WebSocket, message: Followed): Promise<void> =>
  new Promise((resolve) => {
    // After an error the socket closes, which ends the following.
    socket.send(message instanceof Uint8Array ? message : JSON.stringify(message), () => resolve())
  })
