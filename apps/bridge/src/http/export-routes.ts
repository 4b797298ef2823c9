// Exports of a session over HTTP, each as a download.
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox'
import { exporterOf, exporters, exportName } from '@unstick/formats'
import type { Holes } from '@unstick/session'
import * as Type from 'typebox'
import { storedSource } from '../export/stored-source.ts'
import { StoredSession } from '../export/stored-session.ts'
import { readViewer } from '../export/viewer.ts'
import { heard } from '../heard.ts'
import type { SessionsFolder } from '../sessions/sessions-folder.ts'

interface ExportsOptions {
  readonly folder: SessionsFolder
  /** The folder of the built page, which contains the viewer. */
  readonly page: string
}

const schema = {
  params: Type.Object({
    id: Type.String({ maxLength: 200 }),
    kind: Type.Union(exporters.map(({ kind }) => Type.Literal(kind))),
  }),
  querystring: Type.Object({
    stream: Type.Integer({ minimum: 0, default: 0 }),
    framing: Type.String({ maxLength: 1_024, default: 'none' }),
  }),
}

export const exports: FastifyPluginCallbackTypebox<ExportsOptions> = (app, { folder, page }, done) => {
  const viewer = () => readViewer(join(page, 'viewer.html'))

  app.get(
    '/api/sessions/:id/export/:kind',
    { config: { letsIn: 'ticket' }, schema },
    async (request, reply) => {
      const { id, kind } = request.params
      const { stream, framing } = request.query
      const exporter = exporterOf(kind)
      const stored = await StoredSession.open(folder, id)
      try {
        const onHoles = (missing: number, holes: Holes) =>
          reply.header('unstick-holes', `${missing} bytes, ${holes === 'skip' ? 'left out' : 'as zeros'}`)
        const asked = { name: id, stream, framing, onHoles }
        const pieces = await exporter.write(storedSource(stored, asked, viewer))
        // Also closed if the client goes away before the first piece.
        const body = heard(Readable.from(pieces, { objectMode: false })).once('close', () => {
          // The file was only read, so nothing is lost if closing it fails.
          stored.close().catch(() => undefined)
        })
        return await reply
          .type(exporter.mediaType)
          .header('content-disposition', `attachment; filename="${exportName(exporter, id, stream)}"`)
          .send(body)
      } catch (error) {
        await stored.close()
        throw error
      }
    },
  )
  done()
}
