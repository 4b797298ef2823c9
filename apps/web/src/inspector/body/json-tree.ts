// JSON (RFC 8259) as rows, with every number, key and repetition exactly as written. Reports where and why it fails.
import { firstFailing } from './shortest-failing-prefix.ts'
import { RowMaker, type Tone, type TreeError, type TreeResult } from './tree-rows.ts'

const strict = (): TextDecoder => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export const jsonTree = (bytes: Uint8Array): TreeResult => {
  const text = utf8(bytes)
  if (text === undefined) {
    const offset = firstFailing(bytes.length, (size) => isNoUtf8(bytes.subarray(0, size))) - 1
    return none({
      code: 'JSON_NOT_UTF8',
      offset,
      text: 'JSON is UTF-8 (RFC 8259, 8.1), and this byte is not.',
    })
  }
  return read(text)
}

const utf8 = (bytes: Uint8Array): string | undefined => {
  try {
    return strict().decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/** A character that continues after the bytes is not an error. */
const isNoUtf8 = (bytes: Uint8Array): boolean => {
  try {
    strict().decode(bytes, { stream: true })
    return false
  } catch (error) {
    if (error instanceof TypeError) return true
    throw error
  }
}

const none = (error: TreeError): TreeResult => ({ rows: [], cut: false, error })

/** One token from `lastIndex` on, with the white space before it. */
const token =
  /[ \t\n\r]*(?:(?<text>"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(?<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)|(?<word>true|false|null)|(?<mark>[{}[\],:]))/y

interface Group {
  readonly isObject: boolean
  count: number
}

/** What may come next, and its name in error sentences. */
const wanted = {
  value: 'a value',
  'value or end': 'a value or ]',
  key: 'a name in quotes',
  'key or end': 'a name in quotes or }',
  colon: 'a colon',
  'comma or end': 'a comma or the end of the group',
  nothing: 'the end of the bytes',
} as const
type Wanted = keyof typeof wanted

/** A state machine for what may come next. It has its own stack, so a hostile depth uses no call stack. */
class JsonReader {
  readonly maker = new RowMaker()
  want: Wanted = 'value'
  readonly #groups: Group[] = []
  #key = ''

  /** Takes the token if it is allowed here, and says whether it was. */
  take({ text, number, word, mark }: Partial<Record<string, string>>): boolean {
    if (text !== undefined && (this.want === 'key' || this.want === 'key or end')) {
      this.#key = `${text}:`
      this.want = 'colon'
      return true
    }
    const value = text ?? number ?? word
    if (value !== undefined)
      return this.#value(value, text !== undefined ? 'text' : number !== undefined ? 'number' : 'word')
    if (mark === '{' || mark === '[') return this.#open(mark === '{')
    if (mark === '}' || mark === ']') return this.#close(mark === '}')
    if (mark === ':' && this.want === 'colon') this.want = 'value'
    else if (mark === ',' && this.want === 'comma or end')
      this.want = this.#groups.at(-1)?.isObject ? 'key' : 'value'
    else return false
    return true
  }

  /** Closes the groups that were left open, and marks them as unfinished. */
  cutShort(): void {
    for (let group = this.#groups.pop(); group; group = this.#groups.pop())
      this.maker.close(group.isObject ? `{${group.count} …` : `[${group.count} …`)
  }

  #value(value: string, tone: Tone): boolean {
    if (this.want !== 'value' && this.want !== 'value or end') return false
    this.maker.value(this.#member(), value, tone)
    this.#after()
    return true
  }

  #open(isObject: boolean): boolean {
    if (this.want !== 'value' && this.want !== 'value or end') return false
    this.maker.open(this.#member())
    this.#groups.push({ isObject, count: 0 })
    this.want = isObject ? 'key or end' : 'value or end'
    return true
  }

  #close(isObject: boolean): boolean {
    const group = this.#groups.at(-1)
    const isEnd = this.want === 'comma or end' || this.want === (isObject ? 'key or end' : 'value or end')
    if (group?.isObject !== isObject || !isEnd) return false
    this.#groups.pop()
    this.maker.close(isObject ? `{${group.count}}` : `[${group.count}]`)
    this.#after()
    return true
  }

  #after(): void {
    this.want = this.#groups.length === 0 ? 'nothing' : 'comma or end'
  }

  /** Counts a member of the current group, and returns its name. */
  #member(): string {
    const group = this.#groups.at(-1)
    if (!group) return ''
    group.count += 1
    return group.isObject ? this.#key : `${group.count - 1}:`
  }
}

const read = (text: string): TreeResult => {
  const reader = new JsonReader()
  const { maker } = reader
  let at = 0
  let match: RegExpExecArray | null
  for (;;) {
    token.lastIndex = at
    match = token.exec(text)
    if (!match || !reader.take(match.groups ?? {})) break
    at += match[0].length
  }
  at += /^[ \t\n\r]*/.exec(text.slice(at))?.[0].length ?? 0
  const error =
    reader.want === 'nothing' && at === text.length
      ? undefined
      : errorAt(text, at, reader.want, match !== null)
  reader.cutShort()
  return { rows: maker.rows, cut: maker.cut, error }
}

const errorAt = (text: string, at: number, want: Wanted, isToken: boolean): TreeError => {
  const offset = new TextEncoder().encode(text.slice(0, at)).length
  const sign = text.codePointAt(at)
  if (sign === undefined)
    return { code: 'JSON_CUT', offset, text: `Expected ${wanted[want]}, but the bytes end here.` }
  if (!isToken && sign === 0x22)
    return {
      code: 'JSON_TEXT',
      offset,
      text: 'The string that begins here has no closing quote, or has a character that must be escaped.',
    }
  return {
    code: want === 'nothing' ? 'JSON_MORE' : 'JSON_UNEXPECTED',
    offset,
    text: `Expected ${wanted[want]}, but found ${quote(sign)}.`,
  }
}

const quote = (sign: number): string =>
  sign < 0x21 || sign === 0x7f
    ? `the byte ${sign.toString(16).padStart(2, '0')}`
    : `“${String.fromCodePoint(sign)}”`
