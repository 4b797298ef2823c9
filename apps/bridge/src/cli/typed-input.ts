// What a person types while several programs share the terminal: each line goes to one of them.

/** Who gets a line: decided by what the programs printed, and by names in front of lines. */
export class TypedInput {
  readonly #names: readonly string[]
  /** Programs whose last line has no end yet, such as a prompt: the one that printed last is the last. */
  #asking: readonly number[] = []

  constructor(names: readonly string[]) {
    this.#names = names
  }

  /** Takes what a program printed. */
  printed(index: number, text: Uint8Array): void {
    const others = this.#asking.filter((each) => each !== index)
    this.#asking = text.at(-1) === LINE_FEED ? others : [...others, index]
  }

  /**
   * `client.py: hello` is for that program. Any other line is for the one that asked last, or else for the last command, which
   * is a client more often than a server.
   */
  recipientOf(line: string): { readonly index: number; readonly text: string } {
    const named = this.#names.findIndex((name) => line.startsWith(`${name}:`))
    if (named >= 0)
      return { index: named, text: line.slice((this.#names[named] ?? '').length + 1).trimStart() }
    const index = this.#asking.at(-1) ?? this.#names.length - 1
    this.#asking = this.#asking.filter((each) => each !== index)
    return { index, text: line }
  }
}

const LINE_FEED = 0x0a
