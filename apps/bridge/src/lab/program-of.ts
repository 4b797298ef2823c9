// An experiment's program with its steps, even if a person wrote the steps.
import {
  type ConditionValues,
  parseWrittenSteps,
  type WrittenSide,
  type WrittenStep,
  type WrittenTransport,
} from '@unstick/api'
import type { WrittenProgram } from './experiment.ts'
import type { Program, Step } from './step.ts'
import type { BytesValue } from './values.ts'

/** `conditions` must be parsed, so that the steps in them are known to be valid. */
export const programOf = (program: Program | WrittenProgram, conditions: ConditionValues): Program => {
  if ('steps' in program) return program
  const { name, before, written } = program
  const side = name === 'client' ? 'client' : 'server'
  const transport: WrittenTransport = conditions.transport === 'UDP' ? 'UDP' : 'TCP'
  const parsed = parseWrittenSteps(String(conditions[written]), side, transport)
  if (!parsed.ok) throw new Error(`the steps of ${name} were not checked: ${parsed.fault}`)
  const stepsOf = transport === 'UDP' ? udpSteps(side, parsed.steps) : tcpSteps
  let recvs = 0
  const steps = parsed.steps.flatMap((step) => {
    if (step.do.startsWith('recv')) recvs += 1
    return stepsOf(step, `data${recvs}`)
  })
  return { name, steps: [...before[transport], ...steps] }
}

/** What a recv stored is printed at once. */
const printed = (into: string): Step => ({ do: 'print', line: [`${into}: `, { repr: into }] })

const bytesOf = ({ text = '', hex, base64 }: WrittenStep): BytesValue =>
  hex !== undefined
    ? { hex: hex.replace(/\s/g, '') }
    : base64 === undefined
      ? { text }
      : { hex: Buffer.from(base64, 'base64').toString('hex') }

/** `into` names where a recv stores what it returned. */
const tcpSteps = (step: WrittenStep, into: string): Step[] => {
  const { ms = 0, limit = 0, size = 0 } = step
  switch (step.do) {
    case 'connect':
      return [
        { do: 'connect', to: 'server' },
        { do: 'nagle', on: { condition: 'nagle' } },
      ]
    case 'send text':
    case 'send hex':
    case 'send file':
      return [{ do: 'send', bytes: bytesOf(step) }]
    case 'send framed':
      return [{ do: 'send message', bytes: bytesOf(step) }]
    case 'sleep':
      return [{ do: 'sleep', ms }]
    case 'recv':
      return [{ do: 'recv', limit, into }, printed(into)]
    case 'recv exactly':
      return [{ do: 'recv exactly', size, limit: size, into }, printed(into)]
    case 'recv framed':
      return [{ do: 'recv message', limit, into }, printed(into)]
    case 'recv until end':
      return [{ do: 'for each message', limit, into, plain: true, steps: [printed(into)] }]
    case 'recv framed until end':
      return [{ do: 'for each message', limit, into, steps: [printed(into)] }]
    case 'cork':
    case 'uncork':
      return [{ do: 'cork', on: step.do === 'cork' }]
    case 'shutdown':
    case 'close':
      return [{ do: step.do }]
  }
}

/** A client that connected needs no address; a server answers the sender of what it received last. */
const udpSteps = (
  side: WrittenSide,
  all: readonly WrittenStep[],
): ((step: WrittenStep, into: string) => Step[]) => {
  const connectedAt = all.findIndex((step) => step.do === 'connect')
  return (step, into) => {
    const { ms = 0, limit = 0 } = step
    const isConnected = connectedAt >= 0 && all.indexOf(step) > connectedAt
    switch (step.do) {
      case 'connect':
        return [{ do: 'connect udp', to: 'server' }]
      case 'sleep':
        return [{ do: 'sleep', ms }]
      case 'recv':
        return [{ do: isConnected ? 'recv datagram' : 'recvfrom', limit, into }, printed(into)]
      case 'close':
        return [{ do: 'close udp' }]
      default: {
        const bytes = bytesOf(step)
        if (isConnected) return [{ do: 'send datagram', bytes }]
        return [{ do: 'sendto', bytes, to: side === 'client' ? 'server' : { senderOf: into } }]
      }
    }
  }
}
