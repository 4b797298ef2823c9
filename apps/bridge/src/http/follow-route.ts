// A session over a WebSocket: its bytes from where the page asks, then what is appended, as fast as the page takes
// them and no faster.
import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox'
import * as Type from 'typebox'
import type { WebSocket } from '@fastify/websocket'
import { refusal } from '../errors.ts'
import { follow as followFile, type Followed } from '../log/follow.ts'
import type { SessionsFolder } from '../sessions/sessions-folder.ts'
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
  readonly onFailure: (error: Error) => void
}

export const follow: FastifyPluginCallbackTypebox<FollowOptions> = (app, { folder, onFailure }, done) => {
  let followers = 0
  app.route({
    method: 'GET',
    url: FOLLOW_ROUTE,
    schema,
    preHandler: async (request) => {
      // The session is opened before the upgrade too, so that a refusal is a plain HTTP answer.
      await (await folder.openFile(request.params.id)).close()
      if (followers >= MAX_FOLLOWERS) throw refusal('TOO_MANY_FOLLOWERS', MAX_FOLLOWERS)
    },
    handler: () => {
      throw refusal('UPGRADE_NEEDED')
    },
    wsHandler: async (socket, request) => {
      const { id } = request.params
      const gone = new AbortController()
      followers += 1
      socket.on('close', () => gone.abort())
      socket.on('error', () => gone.abort())
      try {
        const log = await folder.log(id, gone.signal)
        for await (const message of followFile(
          await folder.openFile(id),
          log,
          request.query,
          gone.signal,
          folder.trouble(id),
        )) {
          // What the follower fetches itself it says when it has: nothing goes on before.
          const on = isFar(message) ? said(socket, gone.signal) : undefined
          await send(socket, message)
          await on
          if (gone.signal.aborted) break
        }
        socket.close(1000)
      } catch (error) {
        onFailure(error instanceof Error ? error : new Error(String(error)))
        socket.close(1011)
      } finally {
        gone.abort()
        followers -= 1
      }
    },
  })
  done()
}

const isFar = (message: Followed): boolean => !(message instanceof Uint8Array) && message.type === 'far'

/** Resolves with the follower's next word, or when it is gone. */
const said = (socket: WebSocket, gone: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const heard = () => {
      socket.off('message', heard)
      gone.removeEventListener('abort', heard)
      resolve()
    }
    socket.on('message', heard)
    gone.addEventListener('abort', heard)
  })

/** Resolves when the kernel took the message: a slow page is waited for, with this one piece held. */
const send = (socket: WebSocket, message: Followed): Promise<void> =>
  new Promise((resolve) => {
    // An error is followed by the socket's close, which ends the following.
    socket.send(message instanceof Uint8Array ? message : JSON.stringify(message), () => resolve())
  })
