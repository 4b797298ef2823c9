#!/bin/sh
# Runs a command (or just ends) as soon as a program of this network has opened a socket at this port, TCP's that listens or UDP's.
port=$(printf '%04X' "$1")
shift
until grep -qE "^ *[0-9]+: [0-9A-F]+:$port [0-9A-F:]+ (0A|07) " /proc/net/tcp /proc/net/tcp6 /proc/net/udp; do
  sleep 0.05
done
exec "$@"
