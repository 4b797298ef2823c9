// `unstick lab`: lists the experiments, or runs one without a page.
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { ConditionValues } from '@unstick/api'
import { Session } from '@unstick/session'
import { Refusal, refusal, errnoOf } from '../errors.ts'
import { experiments, findExperiment } from '../lab/experiments.ts'
import { prepareRun } from '../lab/prepared-run.ts'
import { pythonProgram } from '../lab/python-program/python-program.ts'
import { Recorder } from '../log/recorder.ts'
import { hostLoopback } from '../network/host-loopback.ts'
import type { Network } from '../network/network.ts'
import { PrivateNetworks } from '../network/private-networks.ts'
import { unstickHome } from '../sessions/sessions-folder.ts'
import { markRecording } from '../sharing/mark-recording.ts'
import { createRecord } from './create-record.ts'
import { describeExperiment } from './describe-experiment.ts'
import { print, printData, printLines, say } from './output.ts'
import { sessionReport } from './session-report.ts'
import { parseFramingOption } from './framing-option.ts'
import { onStopSignal } from './stop-signal.ts'

interface LabOptions {
  readonly set: Readonly<ConditionValues>
  readonly framing: string
  readonly record?: string
  readonly append?: string
  readonly loopback?: boolean
  readonly json?: boolean
  readonly describe?: boolean
  readonly python?: string
}

export const addLab = (program: Command): void => {
  program
    .command('lab')
    .argument('[experiment]', 'what to run; if left out, the experiments are listed')
    .description('run an experiment on real sockets')
    .option('--set <key=value>', 'set a condition; can be repeated', collectCondition, {})
    .option('--framing <spec>', 'the framing that both programs use', 'none')
    .option('--record <file>', 'record the session in this new file')
    .addOption(
      new Option(
        '--append <file>',
        'append the session to this file; if a crash left an unfinished block, it is cut off first',
      ).conflicts('record'),
    )
    .option('--loopback', "run on the machine's own loopback, without a private network and its capture")
    .option('--json', 'print intervals and findings, one JSON object per line')
    .option('--describe', 'describe the experiment and its conditions, and run nothing')
    .option('--python <program>', 'print this program (server, client) in Python, and run nothing')
    .action((experiment: string | undefined, options: LabOptions) => {
      if (experiment === undefined) return list()
      if (options.describe) return printLines(describeExperiment(findExperiment(experiment).info))
      if (options.python !== undefined) return printPython(experiment, options.python, options)
      return lab(experiment, options)
    })
}

/** One line for each: name, group, title. */
const list = (): Promise<void> => {
  const columns = [
    Math.max(...experiments.map(({ info }) => info.name.length)),
    Math.max(...experiments.map(({ info }) => info.group.length)),
  ] as const
  return printLines(
    experiments.map(({ info }) => {
      const { name, group, title } = info
      return `${name.padEnd(columns[0])}  ${group.padEnd(columns[1])}  ${title}`
    }),
  )
}

const printPython = (name: string, program: string, { set, framing }: LabOptions): Promise<void> =>
  print(pythonProgram(prepareRun(name, set, framing), program).text)

const lab = async (name: string, options: LabOptions): Promise<void> => {
  const { set, framing, record, append, loopback = false, json = false } = options
  const networks = loopback ? hostLoopback : new PrivateNetworks({ spare: false })
  const network = await networks.take(prepareRun(name, set, framing))
  const session = new Session()
  const file = record ?? append
  let unmark: (() => Promise<void>) | undefined
  let recorder: Recorder | undefined
  try {
    if (file !== undefined) unmark = await markRecording(file, unstickHome())
    if (network.words.networkNote !== undefined) say(network.words.networkNote)
    if (record !== undefined) recorder = await createRecord(record, network.opening)
    if (append !== undefined) recorder = await reopenRecord(append, network.opening)
    await performUntilSignal(network, session, recorder)
  } finally {
    await network.leave()
    await recorder?.close()
    await unmark?.()
  }
  session.end()
  const report = sessionReport(session, parseFramingOption(framing), json)
  await (json ? printData(report) : printLines(report))
  if (recorder?.trouble) throw recorder.trouble
}

/** Waits until the run is over, or for the first signal that asks for the end. */
const performUntilSignal = async (
  network: Network,
  session: Session,
  recorder: Recorder | undefined,
): Promise<void> => {
  for (const block of network.opening) session.push(block)
  const stop = new AbortController()
  const leaveSignals = onStopSignal(() => stop.abort())
  const sink = {
    append(block: Uint8Array) {
      session.push(block)
      recorder?.append(block)
    },
    room: () => recorder?.room() ?? Promise.resolve(),
  }
  try {
    await network.perform(sink, stop.signal)
  } finally {
    leaveSignals()
  }
}

/** What is appended begins with a section header. Throws `FILE_UNWRITABLE`, `NOT_A_CAPTURE`, `FILE_DAMAGED`. */
const reopenRecord = async (file: string, opening: readonly Uint8Array[]): Promise<Recorder> => {
  try {
    const recorder = await Recorder.reopen(file)
    for (const block of opening) recorder.append(block)
    return recorder
  } catch (error) {
    const errno = errnoOf(error)
    if (errno === undefined || error instanceof Refusal) throw error
    throw refusal('FILE_UNWRITABLE', file, errno === 'ENOENT' ? 'it does not exist' : errno)
  }
}

const collectCondition = (text: string, before: Readonly<ConditionValues>): ConditionValues => {
  const at = text.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('A condition has the form key=value.')
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) }
}
