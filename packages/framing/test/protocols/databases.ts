// Databases and caches.
import { binary, type Protocol, text } from './protocol.ts'

export const DATABASES: readonly Protocol[] = [
  text(
    'set, get and the value',
    'memcached doc/protocol.txt, "Storage commands" and "Retrieval command"',
    'memcached',
    'set k 0 60 5\r\nab\r\nc\r\nset k 0 0 1 noreply\r\nx\r\nget k\r\nms k 2 T9\r\nhi\r\n',
    [21, 24, 7, 15],
  ),
  text(
    'values and STORED',
    'memcached doc/protocol.txt, "Retrieval command" and "Meta commands"',
    'memcached',
    'VALUE k 0 4 77\r\nEND\n\r\nEND\r\nSTORED\r\nVA 2 f0\r\nhi\r\n',
    [22, 5, 8, 13],
  ),
  binary(
    'ping, then OK',
    'MySQL "Protocol::Packet"',
    'mysql',
    '01000000 0e 07000001 00000002000000',
    [5, 11],
    'client',
  ),
  binary(
    'the simple query "" and its answer',
    'PostgreSQL 17, 53.7',
    'length:u32be,at=1,adjust=-4',
    '51 00000005 00  49 00000004  5a 00000005 49',
    [6, 5, 6],
  ),
  text(
    'inline commands',
    'Redis serialization protocol, "Inline commands"',
    'redis',
    'PING\r\nSET a 1\r\n',
    [6, 9],
  ),
  binary(
    'encryption by Kerberos that was accepted',
    'PostgreSQL 17 manual, 53.2.11; RFC 2743, 3.1',
    'postgres',
    '47  00000006 600411111111  00000008 0504010000000000',
    [1, 10, 12],
    'server',
  ),
  binary(
    'encryption by Kerberos that is used',
    'PostgreSQL 17 manual, 53.2.11; RFC 2743, 3.1',
    'postgres',
    '00000008 04d21630  00000006 600411111111  00000008 0504010000000000',
    [8, 10, 12],
    'client',
  ),
  binary(
    'STARTUP, then a frame of 9 bytes',
    'CQL binary protocol v5, 2.1 and 2.3.1',
    'cassandra5',
    `05 00 0000 01 00000004 00000000 090002 aabbcc ${'00'.repeat(9)} 01020304`,
    [13, 19],
  ),
  binary(
    'get "Hello", not found',
    'draft-stone-memcache-binary-01, 4.2',
    'memcached-binary',
    `80 00 0005 00 00 0000 00000005 00000000 0000000000000000 48656c6c6f 81 00 0000 00 00 0001 00000009 00000000 0000000000000000 4e6f7420666f756e64`,
    [29, 33],
  ),
  binary(
    'EXCSAT and ACCSEC without parameters, chained',
    'IBM IMS, "DSSHDR syntax"',
    'drda',
    '000a d0 41 0001 0004 1041 000a d0 01 0002 0004 106d',
    [10, 10],
  ),
]
