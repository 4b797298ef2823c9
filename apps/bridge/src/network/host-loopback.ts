// The machine's plain loopback. Experiments run there if there is no private network, or if the person asked for it.
import { systemClock } from '../clock.ts'
import { refusal } from '../errors.ts'
import { askedOfNetwork, networkSettings } from '../lab/network-conditions.ts'
import { type NetworkWords, openingBlocks, perform } from '../lab/perform.ts'
import type { PreparedRun } from '../lab/prepared-run.ts'
import type { Network, Networks } from './network.ts'

/** For `--loopback`: every run is on the plain loopback. */
export const hostLoopback: Networks = {
  warm: () => undefined,
  take: (run) => Promise.resolve(onHostLoopback(run)),
  close: () => Promise.resolve(),
}

/**
 * The plain loopback. `why` is the sentence for a run that should have had a private network. Throws `NETWORK_MISSING`
 * if the person changed a condition of the network, because they must not believe that it took effect.
 */
export const onHostLoopback = (run: PreparedRun, why?: string): Network => {
  refuseIfAsked(run, why ?? 'The plain loopback has no such settings.')
  const words: NetworkWords = {
    network: 'loopback',
    ...(why !== undefined && {
      networkNote: `Nothing was captured: this run was on the machine's plain loopback. ${why}${withoutText(run)}`,
    }),
  }
  return {
    words,
    opening: openingBlocks(run, words),
    perform: (sink, signal, bounds) => perform(run, systemClock(), sink, signal, bounds),
    leave: () => Promise.resolve(),
  }
}

/** Throws `NETWORK_MISSING` if one of the network's conditions is not at the experiment's default. */
const refuseIfAsked = ({ experiment, conditions }: PreparedRun, why: string): void => {
  const asked = askedOfNetwork(experiment.info.conditions, conditions)
  if (asked.length > 0) throw refusal('NETWORK_MISSING', asked.join(', '), why)
}

/** ` It ran without the delay of 10 ms.`, or an empty text. */
const withoutText = ({ conditions }: PreparedRun): string => {
  const settings = networkSettings(conditions)
  const lost = Object.entries(units)
    .map(([key, unit]) => ({ key, unit, value: settings[key as keyof typeof units] }))
    .filter(({ value }) => value > 0)
    .map(({ key, unit, value }) => `the ${key} of ${value} ${unit}`)
  return lost.length > 0 ? ` It ran without ${lost.join(' and ')}.` : ''
}

/** The conditions that some experiment sets by default, and their units. */
const units = { rate: 'kbit/s', delay: 'ms', loss: '%' } as const
