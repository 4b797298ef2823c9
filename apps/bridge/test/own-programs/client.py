# Sends its arguments, one send each, once the server listens, and logs each call.
import json, socket, sys, time

port, texts = int(sys.argv[1]), sys.argv[2:]
while True:
    try:
        connection = socket.create_connection(('127.0.0.1', port))
        break
    except ConnectionRefusedError:
        time.sleep(0.02)
for text in texts:
    sent = connection.send(text.encode())
    print(json.dumps(['send', sent, text.encode().hex()]), flush=True)
connection.close()
