// The machine's plain loopback, where experiments run when there is no private network for them, or when that is asked.
import { systemClock } from '../clock.ts'
import { refusal } from '../errors.ts'
import { askedOfNetwork, type NetworkSettings, networkSettings } from '../lab/network-conditions.ts'
import { type NetworkWords, openingBlocks, perform } from '../lab/perform.ts'
import type { PreparedRun } from '../lab/prepared-run.ts'
import type { Network, Networks } from './network.ts'

/** Every run on the plain loopback, by choice. */
export const hostLoopback: Networks = {
  warm: () => undefined,
  take: (run) => Promise.resolve(onHostLoopback(run)),
  close: () => Promise.resolve(),
}

/**
 * The plain loopback; `why` is a sentence for runs that should have had a private network. Throws `NETWORK_MISSING`
 * where someone asked for a network of just these properties: they must not believe that they got it.
 */
export const onHostLoopback = (run: PreparedRun, why?: string): Network => {
  refuseUnmet(run, ['mtu', 'rate', 'delay', 'loss'], why ?? 'The plain loopback is as it is.')
  const words: NetworkWords = {
    network: 'loopback',
    ...(why !== undefined && {
      networkNote: `Nothing was captured: this run was on the machine's plain loopback. ${why}${withoutText(run, ['rate', 'delay', 'loss'])}`,
    }),
  }
  return {
    words,
    opening: openingBlocks(run, words),
    perform: (sink, signal, bounds) => perform(run, systemClock(), sink, signal, bounds),
    leave: () => Promise.resolve(),
  }
}

/** Throws `NETWORK_MISSING` where one of the unmet settings is not the experiment's default. */
export const refuseUnmet = (
  { experiment, conditions }: PreparedRun,
  unmet: readonly (keyof NetworkSettings)[],
  why: string,
): void => {
  const asked = askedOfNetwork(experiment.info.conditions, conditions).filter((key) => unmet.includes(key))
  if (asked.length > 0) throw refusal('NETWORK_MISSING', asked.join(', '), why)
}

/** ` It went without the rate of 64 kbit/s.`, or nothing. */
export const withoutText = (
  { conditions }: PreparedRun,
  unmet: readonly (keyof NetworkSettings)[],
): string => {
  const settings = networkSettings(conditions)
  const lost = unmet
    .filter((key) => settings[key] > 0)
    .map((key) => `the ${key} of ${settings[key]} ${units[key]}`)
  return lost.length > 0 ? ` It went without ${lost.join(' and ')}.` : ''
}

const units = { mtu: 'bytes', rate: 'kbit/s', delay: 'ms', loss: '%' } as const
