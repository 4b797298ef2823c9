// All experiments, in the order in which they are listed. To add one, add its file and a line here.
import { refusal } from '../errors.ts'
import type { Experiment } from './experiment.ts'
import { fixedHeader } from './experiments/fixed-header.ts'
import { helloWorld } from './experiments/hello-world.ts'
import { knownSizes } from './experiments/known-sizes.ts'
import { largeMessage } from './experiments/large-message.ts'
import { lateReader } from './experiments/late-reader.ts'
import { nagle } from './experiments/nagle.ts'
import { playground } from './experiments/playground.ts'
import { remoteCommand } from './experiments/remote-command.ts'
import { sleepBetween } from './experiments/sleep-between.ts'
import { splitCharacter } from './experiments/split-character.ts'
import { udpChat } from './experiments/udp-chat.ts'
import { udpEcho } from './experiments/udp-echo.ts'
import { udpNoListener } from './experiments/udp-no-listener.ts'
import { udpOverflow } from './experiments/udp-overflow.ts'
import { udpTruncate } from './experiments/udp-truncate.ts'

export const experiments: readonly Experiment[] = [
  helloWorld,
  lateReader,
  nagle,
  remoteCommand,
  largeMessage,
  splitCharacter,
  knownSizes,
  sleepBetween,
  fixedHeader,
  udpEcho,
  udpChat,
  udpTruncate,
  udpNoListener,
  udpOverflow,
  playground,
]

/** Throws `EXPERIMENT_UNKNOWN`. */
export const findExperiment = (name: string): Experiment => {
  const found = experiments.find(({ info }) => info.name === name)
  if (!found) throw refusal('EXPERIMENT_UNKNOWN', name)
  return found
}
