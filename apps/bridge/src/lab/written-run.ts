// A run of any experiment as a run of the playground: the same steps, for a person to change.
import { MAX_WRITTEN_STEPS, MAX_WRITTEN_TEXT, type WrittenPrograms, type WrittenStep } from '@unstick/api'
import type { PreparedRun } from './prepared-run.ts'
import { playground } from './experiments/playground.ts'
import { datagrams } from './steps/datagrams.ts'
import { stepsIn, type Program, type Step } from './step.ts'
import { writtenProgram, type WrittenOut } from './written-program.ts'

/** The sides are the run's first program that others reach, and the first that reaches it. */
export const writtenRun = (run: PreparedRun): WrittenPrograms => {
  const { programs, conditions } = run
  const server = programs.find(({ steps }) => has(steps, 'accept', 'bind'))
  const reaching = programs.find(
    ({ steps }) => has(steps, 'connect', 'connect udp', 'sendto') && !has(steps, 'accept', 'bind'),
  )
  if (!server || !reaching) throw new Error('an experiment has no two sides')
  const isTcp = has(server.steps, 'accept')
  const steps = isTcp ? reaching.steps.filter((step) => !(step.do in datagrams)) : reaching.steps
  const client = { ...reaching, steps }
  const asks = writtenProgram(client, run, [])
  const answers = writtenProgram(server, run, asks.sent)
  const sides = [
    { name: server.name, key: 'server', out: answers },
    // The client's steps may depend on what the server answers.
    { name: client.name, key: 'client', out: writtenProgram(client, run, answers.sent) },
  ]
  const written = sides.map(({ key, name, out }) => ({ key, name, out, ...fitting(out.steps) }))
  const shared = Object.entries(conditions).filter(([key]) => isOfPlayground(key))
  return {
    conditions: {
      ...Object.fromEntries(shared),
      transport: isTcp ? 'TCP' : 'UDP',
      ...Object.fromEntries(written.map(({ key, steps }) => [key, JSON.stringify(steps)])),
    },
    leftOut: [
      ...othersLeftOut(programs, [server, reaching]),
      ...(steps.length < reaching.steps.length ? [`What ${client.name} does by UDP is left out.`] : []),
      ...written.flatMap(({ name, out, cut }) => [
        ...stepsLeftOut(name, out),
        ...(cut > 0 ? [`${cut} steps of ${name} do not fit.`] : []),
      ]),
    ],
  }
}

/** Whether one of the steps, or one inside them, is one of these. */
const has = (steps: readonly Step[], ...words: readonly Step['do'][]): boolean =>
  steps.some((step) => words.includes(step.do) || stepsIn(step).some((inside) => has(inside, ...words)))

const isOfPlayground = (key: string): boolean =>
  playground.info.conditions.some((condition) => condition.key === key && condition.type !== 'steps')

/** As many of the steps as one side may have, and the last one; `cut` is how many those leave out. */
const fitting = (
  steps: readonly WrittenStep[],
): { readonly steps: readonly WrittenStep[]; readonly cut: number } => {
  const upTo = (count: number): readonly WrittenStep[] => [...steps.slice(0, count), ...steps.slice(-1)]
  let count = Math.min(steps.length, MAX_WRITTEN_STEPS) - 1
  while (count > 0 && JSON.stringify(upTo(count)).length > MAX_WRITTEN_TEXT) count -= 1
  return { steps: upTo(count), cut: steps.length - count - 1 }
}

const othersLeftOut = (programs: readonly Program[], sides: readonly Program[]): string[] => {
  const others = programs.filter((program) => !sides.includes(program)).map(({ name }) => name)
  return others.length === 0
    ? []
    : [
        `The playground has two programs, so ${others.join(', ')} ${others.length === 1 ? 'is' : 'are'} left out.`,
      ]
}

const stepsLeftOut = (name: string, { leftOut }: WrittenOut): string[] =>
  [...leftOut].map(
    (word) => sentences[word]?.(name) ?? `The playground cannot write what “${word}” of ${name} does.`,
  )

const sentences: Readonly<Record<string, (name: string) => string>> = {
  accept: (name) => `Here ${name} accepts before its first step; there it did so later.`,
  bind: (name) => `Here ${name} binds before its first step; there it did so later.`,
  answer: (name) => `What ${name} answers is written out, as if every datagram arrived.`,
  threads: (name) => `The threads of ${name} are written one after another.`,
  attempt: (name) => `What ${name} does after a time-out is left out.`,
  'time out': (name) => `The time-out of ${name} is left out: its recvs wait as long as it takes.`,
  'run command': (name) => `The command that ${name} runs is left out.`,
  'send message': (name) => `A message of ${name} is left out, because it depends on what it received.`,
  sendto: (name) => `A sendto of ${name} is left out, because it depends on what it received.`,
  send: (name) => `A send of ${name} is left out, because it depends on what it received.`,
  'recv exactly': (name) => `A recv of ${name} is left out, because its size depends on what it received.`,
  'send some': (name) => `A send of ${name} that does not wait is left out.`,
  'send buffer': (name) => `${name} keeps the send buffer that it has.`,
  'receive buffer': (name) => `${name} keeps the receive buffer that it has.`,
  'read all': (name) => `The loop in which ${name} reads until nothing comes is left out.`,
}
