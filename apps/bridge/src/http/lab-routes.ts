// The lab over HTTP: lists the experiments, runs and stops them.
import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox'
import { type PythonPrograms, RunRequest, type RunStarted, TypedLine } from '@unstick/api'
import * as Type from 'typebox'
import { Refusal } from '../errors.ts'
import { experiments } from '../lab/experiments.ts'
import { prepareRun } from '../lab/prepared-run.ts'
import { pythonProgram } from '../lab/python-program/python-program.ts'
import { writtenRun } from '../lab/written-run.ts'
import type { Runs } from '../runs/runs.ts'

export const lab: FastifyPluginCallbackTypebox<{ readonly runs: Runs }> = (app, { runs }, done) => {
  app.get('/api/experiments', () => {
    runs.expect()
    return experiments.map(({ info }) => info)
  })

  app.post('/api/runs', { schema: { body: RunRequest } }, async (request, reply) => {
    const { experiment, conditions, framing } = request.body
    const session = await runs.start(prepareRun(experiment, conditions, framing))
    return reply.code(201).send({ session } satisfies RunStarted)
  })

  app.post('/api/python', { schema: { body: RunRequest } }, (request) => pythonOf(request.body))

  app.post('/api/written', { schema: { body: RunRequest } }, (request) => {
    const { experiment, conditions, framing } = request.body
    return writtenRun(prepareRun(experiment, conditions, framing))
  })

  app.delete(
    '/api/runs/:id',
    { schema: { params: Type.Object({ id: Type.String() }) } },
    async (request, reply) => {
      await runs.stop(request.params.id)
      return reply.code(204).send()
    },
  )
  app.post(
    '/api/runs/:id/lines',
    { schema: { params: Type.Object({ id: Type.String() }), body: TypedLine } },
    (request, reply) => {
      const { program, text } = request.body
      runs.type(request.params.id, program, text)
      return reply.code(204).send()
    },
  )
  done()
}

const pythonOf = ({ experiment, conditions, framing }: RunRequest): PythonPrograms => {
  try {
    const run = prepareRun(experiment, conditions, framing)
    return { programs: run.programs.map(({ name }) => ({ name, ...pythonProgram(run, name) })) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    // The page asks while a person types, so this is no failure of the request.
    return { programs: [], why: { code: error.code, message: error.message } }
  }
}
