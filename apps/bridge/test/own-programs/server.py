# Receives until the client closes, and logs each call as it was: what the recording is compared with.
import json, socket, sys, time

port, limit, wait = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(('', port))
listener.listen()
print(json.dumps(['listening', listener.getsockname()[1]]), flush=True)
connection, _ = listener.accept()
time.sleep(wait)
while True:
    data = connection.recv(limit)
    print(json.dumps(['recv', limit, data.hex()]), flush=True)
    if not data:
        break
connection.close()
