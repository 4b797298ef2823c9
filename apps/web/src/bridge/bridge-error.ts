// What the bridge refuses, or that it is not there, as an error.
import type { ApiError } from '@unstick/api'

export class BridgeError extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.name = 'BridgeError'
    this.code = code
  }
}

/** Whether this is about the bridge as a whole, which the banner tells, and not about what was asked. */
export const isAboutBridge = ({ code }: BridgeError): boolean =>
  ['BRIDGE_GONE', 'BRIDGE_STRANGE', 'TOKEN_MISSING'].includes(code)

export const unreachable = (): BridgeError =>
  new BridgeError('BRIDGE_GONE', 'Unstick’s server does not answer.')

/** The bridge's own words where it gave any, else the bare status. */
export const refusalOf = (status: number, text: string): BridgeError => {
  try {
    const { error } = JSON.parse(text) as ApiError
    return new BridgeError(error.code, error.message)
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError)
      return new BridgeError(`HTTP_${status}`, `The bridge answered with status ${status}.`)
    throw error
  }
}
