// Remote screens, debuggers and games.
import { binary, type Protocol } from './protocol.ts'

export const SCREENS_AND_GAMES: readonly Protocol[] = [
  binary(
    'handshake and status request',
    'Minecraft protocol, "Packet format"',
    'minecraft',
    '07 00 05 01 61 63dd 01  01 00',
    [8, 2],
  ),
  binary(
    'OKAY of the Android bridge',
    'adb protocol.txt, "message"',
    'length:u32le,at=12,header=24,adjust=8',
    '4f4b4159 01000000 02000000 02000000 00000000 b0b4bea6 6869',
    [26],
  ),
  binary(
    'SERVERDATA_AUTH with the password "passwrd", and an empty answer',
    'Source RCON Protocol, "Packet Structure"',
    'rcon',
    '11000000 00000000 03000000 70617373777264 0000 0a000000 00000000 02000000 0000',
    [21, 14],
  ),
  binary(
    'a connection request, the fast-path input of the specification, a long one',
    'MS-RDPBCGR, 4.7 and 2.2.8.1.2',
    'rdp',
    `0300000b 06e00000000000 c4113035 6b5bb534 c8472618 5e760ede 28 00 8085 ${'00'.repeat(130)}`,
    [11, 17, 133],
  ),
]
