from socket import *
import subprocess
cs=socket(AF_INET,SOCK_STREAM)
cs.setsockopt(SOL_SOCKET,SO_REUSEADDR,1)
cs.bind(('127.0.0.1',8082))
cs.listen(5)
print('starting...')
while True:
    conn,addr=cs.accept()
    print('-------->',conn,addr)
    while True:
        try:
            cmd=conn.recv(1024)
            res=subprocess.Popen(cmd.decode('utf-8'),shell=True,stdout=subprocess.PIPE,stderr=subprocess.PIPE)
            stdout=res.stdout.read()
            stderr=res.stderr.read()
            # send command result
            conn.send(stdout+stderr)
        except Exception:
            break
    conn.close()
cs.close()
