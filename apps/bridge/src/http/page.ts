// The built page's files. Assets carry a hash in their names and may be kept for good; the page itself may not.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyPluginAsync } from 'fastify'
import { refusal } from '../errors.ts'

/** `page` is the folder that `vite build` made. */
export const page: FastifyPluginAsync<{ readonly page: string }> = async (app, { page: root }) => {
  if (!existsSync(join(root, 'index.html'))) {
    app.get('/', () => {
      throw refusal('PAGE_NOT_BUILT')
    })
    return
  }
  await app.register(fastifyStatic, {
    root,
    cacheControl: false,
    // What an export is made of, and no page of the bridge's own.
    allowedPath: (path) => path !== '/viewer.html',
    setHeaders(reply, path) {
      const forGood = path.startsWith(join(root, 'assets'))
      reply.header('cache-control', forGood ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
}
