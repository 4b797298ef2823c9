from socket import *
udp_ss=socket(AF_INET,SOCK_DGRAM)
udp_ss.bind(('127.0.0.1',8081))
while True:
    msg,addr=udp_ss.recvfrom(1024)
    print('message from [%s]: %s' % (addr,msg.decode('utf-8')))
    msg_b=input('reply message: ').strip()
    udp_ss.sendto(msg_b.encode('utf-8'),addr)
