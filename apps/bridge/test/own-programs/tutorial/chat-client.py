from socket import *
udp_cs=socket(AF_INET,SOCK_DGRAM)
while True:
    msg=input('Enter the message and press enter to send: ').strip()
    if msg=='quit':break
    if not msg:continue
    udp_cs.sendto(msg.encode('utf-8'),('127.0.0.1',8081))
    back_msg,addr=udp_cs.recvfrom(1024)
    print('message from [%s]: %s' % (addr,back_msg.decode('utf-8')))
udp_cs.close()
