// Small programs in Python that a test runs in a private network. Each prints JSON at its end; a server first prints a line
// when it listens.

const python = (text: string, ...words: readonly (string | number)[]): readonly string[] => [
  '/usr/bin/env',
  'python3',
  '-c',
  text,
  ...words.map(String),
]

const OPENING = `
import json, socket, sys, time
address, port = sys.argv[1], 9000
family = socket.AF_INET6 if ':' in address else socket.AF_INET
`

/** Echoes what one client sends. */
export const echoServer = (address: string): readonly string[] =>
  python(
    `${OPENING}
server = socket.create_server((address, port), family=family)
print('listens', flush=True)
connection, _ = server.accept()
while data := connection.recv(65536):
    connection.sendall(data)
`,
    address,
  )

/** Sends so many bytes at once and reads them back; prints the milliseconds that connecting and that took. */
export const echoClient = (address: string, size: number): readonly string[] =>
  python(
    `${OPENING}
size = int(sys.argv[2])
began = time.monotonic()
connection = socket.create_connection((address, port))
connected = time.monotonic()
connection.sendall(bytes(size))
left = size
while left > 0:
    left -= len(connection.recv(65536))
echoed = time.monotonic()
print(json.dumps({'connect': (connected - began) * 1000, 'echo': (echoed - connected) * 1000}))
`,
    address,
    size,
  )

/** Prints how many datagrams came, once none has come for a second. */
export const countingReceiver = (address: string): readonly string[] =>
  python(
    `${OPENING}
receiver = socket.socket(family, socket.SOCK_DGRAM)
receiver.bind((address, port))
receiver.settimeout(10)
print('listens', flush=True)
count = 0
try:
    while True:
        receiver.recv(2048)
        count += 1
        receiver.settimeout(1)
except TimeoutError:
    print(count)
`,
    address,
  )

export const sender = (address: string, count: number): readonly string[] =>
  python(
    `${OPENING}
sender = socket.socket(family, socket.SOCK_DGRAM)
for number in range(int(sys.argv[2])):
    sender.sendto(b'%4d' % number, (address, port))
`,
    address,
    count,
  )

/** Prints who it is, and what it may do. */
export const whoAmI = (file: string): readonly string[] =>
  python(
    `
import json, os, subprocess, sys
with open(sys.argv[1], 'w') as file:
    file.write('mine')
changed = subprocess.run(['ip', 'link', 'set', 'lo', 'down'], capture_output=True, text=True)
entered = subprocess.run(['nsenter', '--net=/proc/1/ns/net', 'true'], capture_output=True, text=True)
print(json.dumps({
    'user': os.getuid(), 'group': os.getgid(), 'owner': os.stat(sys.argv[1]).st_uid,
    'proc': os.readlink('/proc/self') == str(os.getpid()),
    'changed': changed.stderr.strip(), 'entered': entered.returncode,
}))
`,
    file,
  )
