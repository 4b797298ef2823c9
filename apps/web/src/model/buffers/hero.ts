// Which buffers are shown, and which of them explains the picture: the one in which bytes lay longest, counted in bytes
// times time.
import type { Kept } from '@unstick/session'
import type { Subject } from '../stream/subject.ts'
import { type Lying, placesOf } from './lying.ts'
import { areaOf } from './peak.ts'

export interface ShownPlaces {
  readonly places: readonly Lying[]
  /** The index of the one that explains the picture; -1 if there is none. */
  readonly hero: number
}

/** A send buffer that held less than this part of what the fullest place held only passes bytes on. */
const LEAST_PART = 0.05

const heroes: Kept<{ shown: ShownPlaces | undefined }> = { make: () => ({ shown: undefined }) }

export const shownPlaces = (subject: Subject): ShownPlaces => {
  const known = subject.index.current.get(heroes)
  known.shown ??= choose(placesOf(subject))
  return known.shown
}

const choose = (all: readonly Lying[]): ShownPlaces => {
  const areas = all.map(areaOf)
  const most = Math.max(...areas)
  const places = all.filter(({ kind }, k) => kind !== 'send' || (areas[k] as number) > LEAST_PART * most)
  const hero = all[areas.lastIndexOf(most)]
  return { places, hero: hero ? places.indexOf(hero) : -1 }
}
