// The baseline: reads a classic pcap's records and their IPv4 and TCP headers, and looks up the connection. It does
// nothing else, and only reads files like those that captures.ts makes.
export const bareScan = () => {
  const connections = new Map<number, number>()
  let rest = new Uint8Array(0)
  let packets = 0
  let bytes = 0
  let started = false

  const push = (piece: Uint8Array): void => {
    let data = piece
    if (rest.length > 0) {
      data = new Uint8Array(rest.length + piece.length)
      data.set(rest)
      data.set(piece, rest.length)
    }
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
    let at = started ? 0 : 24
    started = true
    while (at + 16 <= data.length) {
      const length = view.getUint32(at + 8, true)
      if (at + 16 + length > data.length) break
      const ip = at + 16 + 14
      const headers = ((data[ip] as number) & 15) * 4
      const tcp = ip + headers
      const payload = view.getUint16(ip + 2) - headers - ((data[tcp + 12] as number) >> 4) * 4
      const ports = view.getUint32(tcp)
      const key = ports + (view.getUint32(ip + 12) ^ view.getUint32(ip + 16)) * 2 ** 16
      connections.set(key, (connections.get(key) ?? 0) + payload)
      bytes += payload
      packets += 1
      at += 16 + length
    }
    rest = data.slice(at)
  }
  return { push, counts: () => ({ packets, bytes, connections: connections.size }) }
}
