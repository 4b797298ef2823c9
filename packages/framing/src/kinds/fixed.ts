// `fixed:N`: every frame has the same size.
import { encodeLayout, layoutDiagram, layoutFields } from './header-layout.ts'
import { HeaderWalk, type HeaderLayout } from '../cutters/header-walk.ts'
import { numberWord, type Kind } from './kind.ts'
import { sayBytes } from '../frames/quantity.ts'
import { markOf } from '../spec/marks.ts'
import type { FixedSpec } from '../spec/spec.ts'
import { MARK_WORDS } from './length.ts'

/**
 *     fixed:16
 *     +-----------------+
 *     |      body       |
 *     |       16        |
 *     +-----------------+
 */
export const fixed: Kind<FixedSpec> = {
  grammar: {
    says: 'every frame has the same size',
    argument: numberWord({
      name: 'size',
      least: 1,
      most: 2 ** 32 - 1,
      says: 'size of every frame, in bytes',
    }),
    keys: MARK_WORDS,
  },
  check(spec) {
    const marks = markOf(spec.starts).length + markOf(spec.ends).length
    if (marks <= spec.size) return undefined
    const message = `The marks alone are ${sayBytes(marks)} long, more than a frame of ${spec.size}.`
    return { word: 'size', message, expected: [`${marks} or more`] }
  },
  cutter: (spec, max) => new HeaderWalk(layoutOf(spec), max),
  encode: (spec, body, max) => encodeLayout(layoutOf(spec), body, max),
  fields: (spec, frame) => layoutFields(layoutOf(spec), frame),
  sentence: (spec) => `Every frame is ${sayBytes(spec.size)} long.`,
  diagram: (spec) => layoutDiagram(layoutOf(spec)),
}

function layoutOf(spec: FixedSpec): HeaderLayout {
  const starts = markOf(spec.starts)
  return {
    need: Math.max(1, starts.length),
    header: starts.length,
    field: undefined,
    fixed: spec.size,
    unit: 1,
    starts,
    ends: markOf(spec.ends),
    bare: -1,
    padding: -1,
  }
}
