// `http1`: HTTP/1.1 messages, their heads and bodies. Source: RFC 9112, sections 2, 6 and 7. What a response
// answers cannot be seen in its own direction: without the requests an answer to HEAD that names a length is taken to have a body.
import {
  bodyOfLength,
  HeadCutter,
  headersOf,
  isTokenByte,
  latin1Of,
  linesOf,
  unfolded,
  type Turn,
  wrongHead,
  type BodyRule,
} from '../cutters/head-cutter.ts'
import { HandoverCutter } from '../cutters/handover-cutter.ts'
import type { MethodOf } from '../frames/framer.ts'
import type { Kind } from './kind.ts'
import type { Http1Spec } from '../spec/spec.ts'
import { scanChunked } from '../cutters/chunked-body.ts'
import { headFields } from './content-length.ts'

class Http1Cutter extends HeadCutter {
  protected override readonly begins = { test: isTokenByte, says: 'a method or HTTP/' }

  override readonly givesData = true
  readonly #methodOf: MethodOf | undefined
  /** How many requests were answered. */
  #answered = 0
  readonly #onChunkData = (from: number, to: number, chunk: Uint8Array) =>
    this.onData?.(chunk, from, to, this.scanBase)

  constructor(max: number, stops: boolean, methodOf: MethodOf | undefined) {
    super(max, stops)
    this.#methodOf = methodOf
  }

  protected override readHead(text: string): BodyRule {
    const head = headOf(text)
    if ('is' in head) return head
    const { status } = head
    if (status === undefined || (status < 200 && status !== 101))
      return ruleOf(head, undefined, this.#onChunkData)
    const method = this.#methodOf?.(this.#answered)
    this.#answered++
    return ruleOf(head, method, this.#onChunkData)
  }

  /** Joins the data of a chunked body; any other body is the frame's own bytes. */
  override decode(frame: Uint8Array, header: number): Uint8Array {
    const head = headOf(latin1Of(frame.subarray(0, header)))
    const body = frame.subarray(header)
    if ('is' in head || body.length === 0 || !isChunked(head)) return body
    const plain = new Uint8Array(body.length)
    let length = 0
    const scan = scanChunked((from, to) => {
      plain.set(body.subarray(from, to), length)
      length += to - from
    })
    scan.next(body, 0)
    return plain.subarray(0, length)
  }
}

interface Head {
  /** `undefined` for a request. */
  readonly status: number | undefined
  /** A request's method; an answer's reason phrase. */
  readonly word: string
  readonly coding: string | undefined
  readonly lengths: readonly string[]
  /** In lower case. */
  readonly upgrade: string | undefined
}

/**
 * A server must refuse a request with it, because servers that read on differ in where the body ends; in an answer it counts
 * (RFC 9112, 5.1).
 */
const BLANK_BEFORE_COLON = /^(?:content-length|transfer-encoding)[ \t]+:/i

function headOf(text: string): Head | Extract<BodyRule, { readonly is: 'wrong' }> {
  const [start = '', ...lines] = linesOf(text)
  const answer = /^HTTP\/1\.\d (\d{3})(?: (.*))?$/.exec(start)
  // A space in a target is wrong, and it is what some clients send.
  const request = /^([^ ]+) \S.* HTTP\/1\.\d$/.exec(start)
  if (answer === null && request === null)
    return wrongHead('HEADER_INVALID', start, 'GET /path HTTP/1.1 or HTTP/1.1 200 OK')
  const doubtful = request && lines.find((line) => BLANK_BEFORE_COLON.test(line))
  if (doubtful) return wrongHead('HEADER_INVALID', doubtful, 'a name and directly after it a colon')
  const headers = headersOf(unfolded(lines))
  if ('is' in headers) return headers
  const last = (name: string) => headers.findLast(([each]) => each === name)?.[1].toLowerCase()
  return {
    status: answer === null ? undefined : Number(answer[1]),
    word: (answer === null ? request?.[1] : answer[2]) ?? '',
    coding: last('transfer-encoding'),
    lengths: headers.filter(([name]) => name === 'content-length').map(([, value]) => value),
    upgrade: last('upgrade'),
  }
}

/** Empty items at the end of a list say nothing (RFC 9110, 5.6.1). */
const isChunked = ({ coding = '' }: Head): boolean => /(^|,)\s*chunked[\s,]*$/.test(coding)

/**
 * What a head says of the body, and whether another protocol may follow. After CONNECT was answered by any 2xx, and after 101,
 * it does (RFC 9110, 9.3.6 and 15.2.2); after a request that asks for it, it may. `method` is that of the request that an
 * answer is to; `undefined` if that is not known. Then proxies' usual words say it.
 */
function ruleOf(head: Head, method: string | undefined, onData: OnData): BodyRule {
  const { status, word, upgrade } = head
  const turns: Turn = { side: status === undefined ? 'client' : 'server', upgrade }
  const isTunnel = method === undefined ? isEstablished(head) : method === 'CONNECT' && isSuccess(status)
  if (status === 101 || isTunnel) return { is: 'sized', size: 0, turns }
  if (method === 'HEAD') return { is: 'sized', size: 0 }
  const rule = bodyRule(head, onData)
  if (rule.is === 'untilEnd' && method === undefined && isSuccess(status))
    return { is: 'untilEnd', mayBeTunnel: true }
  const mayTurn = status === undefined && (word === 'CONNECT' || upgrade !== undefined)
  return mayTurn && rule.is === 'sized' ? { ...rule, turns } : rule
}

const isSuccess = (status: number | undefined): boolean =>
  status !== undefined && status >= 200 && status < 300

const isEstablished = ({ status, word, coding, lengths }: Head): boolean =>
  isSuccess(status) && coding === undefined && lengths.length === 0 && /^connection established$/i.test(word)

type OnData = (from: number, to: number, chunk: Uint8Array) => void

/** The rules of RFC 9112, 6.3, in its order. */
function bodyRule(head: Head, onData: OnData): BodyRule {
  const { status, coding, lengths } = head
  if (status !== undefined && (status < 200 || status === 204 || status === 304))
    return { is: 'sized', size: 0 }
  if (coding !== undefined) {
    if (isChunked(head)) return { is: 'scanned', scan: scanChunked(onData) }
    if (status !== undefined) return { is: 'untilEnd' }
    return wrongHead('HEADER_INVALID', `Transfer-Encoding: ${coding}`, 'chunked as the last coding')
  }
  if (lengths.length === 0) return status === undefined ? { is: 'sized', size: 0 } : { is: 'untilEnd' }
  return bodyOfLength(lengths)
}

/**
 *     +------------+--------------+------+--------------------------------------------------+
 *     | start line | header lines | \r\n | body: Content-Length bytes, chunks, or to the end |
 *     +------------+--------------+------+--------------------------------------------------+
 */
export const http1: Kind<Http1Spec> = {
  grammar: { says: 'HTTP/1.1 messages: heads, with bodies by Content-Length or in chunks', keys: [] },
  cutter(_spec, max, surroundings) {
    const { direction, methodOf, handOver } = surroundings ?? {}
    const cutter = new Http1Cutter(max, handOver !== undefined, methodOf)
    return handOver === undefined ? cutter : new HandoverCutter(cutter, direction ?? 'client', handOver)
  },
  fields: (_spec, frame) => headFields(frame),
  sentence: () =>
    'Header lines up to a blank line say how the body ends: by Content-Length, in chunks, or when the stream ends.',
  diagram: () => [
    { name: 'start line and headers', size: undefined, role: 'length' },
    { name: 'blank line', size: 2, role: 'header' },
    { name: 'body', size: undefined, role: 'body' },
  ],
}
