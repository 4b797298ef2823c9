// One bridge serves one test after the other, because starting one costs as much as a small test. Each test finds it as
// if it had just started: with no sessions, and with nothing that goes on.

interface Reusable {
  readonly wasKilled: boolean
  isRecording(): Promise<boolean>
  forgetSessions(): Promise<void>
  end(): Promise<void>
}

export class InTurn<Bridge extends Reusable> {
  readonly #start: () => Promise<Bridge>
  #idle: Bridge | undefined

  constructor(start: () => Promise<Bridge>) {
    this.#start = start
  }

  async take(): Promise<Bridge> {
    const bridge = this.#idle
    this.#idle = undefined
    if (!bridge) return this.#start()
    // A run that the last test began when it ended has its file only now.
    if (!(await bridge.isRecording())) {
      await bridge.forgetSessions()
      return bridge
    }
    await bridge.end()
    return this.#start()
  }

  /** Keeps the bridge for the next test, unless this test killed it. */
  async giveBack(bridge: Bridge): Promise<void> {
    if (bridge.wasKilled) await bridge.end()
    else this.#idle = bridge
  }

  async end(): Promise<void> {
    await this.#idle?.end()
  }
}
