"""A process of many mostly sleeping threads, to be looked at.

usage: sleepers.py THREADS [AWAKE]

AWAKE of the threads (default: one in a hundred) wake up ten times a second. Prints "ready" once all
threads run, and ends at the end of its standard input, so it never outlives who started it.
"""

import sys
import threading
import time

HOUR = 3600.0


def live(pause):
    while True:
        time.sleep(pause)


def main():
    threads = int(sys.argv[1])
    awake = int(sys.argv[2]) if len(sys.argv) > 2 else threads // 100
    threading.stack_size(64 * 1024)
    # The main thread is one of them.
    for i in range(threads - 1):
        pause = 0.1 if i < awake else HOUR
        threading.Thread(target=live, args=(pause,), daemon=True).start()
    print("ready", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
