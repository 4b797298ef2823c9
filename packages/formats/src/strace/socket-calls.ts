// Chooses the records that a session shows, and turns them into its calls: those on TCP and UDP sockets, and what the
// program printed.
import type { Call, CallName, Endpoint } from '@unstick/session'
import type { Caller, Descriptor, InetLabel, StraceRecord, Transfer } from '@unstick/strace'

const NOWHERE: Endpoint = { address: '0.0.0.0', port: 0 }
const EMPTY = new Uint8Array(0)

interface Ends {
  readonly transport: 'tcp' | 'udp'
  readonly local: Endpoint
  readonly remote: Endpoint
}

export class SocketCalls {
  /** Whether any record was taken. */
  any = false
  readonly #found: (caller: Caller, call: Call) => void
  /** Calls whose socket has no addresses yet, by thread and descriptor: strace shows them only in the next call. */
  readonly #waiting = new Map<string, (ends: Ends) => void>()

  constructor(found: (caller: Caller, call: Call) => void) {
    this.#found = found
  }

  take(record: StraceRecord): void {
    this.any = true
    switch (record.kind) {
      case 'send':
      case 'recv':
        if (record.kind === 'send' && this.#printed(record.on)) {
          if (record.length > 0) this.#print(record)
        } else
          this.#moved(record, record.on, record, [
            String(record.asked ?? record.length),
            ...record.flags.filter((flag) => flag !== '0'),
          ])
        break
      case 'batch':
        for (const message of record.messages)
          this.#moved({ ...record, result: message.length }, record.on, message, [
            String(message.asked ?? message.length),
            ...record.flags,
          ])
        break
      case 'copy': {
        const ends = endsOf(record.to)
        if (ends) this.#report(record, ends, [String(record.asked ?? record.length), fd(record.to)], EMPTY)
        else if (record.name === 'splice') {
          const from = endsOf(record.from)
          if (from)
            this.#report(
              record,
              from,
              [String(record.asked ?? record.length), 'from socket', fd(record.from)],
              EMPTY,
            )
        }
        break
      }
      case 'connect':
      case 'bind': {
        const { address, on } = record
        if (address?.kind !== 'inet') break
        const given = { address: address.address, port: address.port }
        const ends = endsOf(on)
        const transport = transportOf(on) ?? 'tcp'
        if (record.kind === 'bind')
          this.#report(record, { transport, local: given, remote: NOWHERE }, [fd(on)], EMPTY)
        else if (hasFailed(record.result) || (ends && ends.local.port !== 0))
          this.#report(record, { transport, local: ends?.local ?? NOWHERE, remote: given }, [fd(on)], EMPTY)
        else
          this.#waiting.set(keyOf(record.caller, on), (known) =>
            this.#report(record, { ...known, remote: given }, [fd(on)], EMPTY),
          )
        break
      }
      case 'accept': {
        const ends = record.made && endsOf(record.made)
        if (ends) this.#report(record, ends, [fd(record.on)], EMPTY)
        break
      }
      case 'listen':
      case 'shutdown':
      case 'close':
      case 'setsockopt': {
        const ends = endsOf(record.on)
        if (!ends) break
        this.#known(record.caller, record.on, ends)
        this.#report(record, ends, [...argumentsOf(record), fd(record.on)], EMPTY)
        break
      }
      default:
    }
  }

  end(): void {
    this.#waiting.clear()
  }

  #printed({ fd: number, label }: Descriptor): boolean {
    return (number === 1 || number === 2) && label?.kind !== 'inet' && label?.kind !== 'socket'
  }

  #print(record: Extract<StraceRecord, { kind: 'send' }>): void {
    const { on, data } = record
    const ends = { transport: 'tcp', local: NOWHERE, remote: NOWHERE } as const
    this.#report({ ...record, name: 'write' }, ends, [String(on.fd)], data)
  }

  #moved(
    record: Extract<StraceRecord, { kind: 'send' | 'recv' | 'batch' }>,
    on: Descriptor,
    { data, address }: Transfer,
    args: readonly string[],
  ): void {
    const known = endsOf(on)
    if (!known) return
    const ends =
      address?.kind === 'inet'
        ? { ...known, remote: { address: address.address, port: address.port } }
        : known
    this.#known(record.caller, on, ends)
    this.#report(record, ends, [...args, fd(on)], data)
  }

  #known(caller: Caller, on: Descriptor, ends: Ends): void {
    const key = keyOf(caller, on)
    this.#waiting.get(key)?.(ends)
    this.#waiting.delete(key)
  }

  #report(
    record: Extract<StraceRecord, { result: unknown; name: string }>,
    ends: Ends,
    args: readonly string[],
    payload: Uint8Array,
  ): void {
    const { result, name, start = 0n, duration = 0 } = record
    if (result === undefined) return
    const call = {
      name: nameOf(name),
      args,
      result,
      ...ends,
      start,
      duration: BigInt(duration),
      payload,
    }
    this.#found(record.caller, call)
  }
}

/** A connection that is still being made has not failed. */
const hasFailed = (result: number | { readonly errno: string } | undefined): boolean =>
  typeof result === 'object' && result.errno !== 'EINPROGRESS' && result.errno !== 'EINTR'

const nameOf = (name: string): CallName =>
  (name === 'accept4' ? 'accept' : name === 'sendfile64' ? 'sendfile' : name) as CallName

const fd = ({ fd: number }: Descriptor): string => `fd=${number}`

const keyOf = ({ pid }: Caller, { fd: number }: Descriptor): string => `${pid ?? 0} ${number}`

const argumentsOf = (record: StraceRecord): readonly string[] => {
  switch (record.kind) {
    case 'setsockopt':
      return [record.option, String(record.value ?? record.text)]
    case 'shutdown':
      return [record.how]
    case 'listen':
      return [String(record.backlog ?? '')]
    default:
      return []
  }
}

const transportOf = ({ label }: Descriptor): 'tcp' | 'udp' | undefined => {
  if (label?.kind !== 'inet' && label?.kind !== 'socket') return undefined
  if (label.protocol.startsWith('TCP')) return 'tcp'
  return label.protocol.startsWith('UDP') ? 'udp' : undefined
}

const endsOf = (descriptor: Descriptor): Ends | undefined => {
  const transport = transportOf(descriptor)
  if (!transport || descriptor.label?.kind !== 'inet') return undefined
  const { local, remote = NOWHERE }: InetLabel = descriptor.label
  return { transport, local, remote }
}
