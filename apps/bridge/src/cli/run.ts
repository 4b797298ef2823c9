// `unstick run`: runs the person's own commands and shows every byte that they send and receive.
import type { Command as CommandLine } from 'commander'
import { Session } from '@unstick/session'
import { refusal } from '../errors.ts'
import type { BlockSink } from '../lab/perform.ts'
import type { Recorder } from '../log/recorder.ts'
import { unstickHome } from '../sessions/sessions-folder.ts'
import { markRecording } from '../sharing/mark-recording.ts'
import { searchPath } from '../tools.ts'
import { type Command, shellCommands, wordsCommand } from '../trace/command.ts'
import type { RunnerNetwork } from '../trace/messages.ts'
import { nameOfTraceable } from '../trace/running-process.ts'
import { straceCommand } from '../trace/strace-command.ts'
import { Trace, type TraceOrder } from '../trace/trace.ts'
import { mustTrace } from '../trace/tracer.ts'
import type { ServeOptions } from './bridge.ts'
import { createRecord } from './create-record.ts'
import { type NetworkOptions, networkOf } from './network-options.ts'
import { parseFramingsOption } from './framing-option.ts'
import { print, printData, printError, say } from './output.ts'
import { runTrace } from './run-trace.ts'
import { endAnyway, loadBridge, openPage, withServeOptions } from './serve.ts'
import { sayGuess } from './say-guess.ts'
import { sessionReport } from './session-report.ts'
import { CommandFailed } from './command-failed.ts'

interface RunOptions extends ServeOptions, NetworkOptions {
  readonly framing: string
  readonly pid?: string
  readonly record?: string
  readonly json?: boolean
  readonly packets: boolean
  readonly showStrace?: boolean
}

export const addRun = (program: CommandLine, args: readonly string[]): void => {
  const command = program
    .command('run')
    .argument('[commands...]', 'one command after --, or several, each in quotes')
    .description('run your own programs and show every byte that they send and receive')
    .option(
      '--framing <spec>',
      'the framing of their messages, such as struct:!I; or one for each port',
      'none',
    )
    .option('--record <file>', 'record the session in this new file, without a page')
    .option('--json', 'print intervals and findings, one JSON object per line, without a page')
    .option('--pid <pid>', 'watch a process that runs already, and leave it running')
    .option('--private', 'run them on a network of their own, whose packets are recorded')
    .option('--hosts', 'the same with two hosts: the first command on `server`, the others on `client`')
    .option('--mtu <bytes>', 'of the private network: bytes of the largest IP packet')
    .option('--rate <kbit>', 'of the private network: kilobits per second, each way')
    .option('--delay <ms>', 'of the private network: milliseconds that a packet travels')
    .option('--loss <percent>', 'of the private network: packets that are lost')
    .option('--no-packets', 'do not capture packets on the network of this machine')
    .option('--show-strace', 'print the strace command to use elsewhere, and run nothing')
  withServeOptions(command).action(async (words: readonly string[], options: RunOptions) => {
    const commands = args.includes('--') ? [wordsCommand(words)] : shellCommands(words)
    if (words.length === 0 && !options.showStrace && options.pid === undefined)
      throw refusal('COMMANDS_MISSING')
    parseFramingsOption(options.framing)
    if (options.showStrace) return showStrace(words)
    const network = await networkOf(options)
    if (options.pid !== undefined && (words.length > 0 || network)) throw refusal('PID_ALONE')
    await mustTrace(searchPath(process.env.PATH))
    const order =
      options.pid === undefined
        ? orderOf(commands, options, network)
        : await orderOfProcess(parsePid(options.pid), options)
    return options.record === undefined && !options.json
      ? inPage(order, options)
      : withoutPage(order, options)
  })
}

/** The command to use on another machine, and what to do with its file. */
const showStrace = (words: readonly string[]): Promise<void> => {
  const command = words.length > 0 ? words : ['PROGRAM']
  say('Run this where the program is, and open its file here: unstick open trace.strace')
  return printData([straceCommand({ command }, 'trace.strace').join(' ')])
}

const inPage = async (order: TraceOrder, options: RunOptions): Promise<void> => {
  const { startBridge } = await loadBridge()
  const bridge = await startBridge(options)
  try {
    const { port } = new URL(bridge.address())
    const trace = await prepared({ ...order, packets: order.packets && { exceptPort: Number(port) } })
    const { id, recorder } = await orLeave(trace, bridge.folder.record(order.title, trace.opening))
    const page = bridge.address({
      session: id,
      ...(options.framing !== 'none' && { framing: options.framing }),
    })
    say(`Unstick shows it at ${page}`)
    await openPage(page, options.open)
    const end = await runTrace(trace, namesOf(order), recorder, print).finally(() => bridge.folder.finish(id))
    if (recorder.trouble) say(`${recorder.trouble.message} (${recorder.trouble.code})`)
    if (options.framing === 'none') await sayGuess(bridge.folder.fileOf(id))
    if (!end.wasStopped) {
      say(
        `All commands have ended, and the session is ${id}. The page stays open; press Ctrl+C to end Unstick.`,
      )
      await end.untilStopped()
    }
    endAnyway()
    if (end.code !== 0) throw new CommandFailed(end.code)
  } finally {
    await bridge.close()
  }
}

const withoutPage = async (order: TraceOrder, options: RunOptions): Promise<void> => {
  const { framing, record, json = false } = options
  const unmark = record === undefined ? undefined : await markRecording(record, unstickHome())
  // Only what is printed at the end needs all of it in memory.
  const session = json ? new Session() : undefined
  let recorder: Recorder | undefined
  try {
    const trace = await prepared(order)
    if (record !== undefined) recorder = await orLeave(trace, createRecord(record, trace.opening))
    for (const block of trace.opening) session?.push(block)
    const sink: BlockSink = {
      append(block) {
        session?.push(block)
        recorder?.append(block)
      },
      room: () => recorder?.room() ?? Promise.resolve(),
    }
    const end = await runTrace(trace, namesOf(order), sink, json ? printError : print)
    end.leave()
    session?.end()
    if (session) await printData(sessionReport(session, parseFramingsOption(framing), true))
    await recorder?.close()
    if (record !== undefined && framing === 'none') await sayGuess(record)
    if (record !== undefined) say(`The session is recorded in ${record}: unstick open ${record}`)
    if (recorder?.trouble) throw recorder.trouble
    if (end.code !== 0) throw new CommandFailed(end.code)
  } finally {
    await recorder?.close()
    await unmark?.()
  }
}

const prepared = async (order: TraceOrder): Promise<Trace> => {
  const trace = await Trace.prepare(order)
  if (trace.note !== '') say(trace.note)
  return trace
}

/** What `making` resolves with. If it fails, the runner that waits for its commands ends. */
const orLeave = async <Made>(trace: Trace, making: Promise<Made>): Promise<Made> => {
  try {
    return await making
  } catch (error) {
    await trace.leave()
    throw error
  }
}

const orderOf = (
  commands: readonly Command[],
  { framing, packets, json = false }: RunOptions,
  network: RunnerNetwork | undefined,
): TraceOrder => ({
  title: listed(commands.map(({ name }) => name)),
  framing,
  packets: packets && {},
  tracees: commands.map(({ name, words }) => ({ name, traced: { command: words } })),
  ...(network && { network }),
  // With --json, standard output has the JSON alone.
  ...(commands.length === 1 && { terminal: [0, json ? 2 : 1, 2] as const }),
})

/** Throws `PROCESS_UNKNOWN` and `PROCESS_UNTRACEABLE`. */
const orderOfProcess = async (pid: number, { framing, packets }: RunOptions): Promise<TraceOrder> => {
  const name = await nameOfTraceable(pid)
  const note = `Process ${pid} was running already: what it did before this recording is not in it.`
  return { title: name, framing, packets: packets && {}, tracees: [{ name, traced: { pid } }], note }
}

/** Throws `PID_MALFORMED`. */
const parsePid = (text: string): number => {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw refusal('PID_MALFORMED', text)
  return Number(text)
}

const namesOf = ({ tracees }: TraceOrder): readonly string[] => tracees.map(({ name }) => name)

/** `server.py and client.py`. */
const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
