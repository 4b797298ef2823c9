// A log of strace is known by its first lines, whatever options wrote them, and no other text is.
import { describe, expect, it } from 'vitest'
import { strace } from './strace.ts'

const known = (text: string): boolean => strace.sniff(Buffer.from(text, 'latin1'))

describe('strace.sniff(head)', () => {
  // The prefixes of strace(1): -f, -Y, -t, -tt, -ttt, -r and their combinations, as strace 6.1 printed them.
  it.each([
    'execve("/usr/bin/python3", ["python3", "serv',
    'socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP) = 3\n',
    '4242  read(3, "\\177ELF"..., 832) = 832\n',
    '4242<python3> 1795931300.678541916 read(4</etc/passwd>, "", 4096) = 0 <0.000014558>\n',
    '[pid 31965] accept4(3<TCP:[127.0.0.1:36993]>,  <unfinished ...>\n',
    '12:34:56.789012 close(3) = 0\n',
    '     0.000041 close(3) = -1 EBADF (Bad file descriptor)\n',
    'strace: Process 4242 attached\n[pid  4242] recvfrom(4, "a", 1, 0, NULL, NULL) = 1\n',
    '4242 exit_group(0) = ?\n',
  ])('knows %j', (text) => expect(known(text)).toBe(true))

  it.each([
    '',
    'close(3)',
    'int main() { return open(path) == -1; }\n',
    'def recv(n):\n    return sock.recv(n)\n',
    'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n',
    '{"call":"recv(1024) = 10"}\n',
  ])('does not know %j', (text) => expect(known(text)).toBe(false))
})
