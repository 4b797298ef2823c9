// The framings used last, newest first; kept in this browser.
const KEY = 'unstick.framings'
const MOST = 5

const kept = (): readonly string[] =>
  (localStorage.getItem(KEY) ?? '').split('\n').filter((text) => text !== '')

export class LastUsed {
  specs = $state.raw<readonly string[]>(kept())

  /** `spec`: a text that parses. */
  add(spec: string): void {
    this.specs = [spec, ...this.specs.filter((other) => other !== spec)].slice(0, MOST)
    localStorage.setItem(KEY, this.specs.join('\n'))
  }
}
