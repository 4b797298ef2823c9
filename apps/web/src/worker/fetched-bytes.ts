// Bytes over HTTP, piece by piece as they arrive.

/** Yields pieces that the caller owns, and lets other requests run after each. Throws if the transfer breaks off. */
export async function* fetchedBytes(
  address: URL,
  bearer: string,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const headers = { authorization: `Bearer ${bearer}` }
  const { ok, status, body } = await fetch(address, { headers, signal })
  if (!ok || !body) throw new TypeError(`the bridge answered ${status}`)
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield value
    await nextTask()
  }
}

/** Resolves after everything that the worker was asked meanwhile. */
const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
