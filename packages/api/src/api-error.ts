// How the bridge refuses a request.
import type { Static } from 'typebox'
import * as Type from 'typebox'

/** The body of every refusal: a code for programs, a sentence for people. */
export const ApiError = Type.Object({
  error: Type.Object({ code: Type.String(), message: Type.String() }),
})
export type ApiError = Static<typeof ApiError>
