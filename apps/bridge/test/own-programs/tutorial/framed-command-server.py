from socket import *
import subprocess
import struct
ss=socket(AF_INET,SOCK_STREAM)
ss.bind(('127.0.0.1',8082))
ss.listen(5)
print('starting...')
while True:
    conn,addr=ss.accept()
    print('-------->',conn,addr)
    while True:
        try:
            cmd=conn.recv(1024)
            res=subprocess.Popen(cmd.decode('utf-8'),shell=True,stdout=subprocess.PIPE,stderr=subprocess.PIPE)
            stdout=res.stdout.read()
            stderr=res.stderr.read()
            # a header of a fixed length
            header=struct.pack('I',len(stdout)+len(stderr))
            conn.send(header)
            # then the command's result
            conn.send(stdout)
            conn.send(stderr)
        except Exception:
            break
    conn.close()
ss.close()
