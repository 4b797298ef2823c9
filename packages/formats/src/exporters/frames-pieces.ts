// What the exporter of messages writes, apart from what it is called.
export { messageText as framesPieces } from '@unstick/session'
