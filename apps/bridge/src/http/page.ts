// Serves the built page's files, which contain no secret. Assets have a hash in their names and may be cached for good;
// the page itself may not.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyPluginAsync } from 'fastify'
import { refusal } from '../errors.ts'

const forAnybody = { config: { letsIn: 'anybody' } } as const

/** `page` is the folder that `vite build` wrote. */
export const page: FastifyPluginAsync<{ readonly page: string }> = async (app, { page: root }) => {
  if (!existsSync(join(root, 'index.html'))) {
    app.get('/', forAnybody, () => {
      throw refusal('PAGE_NOT_BUILT')
    })
    return
  }
  await app.register(fastifyStatic, { root, serve: false, cacheControl: false })
  for (const path of ['/', '/index.html'])
    app.get(path, forAnybody, (_request, reply) =>
      reply.header('cache-control', 'no-cache').sendFile('index.html'),
    )
  app.get<{ Params: { '*': string } }>('/assets/*', forAnybody, (request, reply) =>
    reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .sendFile(request.params['*'], join(root, 'assets')),
  )
}
