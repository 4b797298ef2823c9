// Routers, switches, access and storage.
import { binary, type Protocol } from './protocol.ts'

export const NETWORKS: readonly Protocol[] = [
  binary(
    'Access-Request',
    'RFC 6613, 2.1; RFC 2865, section 3',
    'radius',
    `01 01 0017 ${'00'.repeat(16)} 010361`,
    [23],
  ),
  binary('authentication START', 'RFC 8907, 4.1', 'tacacs', 'c0 01 01 00 00000001 00000003 616263', [15]),
  binary(
    'hello of OpenFlow 1.3',
    'OpenFlow 1.3.5, 7.1.1',
    'openflow',
    '04 00 0010 00000001 0001 0008 00000010  04 02 0008 00000002',
    [16, 8],
  ),
  binary('an empty message', 'RFC 7011, 3.1', 'ipfix', '000a 0010 00000000 00000001 00000000', [16]),
  binary('keepalive', 'RFC 5440, 6.1 and 6.3', 'pcep', '20 02 0004', [4]),
  binary(
    'reset query, cache reset',
    'RFC 8210, 5.4 and 5.9',
    'rtr',
    '01 02 0000 00000008  01 08 0000 00000008',
    [8, 8],
  ),
  binary('initiation without TLVs', 'RFC 7854, 4.1', 'bmp', '03 00000006 04', [6]),
  binary(
    'keepalive in a PDU',
    'RFC 5036, 3.1 and 3.5.4',
    'length:u16be,at=2',
    '0001 000e 01020304 0000 0201 0004 00000001',
    [18],
  ),
  binary(
    'session keep-alive, message',
    'RFC 1002, 4.3.1',
    'length:u32be,mask=1ffff',
    '85000000 00000002 6869',
    [4, 6],
  ),
  binary(
    'Tversion',
    'intro(5), 9P2000',
    'length:u32le,adjust=-4',
    '13000000 64 ffff 00200000 0600 395032303030',
    [19],
  ),
  binary('keep-alive', 'RFC 5036, 3.1', 'ldp', '0001 000e 01020304 0000 0201 0004 00000001', [18]),
]
