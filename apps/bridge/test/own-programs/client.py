# Sends its arguments, one send each, once the server listens, and logs each call.
import json, socket, sys, time

words = sys.argv[1:]
host = '127.0.0.1'
if words[0] == '--host':
    host, words = words[1], words[2:]
port, texts = int(words[0]), words[1:]
while True:
    try:
        connection = socket.create_connection((host, port))
        break
    except ConnectionRefusedError:
        time.sleep(0.02)
for text in texts:
    sent = connection.send(text.encode())
    print(json.dumps(['send', sent, text.encode().hex()]), flush=True)
connection.close()
