// All experiments, in the order in which they are listed. To add one, add its file and a line here.
import { refusal } from '../errors.ts'
import type { Experiment } from './experiment.ts'
import { cork } from './experiments/cork.ts'
import { fixedHeader } from './experiments/fixed-header.ts'
import { halfClose } from './experiments/half-close.ts'
import { headerTorn } from './experiments/header-torn.ts'
import { helloWorld } from './experiments/hello-world.ts'
import { knownSizes } from './experiments/known-sizes.ts'
import { largeMessage } from './experiments/large-message.ts'
import { lateReader } from './experiments/late-reader.ts'
import { nagle } from './experiments/nagle.ts'
import { playground } from './experiments/playground.ts'
import { recvEatsNext } from './experiments/recv-eats-next.ts'
import { remoteCommand } from './experiments/remote-command.ts'
import { resetLosesData } from './experiments/reset-loses-data.ts'
import { shortWrite } from './experiments/short-write.ts'
import { sleepBetween } from './experiments/sleep-between.ts'
import { splitCharacter } from './experiments/split-character.ts'
import { timeoutLosesPart } from './experiments/timeout-loses-part.ts'
import { twoWriters } from './experiments/two-writers.ts'
import { udpAndTcp } from './experiments/udp-and-tcp.ts'
import { udpChat } from './experiments/udp-chat.ts'
import { udpEcho } from './experiments/udp-echo.ts'
import { udpNoListener } from './experiments/udp-no-listener.ts'
import { udpOverflow } from './experiments/udp-overflow.ts'
import { udpTruncate } from './experiments/udp-truncate.ts'
import { writeWriteRead } from './experiments/write-write-read.ts'

export const experiments: readonly Experiment[] = [
  helloWorld,
  lateReader,
  nagle,
  cork,
  remoteCommand,
  recvEatsNext,
  largeMessage,
  splitCharacter,
  headerTorn,
  timeoutLosesPart,
  twoWriters,
  shortWrite,
  resetLosesData,
  writeWriteRead,
  knownSizes,
  sleepBetween,
  fixedHeader,
  halfClose,
  udpAndTcp,
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
