// Every kind of framing, by name.
import type { Kind } from './kind.ts'
import { delimiter, line } from './kinds/delimiter.ts'
import { fixed } from './kinds/fixed.ts'
import { length } from './kinds/length.ts'
import { netstring } from './kinds/netstring.ts'
import { none } from './kinds/none.ts'
import { struct } from './kinds/struct.ts'
import { varint } from './kinds/varint.ts'
import type { FramingSpec, KindName, SpecOf } from './spec.ts'

type Kinds = { readonly [K in KindName]: Kind<SpecOf<K>> }

export const KINDS: Kinds = { none, struct, length, varint, delimiter, line, fixed, netstring }

/** The names of all kinds, in the order in which they are taught. */
export const KIND_NAMES = Object.keys(KINDS) as KindName[]

/** The kind that a spec is of. */
export function kindOf<S extends FramingSpec>(spec: S): Kind<S> {
  // The table holds, under each name, the kind of exactly the specs with that name; TypeScript cannot follow that.
  return KINDS[spec.kind] as Kind<S>
}
