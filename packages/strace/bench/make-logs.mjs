// Logs of one client and one server under `unstick run`'s strace, as text: each round is a send, the recv that waited for
// it, and now and then a connect and a close.

const name = (comm) => [...Buffer.from(comm)].map((byte) => `\\x${byte.toString(16)}`).join('')
const hex = (bytes) => Array.from(bytes, (byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')

/** About `megabytes` of text in which every message has `size` bytes; with `waits`, each recv is cut in two by the send. */
export const makeLog = (megabytes, size, waits) => {
  const client = `4242<${name('python3')}>`
  const server = `4243<${name('python3')}>`
  const there = '4<TCP:[127.0.0.1:49432->127.0.0.1:39037]>'
  const here = '5<TCP:[127.0.0.1:39037->127.0.0.1:49432]>'
  const data = hex(Uint8Array.from({ length: size }, (_, index) => (index * 31) & 255))
  const lines = []
  let length = 0
  let time = 1_795_930_680_000_000_000n
  const add = (line) => {
    lines.push(line)
    length += line.length + 1
  }
  const now = () => {
    time += 41_357n
    return `${time / 1_000_000_000n}.${String(time % 1_000_000_000n).padStart(9, '0')}`
  }
  while (length < megabytes * 1e6) {
    const got = `"${data}", 65536, 0, NULL, NULL) = ${size} <0.000097365>`
    const sent = `sendto(${there}, "${data}", ${size}, 0, NULL, 0) = ${size} <0.000041470>`
    if (waits) add(`${server} ${now()} recvfrom(${here},  <unfinished ...>`)
    add(`${client} ${now()} ${sent}`)
    if (waits) add(`${server} ${now()} <... recvfrom resumed>${got}`)
    else add(`${server} ${now()} recvfrom(${here}, ${got}`)
  }
  return Buffer.from(lines.join('\n') + '\n')
}
