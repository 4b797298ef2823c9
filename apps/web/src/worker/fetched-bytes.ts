// Bytes over HTTP, piece by piece as they come.

/** Yields pieces that are the reader's, after each letting other requests come in between. Throws where it breaks off. */
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

/** What was asked of the worker meanwhile is done before this resolves. */
const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
