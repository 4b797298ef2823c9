# A server and a client that log each call: its stream's ports and the bytes.
import socket, sys

role, port, path = sys.argv[1], int(sys.argv[2]), sys.argv[3]
messages = [b'hello', b'!', bytes(i * 7 % 256 for i in range(3000))]
answers = ['answer'.encode(), '多字节'.encode()]
lines = open(path, 'w')


def send(connection, data):
    sent = connection.send(data)
    print('send', here, there, data[:sent].hex(), file=lines)


def receive_all(connection, limit):
    while data := connection.recv(limit):
        print('recv', there, here, data.hex(), file=lines)


if role == 'server':
    with socket.create_server(('', port)) as listener:
        connection, _ = listener.accept()
    here, there = connection.getsockname()[1], connection.getpeername()[1]
    receive_all(connection, 700)
    for answer in answers:
        send(connection, answer)
else:
    connection = socket.create_connection(('127.0.0.1', port))
    here, there = connection.getsockname()[1], connection.getpeername()[1]
    for message in messages:
        send(connection, message)
    connection.shutdown(socket.SHUT_WR)
    receive_all(connection, 4)
connection.close()
lines.close()
