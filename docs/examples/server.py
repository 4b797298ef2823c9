"""Takes each recv for one message, which is the mistake that Unstick shows."""
import socket
import sys
import time

listener = socket.create_server((sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1", 8080))
connection, _ = listener.accept()
time.sleep(0.1)  # busy with something else
while message := connection.recv(1024):
    print("message:", message.decode())
    connection.sendall(b"thanks")
connection.close()
