// Sessions over HTTP: list, rename, delete and undo, download, import.
import { Readable } from 'node:stream'
import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox'
import { type DeletedSession, type ImportedSession, RenameRequest } from '@unstick/api'
import { BYTES, exportName, pcapng } from '@unstick/formats'
import * as Type from 'typebox'
import { streamOf } from '../disk/file-pieces.ts'
import { Counter } from '../counting/counter.ts'
import { refusal } from '../errors.ts'
import { versionOf } from '../log/log.ts'
import { importSession, MAX_IMPORT } from '../sessions/import-session.ts'
import { renameSession } from '../sessions/rename-session.ts'
import { SessionList } from '../sessions/session-list.ts'
import type { SessionsFolder } from '../sessions/sessions-folder.ts'
import { deleteSession, deletionPattern, restoreSession } from '../sessions/trash.ts'

interface SessionsOptions {
  readonly folder: SessionsFolder
  readonly maxImport?: number
}

/** How many bytes are read at once. */
const PIECE = 256 * 1024

/** The bytes from `from` to `to`, of exactly the file that the follower was told about. */
const Part = Type.Object({
  from: Type.Integer({ minimum: 0 }),
  to: Type.Integer({ minimum: 1 }),
  version: Type.String({ maxLength: 100 }),
})

/** Which deletion to undo. If left out, the last one. */
const Restore = Type.Object({ deletion: Type.Optional(Type.String({ pattern: deletionPattern })) })

const params = Type.Object({ id: Type.String({ maxLength: 200 }) })

export const sessions: FastifyPluginCallbackTypebox<SessionsOptions> = (app, { folder, maxImport }, done) => {
  const counter = new Counter()
  app.addHook('onClose', () => counter.close())
  const list = new SessionList(folder, counter)
  const limit = maxImport ?? MAX_IMPORT

  app.get('/api/sessions', () => list.all())

  app.patch('/api/sessions/:id', { schema: { params, body: RenameRequest } }, async (request) => {
    const { id } = request.params
    await renameSession(folder, id, request.body.title)
    return list.one(id)
  })

  app.delete('/api/sessions/:id', { schema: { params } }, async (request) => {
    return { deletion: await deleteSession(folder, request.params.id) } satisfies DeletedSession
  })

  app.post('/api/sessions/:id/restore', { schema: { params, querystring: Restore } }, async (request) => {
    await restoreSession(folder, request.params.id, request.query.deletion)
    return list.one(request.params.id)
  })

  app.get(
    '/api/sessions/:id/file',
    { config: { letsIn: 'ticket' }, schema: { params } },
    async (request, reply) => {
      const { id } = request.params
      const file = await folder.openFile(id)
      return reply
        .type(pcapng.mediaType)
        .header('content-disposition', `attachment; filename="${exportName(pcapng, id, 0)}"`)
        .send(streamOf(file))
    },
  )

  app.get('/api/sessions/:id/bytes', { schema: { params, querystring: Part } }, async (request, reply) => {
    const { id } = request.params
    const { from, to, version } = request.query
    if (to <= from) throw refusal('REQUEST_MALFORMED', `there are no bytes between ${from} and ${to}`)
    const file = await folder.openFile(id)
    try {
      if (versionOf(await file.stat({ bigint: true })) !== version) throw refusal('SESSION_REPLACED', id)
    } catch (error) {
      await file.close()
      throw error
    }
    return reply
      .type(BYTES)
      .header('cache-control', 'no-store')
      .send(streamOf(file, { from, to, piece: PIECE }))
  })

  // The body goes to the disk as it comes. Its size is checked there, so Fastify's bound does not apply.
  app.addContentTypeParser(BYTES, (_request, body, done) => done(null, body))
  app.post(
    '/api/sessions',
    {
      bodyLimit: Number.MAX_SAFE_INTEGER,
      schema: { querystring: Type.Object({ title: Type.String({ maxLength: 200, default: '' }) }) },
    },
    async (request, reply) => {
      if (!(request.body instanceof Readable)) throw refusal('MEDIA_TYPE_REFUSED', 'none')
      try {
        const pieces = request.body.iterator({ destroyOnReturn: false })
        const { id, problem } = await importSession(folder, request.query.title, pieces, limit)
        const imported: ImportedSession = {
          ...(await list.one(id)),
          ...(problem && { problem: { code: problem.code, message: problem.message } }),
        }
        return await reply.code(201).send(imported)
      } finally {
        // A browser reads a refusal only after it has sent its whole body.
        request.body.resume()
      }
    },
  )
  done()
}
