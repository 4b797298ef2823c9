// Protocols by hand: for each, bytes assembled from its specification, and the frames' lengths counted there. The spec
// is a preset's name if there is one, else the framing that a person would type.
import { DATABASES } from './protocols/databases.ts'
import { MACHINES } from './protocols/machines.ts'
import { MAIL_AND_CHAT } from './protocols/mail-and-chat.ts'
import { MESSAGING } from './protocols/messaging.ts'
import { NETWORKS } from './protocols/networks.ts'
import { PROXIES_AND_KEYS } from './protocols/proxies-and-keys.ts'
import { SCREENS_AND_GAMES } from './protocols/screens-and-games.ts'
import { WEB_AND_MEDIA } from './protocols/web-and-media.ts'
import type { Protocol } from './protocols/protocol.ts'

export const PROTOCOLS: readonly Protocol[] = [
  ...DATABASES,
  ...MESSAGING,
  ...MAIL_AND_CHAT,
  ...WEB_AND_MEDIA,
  ...PROXIES_AND_KEYS,
  ...MACHINES,
  ...NETWORKS,
  ...SCREENS_AND_GAMES,
]
