"""Sends three messages, and waits for what the server says."""
import socket
import sys
import time

host = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1"
while True:
    try:
        connection = socket.create_connection((host, 8080))
        break
    except ConnectionRefusedError:
        time.sleep(0.05)
for message in ("hello", "world", "how are you?"):
    connection.sendall(message.encode())
connection.shutdown(socket.SHUT_WR)
while answer := connection.recv(1024):
    print("answer:", answer.decode())
connection.close()
