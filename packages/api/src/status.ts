// The bridge itself: its version, its folder, and the machine's optional tools.
import type { Static } from 'typebox'
import * as Type from 'typebox'

/** An optional tool on the machine: what it adds, and the command that installs it. */
export const ToolInfo = Type.Object({
  name: Type.String(),
  present: Type.Boolean(),
  adds: Type.String(),
  install: Type.String(),
})
export type ToolInfo = Static<typeof ToolInfo>

export const Status = Type.Object({
  version: Type.String(),
  sessionsDirectory: Type.String(),
  tools: Type.Array(ToolInfo),
})
export type Status = Static<typeof Status>
