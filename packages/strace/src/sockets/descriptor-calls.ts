// Calls that copy, open and close descriptors.
import type { CloseCall, CloseRangeCall, DupCall, FlagsCall, OpenCall } from '../record.ts'
import type { FollowContext } from './follow-context.ts'
import type { ProcessState } from './process-table.ts'

export const closed = (context: FollowContext, process: ProcessState, call: CloseCall): void => {
  const { on, result } = call
  // Linux frees the descriptor even where close fails, except if it was none (close(2)).
  if (typeof result === 'object' && result.errno === 'EBADF') return
  context.socketOf(process, on, 'anything')
  context.close(process, on.fd, call, call.name, result)
}

export const closedRange = (
  context: FollowContext,
  processes: { unshare: (process: ProcessState) => void },
  process: ProcessState,
  call: CloseRangeCall,
): void => {
  const { first, last, flags, result } = call
  if (result !== 0) return
  if (flags.includes('CLOSE_RANGE_UNSHARE')) processes.unshare(process)
  for (const fd of process.table.between(first, last))
    if (flags.includes('CLOSE_RANGE_CLOEXEC')) process.table.setCloseOnExec(fd, true)
    else context.close(process, fd, call, call.name, result)
}

export const duplicated = (context: FollowContext, process: ProcessState, call: DupCall): void => {
  const { on, made, closeOnExec } = call
  const socket = context.socketOf(process, on, 'anything')
  if (!made || made.fd === on.fd) return
  // dup2 closes what was there.
  context.close(process, made.fd, call, call.name, call.result)
  const isKnown = socket !== undefined || process.table.get(on.fd) !== undefined || on.label !== undefined
  if (isKnown) context.put(process, made, socket, closeOnExec)
}

export const opened = (context: FollowContext, process: ProcessState, call: OpenCall): void => {
  const { made, flags } = call
  if (made)
    context.put(
      process,
      made,
      undefined,
      flags.some((flag) => flag.endsWith('_CLOEXEC')),
    )
}

export const flagged = (_: FollowContext, process: ProcessState, call: FlagsCall): void => {
  if (call.closeOnExec !== undefined && call.result === 0)
    process.table.setCloseOnExec(call.on.fd, call.closeOnExec)
}
