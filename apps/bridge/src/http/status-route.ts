// Reports the state of the bridge and of the machine.
import type { FastifyPluginCallback } from 'fastify'
import type { Status } from '@unstick/api'
import type { SessionsFolder } from '../sessions/sessions-folder.ts'
import { findTools, searchPath } from '../tools.ts'
import { version } from '../version.ts'

export const status: FastifyPluginCallback<{ readonly folder: SessionsFolder }> = (app, { folder }, done) => {
  app.get('/api/status', async (): Promise<Status> => ({
    version,
    sessionsDirectory: folder.path,
    tools: await findTools(searchPath(process.env.PATH)),
  }))
  done()
}
