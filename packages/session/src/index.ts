export * from './api.ts'
export {
  type Call,
  type CallName,
  type CallResult,
  type CallText,
  type Endpoint,
  parseCallText,
  printCallText,
} from './call.ts'
export { parseSessionHeader, printSessionHeader, type SessionHeader } from './session-header.ts'
