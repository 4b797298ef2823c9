export type { ClockKind } from './clock.ts'
export { PROBLEM_CODES, type StraceProblem, type StraceProblemCode } from './problem.ts'
export type {
  AcceptCall,
  AddressCall,
  BatchCall,
  Call,
  Caller,
  CloseCall,
  CloseRangeCall,
  CopyCall,
  DupCall,
  EndRecord,
  ExecCall,
  FlagsCall,
  ForkCall,
  ForkingRecord,
  ListenCall,
  OpenCall,
  OptionCall,
  OtherCall,
  PairCall,
  RecvCall,
  Result,
  SendCall,
  ShutdownCall,
  SignalRecord,
  SocketCall,
  StraceRecord,
  Transfer,
  UnshareCall,
} from './record.ts'
export type { StraceSink } from './sink.ts'
export type { FollowedSocket, Protocol } from './sockets/followed-socket.ts'
export type {
  AcceptEvent,
  CloseEvent,
  CommandEvent,
  EndEvent,
  FollowedProcess,
  LifeEvent,
  OptionEvent,
  PassEvent,
  PrintEvent,
  ProcessEvent,
  ShutdownEvent,
  SocketEvent,
  TransferEvent,
  UnseenEvent,
} from './sockets/socket-event.ts'
export { SocketFollower } from './sockets/socket-follower.ts'
export { StraceReader, type StraceReaderLimits } from './strace-reader.ts'
export type { InetAddress, OtherAddress, SocketAddress, UnixAddress } from './values/address.ts'
export type {
  Descriptor,
  DescriptorLabel,
  Endpoint,
  FileLabel,
  InetLabel,
  SocketLabel,
  UnixLabel,
} from './values/descriptor.ts'
