/** hello + world as it usually runs: both sends came out of one recv. */
export const stuckOutcome = {
  transport: 'tcp' as const,
  recvName: 'recv',
  sends: 2,
  recvs: 1,
  segments: 2,
  firstSend: 5,
  firstRecv: 10,
  secondSend: 5,
  secondRecv: 0,
  beginsAlike: true,
  shortWrites: 0,
  framed: false,
  asSent: false,
  why: '',
  answer: undefined,
}
