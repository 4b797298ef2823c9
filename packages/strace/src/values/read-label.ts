// What strace writes in angle brackets behind a descriptor: get_sockaddr_by_inode in its socketutils.c, printdev in
// util.c.
import { Cursor, GREATER, LESS, QUOTE } from '../text/cursor.ts'
import { readQuoted } from '../text/quoted.ts'
import { unescape } from '../text/unescape.ts'
import { textOf } from '../text/utf8.ts'
import type { DescriptorLabel, Endpoint, SocketLabel, UnixLabel } from './descriptor.ts'

/** Reads what is between the angle brackets, `bytes[start, end)`. */
export const readLabel = (bytes: Uint8Array, start: number, end: number): DescriptorLabel => {
  const text = textOf(bytes, start, end)
  const inet = inetPattern.exec(text)
  if (inet) return inetLabel(inet)
  const unix = unixPattern.exec(text)
  if (unix) return unixLabel(unix, bytes, start, end)
  const socket = socketPattern.exec(text)
  if (socket) return socketLabel(socket)
  const socketInode = /^socket:\[(\d+)\]$/.exec(textOf(unescape(bytes, start, end)))
  return socketInode
    ? { kind: 'socket', protocol: 'socket', inode: Number(socketInode[1]) }
    : fileLabel(bytes, start, end)
}

const end = String.raw`(?:\[([0-9A-Fa-f:.]*)\]|([\d.]+)):(\d{1,5})`
const inetPattern = new RegExp(String.raw`^([A-Z][A-Za-z0-9/]*):\[${end}(?:->${end})?\]$`)
const unixPattern = /^(UNIX(?:-[A-Z]+)?):\[(\d+)(?:->(\d+))?(,@?"[^]*)?\]$/
const socketPattern = /^([A-Z][A-Za-z0-9/-]*):\[([^]*)\]$/

const inetLabel = ([, protocol = '', ...ends]: RegExpExecArray): DescriptorLabel => {
  const local = endpoint(ends[0] ?? ends[1], ends[2])
  const to = ends[3] ?? ends[4]
  return to === undefined
    ? { kind: 'inet', protocol, local }
    : { kind: 'inet', protocol, local, remote: endpoint(to, ends[5]) }
}

const endpoint = (address = '', port = ''): Endpoint => ({ address, port: Number(port) })

const unixLabel = (
  [, protocol = '', inode = '', peer, name]: RegExpExecArray,
  bytes: Uint8Array,
  start: number,
  stop: number,
): UnixLabel => ({
  kind: 'unix',
  protocol,
  inode: Number(inode),
  ...(peer === undefined ? {} : { peer: Number(peer) }),
  ...(name === undefined ? {} : { path: pathIn(bytes, start, stop, name.startsWith(',@')) }),
})

const pathIn = (bytes: Uint8Array, start: number, stop: number, abstract: boolean): string => {
  const cursor = new Cursor()
  cursor.begin(bytes, bytes.indexOf(QUOTE, start), stop)
  return (abstract ? '@' : '') + textOf(readQuoted(cursor))
}

const socketLabel = ([, protocol = '', inside = '']: RegExpExecArray): SocketLabel =>
  /^\d+$/.test(inside) ? { kind: 'socket', protocol, inode: Number(inside) } : { kind: 'socket', protocol }

/** A path, in which strace escapes angle brackets, and with -yy the device that it names: `/dev/null<char 1:3>`. */
const fileLabel = (bytes: Uint8Array, start: number, stop: number): DescriptorLabel => {
  const open = bytes.subarray(start, stop).indexOf(LESS)
  if (open < 0) return { kind: 'file', path: textOf(unescape(bytes, start, stop)) }
  const last = bytes[stop - 1] === GREATER ? stop - 1 : stop
  return {
    kind: 'file',
    path: textOf(unescape(bytes, start, start + open)),
    device: textOf(bytes, start + open + 1, last),
  }
}
