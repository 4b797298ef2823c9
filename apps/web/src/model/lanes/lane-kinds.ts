// The lanes in the order in which bytes pass them.
import type { LaneKind } from '@unstick/session'

export const laneKinds = ['send', 'segment', 'recv', 'message'] as const satisfies readonly LaneKind[]
