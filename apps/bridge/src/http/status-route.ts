// What the bridge says of itself and of the machine.
import type { FastifyPluginAsync } from 'fastify'
import type { Status } from '@unstick/session'
import type { SessionsFolder } from '../sessions/sessions-folder.ts'
import { findTools } from '../tools.ts'
import { version } from '../version.ts'

export const status: FastifyPluginAsync<{ readonly folder: SessionsFolder }> = async (app, { folder }) => {
  app.get('/api/status', async (): Promise<Status> => ({
    version,
    sessionsDirectory: folder.path,
    tools: await findTools(process.env.PATH ?? ''),
  }))
}
