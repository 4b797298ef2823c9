// What a lab program can do, step by step: data that the interpreter runs and that nothing else needs to know.

/** A condition's value, looked up when the run begins. */
export interface FromCondition {
  readonly condition: string
}

export type NumberValue = number | FromCondition
export type TextValue = string | FromCondition
export type ToggleValue = boolean | FromCondition

export type Step =
  /** Binds and listens on a port that the kernel picks. */
  | { readonly do: 'listen' }
  | { readonly do: 'accept' }
  /** Connects to where the program of that name listens, once it does. */
  | { readonly do: 'connect'; readonly to: string }
  /** Turns Nagle's algorithm off unless `nagle` holds; leaving it on takes no call. */
  | { readonly do: 'nagle'; readonly on: ToggleValue }
  | { readonly do: 'sleep'; readonly ms: NumberValue }
  /** One send of a text in UTF-8, in a frame where framing is on. */
  | { readonly do: 'send message'; readonly text: TextValue }
  /**
   * Keeps the next message under the name `into`. With framing off it is what one recv gives; with framing on, recvs
   * go on until the framer has a whole one.
   */
  | { readonly do: 'recv message'; readonly limit: NumberValue; readonly into: string }
  /** Prints a kept message as `print(f'{name}: {value!r}')` would. */
  | { readonly do: 'print'; readonly value: string }
  | { readonly do: 'close' }

export interface Program {
  /** Names its interface in the session: `server`, `client`. */
  readonly name: string
  readonly steps: readonly Step[]
}
