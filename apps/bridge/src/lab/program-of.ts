// An experiment's program with its steps, even if a person wrote the steps.
import { type ConditionValues, parseWrittenSteps, type WrittenStep } from '@unstick/api'
import type { WrittenProgram } from './experiment.ts'
import type { Program, Step } from './step.ts'

/** `conditions` must be parsed, so that the steps in them are known to be valid. */
export const programOf = (program: Program | WrittenProgram, conditions: ConditionValues): Program => {
  if ('steps' in program) return program
  const { name, before, written } = program
  const parsed = parseWrittenSteps(String(conditions[written]), name === 'client' ? 'client' : 'server')
  if (!parsed.ok) throw new Error(`the steps of ${name} were not checked: ${parsed.fault}`)
  let recvs = 0
  const steps = parsed.steps.flatMap((step) => {
    if (step.do.startsWith('recv')) recvs += 1
    return stepsOf(step, `data${recvs}`)
  })
  return { name, steps: [...before, ...steps] }
}

/** `into` names where a recv stores what it returned. It is printed at once. */
const stepsOf = (step: WrittenStep, into: string): Step[] => {
  const { text = '', hex = '', base64 = '', ms = 0, limit = 0, size = 0 } = step
  const print: Step = { do: 'print', line: [`${into}: `, { repr: into }] }
  switch (step.do) {
    case 'connect':
      return [
        { do: 'connect', to: 'server' },
        { do: 'nagle', on: { condition: 'nagle' } },
      ]
    case 'send text':
      return [{ do: 'send', bytes: { text } }]
    case 'send hex':
      return [{ do: 'send', bytes: { hex: hex.replace(/\s/g, '') } }]
    case 'send file':
      return [{ do: 'send', bytes: { hex: Buffer.from(base64, 'base64').toString('hex') } }]
    case 'send framed':
      return [{ do: 'send message', bytes: { text } }]
    case 'sleep':
      return [{ do: 'sleep', ms }]
    case 'recv':
      return [{ do: 'recv', limit, into }, print]
    case 'recv exactly':
      return [{ do: 'recv exactly', size, limit: size, into }, print]
    case 'recv framed':
      return [{ do: 'recv message', limit, into }, print]
    case 'shutdown':
    case 'close':
      return [{ do: step.do }]
  }
}
