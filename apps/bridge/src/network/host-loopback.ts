// The machine's plain loopback, where experiments run when there is no private network for them.
import type { SessionHeader } from '@unstick/session'
import { refusal } from '../errors.ts'
import { askedOfNetwork, networkSettings } from '../lab/network-conditions.ts'
import type { PreparedRun } from '../lab/prepared-run.ts'

/** What a session's header says of the network that its programs spoke over. */
export type NetworkWords = Required<Pick<SessionHeader, 'network'>> & Pick<SessionHeader, 'networkNote'>

/**
 * `why` there is no private network, with what the experiment wanted of one. Throws `NETWORK_MISSING` where someone
 * asked for a network of just these properties: they must not believe that they got it.
 */
export const onHostLoopback = ({ experiment, conditions }: PreparedRun, why: string): NetworkWords => {
  const asked = askedOfNetwork(experiment.info.conditions, conditions)
  if (asked.length > 0) throw refusal('NETWORK_MISSING', asked.join(', '), why)
  const { rate, delay, loss } = networkSettings(conditions)
  const lost = [
    ...(rate > 0 ? [`the rate of ${rate} kbit/s`] : []),
    ...(delay > 0 ? [`the delay of ${delay} ms`] : []),
    ...(loss > 0 ? [`the loss of ${loss} %`] : []),
  ]
  const without = lost.length > 0 ? ` It went without ${lost.join(', ')}.` : ''
  return {
    network: 'loopback',
    networkNote: `This run was on the machine's plain loopback, where nothing was captured: ${why}${without}`,
  }
}
