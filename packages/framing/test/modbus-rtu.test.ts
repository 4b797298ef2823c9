// Modbus RTU: every function's request and answer, with the examples of MODBUS Application Protocol 1.1b3, 6.1 to 6.21, sent to
// unit 17. The CRCs were computed in Python, bit by bit, after MODBUS over Serial Line 1.02, 6.2.2.
import { expect, test } from 'vitest'
import { parseFraming } from '../src/index.ts'
import { accountOf, everyCut, hex } from './every-cut.ts'

const EXCHANGES = [
  ['1 Read Coils', '110100130013 8e92', '110103cd6b05 4012'],
  ['2 Read Discrete Inputs', '110200c40016 baa9', '110203acdb35 2018'],
  ['3 Read Holding Registers', '1103006b0003 7687', '110306022b00000064 c8ba'],
  ['4 Read Input Registers', '110400080001 b298', '110402000a f8f4'],
  ['5 Write Single Coil', '110500acff00 4e8b', '110500acff00 4e8b'],
  ['6 Write Single Register', '110600010003 9a9b', '110600010003 9a9b'],
  ['7 Read Exception Status', '1107 4c22', '11076d e218'],
  ['8 Diagnostics', '11080000a537 d81d', '11080000a537 d81d'],
  ['11 Get Comm Event Counter', '110b 4c27', '110bffff0108 a6e9'],
  ['12 Get Comm Event Log', '110c 0de5', '110c080000010801212000 5901'],
  ['15 Write Multiple Coils', '110f0013000a02cd01 bf0b', '110f0013000a 2699'],
  ['16 Write Multiple Registers', '11100001000204000a0102 c6f0', '111000010002 1298'],
  ['17 Report Server ID', '1111 cdec', '1111034142ff dfe9'],
  ['20 Read File Record', '11140e0600040001000206000300090002 f938', '11140c05060dfe0020050633cd0040 69ad'],
  ['21 Write File Record', '11150d0600040007000306af04be100d dbc7', '11150d0600040007000306af04be100d dbc7'],
  ['22 Mask Write Register', '1116000400f20025 66e2', '1116000400f20025 66e2'],
  ['23 Read/Write', '111700030006000e00030600ff00ff00ff 4b54', '11170c00fe0acd00010003000d00ff 0d75'],
  ['24 Read FIFO Queue', '111804de 0787', '11180006000201b81284 188d'],
  ['43 Read Device Identification', '112b0e0100 b1b4', '112b0e01010000010003414243 13f3'],
  ['an exception', '110104a10001 af88', '118102 c054'],
] as const

const parsed = parseFraming('modbus-rtu')
if (!parsed.ok) throw new Error(parsed.error.message)
const { spec } = parsed

test.each(EXCHANGES)('%s: requests and answers end where their CRC says', (_, request, answer) => {
  for (const text of [request, answer]) {
    const one = hex(text)
    const bytes = hex(`${text} ${text}`)
    for (const pieces of everyCut(bytes)) {
      const { frames, error } = accountOf(spec, pieces)
      expect(error).toBeUndefined()
      expect(frames).toEqual([
        [0, 2, 2, one.length],
        [one.length, 2, 2, 2 * one.length],
      ])
    }
  }
})
