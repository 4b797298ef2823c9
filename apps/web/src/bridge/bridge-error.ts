// The error for a refusal by the bridge, or for a bridge that does not answer.
import type { ApiError } from '@unstick/api'

export class BridgeError extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.name = 'BridgeError'
    this.code = code
  }
}

/** Whether this concerns the bridge as a whole, which the banner reports, and not the request. */
export const isAboutBridge = ({ code }: BridgeError): boolean =>
  ['BRIDGE_GONE', 'BRIDGE_STRANGE', 'TOKEN_MISSING'].includes(code)

export const unreachable = (): BridgeError =>
  new BridgeError('BRIDGE_GONE', 'Unstick’s server does not answer.')

/** The bridge's own words if it sent any, otherwise the bare status. */
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
