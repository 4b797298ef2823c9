from socket import *
phone=socket(AF_INET,SOCK_STREAM)
phone.connect(('127.0.0.1',8080))
phone.send('helloworld'.encode('utf-8'))
phone.send('egon'.encode('utf-8'))
