// The framings used last, newest first. They are stored in this browser.
import { keep, recall } from '../ui/browser-memory.ts'

const KEY = 'unstick.framings'
const MOST = 5

const kept = (): readonly string[] => (recall(KEY) ?? '').split('\n').filter((text) => text !== '')

export class LastUsed {
  specs = $state.raw<readonly string[]>(kept())

  /** `spec`: a text that parses. */
  add(spec: string): void {
    this.specs = [spec, ...this.specs.filter((other) => other !== spec)].slice(0, MOST)
    keep(KEY, this.specs.join('\n'))
  }
}
