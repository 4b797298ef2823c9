// Loads a part of the page after its first load. The server may be gone by then.
import { unreachable } from './bridge-error.ts'

/**
 * The part that `load` imports. Throws a `BridgeError` with `BRIDGE_GONE` if the server does not answer, like any request
 * to it, so that `BridgeWatch.attempt` reports it in the banner.
 */
export const latePart = async <Part>(load: () => Promise<Part>): Promise<Part> => {
  try {
    return await load()
  } catch (error) {
    // ECMAScript's `import()` rejects with a TypeError if the module could not be fetched.
    if (error instanceof TypeError) throw unreachable()
    throw error
  }
}
