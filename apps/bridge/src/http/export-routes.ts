// Exports of a session over HTTP, each as a download.
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox'
import { exporterOf, exporters, exportName } from '@unstick/formats'
import * as Type from 'typebox'
import type { ExportHoles } from '../export/export-words.ts'
import { RunningExport } from '../export/running-export.ts'
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
    framing: Type.String({ maxLength: 8_192, default: 'none' }),
  }),
}

export const exports: FastifyPluginCallbackTypebox<ExportsOptions> = (app, { folder, page }, done) => {
  const viewer = join(page, 'viewer.html')

  app.get(
    '/api/sessions/:id/export/:kind',
    { config: { letsIn: 'ticket' }, schema },
    async (request, reply) => {
      const { id, kind } = request.params
      const { stream, framing } = request.query
      const exporter = exporterOf(kind)
      const running = await RunningExport.start(folder, id, { kind, name: id, stream, framing, viewer })
      // The file was only read, so nothing is lost if closing it fails.
      const close = () => void running.close().catch(() => undefined)
      // Also if the client goes away before the first piece.
      reply.raw.once('close', close)
      if (reply.raw.destroyed) close()
      try {
        const holes = await running.begun()
        if (holes) reply.header('unstick-holes', holesText(holes))
        return await reply
          .type(exporter.mediaType)
          .header('content-disposition', `attachment; filename="${exportName(exporter, id, stream)}"`)
          .send(heard(Readable.from(running.pieces(), { objectMode: false })))
      } catch (error) {
        // Nobody is there who could read an answer.
        if (reply.raw.destroyed) return reply.hijack()
        throw error
      }
    },
  )
  done()
}

const holesText = ({ missing, how }: ExportHoles): string =>
  `${missing} bytes, ${how === 'skip' ? 'left out' : 'as zeros'}`
