from socket import *
ss=socket(AF_INET,SOCK_STREAM)
ss.connect(('127.0.0.1',8082))
while True:
    cmd=input('>>:').strip()
    if not cmd:continue
    ss.send(cmd.encode('utf-8'))
    cmd_res=ss.recv(1024)
    print(cmd_res.decode('gbk'))
ss.close()
