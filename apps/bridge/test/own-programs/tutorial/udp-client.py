from socket import *
udp_cs=socket(AF_INET,SOCK_DGRAM)
while True:
    msg=input('>>: ').strip()
    if not msg:continue
    udp_cs.sendto(msg.encode('utf-8'),('127.0.0.1',8080))
    msg,addr=udp_cs.recvfrom(1024)
    print(msg.decode('utf-8'),addr)
