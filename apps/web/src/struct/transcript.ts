// What a person would type into Python, and what Python answers.
import { unpack } from '@unstick/framing'
import { pythonText } from '../model/bytes/copies.ts'
import type { Compiled } from './compiled.ts'
import type { Packed } from './convert.ts'
import { pythonValue } from '../model/bytes/value-text.ts'

export interface TranscriptLine {
  readonly kind: 'call' | 'answer' | 'error'
  readonly text: string
}

interface Exercise {
  readonly format: string
  readonly compiled: Compiled
  /** If the values drive. */
  readonly packed: Packed | undefined
  /** If the bytes drive. */
  readonly bytes: Uint8Array | undefined
  /** What `unpack` says about the bytes. */
  readonly unpackError: string | undefined
}

export const transcriptOf = ({
  format,
  compiled,
  packed,
  bytes,
  unpackError,
}: Exercise): TranscriptLine[] => {
  const quoted = pythonValue(format, '')
  const lines: TranscriptLine[] = [{ kind: 'call', text: `struct.calcsize(${quoted})` }]
  if (!compiled.ok)
    return compiled.error === undefined ? [] : [...lines, { kind: 'error', text: compiled.error }]
  lines.push({ kind: 'answer', text: String(compiled.struct.size) })
  const codes = compiled.fields.filter(({ value }) => value !== undefined).map(({ code }) => code)
  if (packed) {
    const given = packed.values.map((value, k) => `, ${pythonValue(value, codes[k] ?? '')}`)
    lines.push({ kind: 'call', text: `struct.pack(${quoted}${given.join('')})` })
    if (packed.whole) lines.push({ kind: 'answer', text: pythonText(packed.whole) })
    else lines.push({ kind: 'error', text: packed.error ?? '' })
  }
  const source = packed?.whole ?? bytes
  if (!source) return lines
  lines.push({ kind: 'call', text: `struct.unpack(${quoted}, ${pythonText(source)})` })
  if (unpackError !== undefined) return [...lines, { kind: 'error', text: unpackError }]
  const values = unpack(format, source).map((value, k) => pythonValue(value, codes[k] ?? ''))
  lines.push({ kind: 'answer', text: `(${values.join(', ')}${values.length === 1 ? ',' : ''})` })
  return lines
}
