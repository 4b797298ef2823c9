# Runs the command after its first argument. Meanwhile it writes every frame of the loopback into the pcap file that the
# first argument names, and a TCP and a UDP pair of its own, at port 7001, say `untraced` to each other.
import select, socket, struct, subprocess, sys, threading

wire = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
wire.bind(('lo', 3))
wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 24)
over = threading.Event()


def chatter():
    listener = socket.create_server(('127.0.0.1', 7001))
    client = socket.create_connection(('127.0.0.1', 7001))
    server, _ = listener.accept()
    datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    datagrams.bind(('127.0.0.1', 7001))
    while not over.is_set():
        client.send(b'untraced')
        server.recv(100)
        datagrams.sendto(b'untraced', ('127.0.0.1', 7001))
        datagrams.recv(100)
        over.wait(0.001)


def capture(file):
    file.write(struct.pack('<IHHiIII', 0xa1b2c3d4, 2, 4, 0, 0, 65_535 * 4, 1))
    while select.select([wire], [], [], 0.05)[0] or not over.is_set():
        if not select.select([wire], [], [], 0)[0]:
            continue
        frame, (_, _, kind, *_) = wire.recvfrom(1 << 18)
        if kind != socket.PACKET_OUTGOING:
            file.write(struct.pack('<IIII', 0, 0, len(frame), len(frame)) + frame)


with open(sys.argv[1], 'wb') as file:
    threads = [threading.Thread(target=chatter), threading.Thread(target=capture, args=(file,))]
    for thread in threads:
        thread.start()
    code = subprocess.call(sys.argv[2:])
    over.set()
    for thread in threads:
        thread.join()
sys.exit(code)
