// From records to sockets: follows the descriptors of each process, so that every call has its socket, and the socket its
// endpoints, with or without strace's -yy.
import type { Call, Caller, EndRecord, ExecCall, ForkCall, StraceRecord } from '../record.ts'
import { closed, closedRange, duplicated, flagged, opened } from './descriptor-calls.ts'
import { fieldsOf, FollowContext } from './follow-context.ts'
import { accepted, listened, named, option, pairMade, shutDown, socketMade } from './life-calls.ts'
import { type ProcessState, ProcessTable } from './process-table.ts'
import type { SocketEvent } from './socket-event.ts'
import { batch, copy, transfer } from './transfer-calls.ts'

/**
 * Takes records in the order of the log, and gives what happened on sockets, what programs printed, and how processes
 * began and ended. Never throws. Its memory is bounded by the threads and descriptors that the log has open at once:
 * 65,536 of each, and so many per process.
 */
export class SocketFollower {
  readonly #context: FollowContext
  readonly #processes = new ProcessTable()

  /** `give` is called during `take`, with events that are its own to keep. Their sockets and processes are live. */
  constructor(give: (event: SocketEvent) => void) {
    this.#context = new FollowContext(give)
  }

  take(record: StraceRecord): void {
    const process = this.#processOf(record)
    if (record.caller.name !== undefined) process.name = record.caller.name
    if (record.kind === 'forking') this.#processes.begin(record.caller, process, record.flags)
    else if (record.kind === 'end') this.#end(process, record)
    else if (record.kind !== 'signal') this.#call(process, record)
  }

  #call(process: ProcessState, call: Call): void {
    const context = this.#context
    switch (call.kind) {
      case 'send':
      case 'recv':
        transfer(context, process, call)
        break
      case 'batch':
        batch(context, process, call)
        break
      case 'copy':
        copy(context, process, call)
        break
      case 'socket':
        socketMade(context, process, call)
        break
      case 'pair':
        pairMade(context, process, call)
        break
      case 'connect':
      case 'bind':
      case 'getsockname':
      case 'getpeername':
        named(context, process, call)
        break
      case 'accept':
        accepted(context, process, call)
        break
      case 'listen':
        listened(context, process, call)
        break
      case 'shutdown':
        shutDown(context, process, call)
        break
      case 'close':
        closed(context, process, call)
        break
      case 'close-range':
        closedRange(context, this.#processes, process, call)
        break
      case 'dup':
        duplicated(context, process, call)
        break
      case 'setsockopt':
      case 'getsockopt':
        option(context, process, call)
        break
      case 'flags':
        flagged(context, process, call)
        break
      case 'open':
        if (call.name === 'io_uring_setup' && typeof call.result === 'number')
          context.give({ kind: 'unseen', ...fieldsOf(process, call, call.name, call.result) })
        opened(context, process, call)
        break
      case 'fork':
        this.#forked(process, call)
        break
      case 'unshare':
        if (call.flags.includes('CLONE_FILES') && call.result === 0) this.#processes.unshare(process)
        break
      case 'exec':
        if (call.result === 0) this.#executed(process, call)
        break
      case 'other':
        break
    }
  }

  #forked(process: ProcessState, call: ForkCall): void {
    const child = this.#processes.fork(call.caller, process, call.child, call.flags)
    if (child && child !== process) this.#began(child, process, call)
  }

  #processOf(record: StraceRecord): ProcessState {
    const known = this.#processes.get(record.caller)
    if (known) return known
    const { process, parent, isNew } = this.#processes.find(record.caller, hasLabel(record))
    if (isNew) this.#began(process, parent, record)
    return process
  }

  #began(process: ProcessState, parent: ProcessState | undefined, record: StraceRecord): void {
    const { caller } = record
    const own: Caller =
      caller.pid === process.pid ? caller : { ...(process.pid !== undefined && { pid: process.pid }) }
    const fields = fieldsOf(
      process,
      { ...record, caller: own },
      'name' in record ? record.name : '',
      undefined,
    )
    this.#context.give({ kind: 'process', parent, ...fields })
  }

  #executed(process: ProcessState, call: ExecCall): void {
    this.#processes.exec(call.caller, process)
    process.words = call.words
    process.name = call.path?.split('/').at(-1) ?? process.name
    for (const fd of process.table.closedByExec())
      this.#context.close(process, fd, call, call.name, call.result)
    this.#context.give({ kind: 'command', ...fieldsOf(process, call, call.name, call.result) })
  }

  #end(process: ProcessState, record: EndRecord): void {
    if (record.supersededBy !== undefined || !this.#processes.end(record.caller)) return
    const { status, signal } = record
    if (--process.table.users === 0)
      for (const fd of process.table.all()) this.#context.close(process, fd, record, 'exit', undefined)
    this.#context.give({ kind: 'end', status, signal, ...fieldsOf(process, record, 'exit', undefined) })
  }
}

/** Whether strace says what is behind the call's descriptor. */
const hasLabel = (record: StraceRecord): boolean => {
  if ('on' in record) return record.on.label !== undefined
  if ('to' in record) return record.to.label !== undefined
  return 'made' in record && record.made !== undefined && 'label' in record.made
}
